import { useEffect, useState } from 'preact/hooks';
import { useSay } from '../ui/language.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import type { Flow } from './deps.ts';

/** The page's address to take to a browser, where every method works. */
export function CopyPageLink({ flow }: { flow: Flow }) {
  const say = useSay(checkoutText);
  const [address, setAddress] = useState<string | null>(null);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => void flow.deps.pageUrl().then(setAddress), [flow]);
  if (!address) return null;
  return (
    <div class="qr-link">
      <p class="faint" id="page-link-hint">
        {say('pageLink')}
      </p>
      <input id="page-link" readOnly value={address} aria-labelledby="page-link-hint" />
      <div class="qr-buttons">
        <button type="button" onClick={() => void copyField('#page-link').then(setIsCopied)}>
          {say('copyLink')}
        </button>
      </div>
      <p class="copied" role="status">
        {isCopied ? say('copied') : ''}
      </p>
    </div>
  );
}

/** A host page may deny the clipboard to frames; then the old way is tried on the field itself. */
export async function copyField(selector: string): Promise<boolean> {
  const field = document.querySelector<HTMLInputElement>(selector);
  try {
    await navigator.clipboard.writeText(field?.value ?? '');
    return true;
  } catch {
    field?.select();
    return document.execCommand('copy');
  }
}

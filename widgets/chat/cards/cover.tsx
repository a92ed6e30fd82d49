import { useState } from 'preact/hooks';
import type { ProductKind } from '../../../src/checkout/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { safeUrl } from '../../ui/safe-url.ts';

/** A product's cover; without one (or when it does not load) a quiet drawing of its kind. */
export function Cover({ kind, coverUrl }: { kind: ProductKind; coverUrl: string | null }) {
  const [hasFailed, setHasFailed] = useState(false);
  const address = hasFailed ? null : showable(coverUrl);
  return (
    <div class={`cover ${kind}`} aria-hidden="true">
      {address ? (
        <img src={address} alt="" loading="lazy" decoding="async" onError={() => setHasFailed(true)} />
      ) : (
        <Icon name={kind} />
      )}
    </div>
  );
}

/** What the frame's policy lets through: https anywhere, or our own origin. */
function showable(coverUrl: string | null): string | null {
  const url = safeUrl(coverUrl);
  return url?.startsWith('https:') || url?.startsWith(`${location.origin}/`) ? url : null;
}

import { useEffect, useState } from 'preact/hooks';
import type { LinkedProduct, ProductLine } from '../../../src/checkout/catalog/admin/wire.ts';
import { useSay } from '../../ui/language.ts';
import { Glyph } from '../glyph.tsx';
import { useCalls } from './calls-context.ts';
import { catalogueText } from './text.ts';

const searchPauseMs = 250;
const offeredMax = 6;

interface Props {
  readonly name: 'prerequisites' | 'parts';
  readonly hint?: string;
  readonly linked: readonly LinkedProduct[];
  readonly max: number;
  readonly onChange: (linked: readonly LinkedProduct[]) => void;
}

/** Other products that this one names, found by typing. */
export function LinkPicker({ name, hint, linked, max, onChange }: Props) {
  const say = useSay(catalogueText);
  const [text, setText] = useState('');
  const offered = useOffered(text).filter(
    ({ productId }) => !linked.some((one) => one.productId === productId),
  );
  const add = ({ productId, title, language, status }: ProductLine) => {
    onChange([...linked, { productId, title, language, status }]);
    setText('');
  };
  return (
    <div class="link-picker" data-links={name}>
      <p class="link-name">{say(name)}</p>
      {hint === undefined ? null : <p class="meta">{hint}</p>}
      {linked.length === 0 ? null : (
        <ul class="chips">
          {linked.map(({ productId, title }) => (
            <li key={productId} class="chip">
              <span>{title}</span>
              <button
                type="button"
                class="quiet icon-only"
                aria-label={say('removeLink', { title })}
                onClick={() => onChange(linked.filter((one) => one.productId !== productId))}
              >
                <Glyph name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {linked.length >= max ? null : (
        <input
          type="search"
          aria-label={`${say(name)} · ${say('addLink')}`}
          placeholder={say('addLink')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      {offered.length === 0 ? null : (
        <ul class="rows offered">
          {offered.slice(0, offeredMax).map((line) => (
            <li key={line.productId}>
              <button type="button" class="quiet" onClick={() => add(line)}>
                {line.title} <span class="meta">{line.language}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useOffered(text: string): readonly ProductLine[] {
  const calls = useCalls();
  const [offered, setOffered] = useState<readonly ProductLine[]>([]);
  useEffect(() => {
    if (text.trim() === '') return setOffered([]);
    let isOver = false;
    const timer = setTimeout(async () => {
      const answer = await calls.list({ text: text.trim(), status: '', cursor: null });
      if (!isOver && answer.ok) setOffered(answer.value.products);
    }, searchPauseMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text]);
  return offered;
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { useSay } from '../ui/language.ts';
import { consoleText } from './text.ts';

interface MoreProps {
  /** Where the list goes on; null at its end. */
  readonly cursor: string | null;
  readonly onMore: () => Promise<unknown>;
  /** Also when its end comes into sight; left out: by the button alone. */
  readonly byScroll?: boolean;
}

/** The rest of a long list, by scrolling to its end or by the button; who pressed it goes on with the first new row. */
export function More({ cursor, onMore, byScroll = false }: MoreProps) {
  const say = useSay(consoleText);
  const button = useRef<HTMLButtonElement>(null);
  const [isBusy, setBusy] = useState(false);
  const read = async () => {
    setBusy(true);
    await onMore();
    setBusy(false);
  };
  useEffect(() => {
    const { current } = button;
    if (current === null || !byScroll) return;
    const watcher = new IntersectionObserver(([seen]) => {
      if (seen?.isIntersecting) void read();
    });
    watcher.observe(current);
    return () => watcher.disconnect();
    // A page may be short, or empty, and still lead on: each is watched for anew.
  }, [cursor, byScroll]);
  if (cursor === null) return null;
  const press = async () => {
    const list = button.current?.previousElementSibling;
    const before = list?.children.length ?? 0;
    await read();
    setTimeout(() => list?.children[before]?.querySelector<HTMLElement>('button')?.focus());
  };
  return (
    <button
      type="button"
      class="link more"
      ref={button}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) void press();
      }}
    >
      {isBusy ? <span class="spinner" aria-hidden="true" /> : null}
      {say('showMore')}
    </button>
  );
}

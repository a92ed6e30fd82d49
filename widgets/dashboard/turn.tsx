import { useSay } from '../ui/language.ts';
import { funnelText } from './text/funnel.ts';

/** How many rows a page of a dialog has. */
export const pageSize = 100;

interface TurnProps {
  /** How many rows come before the page that is shown. */
  readonly offset: number;
  readonly total: number;
  readonly onTurn: (offset: number) => void;
}

/** Buttons that turn to the page before and after. */
export function Turn({ offset, total, onTurn }: TurnProps) {
  const say = useSay(funnelText);
  const isLast = offset + pageSize >= total;
  return (
    <>
      <button
        type="button"
        aria-disabled={offset === 0}
        onClick={() => onTurn(Math.max(0, offset - pageSize))}
      >
        {say('older')}
      </button>
      <button type="button" aria-disabled={isLast} onClick={() => isLast || onTurn(offset + pageSize)}>
        {say('newer')}
      </button>
    </>
  );
}

import { useId, useRef } from 'preact/hooks';
import { useSay } from '../ui/language.ts';
import { ask } from './actions.ts';
import { useDesk } from './context.ts';
import { decide } from './money-actions.ts';
import { consoleText } from './text.ts';

interface DecisionProps {
  readonly reviewId: string;
  /** Where everything about it is shown already; called once it was decided. */
  readonly onDecided?: () => void;
}

/** Where a held payment is let through or refused. */
export function Decision({ reviewId, onDecided }: DecisionProps) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const note = useRef<HTMLInputElement>(null);
  const id = useId();
  const settle = async (decision: 'approve' | 'reject') => {
    await decide(desk, reviewId, { decision, note: note.current?.value ?? '' });
    if (desk.store.get().refusal === null) onDecided?.();
  };
  const isBusy = state.busy !== null;
  return (
    <div class="decision">
      <p>{say('reviewOpen')}</p>
      <label for={id} class="faint">
        {say('reviewNote')}
      </label>
      <input id={id} ref={note} maxLength={500} />
      <div class="row">
        <button type="button" class="primary" aria-disabled={isBusy} onClick={() => void settle('approve')}>
          {say('approve')}
        </button>
        <button type="button" aria-disabled={isBusy} onClick={() => void settle('reject')}>
          {say('reject')}
        </button>
        {onDecided === undefined ? (
          <button type="button" class="quiet" onClick={() => ask(desk, { name: 'review', about: reviewId })}>
            {say('reviewWhy')}
          </button>
        ) : null}
      </div>
    </div>
  );
}

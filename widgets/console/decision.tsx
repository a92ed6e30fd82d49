import { useId, useRef } from 'preact/hooks';
import { useSay } from '../ui/language.ts';
import { useDesk } from './context.ts';
import { decide } from './money-actions.ts';
import { consoleText } from './text.ts';

/** Where a held payment is let through or refused. */
export function Decision({ reviewId }: { reviewId: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const note = useRef<HTMLInputElement>(null);
  const id = useId();
  const settle = (decision: 'approve' | 'reject') =>
    void decide(desk, reviewId, { decision, note: note.current?.value ?? '' });
  const isBusy = state.busy !== null;
  return (
    <div class="decision">
      <p>{say('reviewOpen')}</p>
      <label for={id} class="faint">
        {say('reviewNote')}
      </label>
      <input id={id} ref={note} maxLength={500} />
      <div class="row">
        <button type="button" class="primary" aria-disabled={isBusy} onClick={() => settle('approve')}>
          {say('approve')}
        </button>
        <button type="button" aria-disabled={isBusy} onClick={() => settle('reject')}>
          {say('reject')}
        </button>
      </div>
    </div>
  );
}

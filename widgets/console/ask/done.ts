import type { Desk } from '../desk.ts';
import type { Outcome } from './ask-form.tsx';

/** The outcome of an action that says by itself what went wrong: the dialog takes the words over. */
export function outcomeOf(desk: Desk, isDone: boolean): Outcome {
  if (isDone) return { ok: true };
  const { refusal } = desk.store.get();
  return (
    refusal ?? { ok: false, status: 0, code: '', message: { zh: '', en: '' }, retryAfterMs: null, extra: {} }
  );
}

import type { Transitions } from '../../kernel/state-machine.ts';

export type HandoffState = 'queued' | 'accepted' | 'completed' | 'failed';

/**
 * `accepted > queued` is an agent who went away; `queued > failed` a learner who would not wait; `queued > completed`
 * a payment that was settled without anybody joining.
 */
export const handoffTransitions: Transitions<HandoffState> = {
  queued: ['accepted', 'completed', 'failed'],
  accepted: ['queued', 'completed'],
  completed: [],
  failed: [],
};

/** Why a thread was passed to people. */
export type HandoffReason = 'asked' | 'not_understood' | 'payment_review';

/** States in which a handoff is over; until then its conversation has this one only. */
export function isOver(state: HandoffState): boolean {
  return handoffTransitions[state].length === 0;
}

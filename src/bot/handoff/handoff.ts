import type { Transitions } from '../../kernel/state-machine.ts';

export type HandoffState = 'queued' | 'accepted' | 'completed' | 'failed';

/** `accepted > queued` is an agent who went away; `failed` a learner who would not wait. */
export const handoffTransitions: Transitions<HandoffState> = {
  queued: ['accepted', 'failed'],
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

import type { Transitions } from '../../kernel/state-machine.ts';
import type { ConversationState, OpenState } from './wire.ts';

/**
 * Who has a conversation. `human > human` is a supervisor who takes it over; `human > queued` an agent who went away;
 * `queued > human` an agent who takes it from the list; `offered > queued` an offer that was passed or ran out;
 * `wrap_up > human` a learner who wrote once more; `queued > bot` one who would not wait, or whose payment is settled.
 */
export const conversationTransitions: Transitions<ConversationState> = {
  bot: ['queued', 'human'],
  queued: ['offered', 'human', 'bot', 'closed'],
  offered: ['human', 'queued', 'bot', 'closed'],
  human: ['transfer', 'queued', 'wrap_up', 'human', 'bot', 'closed'],
  transfer: ['offered', 'human', 'bot', 'closed'],
  wrap_up: ['human', 'bot', 'closed'],
  closed: ['bot'],
};

/** Why a thread was passed to people. */
export type HandoffReason = 'asked' | 'not_understood' | 'payment_review' | 'taken_over';

/** Waits for somebody to accept. */
export const WAITING = ['queued', 'offered', 'transfer'] as const satisfies readonly OpenState[];
/** May be offered. */
export const FREE = ['queued', 'transfer'] as const satisfies readonly OpenState[];
/** An agent has it. */
export const HELD = ['human', 'wrap_up'] as const satisfies readonly OpenState[];

/** States in which people are done; until then a conversation has one handoff only. */
export function isOver(state: ConversationState): boolean {
  return state === 'bot' || state === 'closed';
}

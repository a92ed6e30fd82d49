import type { ConsoleConversation, ConsoleHeldPayment, ConsoleThread } from '../../src/bot/handoff/wire.ts';
import type { Language, StaffView } from '../../src/identity/wire.ts';
import type { Refusal } from '../staff/staff-call.ts';

/** What an agent wrote and the server has not confirmed. */
export interface UnsentReply {
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly text: string;
  /** Why it was refused; null while it is on its way. */
  readonly refusal: Refusal | null;
}

export interface ConsoleState {
  readonly language: Language;
  /** Undefined until the server has said who is signed in; null = nobody. */
  readonly staff: StaffView | null | undefined;
  /** What went wrong last; null = nothing, or it was put away. */
  readonly refusal: Refusal | null;
  readonly isOnline: boolean;
  /** Null until they were read once. */
  readonly queue: readonly ConsoleConversation[] | null;
  readonly mine: readonly ConsoleConversation[] | null;
  readonly held: readonly ConsoleHeldPayment[] | null;
  /** The conversation before the agent; `thread` may still be on its way. */
  readonly openId: string | null;
  readonly thread: ConsoleThread | null;
  /** Begun replies, by conversation: going elsewhere loses none. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly unsent: readonly UnsentReply[];
  /** The step that is being taken: nothing is pressed twice. */
  readonly busy: 'accept' | 'release' | 'decide' | null;
  /** Whether the learner's facts are shown where they do not fit beside the thread. */
  readonly showsDetails: boolean;
  /** Who came into the line last, by name where they have one: said once to screen readers. */
  readonly arrived: readonly (string | null)[];
  readonly nowMs: number;
}

/** What belongs to one session and goes with it. */
export const emptyDesk = {
  refusal: null,
  isOnline: true,
  queue: null,
  mine: null,
  held: null,
  openId: null,
  thread: null,
  drafts: {},
  unsent: [],
  busy: null,
  showsDetails: false,
  arrived: [],
} satisfies Partial<ConsoleState>;

/** How much waits for this agent: those in line, those of their own who wrote last, and held payments. */
export function waitingCount({ queue, mine, held }: Pick<ConsoleState, 'queue' | 'mine' | 'held'>): number {
  return (queue?.length ?? 0) + (mine ?? []).filter(needsReply).length + (held?.length ?? 0);
}

export function needsReply(conversation: ConsoleConversation): boolean {
  return conversation.lastMessage?.sender === 'learner';
}

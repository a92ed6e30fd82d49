import type {
  ApprovalView,
  CannedReplyView,
  CaseLine,
  ConversationDetails,
  ListedConversation,
  SearchAnswer,
  Viewer,
} from '../../src/bot/console/wire.ts';
import type { OfferMade } from '../../src/bot/handoff/live/wire.ts';
import type {
  AgentView,
  ConsoleConversation,
  ConsoleHeldPayment,
  ConsoleThread,
  QueueView,
} from '../../src/bot/handoff/wire.ts';
import type { Language, StaffView } from '../../src/identity/wire.ts';
import type { Refusal } from '../staff/staff-call.ts';
import type { ChosenFile } from '../ui/files/queue.ts';
import type { Preferences } from './preferences.ts';
import type { ViewName } from './views.ts';

/** What an agent wrote, to the learner or to colleagues, and the server has not confirmed. */
export interface UnsentReply {
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly text: string;
  /** Files that have arrived, in the order they are shown. */
  readonly files: readonly { readonly attachmentId: string; readonly name: string }[];
  readonly isNote: boolean;
  /** Why it was refused; null while it is on its way. */
  readonly refusal: Refusal | null;
}

/** What is asked over the page; one at a time. */
export type DialogName =
  | 'help'
  | 'palette'
  | 'finish'
  | 'transfer'
  | 'snooze'
  | 'labels'
  | 'checkout'
  | 'coupon'
  | 'refund'
  | 'reveal'
  | 'takeOver'
  | 'openCase'
  | 'case'
  | 'invoice'
  | 'review';

export interface OpenDialog {
  readonly name: DialogName;
  /** What it is about: a payment, a masked field, a case, an invoice, a review; left out: the open thread. */
  readonly about?: string;
}

/** As much of a long list as was read. */
export interface Paged<Row> {
  readonly rows: readonly Row[];
  /** Leads on from there; null at the end. */
  readonly nextCursor: string | null;
}

/** One box for messages, names and orders. */
export interface Search {
  readonly text: string;
  /** Null while it is being asked. */
  readonly found: SearchAnswer | null;
}

export interface ConsoleState {
  readonly language: Language;
  readonly preferences: Preferences;
  /** Undefined until the server has said who is signed in; null = nobody. */
  readonly staff: StaffView | null | undefined;
  /** What went wrong last; null = nothing, or it was put away. */
  readonly refusal: Refusal | null;
  /** What was done last, in words. */
  readonly told: string | null;
  readonly isOnline: boolean;
  readonly view: ViewName;
  /** This agent's own presence and capacity; null until they are read. */
  readonly me: AgentView | null;
  readonly agents: readonly AgentView[] | null;
  readonly line: QueueView | null;
  /** Lists are null until they were read once. */
  readonly queue: readonly ConsoleConversation[] | null;
  readonly mine: readonly ConsoleConversation[] | null;
  readonly held: readonly ConsoleHeldPayment[] | null;
  /** Of the views `all` and `snoozed`, as far as it was read. */
  readonly listed: Paged<ListedConversation> | null;
  readonly cases: Paged<CaseLine> | null;
  readonly approvals: readonly ApprovalView[] | null;
  /** What is offered to this agent now, the oldest first. */
  readonly offers: readonly OfferMade[];
  readonly search: Search | null;
  /** The conversation before the agent; `thread` and `details` may still be on their way. */
  readonly openId: string | null;
  readonly thread: ConsoleThread | null;
  readonly details: ConversationDetails | null;
  readonly viewers: readonly Viewer[];
  /** Until when the learner is taken to be writing; 0 = they are not. */
  readonly typingUntilMs: number;
  /** How far the learner has got in the open thread. */
  readonly marks: { readonly deliveredSeq: number; readonly readSeq: number } | null;
  readonly canned: readonly CannedReplyView[];
  /** Begun replies and notes, by conversation: going elsewhere loses none. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Files of begun replies, by conversation. */
  readonly files: Readonly<Record<string, readonly ChosenFile[]>>;
  readonly isNote: boolean;
  readonly unsent: readonly UnsentReply[];
  /** The step that is being taken: nothing is pressed twice. */
  readonly busy: string | null;
  readonly dialog: OpenDialog | null;
  /** Whether the learner's facts are shown where they do not fit beside the thread. */
  readonly showsDetails: boolean;
  /** Who came into the line last, by name where they have one: said once to screen readers. */
  readonly arrived: readonly (string | null)[];
  readonly nowMs: number;
}

/** What belongs to one session and goes with it. */
export const emptyDesk = {
  refusal: null,
  told: null,
  isOnline: true,
  view: 'queue',
  me: null,
  agents: null,
  line: null,
  queue: null,
  mine: null,
  held: null,
  listed: null,
  cases: null,
  approvals: null,
  offers: [],
  search: null,
  openId: null,
  thread: null,
  details: null,
  viewers: [],
  typingUntilMs: 0,
  marks: null,
  canned: [],
  drafts: {},
  files: {},
  isNote: false,
  unsent: [],
  busy: null,
  dialog: null,
  showsDetails: false,
  arrived: [],
} satisfies Partial<ConsoleState>;

/** How much waits for this agent: those in line, those of their own who wrote last, held payments, wishes to decide. */
export function waitingCount(state: Pick<ConsoleState, 'queue' | 'mine' | 'held' | 'approvals'>): number {
  const { queue, mine, held, approvals } = state;
  return (
    (queue?.length ?? 0) +
    (mine ?? []).filter(needsReply).length +
    (held?.length ?? 0) +
    (approvals ?? []).filter(({ mayDecide }) => mayDecide).length
  );
}

/** How many wait in a view; null where counting says nothing. */
export function countOf(state: ConsoleState, name: ViewName): number | null {
  const lists: Partial<Record<ViewName, readonly unknown[] | null>> = {
    queue: state.queue,
    mine: state.mine,
    held: state.held,
    approvals: state.approvals,
  };
  return lists[name]?.length ?? null;
}

export function needsReply(conversation: Pick<ConsoleConversation, 'lastMessage'>): boolean {
  return conversation.lastMessage?.sender === 'learner';
}

/** Where a begun text is kept: a note is no reply, and neither may become the other. */
export function draftName(conversationId: string, isNote: boolean): string {
  return isNote ? `note:${conversationId}` : conversationId;
}

import type { ConversationSummary, ReadMarks, TypingView } from '../../src/bot/conversation/wire.ts';
import type { Activity, HandoffView } from '../../src/bot/wire.ts';
import type { CheckoutView, OrderView } from '../../src/checkout/wire.ts';
import type { Language, SessionView } from '../../src/identity/wire.ts';
import type { CheckoutRequest } from '../checkout/request.ts';
import type { ChosenFile } from '../ui/files/queue.ts';
import type { UnsentMessage } from './outbox.ts';

export interface ChatState {
  language: Language;
  /** The learner or the host page chose the language; else the conversation's own is taken over. */
  languageChosen: boolean;
  panelOpen: boolean;
  canSignIn: boolean;
  learner: SessionView['learner'] | null;
  /** The page's own, whatever another page has put into the store they share (C6); null before it has entered. */
  session: SessionView | null;
  connection: 'connecting' | 'online' | 'offline' | 'refused';
  conversationId: string | null;
  /** In order of `seq`, each once. */
  activities: readonly Activity[];
  /** The last activity that was there when the thread was first read: what came later is news. */
  seqAtStart: number | null;
  hasEarlier: boolean;
  unsent: readonly UnsentMessage[];
  /** The server asked to wait a moment before the next message. */
  isTooFast: boolean;
  /** Who is writing just now; null = nobody. */
  typing: TypingView | null;
  /** A reply that is being made; the committed one takes its place. */
  stream: StreamedReply | null;
  /** How far each side has got in the thread, as the server last told. */
  marks: ReadMarks | null;
  /** Who answers now, as the server last told; null = it has not. */
  handoff: HandoffView | null;
  /** Products the learner has, and where each starts. */
  owned: Readonly<Record<string, { startUrl: string | null }>>;
  /** Checkouts as the server last told them. */
  checkouts: Readonly<Record<string, CheckoutView>>;
  /** The learner's orders by number, as the server last told them; null = not asked yet. */
  orders: Readonly<Record<string, OrderView>> | null;
  /** Refunds asked for here, by payment. */
  refunds: Readonly<Record<string, RefundWish>>;
  /** What the checkout sheet shows; null = it is closed. */
  sheet: CheckoutRequest | null;
  /** Null until all threads of the learner were asked about: what the launcher showed last time stays so long. */
  unread: number | null;
  /** The learner's threads as the server last told; null = not asked yet. */
  threads: readonly ConversationSummary[] | null;
  /** The list of threads is shown in the place of the thread. */
  listsThreads: boolean;
  /** What was being written in threads that are not shown, by thread. */
  drafts: Readonly<Record<string, string>>;
  /** Counts what was put into the thread after its entry was drawn. */
  partsShown: number;
  /** Files chosen for the next message. */
  files: readonly ChosenFile[];
}

export interface StreamedReply {
  streamId: string;
  sequence: number;
  text: string;
}

/** What became of asking for a refund. `troubled` = it may have arrived; asking again is the same wish. */
export type RefundWish =
  | { stage: 'sending' | 'asked' }
  | { stage: 'refused' | 'troubled'; message: { zh: string; en: string } };

/** Nothing known yet but the language. */
export function emptyState(language: Language): ChatState {
  return {
    language,
    languageChosen: false,
    panelOpen: true,
    canSignIn: false,
    learner: null,
    session: null,
    connection: 'connecting',
    partsShown: 0,
    ...emptyThread,
  };
}

/** What belongs to one conversation. */
export const emptyConversation = {
  conversationId: null,
  activities: [],
  seqAtStart: null,
  hasEarlier: false,
  typing: null,
  stream: null,
  marks: null,
  handoff: null,
  files: [],
} satisfies Partial<ChatState>;

/** What belongs to one learner and is dropped with them (C6). */
export const emptyThread = {
  ...emptyConversation,
  unsent: [],
  isTooFast: false,
  threads: null,
  listsThreads: false,
  drafts: {},
  owned: {},
  checkouts: {},
  orders: null,
  refunds: {},
  sheet: null,
  unread: null,
} satisfies Partial<ChatState>;

import type { Activity, HandoffView } from '../../src/bot/wire.ts';
import type { CheckoutView, OrderView } from '../../src/checkout/wire.ts';
import type { Language, SessionView } from '../../src/identity/wire.ts';
import type { CheckoutRequest } from '../checkout/request.ts';
import type { UnsentMessage } from './outbox.ts';

export interface ChatState {
  language: Language;
  /** The learner or the host page chose the language; else the conversation's own is taken over. */
  languageChosen: boolean;
  panelOpen: boolean;
  canSignIn: boolean;
  learner: SessionView['learner'] | null;
  connection: 'connecting' | 'online' | 'offline' | 'refused';
  conversationId: string | null;
  /** In order of `seq`, each once. */
  activities: readonly Activity[];
  /** The last activity that was there when the thread was first read: what came later is news. */
  seqAtStart: number | null;
  hasEarlier: boolean;
  unsent: readonly UnsentMessage[];
  typing: boolean;
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
  unread: number;
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
    connection: 'connecting',
    ...emptyThread,
  };
}

/** What belongs to one learner and is dropped with them (C6). */
export const emptyThread = {
  conversationId: null,
  activities: [],
  seqAtStart: null,
  hasEarlier: false,
  unsent: [],
  typing: false,
  handoff: null,
  owned: {},
  checkouts: {},
  orders: null,
  refunds: {},
  sheet: null,
  unread: 0,
} satisfies Partial<ChatState>;

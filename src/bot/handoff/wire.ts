import { z } from 'zod';
import type { EntitlementView, OrderView } from '../../checkout/wire.ts';
import type { Language, Surface } from '../../identity/wire.ts';
import { type Activity, type HandoffView, SendMessage } from '../wire.ts';

const Id = z.string().min(1).max(64);

/** `POST /v1/console/conversations/{id}/messages`: what an agent writes; the console makes and keeps the id. */
export const AgentMessageBody = SendMessage.omit({ conversationId: true });
export type AgentMessageBody = z.infer<typeof AgentMessageBody>;

/** `POST /v1/console/reviews/{id}/decisions`: settles a held payment. */
export const ReviewDecisionBody = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  note: z.string().trim().max(500).optional(),
});
export type ReviewDecisionBody = z.infer<typeof ReviewDecisionBody>;

export const ConsoleView = z.enum(['queue', 'mine']);
export type ConsoleView = z.infer<typeof ConsoleView>;

/** A line of the console's lists. */
export interface ConsoleConversation {
  conversationId: string;
  learnerName: string | null;
  isGuest: boolean;
  language: Language;
  reason: string;
  requestedAtMs: number;
  acceptedAtMs: number | null;
  /** What learner or agent wrote last; null when neither has. */
  lastMessage: { text: string; sender: 'learner' | 'agent'; atMs: number } | null;
}

/** A thread with what an agent needs beside it. */
export interface ConsoleThread {
  conversationId: string;
  language: Language;
  surface: Surface;
  handoff: HandoffView;
  /** Whether the agent who asks owns it. */
  isMine: boolean;
  /** Why it was passed to people, the last time; null when it never was. */
  reason: string | null;
  activities: Activity[];
  hasEarlier: boolean;
  learner: ConsoleLearner;
  orders: OrderView[];
  payments: ConsolePayment[];
  entitlements: EntitlementView[];
  assessments: ConsoleAssessment[];
  reviews: ConsoleReview[];
}

export interface ConsoleLearner {
  learnerId: string;
  displayName: string | null;
  /** The host platform's id; null for a guest. */
  hostUserId: string | null;
  isGuest: boolean;
  createdAtMs: number;
}

export interface ConsolePayment {
  paymentId: string;
  orderNumber: string;
  status: string;
  method: string | null;
  currency: string;
  amountMinor: number;
  refundedMinor: number;
  createdAtMs: number;
  /** Why the last try failed; null when it did not. */
  failureCode: string | null;
  refunds: { refundId: string; kind: string; status: string; amountMinor: number; createdAtMs: number }[];
}

/** One judgement of a press of pay. */
export interface ConsoleAssessment {
  assessmentId: string;
  checkoutId: string;
  decision: string;
  score: number | null;
  currency: string;
  amountMinor: number;
  /** Sentences or codes for staff. */
  reasons: string[];
  createdAtMs: number;
}

/** A held payment. */
export interface ConsoleReview {
  reviewId: string;
  assessmentId: string;
  checkoutId: string;
  /** Where it was to be paid; null outside conversations. */
  conversationId: string | null;
  status: string;
  note: string | null;
  createdAtMs: number;
  decidedAtMs: number | null;
}

/** A line of the list of held payments, oldest first. */
export interface ConsoleHeldPayment {
  reviewId: string;
  conversationId: string | null;
  learnerName: string | null;
  currency: string;
  amountMinor: number;
  reasons: string[];
  createdAtMs: number;
}

/** What the server tells an agent's console by itself: hints to read again, and the watched thread's activities. */
export interface ConsoleServerEvents {
  'queue:changed': () => void;
  'conversation:changed': (event: { conversationId: string }) => void;
  'activity:added': (activity: Activity) => void;
  'session:expired': () => void;
}

/** Console socket event `conversation:watch`: hears this thread's activities, and no other's any more. */
export const WatchConversation = z.strictObject({ conversationId: Id.nullable() });
export type WatchConversation = z.infer<typeof WatchConversation>;

import { z } from 'zod';
import type { EntitlementView, OrderView } from '../../checkout/wire.ts';
import { Language, type Surface } from '../../identity/wire.ts';
import { type Activity, type HandoffView, SendMessage } from '../wire.ts';
import type { CsatView } from './csat/wire.ts';
import { Skill } from './hours/wire.ts';

export { ServiceBody, ServiceSettings, ServiceView } from './hours/wire.ts';

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
  state: OpenState;
  priority: Priority;
  /** The skill that was asked for; null when anybody will do. */
  skill: string | null;
  /** Left for later: nobody was there, and the learner was told so. */
  isMessage: boolean;
  /** To whom it is offered now; null when to nobody. */
  offer: { staffId: string; expiresAtMs: number } | null;
  /** When the time for notes ends; null outside it. */
  wrapUpUntilMs: number | null;
  sla: SlaTimer[];
  /** Masked. */
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
  /** How it stands with people; null where it never was with them. */
  service: ThreadService | null;
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
  /** Masked. */
  displayName: string | null;
  /** The host platform's id, masked; null for a guest. */
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
  /** Masked. */
  learnerName: string | null;
  currency: string;
  amountMinor: number;
  reasons: string[];
  createdAtMs: number;
}

/** Where a conversation is between bot and people. */
export type ConversationState = 'bot' | 'queued' | 'offered' | 'human' | 'transfer' | 'wrap_up' | 'closed';
/** While it is with people. */
export type OpenState = Exclude<ConversationState, 'bot' | 'closed'>;
/** Payments that wait for a person are urgent, learners the host platform marks are high. */
export const Priority = z.enum(['urgent', 'high', 'normal']);
export type Priority = z.infer<typeof Priority>;

export const SlaTimerName = z.enum(['first_answer', 'next_answer', 'resolution']);
export type SlaTimerName = z.infer<typeof SlaTimerName>;

/** A promise that runs or was broken. Outside office hours time stands still, so `dueAtMs` may be far. */
export interface SlaTimer {
  timer: SlaTimerName;
  dueAtMs: number;
  /** When it was broken; null while it holds. */
  breachedAtMs: number | null;
}

/** One change of hands, newest last. */
export interface HandoffStep {
  from: ConversationState;
  to: ConversationState;
  /** `asked`, `offered`, `passed`, `offer_expired`, `claimed`, `agent_away`, `transferred`, `taken_over`, `wrap_up`, `closed` … */
  reason: string;
  /** Which agent; null for learner, bot and house. */
  staffId: string | null;
  staffName: string | null;
  /** What one agent wrote for the next; learners never see it. */
  note: string | null;
  atMs: number;
}

export interface ThreadService {
  state: ConversationState;
  priority: Priority;
  skill: string | null;
  isMessage: boolean;
  offer: { staffId: string; expiresAtMs: number } | null;
  wrapUpUntilMs: number | null;
  sla: SlaTimer[];
  steps: HandoffStep[];
  /** The last question about how it went; null when never asked. */
  csat: CsatView | null;
}

/** `available` takes offers; `away` is here and takes none; `offline` is not here. Only the first two can be chosen. */
export const PresenceStatus = z.enum(['available', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;
/** `PUT /v1/console/presence`, socket event `presence:set`. */
export const SetPresence = z.strictObject({ status: z.enum(['available', 'away']) });
export type SetPresence = z.infer<typeof SetPresence>;

/** `PUT /v1/console/agents/{staffId}/profile`, for supervisors and admins. */
export const AgentProfileBody = z.strictObject({
  skills: z.array(Skill).max(20),
  languages: z.array(Language).min(1).max(2),
  /** Conversations at once, those in wrap-up and on offer included. */
  capacity: z.number().int().min(0).max(50),
});
export type AgentProfileBody = z.infer<typeof AgentProfileBody>;

/** `PUT /v1/console/profile`: an agent says what they can do themselves; how much at once is for supervisors. */
export const OwnProfileBody = AgentProfileBody.omit({ capacity: true });
export type OwnProfileBody = z.infer<typeof OwnProfileBody>;

/** `GET /v1/console/presence` (one's own), `GET /v1/console/agents` (all: `{ agents }`). */
export const AgentView = AgentProfileBody.extend({
  staffId: z.string(),
  displayName: z.string(),
  status: PresenceStatus,
  /** Since when, wall time in ms. */
  statusSinceMs: z.number(),
  /** Slots in use: `human`, `wrap_up` and `offered`. */
  load: z.number().int(),
  /** How learners rated them, of the last 30 days. */
  csat: z.object({ answered: z.number().int(), meanScore: z.number().nullable() }),
});
export type AgentView = z.infer<typeof AgentView>;

/** `POST …/handoff/pass`: declines an offer. */
export const PassBody = z.strictObject({ note: z.string().trim().max(500).optional() });
export type PassBody = z.infer<typeof PassBody>;

/** `POST …/handoff/transfer`: to one agent or to whoever has a skill, with a note for them. */
export const TransferBody = z.strictObject({
  to: z.union([z.strictObject({ staffId: Id }), z.strictObject({ skill: Skill })]),
  note: z.string().trim().max(500).optional(),
});
export type TransferBody = z.infer<typeof TransferBody>;

/** `POST …/handoff/wrap-up`: the talk is done; time for notes, then it goes there by itself. */
export const WrapUpBody = z.strictObject({ to: z.enum(['bot', 'closed']).default('closed') });
export type WrapUpBody = z.input<typeof WrapUpBody>;

/** `POST …/handoff/release`: back to the bot; nothing is asked unless said so. */
export const ReleaseBody = z.strictObject({ askCsat: z.boolean().default(false) });
export type ReleaseBody = z.input<typeof ReleaseBody>;

/** `POST …/handoff/close`. */
export const CloseBody = z.strictObject({ askCsat: z.boolean().default(true) });
export type CloseBody = z.input<typeof CloseBody>;

/** `POST …/handoff/takeover`: a supervisor takes any open conversation at once. */
export const TakeOverBody = z.strictObject({ note: z.string().trim().max(500).optional() });
export type TakeOverBody = z.infer<typeof TakeOverBody>;

/** `GET /v1/console/queue`: how the line stands. */
export const QueueView = z.strictObject({
  waiting: z.number().int(),
  offered: z.number().int(),
  /** Left for later, part of `waiting`. */
  messages: z.number().int(),
  /** Null while nobody waits. */
  longestWaitMs: z.number().nullable(),
  /** What a learner who asks now would be told; null when it is not known. */
  expectedWaitMs: z.number().nullable(),
  agentsAvailable: z.number().int(),
  freeSlots: z.number().int(),
  isOpen: z.boolean(),
  /** When people are there again; null while they are, or when that is not known. */
  opensAtMs: z.number().nullable(),
  /** Of the last 30 days. */
  csat: z.strictObject({ asked: z.number(), answered: z.number(), meanScore: z.number().nullable() }),
  /** Conversations now open whose promise is broken. */
  breached: z.number().int(),
});
export type QueueView = z.infer<typeof QueueView>;

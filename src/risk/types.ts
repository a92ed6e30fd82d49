import type { Surface } from '../identity/wire.ts';
import type { KeyName, Keys } from './engine/types.ts';
import type { Features } from './feature-shapes.ts';

/** From weakest to strongest; the strongest that asks for itself wins. */
export const decisions = ['allow', 'challenge', 'review', 'block'] as const;
export type Decision = (typeof decisions)[number];

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A press of pay, as the caller knows it. What the learner did before is read from the event log. */
export interface JudgePayment {
  readonly learnerId: string;
  /** When the learner's account was made, in ms. */
  readonly accountCreatedAtMs: number;
  readonly conversationId: string | null;
  readonly checkoutId: string;
  /** What the checkout sells. */
  readonly productIds: readonly string[];
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** `card`, `alipay`, …; null when none was chosen. */
  readonly method: string | null;
  readonly surface: Surface;
  /** Messages that the learner wrote in this conversation; null without one. */
  readonly messagesCount: number | null;
  /** When the learner wrote the first of them, wall time in ms. */
  readonly firstMessageAtMs: number | null;
  /** Median of the pauses between them in ms; null below two messages. */
  readonly medianGapMs: number | null;
  /** Whom and what it concerns as it is known here; only keyed hashes of it are compared, and nothing is stored. */
  readonly identifiers?: { readonly [name in KeyName]?: string | readonly string[] };
  /** Keyed hashes of whom and what the press concerns, for lists and snoozes; left out when nobody knows. */
  readonly keys?: Keys;
  /** False when no gateway that serves the method can ask the payer to prove themselves. */
  readonly canGatewayChallenge?: boolean;
  /** When the host platform signed the learner in, wall time in ms; null when it does not say. */
  readonly signedInAtMs?: number | null;
}

/** Why a decision was taken: `staff` for those who work here, zh and en for the learner. */
export interface Reason {
  readonly code: string;
  readonly staff: string;
  readonly zh: string;
  readonly en: string;
}

/** A rule that fired. */
export interface RuleHit {
  readonly rule: string;
  readonly version: number;
  readonly action: Decision;
  readonly priority: number;
}

/** Parts of a judgement that may be missing. */
export type Check =
  | 'model'
  | 'planned_model'
  | 'artifact'
  | 'history'
  | 'velocity'
  | 'rules'
  | 'rule_field'
  | 'time';

/** How a payer proves themselves. `gateway`: 3-D Secure or the wallet's own page; `reauthenticate`: the host platform signs them in anew. */
export const challengeMeans = ['gateway', 'reauthenticate', 'review', 'none'] as const;
export type ChallengeMeans = (typeof challengeMeans)[number];

/** What a challenge of a press is: its means, and whether it is passed already by how the learner came. */
export interface Challenge {
  readonly means: ChallengeMeans;
  readonly isPassed: boolean;
}

/** What a record has beyond its columns. */
export interface AssessmentDetail {
  /** Page of the rule book. */
  readonly rulesVersion: number;
  /** Rules in shadow that would have fired. */
  readonly shadow?: readonly RuleHit[];
  /** Live rules that lacked a field, and those that were told to stay silent. */
  readonly missing?: readonly string[];
  readonly snoozed?: readonly string[];
  readonly degraded?: readonly Check[];
  readonly challenge?: Challenge;
  /** True when the challenger's model judged, for its share of learners. */
  readonly isChallenger?: boolean;
}

/** One risk judgement of one press of pay. */
export interface Assessment {
  readonly assessmentId: string;
  readonly command: JudgePayment;
  readonly decision: Decision;
  /** Probability of fraud from 0 to 1; null when the model was missing. */
  readonly score: number | null;
  readonly modelVersion: string | null;
  readonly features: Features;
  readonly ruleHits: readonly RuleHit[];
  /** Most important first; empty when nothing spoke against the payment. */
  readonly reasons: readonly Reason[];
  /** What the learner is told. */
  readonly learnerMessage: Bilingual;
  /** After which time a blocked learner may try again, in seconds; null when time alone does not help. */
  readonly retryAfterSeconds: number | null;
  /** What a person decided about this checkout before; null when nobody did. */
  readonly review: ReviewStanding | null;
  /** Null for most: nothing beyond the columns. */
  readonly detail: AssessmentDetail | null;
  /** Business time in ms. */
  readonly judgedAtMs: number;
}

export type ReviewState = 'open' | 'approved' | 'rejected' | 'expired';

/** The newest review of a checkout. */
export interface ReviewStanding {
  readonly reviewId: string;
  readonly status: ReviewState;
}

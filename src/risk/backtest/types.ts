import type { Attempt, RiskEvent } from '../engine/types.ts';
import type { Features } from '../feature-shapes.ts';
import type { Fact } from '../history/facts.ts';
import type { Decision, JudgePayment } from '../types.ts';

/** A press of pay of the log, with what its record knows that does not hang on what happened before it. */
export interface LoggedPress {
  readonly kind: 'press';
  readonly atMs: number;
  readonly command: JudgePayment;
  /** As the engine counts it; null for presses from before keys were told. */
  readonly attempt: Attempt | null;
  /** As they were measured then. */
  readonly features: () => Features;
  /** As it was decided then. */
  readonly decided: Decision;
  /** Whether the checkout turned out to be fraud, and from when on that was known; null when nobody said anything. */
  readonly label: { readonly isFraud: boolean; readonly knownAtMs: number } | null;
}

/** What became of a press: a fact of its learner that velocity counts. */
export interface LoggedFact {
  readonly kind: 'fact';
  readonly fact: Fact;
  /** The same as the engine counts it; null when it counts nothing. */
  readonly event: RiskEvent | null;
  /** Its press under the payment token that it made known; left out mostly. */
  readonly payer?: RiskEvent;
  /** Left out of a world in which the press before it was stopped; null for facts that hang on no checkout. */
  readonly checkoutId: string | null;
  readonly paymentId: string | null;
}

/** The log in its order. */
export type Logged = LoggedPress | LoggedFact;

/** What a set of rules did to the presses of a period. */
export interface Outcome {
  readonly presses: number;
  readonly decisions: Readonly<Record<Decision, number>>;
  /** Presses for which each rule fired, by name. */
  readonly hits: Readonly<Record<string, RuleFigures>>;
  /** Presses that were paid and turned out to be fraud, and how many of them a block or a person stopped. */
  readonly frauds: number;
  readonly fraudsCaught: number;
  /** Presses that were paid and not called fraud since, and how many a block or a person stopped. */
  readonly good: number;
  readonly goodBlocked: number;
  readonly goodHeld: number;
  readonly goodChallenged: number;
  /** By currency, minor units: fraud that was stopped, good money that was stopped for good. */
  readonly savedMinor: Readonly<Record<string, number>>;
  readonly lostMinor: Readonly<Record<string, number>>;
  /** Learners of whom at least one press was stopped or held. */
  readonly learnersHit: number;
  readonly days: readonly DayFigures[];
}

export interface RuleFigures {
  readonly hits: number;
  readonly frauds: number;
  readonly good: number;
}

export interface DayFigures {
  /** UTC, e.g. 2026-03-01. */
  readonly day: string;
  readonly presses: number;
  readonly stopped: number;
  readonly challenged: number;
}

/** A draft beside the rules in force, over the same log. */
export interface Backtest {
  readonly events: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly live: Outcome;
  readonly draft: Outcome;
  /** Presses that the two decide otherwise: `from → to` and how many. */
  readonly changes: Readonly<Record<string, number>>;
  /** Presses that the live rules stopped and the draft lets through: what became of them nobody knows. */
  readonly released: number;
  /** Presses for which replaying the live rules decides what was decided then, as a share. */
  readonly agreement: number;
  readonly unlabelledShare: number;
}

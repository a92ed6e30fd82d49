import { decide } from '../decide/decide.ts';
import { factsOf } from '../decide/facts-of-press.ts';
import type { PricedAction } from '../decide/price.ts';
import { createFeatureEngine } from '../engine/feature-engine.ts';
import type { Features } from '../feature-shapes.ts';
import { extractFeatures } from '../features.ts';
import { createFactBook, type FactBook, type History } from '../history/facts.ts';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import type { Rule } from '../rules/rule.ts';
import type { Facts } from '../rules/rule-fields.ts';
import type { Decision } from '../types.ts';
import {
  namedVelocity,
  unknownVelocity,
  VELOCITY_ROWS_MAX,
  velocitySpec,
} from '../velocity/velocity-spec.ts';
import type { LoggedFact, LoggedPress } from './types.ts';

/** What a world did with one press. */
export interface Replayed {
  readonly decision: Decision;
  readonly hits: readonly Rule[];
  readonly features: Features;
}

/**
 * A world in which one set of rules judges: its velocity counts what would have happened under them. A press that they stop
 * has no outcome there, so that what follows is counted without it.
 */
export interface World {
  press(press: LoggedPress): Replayed;
  observe(fact: LoggedFact): void;
}

export type AskModel = (features: Features) => PricedAction;

/** `rules` are ordered, highest priority first. */
export function createWorld(rules: readonly Rule[], askModel: AskModel): World {
  const book: FactBook = createFactBook();
  const engine = createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX);
  const outcomes = createOutcomes();
  return {
    press: (logged) => {
      const { command, atMs, attempt } = logged;
      const { learnerId, checkoutId } = command;
      const counted = attempt === null ? null : engine.countAndSnapshot(attempt);
      const measured = measuredOf(logged, book.lookBack(learnerId, atMs), counted);
      const replayed = judgeIn({ rules, askModel }, measured);
      book.observe({ kind: 'pressed', learnerId, atMs });
      outcomes.pressed(checkoutId, replayed.decision);
      return replayed;
    },
    observe: (logged) => {
      if (!outcomes.happens(logged)) return;
      book.observe(logged.fact);
      if (logged.payer !== undefined) engine.observe(logged.payer);
      if (logged.event !== null) engine.observe(logged.event);
    },
  };
}

/** What was measured of a press in a world, and whether a person lets its learner through there. */
export interface Measured {
  readonly features: Features;
  /** The same as rules are asked; of the newest press measured alone. */
  readonly facts: Facts;
  readonly isAllowed: boolean;
}

const NO_LISTS = { onBlockList: false, onAllowList: false };

export function measuredOf(
  { command, atMs }: LoggedPress,
  history: History,
  counted: Float64Array | null,
): Measured {
  const velocity = counted === null ? unknownVelocity : namedVelocity(counted);
  const features = extractFeatures(command, { ...history, velocity }, { nowMs: atMs, wallMs: atMs });
  return { features, facts: factsOf(command, features, NO_LISTS), isAllowed: history.isAllowed === true };
}

/** What one set of rules decides of a press. Lists and snoozes are left out. */
export function judgeIn(
  { rules, askModel }: { readonly rules: readonly Rule[]; readonly askModel: AskModel },
  { features, facts, isAllowed }: Measured,
): Replayed {
  const { hits, missing } = evaluateRules(rules, facts);
  const floor = missing.some(({ whenMissing }) => whenMissing === 'step_up') ? 'challenge' : 'allow';
  const judged = decide({ hits, model: hits.length === 0 ? askModel(features) : 'allow', floor });
  return { decision: isAllowed ? 'allow' : judged, hits, features };
}

/** What can happen in a world after a press: nothing of a checkout that is stopped there. */
export interface Outcomes {
  pressed(checkoutId: string, decision: Decision): void;
  happens(fact: LoggedFact): boolean;
}

export function createOutcomes(): Outcomes {
  const stoppedCheckouts = new Set<string>();
  const unpaid = new Set<string>();
  return {
    pressed: (checkoutId, decision) => {
      if (isStopped(decision)) stoppedCheckouts.add(checkoutId);
      else stoppedCheckouts.delete(checkoutId);
    },
    happens: ({ fact, checkoutId, paymentId }) => {
      const isOfStopped = checkoutId !== null && stoppedCheckouts.has(checkoutId);
      const isOfUnpaid = paymentId !== null && unpaid.has(paymentId);
      if (!isOfStopped && !isOfUnpaid) return true;
      if (fact.kind === 'paid' && paymentId !== null) unpaid.add(paymentId);
      return false;
    },
  };
}

/** Nothing is collected of what was stopped or waits for a person. */
export function isStopped(decision: Decision): boolean {
  return decision === 'block' || decision === 'review';
}

import { decide } from '../decide/decide.ts';
import { factsOf } from '../decide/facts-of-press.ts';
import type { PricedAction } from '../decide/price.ts';
import { createFeatureEngine } from '../engine/feature-engine.ts';
import type { Features } from '../feature-shapes.ts';
import { extractFeatures } from '../features.ts';
import { createFactBook, type FactBook } from '../history/facts.ts';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import type { Rule } from '../rules/rule.ts';
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
  const stoppedCheckouts = new Set<string>();
  const unpaid = new Set<string>();
  const press = (logged: LoggedPress): Replayed => {
    const { command, atMs } = logged;
    const { learnerId, checkoutId } = command;
    const past = book.lookBack(learnerId, atMs);
    const { attempt } = logged;
    const velocity = attempt === null ? unknownVelocity : namedVelocity(engine.countAndSnapshot(attempt));
    const history = { ...past, velocity };
    const features = extractFeatures(command, history, { nowMs: atMs, wallMs: atMs });
    const lists = { onBlockList: false, onAllowList: false };
    const { hits, missing } = evaluateRules(rules, factsOf(command, features, lists));
    const floor = missing.some(({ whenMissing }) => whenMissing === 'step_up') ? 'challenge' : 'allow';
    const judged = decide({ hits, model: hits.length === 0 ? askModel(features) : 'allow', floor });
    const decision = history.isAllowed === true ? 'allow' : judged;
    book.observe({ kind: 'pressed', learnerId, atMs });
    if (isStopped(decision)) stoppedCheckouts.add(checkoutId);
    else stoppedCheckouts.delete(checkoutId);
    return { decision, hits, features };
  };
  const observe = ({ fact, event, checkoutId, paymentId }: LoggedFact): void => {
    const isOfStopped = checkoutId !== null && stoppedCheckouts.has(checkoutId);
    const isOfUnpaid = paymentId !== null && unpaid.has(paymentId);
    if (isOfStopped || isOfUnpaid) {
      if (fact.kind === 'paid' && paymentId !== null) unpaid.add(paymentId);
      return;
    }
    book.observe(fact);
    if (event !== null) engine.observe(event);
  };
  return { press, observe };
}

/** Nothing is collected of what was stopped or waits for a person. */
export function isStopped(decision: Decision): boolean {
  return decision === 'block' || decision === 'review';
}

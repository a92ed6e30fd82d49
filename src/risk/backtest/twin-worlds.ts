import { createFeatureEngine } from '../engine/feature-engine.ts';
import { createOverlayEngine } from '../engine/overlay-engine.ts';
import { createFactBook } from '../history/facts.ts';
import type { Rule } from '../rules/rule.ts';
import { VELOCITY_ROWS_MAX, velocitySpec } from '../velocity/velocity-spec.ts';
import { askedOnce } from './asked-once.ts';
import type { LoggedFact, LoggedPress } from './types.ts';
import { type AskModel, createOutcomes, judgeIn, type Measured, measuredOf, type Replayed } from './world.ts';

/** Two worlds with one log: as `createWorld` twice, and at little more than the cost of one. */
export interface TwinWorlds {
  press(press: LoggedPress): { readonly live: Replayed; readonly draft: Replayed };
  observe(fact: LoggedFact): void;
}

interface TwinRules {
  /** Both ordered, highest priority first. */
  readonly live: readonly Rule[];
  readonly draft: readonly Rule[];
  readonly askModel: AskModel;
}

/**
 * Worlds differ only where something happened in one of them and not in the other: from then on the learner and the keys
 * concerned have counts of their own in the draft's world. All else is counted and measured once.
 */
export function createTwinWorlds({ askModel, ...rules }: TwinRules): TwinWorlds {
  const { live, draft, anew } = askedOnce(rules);
  const engine = createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX);
  const overlay = createOverlayEngine(engine);
  const book = createFactBook();
  const draftBook = createFactBook();
  const partedLearners = new Set<string>();
  const outcomes = { live: createOutcomes(), draft: createOutcomes() };

  const partLearner = (learnerId: string): void => {
    if (partedLearners.has(learnerId)) return;
    partedLearners.add(learnerId);
    for (const fact of book.factsOf(learnerId)) draftBook.observe(fact);
  };
  /** Null where the draft's world knows of the press what the other knows. */
  const measuredInDraft = (press: LoggedPress): Measured | null => {
    const { command, attempt, atMs } = press;
    const isOwn = partedLearners.has(command.learnerId);
    if (!isOwn && (attempt === null || !overlay.hasParted(attempt.keys))) return null;
    const history = (isOwn ? draftBook : book).lookBack(command.learnerId, atMs);
    return measuredOf(press, history, attempt === null ? null : overlay.measure(attempt));
  };
  const happensInLive = ({ fact, event, payer }: LoggedFact): void => {
    book.observe(fact);
    for (const one of [payer, event]) if (one) engine.observe(one);
  };
  const happensInDraft = ({ fact, event, payer }: LoggedFact): void => {
    if (partedLearners.has(fact.learnerId)) draftBook.observe(fact);
    for (const one of [payer, event]) if (one) overlay.observe(one);
  };
  return {
    press: (press) => {
      const { command, atMs, attempt } = press;
      const { learnerId, checkoutId } = command;
      const counted = attempt === null ? null : engine.countAndSnapshot(attempt);
      if (attempt !== null && !overlay.isEmpty()) overlay.observe({ ...attempt, kind: 'attempt' });
      const measured = measuredOf(press, book.lookBack(learnerId, atMs), counted);
      anew();
      const inLive = judgeIn({ rules: live, askModel }, measured);
      const ofDraft = measuredInDraft(press);
      if (ofDraft !== null) anew();
      const inDraft = judgeIn({ rules: draft, askModel }, ofDraft ?? measured);
      const replayed = { live: inLive, draft: inDraft };
      book.observe({ kind: 'pressed', learnerId, atMs });
      if (partedLearners.has(learnerId)) draftBook.observe({ kind: 'pressed', learnerId, atMs });
      outcomes.live.pressed(checkoutId, replayed.live.decision);
      outcomes.draft.pressed(checkoutId, replayed.draft.decision);
      return replayed;
    },
    observe: (logged) => {
      const { fact, event } = logged;
      const [inLive, inDraft] = [outcomes.live.happens(logged), outcomes.draft.happens(logged)];
      if (inLive !== inDraft) {
        partLearner(fact.learnerId);
        if (event !== null) overlay.part(event.keys);
      }
      if (inLive) happensInLive(logged);
      if (inDraft) happensInDraft(logged);
    },
  };
}

import { type Histories, historyOf, packHistories } from './histories.ts';

/** Histories without what each learner took last (or some of it), and what that was. */
export interface HeldOut {
  readonly histories: Histories;
  readonly taken: readonly Uint32Array[];
}

/** Holds out what each learner took last; of those with one item only, nothing. */
export function holdOutLast(histories: Histories): HeldOut {
  const kept: Uint32Array[] = [];
  const taken: Uint32Array[] = [];
  for (let learner = 0; learner < histories.learnerCount; learner += 1) {
    const history = historyOf(histories, learner);
    const count = history.length > 1 ? history.length - 1 : history.length;
    kept.push(history.subarray(0, count));
    taken.push(history.subarray(count));
  }
  return { histories: packHistories(kept, histories.itemCount), taken };
}

/** Holds out each item with the probability `share`; `random` gives numbers from 0 to below 1. */
export function holdOutShare(histories: Histories, share: number, random: () => number): HeldOut {
  const kept: Uint32Array[] = [];
  const taken: Uint32Array[] = [];
  for (let learner = 0; learner < histories.learnerCount; learner += 1) {
    const history = historyOf(histories, learner);
    const isOut = Array.from(history, () => random() < share);
    kept.push(history.filter((_, place) => !isOut[place]));
    taken.push(history.filter((_, place) => isOut[place] === true));
  }
  return { histories: packHistories(kept, histories.itemCount), taken };
}

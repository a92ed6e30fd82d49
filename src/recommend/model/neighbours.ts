import { countTakers, findOccurrences, type Histories } from './histories.ts';
import type { FillRow } from './relation.ts';

/**
 * Items taken by the same learners, by counting: shared takers divided by the takers of both, the item spoken of
 * counting with `targetPower` and the one taken with the rest to 1. At 0.5 that is the cosine.
 */
export function neighbourRows(histories: Histories, targetPower: number): FillRow {
  const { starts, items } = histories;
  const occurrences = findOccurrences(histories);
  const takers = countTakers(histories);
  const damping = takers.map((count) => Math.max(1, count) ** -targetPower);
  return (item, row) => {
    const end = occurrences.starts[item + 1] as number;
    for (let occurrence = occurrences.starts[item] as number; occurrence < end; occurrence += 1) {
      const learner = occurrences.learners[occurrences.places[occurrence] as number] as number;
      const last = starts[learner + 1] as number;
      for (let place = starts[learner] as number; place < last; place += 1) {
        const other = items[place] as number;
        row[other] = (row[other] as number) + (damping[other] as number);
      }
    }
    const share = Math.max(1, takers[item] as number) ** (targetPower - 1);
    for (let other = 0; other < row.length; other += 1) row[other] = (row[other] as number) * share;
    row[item] = 0;
  };
}

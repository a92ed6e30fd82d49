import { countTakers, findOccurrences, type Histories } from './histories.ts';
import { addTo, type FillRow } from './relation.ts';

/**
 * Items taken by the same learners, by counting: shared takers divided by the takers of both, the item spoken of
 * counting with `targetPower` and the one taken with the rest to 1. At 0.5 that is the cosine. Pairs that fewer
 * than `sharedMin` learners share are left out.
 */
export function neighbourRows(histories: Histories, targetPower: number, sharedMin = 1): FillRow {
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
        addTo(row, items[place] as number, 1);
      }
    }
    const share = Math.max(1, takers[item] as number) ** (targetPower - 1);
    for (let place = 0; place < row.count; place += 1) {
      const other = row.touched[place] as number;
      const shared = row.values[other] as number;
      row.values[other] = shared < sharedMin ? 0 : shared * share * (damping[other] as number);
    }
    row.values[item] = 0;
  };
}

import { countTakers, findOccurrences, type Histories } from './histories.ts';
import { addTo, type FillRow } from './relation.ts';

/** So many items after one count as following it … */
const WINDOW = 3;
/** … each a step further for this much of the one before. */
const STEP_SHARE = 0.7;
/** How much the takers of the item that followed count against it; the rest to 1 is the first item's. */
const TARGET_POWER = 0.1;

/** What learners took soon after an item: directed, so that part two follows part one and not the other way. */
export function transitionRows(histories: Histories): FillRow {
  const { starts, items } = histories;
  const occurrences = findOccurrences(histories);
  const takers = countTakers(histories);
  const damping = takers.map((count) => Math.max(1, count) ** -TARGET_POWER);
  return (item, row) => {
    const share = Math.max(1, takers[item] as number) ** (TARGET_POWER - 1);
    const end = occurrences.starts[item + 1] as number;
    for (let occurrence = occurrences.starts[item] as number; occurrence < end; occurrence += 1) {
      const place = occurrences.places[occurrence] as number;
      const learner = occurrences.learners[place] as number;
      const last = Math.min(place + WINDOW, (starts[learner + 1] as number) - 1);
      let weight = share;
      for (let after = place + 1; after <= last; after += 1) {
        const other = items[after] as number;
        addTo(row, other, weight * (damping[other] as number));
        weight *= STEP_SHARE;
      }
    }
    row.values[item] = 0;
  };
}

import { countTakers, type Histories, historyOf, packHistories } from './histories.ts';

export interface MostTaken {
  /** Over the kept items only, renumbered; learners who took none of them are left out. */
  readonly histories: Histories;
  /** The kept items by their new numbers, ascending. */
  readonly kept: Uint32Array;
  /** New numbers by the old ones, −1 for what was left out. */
  readonly placeOf: Int32Array;
}

/** Cuts histories down to the most taken items. */
export function keepMostTaken(histories: Histories, count: number): MostTaken {
  const takers = countTakers(histories);
  const order = Uint32Array.from(takers, (_, item) => item);
  order.sort((a, b) => (takers[b] as number) - (takers[a] as number) || a - b);
  const kept = order.slice(0, count).sort();
  const placeOf = new Int32Array(histories.itemCount).fill(-1);
  kept.forEach((item, place) => {
    placeOf[item] = place;
  });
  const lists: Uint32Array[] = [];
  for (let learner = 0; learner < histories.learnerCount; learner += 1) {
    const places = historyOf(histories, learner)
      .filter((item) => (placeOf[item] as number) >= 0)
      .map((item) => placeOf[item] as number);
    if (places.length > 0) lists.push(places);
  }
  return { histories: packHistories(lists, kept.length), kept, placeOf };
}

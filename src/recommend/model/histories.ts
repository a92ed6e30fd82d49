/**
 * What learners took, oldest first, as numbers: the items of learner u are `items[starts[u]]` up to
 * `items[starts[u + 1]]`. Items are numbered from 0.
 */
export interface Histories {
  readonly itemCount: number;
  readonly learnerCount: number;
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** Packs one list of items per learner. */
export function packHistories(lists: readonly ArrayLike<number>[], itemCount: number): Histories {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, learner) => {
    starts[learner + 1] = (starts[learner] as number) + list.length;
  });
  const items = new Uint32Array(starts[lists.length] as number);
  lists.forEach((list, learner) => {
    items.set(list, starts[learner] as number);
  });
  return { itemCount, learnerCount: lists.length, starts, items };
}

/** The items of one learner, oldest first; a view, not a copy. */
export function historyOf({ starts, items }: Histories, learner: number): Uint32Array {
  return items.subarray(starts[learner] as number, starts[learner + 1] as number);
}

/** Where each item stands in `Histories.items`: places of item i are `places[starts[i]]` up to `places[starts[i + 1]]`. */
export interface Occurrences {
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  /** The learner of each place. */
  readonly learners: Uint32Array;
}

/** Turns histories around: who took an item, and where in their list. */
export function findOccurrences({ itemCount, learnerCount, starts: from, items }: Histories): Occurrences {
  const starts = new Uint32Array(itemCount + 1);
  for (let place = 0; place < items.length; place += 1) {
    const item = items[place] as number;
    starts[item + 1] = (starts[item + 1] as number) + 1;
  }
  for (let item = 0; item < itemCount; item += 1) {
    starts[item + 1] = (starts[item + 1] as number) + (starts[item] as number);
  }
  const next = starts.slice(0, itemCount);
  const places = new Uint32Array(items.length);
  const learners = new Uint32Array(items.length);
  for (let learner = 0; learner < learnerCount; learner += 1) {
    const end = from[learner + 1] as number;
    for (let place = from[learner] as number; place < end; place += 1) {
      const item = items[place] as number;
      places[next[item] as number] = place;
      next[item] = (next[item] as number) + 1;
      learners[place] = learner;
    }
  }
  return { starts, places, learners };
}

/** How many took each item. */
export function countTakers({ itemCount, items }: Histories): Float64Array {
  const counts = new Float64Array(itemCount);
  for (const item of items) counts[item] = (counts[item] as number) + 1;
  return counts;
}

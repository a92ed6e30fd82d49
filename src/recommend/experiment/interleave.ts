/** An item of an interleaved list and whose it is. */
export interface Drafted<Item> {
  readonly item: Item;
  readonly team: 0 | 1;
}

/**
 * Team draft (Radlinski, Kurup, Joachims 2008): in each round both lists name their best item that is not taken
 * yet, and chance says who is first. A learner who prefers one ordering then takes more of its items.
 */
export function interleave<Item>(
  lists: readonly [readonly Item[], readonly Item[]],
  options: { readonly keyOf: (item: Item) => string; readonly draw: (round: number) => number },
): Drafted<Item>[] {
  const taken = new Set<string>();
  const drafted: Drafted<Item>[] = [];
  const places: [number, number] = [0, 0];
  const draft = (team: 0 | 1): boolean => {
    const list = lists[team];
    while (places[team] < list.length) {
      const item = list[places[team]] as Item;
      places[team] += 1;
      const key = options.keyOf(item);
      if (taken.has(key)) continue;
      taken.add(key);
      drafted.push({ item, team });
      return true;
    }
    return false;
  };
  for (let round = 0; ; round += 1) {
    const first = options.draw(round) < 0.5 ? 0 : 1;
    const hasFirst = draft(first);
    const hasSecond = draft(first === 0 ? 1 : 0);
    if (!hasFirst && !hasSecond) return drafted;
  }
}

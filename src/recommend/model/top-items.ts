/** The items with the highest scores, best first, equal ones in their order; those at −∞ never. At most `count`. */
export function topItems(scores: Float32Array, count: number): Uint32Array {
  const items = new Uint32Array(count);
  const best = new Float32Array(count);
  let size = 0;
  let floor = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < scores.length; item += 1) {
    const score = scores[item] as number;
    if (!(score > floor)) continue;
    let place = size < count ? size : count - 1;
    while (place > 0 && (best[place - 1] as number) < score) {
      best[place] = best[place - 1] as number;
      items[place] = items[place - 1] as number;
      place -= 1;
    }
    best[place] = score;
    items[place] = item;
    if (size < count) size += 1;
    if (size === count) floor = best[count - 1] as number;
  }
  return items.subarray(0, size);
}

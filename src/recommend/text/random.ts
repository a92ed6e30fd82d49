/** Numbers from 0 to 1 that repeat with their seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Puts the numbers of an array in a random order, in place. */
export function shuffle(numbers: Int32Array, random: () => number): void {
  for (let place = numbers.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    const kept = numbers[place] ?? 0;
    numbers[place] = numbers[other] ?? 0;
    numbers[other] = kept;
  }
}

import type { Views } from './views.ts';

/** The n-grams that training lines had, each with its place and how telling it is (inverse document frequency). */
export interface NgramVocabulary {
  readonly places: ReadonlyMap<number, number>;
  readonly rarities: Float32Array;
  /** Of an n-gram that no training line had. */
  readonly unseenRarity: number;
  readonly shares: ViewShares;
}

/** How much each view of a text weighs beside the others; what weighs 0 is passed over. */
export interface ViewShares {
  readonly words: number;
  readonly characters: number;
  readonly pairs: number;
  readonly shape: number;
}

/** A text as a sparse vector: `values[i]` at `places[i]`. */
export interface SparseVector {
  readonly places: Int32Array;
  readonly values: Float32Array;
  /** The vector's length: √2 when every n-gram is known, √3 with hints, 0 when none is. */
  readonly length: number;
}

/** A rarity counts by this power. Chosen on held-out training lines. */
const RARITY_POWER = 0.7;
const VIEWS = ['words', 'characters', 'pairs', 'shape'] as const;
/** Chosen likewise. */
const SHARES: ViewShares = { words: 0.6, characters: 1, pairs: 1, shape: 0.3 };
/** Characters' n-grams, pairs and shapes of one line alone tell nothing and fill half of the table. */
const COMMON_LINES_MIN = 2;
/** From so many training lines on this goes for words too; fewer cannot spare them. Chosen on two sets. */
const MANY_LINES = 5000;
/** How much an unknown n-gram shortens the known part. Chosen on validation lines: it is what tells strangers apart. */
const UNSEEN_SHARE = 0.5;

/** Gathers the n-grams of training lines. */
export function learnVocabulary(lines: readonly Views[]): NgramVocabulary {
  const { counts, sparedHashes } = countLines(lines);
  const places = new Map<number, number>();
  const rarities: number[] = [];
  for (const [hash, count] of counts) {
    if (count < COMMON_LINES_MIN && !sparedHashes.has(hash)) continue;
    places.set(hash, places.size);
    rarities.push(rarityOf(lines.length, count));
  }
  return {
    places,
    rarities: Float32Array.from(rarities),
    unseenRarity: rarityOf(lines.length, 0),
    shares: {
      ...SHARES,
      pairs: lines.some(({ pairs }) => pairs !== undefined) ? SHARES.pairs : 0,
      shape: lines.some(({ shape }) => shape !== undefined) ? SHARES.shape : 0,
    },
  };
}

/** In how many lines each n-gram stands, and which ones stay though they stand in one alone. */
function countLines(lines: readonly Views[]) {
  const counts = new Map<number, number>();
  const sparedHashes = new Set<number>();
  const keepsWords = lines.length < MANY_LINES;
  for (const { words, characters, pairs = [], shape = [], hints = [] } of lines) {
    for (const hash of new Set([...words, ...characters, ...pairs, ...shape, ...hints])) {
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
    for (const hash of hints) sparedHashes.add(hash);
    if (keepsWords) for (const hash of words) sparedHashes.add(hash);
  }
  return { counts, sparedHashes };
}

function rarityOf(lines: number, having: number): number {
  return (Math.log((1 + lines) / (1 + having)) + 1) ** RARITY_POWER;
}

/** Weighs a text's n-grams: logarithmic frequency times rarity, each view brought to its length, less what is unknown. */
export function vectorOf(vocabulary: NgramVocabulary, views: Views): SparseVector {
  const places: number[] = [];
  const values: number[] = [];
  const textViews = VIEWS.flatMap((name) => {
    const view = views[name];
    const share = vocabulary.shares[name];
    return view === undefined || share === 0 ? [] : [{ view, share }];
  });
  // However many ways a text is read, all of it weighs as much.
  const shares = textViews.reduce((sum, { share }) => sum + share, 0);
  for (const { view, share } of textViews) {
    addView(vocabulary, view, { places, values, length: Math.sqrt((2 * share) / shares) });
  }
  if (views.hints !== undefined) addView(vocabulary, views.hints, { places, values, length: 1 });
  let square = 0;
  for (const value of values) square += value * value;
  return {
    places: Int32Array.from(places),
    values: Float32Array.from(values),
    length: Math.sqrt(square),
  };
}

function addView(
  { places, rarities, unseenRarity }: NgramVocabulary,
  hashes: readonly number[],
  into: { places: number[]; values: number[]; readonly length: number },
): void {
  const counts = new Map<number, number>();
  let square = 0;
  for (const hash of hashes) {
    const place = places.get(hash);
    if (place === undefined) square += UNSEEN_SHARE * unseenRarity * unseenRarity;
    else counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const from = into.values.length;
  for (const [place, count] of counts) {
    const value = (1 + Math.log(count)) * (rarities[place] ?? 0);
    into.places.push(place);
    into.values.push(value);
    square += value * value;
  }
  const scale = square === 0 ? 0 : into.length / Math.sqrt(square);
  for (let at = from; at < into.values.length; at += 1) into.values[at] = (into.values[at] ?? 0) * scale;
}

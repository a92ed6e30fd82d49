import { encodeInto, placesOf, type QuestionEncoder } from './question-encoder.ts';
import { seededRandom, shuffle } from './random.ts';

/** Two questions by their terms, and whether they mean the same. */
export interface QuestionPair {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly isSame: boolean;
}

/** Chosen on a quarter of the training pairs that was held out. */
const SIZE = 192;
const EPOCHS = 6;
const BATCH = 64;
const SHARPNESS = 12;
const RATE = 0.1;
const TERM_QUESTIONS_MIN = 2;
/** A pair of characters says less than its rarity promises. */
const PAIR_WEIGHT = 0.6;
const SMALLEST_PULL = 1e-3;

/**
 * Learns vectors from pairs: each question must find its partner among the others of its batch (softmax over cosines),
 * and among questions that people marked as different. Begins at random vectors as long as the term is rare, which
 * compares as the words themselves do. The same pairs, order and seed give the same vectors.
 */
export function trainEncoder(pairs: readonly QuestionPair[], seed: number): QuestionEncoder {
  const random = seededRandom(seed);
  const { places, rarities } = learnTerms(pairs);
  const vectors = new Float32Array(places.size * SIZE);
  for (let at = 0; at < vectors.length; at += 1) {
    vectors[at] = ((rarities[Math.floor(at / SIZE)] ?? 0) * bell(random)) / Math.sqrt(SIZE);
  }
  const encoder: QuestionEncoder = { size: SIZE, places, vectors };
  const state: Training = {
    encoder,
    rarities,
    pulls: new Float32Array(places.size).fill(1e-3),
    questions: new Float32Array(BATCH * SIZE),
    answers: new Float32Array(2 * BATCH * SIZE),
    questionPulls: new Float32Array(BATCH * SIZE),
    answerPulls: new Float32Array(2 * BATCH * SIZE),
    chances: new Float32Array(2 * BATCH),
  };
  const examples = examplesOf(encoder, pairs);
  const order = Int32Array.from(examples.keys());
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = [...order.subarray(from, from + BATCH)].flatMap((place) => examples[place] ?? []);
      learnBatch(state, batch, random);
    }
  }
  return encoder;
}

interface PairExample {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Questions that mean something else than the left. */
  readonly others: readonly Int32Array[];
}

interface Training {
  readonly encoder: QuestionEncoder;
  readonly rarities: Float32Array;
  /** How much each term was moved so far (AdaGrad, one number a term). */
  readonly pulls: Float32Array;
  readonly questions: Float32Array;
  readonly answers: Float32Array;
  readonly questionPulls: Float32Array;
  readonly answerPulls: Float32Array;
  readonly chances: Float32Array;
}

function learnTerms(pairs: readonly QuestionPair[]) {
  const questions = new Map<string, readonly string[]>();
  for (const { left, right } of pairs) {
    questions.set(left.join('\n'), left);
    questions.set(right.join('\n'), right);
  }
  const counts = new Map<string, number>();
  for (const terms of questions.values()) {
    for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const places = new Map<string, number>();
  const rarities: number[] = [];
  for (const [term, count] of counts) {
    if (count < TERM_QUESTIONS_MIN) continue;
    places.set(term, places.size);
    const rarity = Math.log((questions.size + 1) / (count + 0.5));
    rarities.push(term.length === 1 ? rarity : PAIR_WEIGHT * rarity);
  }
  return { places, rarities: Float32Array.from(rarities) };
}

function examplesOf(encoder: QuestionEncoder, pairs: readonly QuestionPair[]): PairExample[] {
  const others = new Map<string, Int32Array[]>();
  const addOther = (terms: readonly string[], other: readonly string[]): void => {
    const key = terms.join('\n');
    others.set(key, [...(others.get(key) ?? []), placesOf(encoder, other)]);
  };
  for (const { left, right, isSame } of pairs) {
    if (isSame) continue;
    addOther(left, right);
    addOther(right, left);
  }
  return pairs
    .filter(({ left, right, isSame }) => isSame && left.join('\n') !== right.join('\n'))
    .map(({ left, right }) => ({
      left: placesOf(encoder, left),
      right: placesOf(encoder, right),
      others: others.get(left.join('\n')) ?? others.get(right.join('\n')) ?? [],
    }));
}

function learnBatch(state: Training, batch: readonly PairExample[], random: () => number): void {
  const { asked, told } = sidesOf(batch, random);
  const { questions, answers, questionPulls, answerPulls, encoder } = state;
  const encodeSide = (side: readonly Int32Array[], into: Float32Array): number[] =>
    side.map((places, at) => encodeInto(encoder, places, { into, offset: at * SIZE }));
  const askedLengths = encodeSide(asked, questions);
  const toldLengths = encodeSide(told, answers);
  questionPulls.fill(0);
  answerPulls.fill(0);
  for (let at = 0; at < asked.length; at += 1) pullQuestion(state, at, told.length);
  for (const [at, places] of asked.entries()) {
    const length = askedLengths[at] ?? 1;
    moveTerms(state, places, { unit: questions, pull: questionPulls, offset: at * SIZE, length });
  }
  for (const [at, places] of told.entries()) {
    const length = toldLengths[at] ?? 1;
    moveTerms(state, places, { unit: answers, pull: answerPulls, offset: at * SIZE, length });
  }
}

/** Who asks and whom to find at the same place, then questions that mean something else. */
function sidesOf(batch: readonly PairExample[], random: () => number) {
  const asked: Int32Array[] = [];
  const told: Int32Array[] = [];
  for (const { left, right } of batch) {
    const isTurned = random() < 0.5;
    asked.push(isTurned ? right : left);
    told.push(isTurned ? left : right);
  }
  for (const { others } of batch) {
    const other = others[Math.floor(random() * others.length)];
    if (other !== undefined) told.push(other);
  }
  return { asked, told };
}

/** Adds to both sides how the question's chance of finding its own answer changes with them. */
function pullQuestion(state: Training, asked: number, toldCount: number): void {
  const { questions, answers, questionPulls, answerPulls, chances } = state;
  const from = asked * SIZE;
  for (let told = 0; told < toldCount; told += 1) {
    chances[told] = SHARPNESS * dot(questions, from, { other: answers, otherFrom: told * SIZE });
  }
  normalizeChances(chances.subarray(0, toldCount));
  for (let told = 0; told < toldCount; told += 1) {
    const pull = (chances[told] ?? 0) - (told === asked ? 1 : 0);
    if (Math.abs(pull) < SMALLEST_PULL) continue;
    addScaled(questionPulls, from, { other: answers, otherFrom: told * SIZE, scale: pull });
    addScaled(answerPulls, told * SIZE, { other: questions, otherFrom: from, scale: pull });
  }
}

function normalizeChances(chances: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const chance of chances) if (chance > highest) highest = chance;
  let sum = 0;
  for (let at = 0; at < chances.length; at += 1) {
    const chance = Math.exp((chances[at] ?? 0) - highest);
    chances[at] = chance;
    sum += chance;
  }
  for (let at = 0; at < chances.length; at += 1) chances[at] = (chances[at] ?? 0) / sum;
}

interface Side {
  readonly unit: Float32Array;
  readonly pull: Float32Array;
  readonly offset: number;
  readonly length: number;
}

/** Moves a question's terms against its pull; the part along its own vector would only change the length. */
function moveTerms(state: Training, places: Int32Array, { unit, pull, offset, length }: Side): void {
  const along = dot(unit, offset, { other: pull, otherFrom: offset });
  addScaled(pull, offset, { other: unit, otherFrom: offset, scale: -along });
  const square = dot(pull, offset, { other: pull, otherFrom: offset }) / (length * length);
  if (square < 1e-12) return;
  const { encoder, pulls, rarities } = state;
  for (const place of places) {
    const moved = (pulls[place] ?? 0) + square;
    pulls[place] = moved;
    const step = (RATE / Math.sqrt(moved)) * (rarities[place] ?? 0);
    addScaled(encoder.vectors, place * SIZE, { other: pull, otherFrom: offset, scale: -step / length });
  }
}

interface OtherVector {
  readonly other: Float32Array;
  readonly otherFrom: number;
}

function dot(one: Float32Array, from: number, { other, otherFrom }: OtherVector): number {
  let sum = 0;
  for (let at = 0; at < SIZE; at += 1) sum += (one[from + at] ?? 0) * (other[otherFrom + at] ?? 0);
  return sum;
}

function addScaled(
  one: Float32Array,
  from: number,
  { other, otherFrom, scale }: OtherVector & { readonly scale: number },
): void {
  for (let at = 0; at < SIZE; at += 1) {
    one[from + at] = (one[from + at] ?? 0) + scale * (other[otherFrom + at] ?? 0);
  }
}

/** Near enough to a normal distribution of deviation 1. */
function bell(random: () => number): number {
  let sum = 0;
  for (let draw = 0; draw < 6; draw += 1) sum += random();
  return (sum - 3) * Math.SQRT2;
}

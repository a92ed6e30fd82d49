import { type EncoderMember, encodeInto } from './question-encoder.ts';
import { examplesOf, learnTerms, type PairExample, type QuestionPair } from './question-pairs.ts';
import { seededRandom, shuffle } from './random.ts';

/** Chosen on training pairs that were held out. */
const SIZE = 128;
const EPOCHS = 8;
const BATCH = 64;
const SHARPNESS = 6;
/** At the beginning and, falling evenly, at the end. */
const RATE = 1;
const RATE_LEFT = 0.2;
/** So many of a question's terms are left out, other ones each time: no term may carry a question alone. */
const LEFT_OUT = 0.3;
const SMALLEST_PULL = 1e-3;

/**
 * Learns one member's vectors: each question must find its partner among the others of its batch (softmax over cosines),
 * and among questions that people marked as different. Begins at random vectors as long as the term is rare, which
 * compares as the words themselves do.
 */
export function trainMember(pairs: readonly QuestionPair[], seed: number): EncoderMember {
  const random = seededRandom(seed);
  const { places, rarities } = learnTerms(pairs);
  const vectors = new Float32Array(places.size * SIZE);
  for (let at = 0; at < vectors.length; at += 1) {
    vectors[at] = ((rarities[Math.floor(at / SIZE)] ?? 0) * bell(random)) / Math.sqrt(SIZE);
  }
  const encoder: EncoderMember = { size: SIZE, places, vectors };
  const state = beginTraining(encoder, rarities);
  const examples = examplesOf(encoder, pairs);
  const order = Int32Array.from(examples.keys());
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += BATCH) {
      const done = (epoch + from / order.length) / EPOCHS;
      state.rate = RATE * (1 - (1 - RATE_LEFT) * done);
      const batch = [...order.subarray(from, from + BATCH)].flatMap((place) => examples[place] ?? []);
      learnBatch(state, batch, random);
    }
  }
  return encoder;
}

function beginTraining(encoder: EncoderMember, rarities: Float32Array): Training {
  return {
    encoder,
    rarities,
    rate: RATE,
    pulls: new Float32Array(rarities.length).fill(1e-3),
    questions: new Float32Array(BATCH * SIZE),
    answers: new Float32Array(2 * BATCH * SIZE),
    questionPulls: new Float32Array(BATCH * SIZE),
    answerPulls: new Float32Array(2 * BATCH * SIZE),
    chances: new Float32Array(2 * BATCH),
  };
}

interface Training {
  readonly encoder: EncoderMember;
  readonly rarities: Float32Array;
  rate: number;
  /** How much each term was moved so far (AdaGrad, one number a term). */
  readonly pulls: Float32Array;
  readonly questions: Float32Array;
  readonly answers: Float32Array;
  readonly questionPulls: Float32Array;
  readonly answerPulls: Float32Array;
  readonly chances: Float32Array;
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
  const thinned = (places: Int32Array): Int32Array => places.filter(() => random() >= LEFT_OUT);
  for (const { left, right } of batch) {
    const isTurned = random() < 0.5;
    asked.push(thinned(isTurned ? right : left));
    told.push(thinned(isTurned ? left : right));
  }
  for (const { others } of batch) {
    const other = others[Math.floor(random() * others.length)];
    if (other !== undefined) told.push(thinned(other));
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
    const step = (state.rate / Math.sqrt(moved)) * (rarities[place] ?? 0);
    addScaled(encoder.vectors, place * SIZE, { other: pull, otherFrom: offset, scale: -step / length });
  }
}

interface OtherVector {
  readonly other: Float32Array;
  readonly otherFrom: number;
}

/** Four sums side by side: each addition need not wait for the one before. */
function dot(one: Float32Array, from: number, { other, otherFrom }: OtherVector): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < SIZE; at += 4) {
    const x = from + at;
    const y = otherFrom + at;
    a += (one[x] ?? 0) * (other[y] ?? 0);
    b += (one[x + 1] ?? 0) * (other[y + 1] ?? 0);
    c += (one[x + 2] ?? 0) * (other[y + 2] ?? 0);
    d += (one[x + 3] ?? 0) * (other[y + 3] ?? 0);
  }
  return a + b + c + d;
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

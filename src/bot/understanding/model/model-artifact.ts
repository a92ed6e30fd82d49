import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NgramVocabulary, ViewShares } from '../../../recommend/index.ts';
import { type IntentModel, judge } from './intent-model.ts';

const Share = z.number().min(0).max(1);

/** Figures on lines that the judging model had not seen (five folds), and on the lines outside. */
const HeldOutFigures = z.strictObject({
  lines: z.number().int(),
  accuracy: Share,
  /** Of the lines it is sure of, at `rejectBelow`. */
  coveredShare: Share,
  precision: Share,
  outsideLines: z.number().int(),
  outsideTurnedAway: Share,
});
export type HeldOutFigures = z.infer<typeof HeldOutFigures>;

const Hashes = z.array(z.number().int().min(0));

const Weight = z.number().min(0);
const Shares = z.strictObject({ words: Weight, characters: Weight, pairs: Weight, shape: Weight });

const ModelHead = z.strictObject({
  kind: z.literal('tilltalk.intent_model'),
  version: z.string().min(1),
  createdAt: z.iso.datetime(),
  seed: z.number().int(),
  dataHash: z.string(),
  labels: z.array(z.string()).min(2),
  placeCount: z.number().int().positive(),
  unseenRarity: z.number().positive(),
  /** What each view of a text weighs; 0 for one that was not learned. */
  shares: Shares.optional(),
  /** Of artifacts without `shares`, whose other views weigh alike. */
  hasPairs: z.boolean().default(false),
  rejectBelow: z.number(),
  slope: z.number(),
  offset: z.number(),
  heldOut: HeldOutFigures,
  parity: z
    .array(
      z.strictObject({
        views: z.strictObject({
          words: Hashes,
          characters: Hashes,
          pairs: Hashes.optional(),
          shape: Hashes.optional(),
          hints: Hashes.optional(),
        }),
        label: z.string(),
        certainty: z.number(),
      }),
    )
    .min(16),
});
export type ModelHead = z.infer<typeof ModelHead>;

/** The artifact is not one that may serve; the message says why. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused';
}

const HASH_BYTES = 32;
const LENGTH_BYTES = 4;
const STEPS_MAX = 127;
const PARITY_TOLERANCE = 1e-4;

/** A model's weights in steps of one byte, a scale for each class; biases and rarities are exact. */
interface Packed {
  readonly hashes: Uint32Array;
  readonly rarities: Float32Array;
  readonly biases: Float32Array;
  readonly scales: Float32Array;
  readonly steps: Int8Array;
}

interface SavedShares {
  readonly shares?: ViewShares | undefined;
  readonly hasPairs?: boolean;
}

/** Rounds the weights as the artifact keeps them, so that figures are of what will serve. */
export function roundWeights(model: IntentModel): IntentModel {
  return unpack(model, pack(model));
}

/** The bytes of an artifact: SHA-256 of the rest, length of the head, head, numbers. */
export function sealModel(head: ModelHead, model: IntentModel): Buffer {
  const { hashes, rarities, biases, scales, steps } = pack(model);
  const text = Buffer.from(JSON.stringify(head));
  // The numbers begin at a place that arrays of four bytes can stand at.
  const padded = Buffer.alloc(Math.ceil(text.length / 4) * 4, ' ');
  text.copy(padded);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(padded.length);
  const body = Buffer.concat([
    length,
    padded,
    ...[hashes, rarities, biases, scales, steps].map((part) =>
      Buffer.from(part.buffer, part.byteOffset, part.byteLength),
    ),
  ]);
  return Buffer.concat([createHash('sha256').update(body).digest(), body]);
}

/** The model of an artifact's bytes. Throws `ModelRefused` unless they are whole and compute what training computed. */
export function readModel(bytes: Buffer): IntentModel {
  const body = bytes.subarray(HASH_BYTES);
  const isWhole = createHash('sha256').update(body).digest().equals(bytes.subarray(0, HASH_BYTES));
  if (!isWhole || body.length < LENGTH_BYTES) throw new ModelRefused('its content and its hash do not fit');
  const headLength = body.readUInt32LE(0);
  const head = readHead(body.subarray(LENGTH_BYTES, LENGTH_BYTES + headLength));
  const model = unpack(head, readPacked(head, body.subarray(LENGTH_BYTES + headLength)));
  checkParity(head, model);
  return model;
}

function readHead(bytes: Buffer): ModelHead {
  try {
    return ModelHead.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new ModelRefused('it is no intent model', { cause });
  }
}

function readPacked({ labels, placeCount }: ModelHead, bytes: Buffer): Packed {
  const classCount = labels.length;
  if (bytes.length !== placeCount * (8 + classCount) + classCount * 8)
    throw new ModelRefused('it has not the numbers that its head says');
  // A copy, because a file's bytes may begin anywhere in their memory.
  const { buffer } = new Uint8Array(bytes);
  let at = 0;
  const next = (byteLength: number): number => {
    at += byteLength;
    return at - byteLength;
  };
  return {
    hashes: new Uint32Array(buffer, next(placeCount * 4), placeCount),
    rarities: new Float32Array(buffer, next(placeCount * 4), placeCount),
    biases: new Float32Array(buffer, next(classCount * 4), classCount),
    scales: new Float32Array(buffer, next(classCount * 4), classCount),
    steps: new Int8Array(buffer, next(placeCount * classCount), placeCount * classCount),
  };
}

function checkParity({ parity }: ModelHead, model: IntentModel): void {
  for (const { views, label, certainty } of parity) {
    const judged = judge(model, views);
    const isSame = model.labels[judged.best] === label;
    if (!isSame || !(Math.abs(judged.certainty - certainty) < PARITY_TOLERANCE))
      throw new ModelRefused('serving computes other than training on a parity vector');
  }
}

function pack({ vocabulary, classifier }: IntentModel): Packed {
  const { classCount, weights, biases } = classifier;
  const scales = new Float32Array(classCount);
  for (let at = 0; at < weights.length; at += 1) {
    const label = at % classCount;
    scales[label] = Math.max(scales[label] ?? 0, Math.abs(weights[at] ?? 0) / STEPS_MAX);
  }
  const steps = Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % classCount] || 1)));
  return {
    hashes: Uint32Array.from(vocabulary.places.keys()),
    rarities: vocabulary.rarities,
    biases,
    scales,
    steps,
  };
}

function unpack(
  rest: Pick<IntentModel, 'version' | 'labels' | 'rejectBelow' | 'slope' | 'offset'> &
    (Pick<ModelHead, 'unseenRarity' | 'shares' | 'hasPairs'> | { readonly vocabulary: NgramVocabulary }),
  { hashes, rarities, biases, scales, steps }: Packed,
): IntentModel {
  const { version, labels, rejectBelow, slope, offset } = rest;
  const places = new Map<number, number>();
  for (let place = 0; place < hashes.length; place += 1) places.set(hashes[place] ?? 0, place);
  const classCount = labels.length;
  const weights = new Float32Array(steps.length);
  for (let at = 0; at < steps.length; at += 1)
    weights[at] = (steps[at] ?? 0) * (scales[at % classCount] ?? 0);
  const vocabulary = 'vocabulary' in rest ? rest.vocabulary : rest;
  return {
    version,
    labels,
    rejectBelow,
    slope,
    offset,
    vocabulary: { places, rarities, unseenRarity: vocabulary.unseenRarity, shares: sharesOf(vocabulary) },
    classifier: { classCount, weights, biases },
  };
}

function sharesOf({ shares, hasPairs }: SavedShares): ViewShares {
  return shares ?? { words: 1, characters: 1, pairs: hasPairs === true ? 1 : 0, shape: 0 };
}

import { z } from 'zod';
import type { Calibration } from './calibration.ts';
import { type Network, scratchFor } from './network.ts';
import type { ModelFamily } from './risk-model.ts';
import type { Trees } from './trees.ts';

/** Numbers as their bytes, so that what is read is bit by bit what was written. */
const Bytes = z.base64();

const NetworkContent = z.strictObject({
  kind: z.literal('network'),
  layers: z
    .array(z.strictObject({ units: z.number().int().positive(), weights: Bytes, biases: Bytes }))
    .min(1)
    .max(4),
});
const TreesContent = z.strictObject({
  kind: z.literal('trees'),
  bias: z.number(),
  roots: Bytes,
  feature: Bytes,
  threshold: Bytes,
  missingLeft: Bytes,
  left: Bytes,
  value: Bytes,
});
export const FamilyContent = z.discriminatedUnion('kind', [NetworkContent, TreesContent]);
export type FamilyContent = z.infer<typeof FamilyContent>;

export const CalibrationContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('platt'), slope: z.number(), offset: z.number() }),
  z.strictObject({
    ...{ kind: z.literal('beta'), low: z.number().min(0), high: z.number().min(0) },
    offset: z.number(),
  }),
  z.strictObject({
    kind: z.literal('isotonic'),
    points: z
      .array(z.strictObject({ logit: z.number(), calibrated: z.number() }))
      .min(1)
      .readonly(),
  }),
]) satisfies z.ZodType<Calibration>;

/** What is written of a family. */
export function contentOfNetwork({ layers }: Network): FamilyContent {
  return {
    kind: 'network',
    layers: layers.map(({ units, weights, biases }) => ({
      units,
      weights: packed(weights),
      biases: packed(biases),
    })),
  };
}

export function contentOfTrees({ bias, ...arrays }: Trees): FamilyContent {
  const { roots, feature, threshold, missingLeft, left, value } = arrays;
  return {
    kind: 'trees',
    bias,
    roots: packed(roots),
    feature: packed(feature),
    threshold: packed(threshold),
    missingLeft: packed(missingLeft),
    left: packed(left),
    value: packed(value),
  };
}

/** What serves, for vectors of `width`. Throws a RangeError when its parts do not fit each other. */
export function familyOf(content: FamilyContent, width: number): ModelFamily {
  if (content.kind === 'trees') return { kind: 'trees', trees: treesOf(content, width) };
  let inputs = width;
  const layers = content.layers.map(({ units, weights, biases }) => {
    const layer = {
      units,
      weights: new Float32Array(unpacked(weights)),
      biases: new Float32Array(unpacked(biases)),
    };
    if (layer.weights.length !== inputs * units || layer.biases.length !== units)
      throw new RangeError('a layer has too few or too many weights');
    inputs = units;
    return layer;
  });
  if (inputs !== 1) throw new RangeError('the last layer has one unit');
  const network = { width, layers };
  return { kind: 'network', network, scratch: scratchFor(network) };
}

function treesOf(content: z.infer<typeof TreesContent>, width: number): Trees {
  const trees = {
    bias: content.bias,
    roots: new Int32Array(unpacked(content.roots)),
    feature: new Int16Array(unpacked(content.feature)),
    threshold: new Float64Array(unpacked(content.threshold)),
    missingLeft: new Uint8Array(unpacked(content.missingLeft)),
    left: new Int32Array(unpacked(content.left)),
    value: new Float64Array(unpacked(content.value)),
  };
  const nodes = trees.feature.length;
  const isWhole =
    [trees.threshold, trees.missingLeft, trees.left, trees.value].every(({ length }) => length === nodes) &&
    trees.feature.every((feature) => feature < width) &&
    trees.roots.every((root) => root >= 0 && root < nodes) &&
    // Children stand after their parent, so that every walk ends.
    trees.left.every(
      (left, node) => (trees.feature[node] as number) < 0 || (left > node && left + 1 < nodes),
    );
  if (!isWhole) throw new RangeError('the trees are not whole');
  return trees;
}

function packed({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');
}

function unpacked(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

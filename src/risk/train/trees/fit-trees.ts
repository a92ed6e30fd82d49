import type { Trees } from '../../model/trees.ts';
import { type Random, seededRandom } from '../random.ts';
import { type Binned, binMatrix, type Matrix } from './bins.ts';
import { type Gradients, type GrownNode, type Growth, growTree } from './grow-tree.ts';

export interface TreesOptions extends Growth {
  readonly trees: number;
  readonly rate: number;
  /** Share of good rows that each tree sees, each counting for those left out; of frauds, which are few, it sees all. */
  readonly goodShare: number;
  /** Share of columns that each tree sees. */
  readonly columnShare: number;
  readonly seed: number;
}

export interface FitTrees {
  readonly matrix: Matrix;
  /** 1 for fraud. */
  readonly labels: Uint8Array;
  readonly options: TreesOptions;
}

export interface FittedTrees {
  readonly trees: Trees;
  /** Of the rows learnt from, added up while growing: the truth of parity vectors. */
  readonly logits: Float64Array;
}

/**
 * Fits gradient-boosted trees to the logistic loss: second-order, on histograms, with shrinkage, L2 on leaves and a share of
 * rows and columns for each tree. The same rows, options and seed give the same trees. Takes seconds without a pause: run it
 * in a worker when somebody waits for this thread.
 */
export function fitTrees({ matrix, labels, options }: FitTrees): FittedTrees {
  return fitBinned({ binned: binMatrix(matrix), labels, options });
}

/** The same on rows that are binned already, so that several fits share one binning. */
export function fitBinned(fit: { binned: Binned; labels: Uint8Array; options: TreesOptions }): FittedTrees {
  const { binned, labels, options } = fit;
  const random = seededRandom(options.seed);
  const frauds = labels.reduce((sum, label) => sum + label, 0);
  const share = Math.min(Math.max(frauds / labels.length, 1e-6), 1 - 1e-6);
  const bias = Math.log(share / (1 - share));
  const logits = new Float64Array(labels.length).fill(bias);
  const gradients = { first: new Float64Array(labels.length), second: new Float64Array(labels.length) };
  const grown: GrownNode[][] = [];
  for (let tree = 0; tree < options.trees; tree += 1) {
    const order = someRows(labels, options.goodShare, random);
    setGradients(gradients, { labels, logits, order, goodShare: options.goodShare });
    const columns = someColumns(binned.width, options.columnShare, random);
    const nodes = growTree({ binned, gradients, order, columns, growth: options }).map((node) => ({
      ...node,
      value: node.value * options.rate,
    }));
    addTree(logits, binned, nodes);
    grown.push(nodes);
  }
  return { trees: flatten(grown, binned, bias), logits };
}

function someRows(labels: Uint8Array, goodShare: number, random: Random): Int32Array {
  const chosen = new Int32Array(labels.length);
  let count = 0;
  for (let row = 0; row < labels.length; row += 1)
    if (goodShare >= 1 || labels[row] === 1 || random.next() < goodShare) {
      chosen[count] = row;
      count += 1;
    }
  return chosen.slice(0, count);
}

interface Standing {
  readonly labels: Uint8Array;
  readonly logits: Float64Array;
  readonly order: Int32Array;
  readonly goodShare: number;
}

function setGradients({ first, second }: Gradients, { labels, logits, order, goodShare }: Standing): void {
  const goodWeight = 1 / Math.min(1, goodShare);
  for (const row of order) {
    const label = labels[row] as number;
    const weight = label === 1 ? 1 : goodWeight;
    const probability = 1 / (1 + Math.exp(-(logits[row] as number)));
    first[row] = weight * (probability - label);
    second[row] = weight * Math.max(probability * (1 - probability), 1e-16);
  }
}

function someColumns(width: number, share: number, random: Random): number[] {
  const columns = Array.from({ length: width }, (_, column) => column);
  const wanted = Math.max(1, Math.round(width * share));
  while (columns.length > wanted) columns.splice(random.whole(0, columns.length - 1), 1);
  return columns;
}

function addTree(logits: Float64Array, { codes, rows }: Binned, nodes: readonly GrownNode[]): void {
  for (let row = 0; row < rows; row += 1) {
    let node = nodes[0] as GrownNode;
    while (node.column >= 0) {
      const code = codes[node.column * rows + row] as number;
      const goesLeft = code === 0 ? node.missingLeft : code <= node.bin;
      node = nodes[goesLeft ? node.left : node.right] as GrownNode;
    }
    logits[row] = (logits[row] as number) + node.value;
  }
}

function flatten(grown: readonly GrownNode[][], { edges }: Binned, bias: number): Trees {
  const roots: number[] = [];
  const all: (GrownNode & { base: number })[] = [];
  for (const nodes of grown) {
    roots.push(all.length);
    const base = all.length;
    for (const node of nodes) all.push({ ...node, base });
  }
  return {
    bias,
    roots: Int32Array.from(roots),
    feature: Int16Array.from(all, ({ column }) => column),
    threshold: Float64Array.from(all, ({ column, bin }) => edges[column]?.[bin - 1] ?? 0),
    missingLeft: Uint8Array.from(all, ({ missingLeft }) => (missingLeft ? 1 : 0)),
    left: Int32Array.from(all, ({ left, base }) => (left < 0 ? -1 : base + left)),
    value: Float64Array.from(all, ({ value }) => value),
  };
}

import type { Binned } from './bins.ts';

export interface Growth {
  readonly depthMax: number;
  readonly l2: number;
  /** Least sum of second derivatives in a leaf. */
  readonly childWeightMin: number;
  /** Least gain of a split. */
  readonly gainMin: number;
}

export interface Gradients {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** A node of a tree that was just grown; children are places in the same list. */
export interface GrownNode {
  readonly column: number;
  /** Bins up to this one go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly left: number;
  readonly right: number;
  readonly value: number;
}

interface Split {
  readonly gain: number;
  readonly column: number;
  readonly bin: number;
  readonly missingLeft: boolean;
}

/** Rows from `from` to `to` of the order belong to the node. */
interface Leaf {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly histogram: Float64Array;
}

const BINS = 256;
const PER_BIN = 2;
const PER_COLUMN = BINS * PER_BIN;

/** What growing one tree works on; `order` is rearranged. */
export interface Ground {
  readonly binned: Binned;
  readonly gradients: Gradients;
  /** Rows of this tree. */
  readonly order: Int32Array;
  readonly columns: readonly number[];
  readonly growth: Growth;
}

/** Grows a tree level by level: the split of greatest gain, until depth, weight or gain says stop. */
export function growTree(ground: Ground): GrownNode[] {
  const { order } = ground;
  const nodes: GrownNode[] = [leafNode(0)];
  const open: Leaf[] = [
    { place: 0, from: 0, to: order.length, depth: 0, histogram: histogramOf(ground, 0, order.length) },
  ];
  for (let leaf = open.shift(); leaf !== undefined; leaf = open.shift()) {
    const split = leaf.depth < ground.growth.depthMax ? bestSplit(ground, leaf) : undefined;
    if (split === undefined) {
      nodes[leaf.place] = leafNode(weightOf(ground, leaf));
      continue;
    }
    const middle = partition(ground, leaf, split);
    const [left, right] = [nodes.length, nodes.length + 1];
    nodes.push(leafNode(0), leafNode(0));
    nodes[leaf.place] = { ...split, left, right, value: 0 };
    open.push(...childrenOf(ground, leaf, { middle, left, right }));
  }
  return nodes;
}

const leafNode = (value: number): GrownNode => ({
  column: -1,
  bin: 0,
  missingLeft: false,
  left: -1,
  right: -1,
  value,
});

/** The histogram of the smaller child is counted, that of the other is what remains of the parent's. */
function childrenOf(
  ground: Ground,
  { from, to, depth, histogram }: Leaf,
  { middle, left, right }: { middle: number; left: number; right: number },
): Leaf[] {
  const isLast = depth + 1 >= ground.growth.depthMax;
  const leftIsSmaller = middle - from <= to - middle;
  const [smallFrom, smallTo] = leftIsSmaller ? [from, middle] : [middle, to];
  const small = isLast ? totalsOnly(ground, smallFrom, smallTo) : histogramOf(ground, smallFrom, smallTo);
  for (let place = 0; place < small.length; place += 1)
    histogram[place] = (histogram[place] as number) - (small[place] as number);
  const large = histogram;
  return [
    { place: left, from, to: middle, depth: depth + 1, histogram: leftIsSmaller ? small : large },
    { place: right, from: middle, to, depth: depth + 1, histogram: leftIsSmaller ? large : small },
  ];
}

/** Sums of the first chosen column suffice for leaves that are not split again. */
function totalsOnly(ground: Ground, from: number, to: number): Float64Array {
  return histogramOf({ ...ground, columns: ground.columns.slice(0, 1) }, from, to);
}

function histogramOf({ binned, gradients, order, columns }: Ground, from: number, to: number): Float64Array {
  const { codes, rows } = binned;
  const { first, second } = gradients;
  const histogram = new Float64Array(columns.length * PER_COLUMN);
  for (let turn = 0; turn < columns.length; turn += 1) {
    const base = (columns[turn] as number) * rows;
    const target = turn * PER_COLUMN;
    for (let place = from; place < to; place += 1) {
      const row = order[place] as number;
      const slot = target + (codes[base + row] as number) * PER_BIN;
      histogram[slot] = (histogram[slot] as number) + (first[row] as number);
      histogram[slot + 1] = (histogram[slot + 1] as number) + (second[row] as number);
    }
  }
  return histogram;
}

function sumsOf(histogram: Float64Array, from: number): Sums {
  let [first, second] = [0, 0];
  for (let slot = from; slot < from + PER_COLUMN; slot += PER_BIN) {
    first += histogram[slot] as number;
    second += histogram[slot + 1] as number;
  }
  return { first, second };
}

function weightOf({ growth }: Ground, { histogram }: Leaf): number {
  const { first, second } = sumsOf(histogram, 0);
  return -first / (second + growth.l2);
}

function bestSplit(ground: Ground, leaf: Leaf): Split | undefined {
  const total = sumsOf(leaf.histogram, 0);
  const { l2, gainMin } = ground.growth;
  const before = (total.first * total.first) / (total.second + l2);
  let best: Split | undefined;
  for (let turn = 0; turn < ground.columns.length; turn += 1) {
    const found = bestOfColumn(ground, leaf, { turn, total, before });
    if (found.gain > Math.max(gainMin, best?.gain ?? 0)) best = found;
  }
  return best;
}

interface Looking {
  readonly turn: number;
  readonly total: Sums;
  readonly before: number;
}

/** Tries every edge of a column, with what is not known on the left and on the right. */
function bestOfColumn({ columns, growth, binned }: Ground, { histogram }: Leaf, looking: Looking): Split {
  const { turn, total, before } = looking;
  const column = columns[turn] as number;
  const from = turn * PER_COLUMN;
  const [missingFirst, missingSecond] = [histogram[from] as number, histogram[from + 1] as number];
  const bins = (binned.edges[column] as Float64Array).length;
  const best = { gain: 0, column, bin: 0, missingLeft: false };
  let [first, second] = [0, 0];
  for (let bin = 1; bin <= bins; bin += 1) {
    first += histogram[from + bin * PER_BIN] as number;
    second += histogram[from + bin * PER_BIN + 1] as number;
    for (let side = 0; side < (missingSecond > 0 ? 2 : 1); side += 1) {
      const left = { first: first + side * missingFirst, second: second + side * missingSecond };
      const gain = gainOf(growth, left, total) - before;
      if (gain > best.gain) Object.assign(best, { gain, bin, missingLeft: side === 1 });
    }
  }
  return best;
}

interface Sums {
  readonly first: number;
  readonly second: number;
}

/** How well two children fit; minus infinity when one of them is too light. */
function gainOf({ l2, childWeightMin }: Growth, left: Sums, total: Sums): number {
  const right = { first: total.first - left.first, second: total.second - left.second };
  if (left.second < childWeightMin || right.second < childWeightMin) return Number.NEGATIVE_INFINITY;
  return (left.first * left.first) / (left.second + l2) + (right.first * right.first) / (right.second + l2);
}

const parked: { rows: Int32Array } = { rows: new Int32Array(0) };

/** Moves the rows of the left child before those of the right one, both in their order; returns where the right begins. */
function partition({ binned, order }: Ground, { from, to }: Leaf, split: Split): number {
  const base = split.column * binned.rows;
  if (parked.rows.length < order.length) parked.rows = new Int32Array(order.length);
  const later = parked.rows;
  let [left, right] = [from, 0];
  for (let place = from; place < to; place += 1) {
    const row = order[place] as number;
    const code = binned.codes[base + row] as number;
    const goesLeft = code === 0 ? split.missingLeft : code <= split.bin;
    if (goesLeft) {
      order[left] = row;
      left += 1;
    } else {
      later[right] = row;
      right += 1;
    }
  }
  order.set(later.subarray(0, right), left);
  return left;
}

import type { Pause } from '../search/search-index.ts';

/**
 * How strongly each item speaks for each other one. Row i tells what having taken i says of the others; a small
 * shop keeps whole rows, a large one the strongest entries of each.
 */
export type Relation =
  | { readonly form: 'whole'; readonly itemCount: number; readonly values: Float32Array }
  | {
      readonly form: 'strongest';
      readonly itemCount: number;
      readonly starts: Uint32Array;
      readonly targets: Uint32Array;
      readonly values: Float32Array;
    };

/** Writes one row into an array that holds zeros. */
export type FillRow = (item: number, row: Float32Array) => void;

export interface Collecting {
  readonly itemCount: number;
  /** Entries kept of a row; as many as there are items keeps whole rows. */
  readonly keptMax: number;
  readonly pause: Pause;
}

const ROWS_PER_PORTION = 8;

/**
 * Collects rows into a relation, scaled so that rows have length 1 in the mean of squares: strengths of different
 * relations can then be weighed against each other.
 */
export async function collectRelation(fillRow: FillRow, collecting: Collecting): Promise<Relation> {
  const { itemCount, keptMax } = collecting;
  const relation = await (keptMax >= itemCount ? collectWhole : collectStrongest)(fillRow, collecting);
  let squares = 0;
  for (const value of relation.values) squares += value * value;
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares / itemCount);
  for (let place = 0; place < relation.values.length; place += 1) {
    relation.values[place] = (relation.values[place] as number) * scale;
  }
  return relation;
}

async function collectWhole(fillRow: FillRow, { itemCount, pause }: Collecting): Promise<Relation> {
  const values = new Float32Array(itemCount * itemCount);
  for (let item = 0; item < itemCount; item += 1) {
    if (item % ROWS_PER_PORTION === 0) await pause();
    fillRow(item, values.subarray(item * itemCount, (item + 1) * itemCount));
  }
  return { form: 'whole', itemCount, values };
}

async function collectStrongest(
  fillRow: FillRow,
  { itemCount, keptMax, pause }: Collecting,
): Promise<Relation> {
  const starts = new Uint32Array(itemCount + 1);
  const rows: { readonly targets: Uint32Array; readonly values: Float32Array }[] = [];
  const row = new Float32Array(itemCount);
  for (let item = 0; item < itemCount; item += 1) {
    if (item % ROWS_PER_PORTION === 0) await pause();
    row.fill(0);
    fillRow(item, row);
    const targets = strongestOf(row, keptMax);
    rows.push({ targets, values: Float32Array.from(targets, (target) => row[target] as number) });
    starts[item + 1] = (starts[item] as number) + targets.length;
  }
  const total = starts[itemCount] as number;
  const targets = new Uint32Array(total);
  const values = new Float32Array(total);
  rows.forEach((one, item) => {
    targets.set(one.targets, starts[item] as number);
    values.set(one.values, starts[item] as number);
  });
  return { form: 'strongest', itemCount, starts, targets, values };
}

/** The entries that differ most from zero, in ascending order of their places. */
function strongestOf(row: Float32Array, keptMax: number): Uint32Array {
  const filled: number[] = [];
  for (let place = 0; place < row.length; place += 1) if (row[place] !== 0) filled.push(place);
  if (filled.length <= keptMax) return Uint32Array.from(filled);
  filled.sort((a, b) => Math.abs(row[b] as number) - Math.abs(row[a] as number));
  return Uint32Array.from(filled.slice(0, keptMax)).sort();
}

/** Adds what having taken an item says of the others. */
export function addRow(
  relation: Relation,
  { item, weight }: { readonly item: number; readonly weight: number },
  scores: Float32Array,
): void {
  const { values, itemCount } = relation;
  if (relation.form === 'whole') {
    const from = item * itemCount;
    for (let target = 0; target < itemCount; target += 1) {
      scores[target] = (scores[target] as number) + weight * (values[from + target] as number);
    }
    return;
  }
  const { starts, targets } = relation;
  const end = starts[item + 1] as number;
  for (let place = starts[item] as number; place < end; place += 1) {
    const target = targets[place] as number;
    scores[target] = (scores[target] as number) + weight * (values[place] as number);
  }
}

/** What having taken one item says of one other; 0 when that is not kept. */
export function strengthOf(relation: Relation, item: number, target: number): number {
  if (relation.form === 'whole') return relation.values[item * relation.itemCount + target] ?? 0;
  const { starts, targets, values } = relation;
  let [from, to] = [starts[item] ?? 0, starts[item + 1] ?? 0];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const found = targets[middle] as number;
    if (found === target) return values[middle] as number;
    if (found < target) from = middle + 1;
    else to = middle;
  }
  return 0;
}

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

/** One row being filled: its values, and which of them are not zero, so that a large shop's rows cost what they hold. */
export interface Row {
  readonly values: Float32Array;
  readonly touched: Uint32Array;
  count: number;
}

/** Adds to one entry of a row. */
export function addTo(row: Row, target: number, value: number): void {
  const known = row.values[target] as number;
  if (known === 0) {
    row.touched[row.count] = target;
    row.count += 1;
  }
  row.values[target] = known + value;
}

/** An empty row over so many items. */
export function emptyRow(itemCount: number): Row {
  return { values: new Float32Array(itemCount), touched: new Uint32Array(itemCount), count: 0 };
}

/** Fills an empty row, values above zero being added only. */
export type FillRow = (item: number, row: Row) => void;

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
  const touched = new Uint32Array(itemCount);
  for (let item = 0; item < itemCount; item += 1) {
    if (item % ROWS_PER_PORTION === 0) await pause();
    fillRow(item, { values: values.subarray(item * itemCount, (item + 1) * itemCount), touched, count: 0 });
  }
  return { form: 'whole', itemCount, values };
}

async function collectStrongest(
  fillRow: FillRow,
  { itemCount, keptMax, pause }: Collecting,
): Promise<Relation> {
  const starts = new Uint32Array(itemCount + 1);
  const rows: { readonly targets: Uint32Array; readonly values: Float32Array }[] = [];
  const row = emptyRow(itemCount);
  for (let item = 0; item < itemCount; item += 1) {
    if (item % ROWS_PER_PORTION === 0) await pause();
    fillRow(item, row);
    const targets = strongestOf(row, keptMax);
    rows.push({ targets, values: Float32Array.from(targets, (target) => row.values[target] as number) });
    starts[item + 1] = (starts[item] as number) + targets.length;
    for (const target of row.touched.subarray(0, row.count)) row.values[target] = 0;
    row.count = 0;
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
function strongestOf({ values, touched, count }: Row, keptMax: number): Uint32Array {
  const filled = touched.slice(0, count).filter((target) => values[target] !== 0);
  if (filled.length <= keptMax) return filled.sort();
  const sizes = Float32Array.from(filled, (target) => Math.abs(values[target] as number)).sort();
  const floor = sizes[sizes.length - keptMax] as number;
  return filled
    .filter((target) => Math.abs(values[target] as number) >= floor)
    .sort()
    .slice(0, keptMax);
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

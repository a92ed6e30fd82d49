/** Rows of numbers, one after another; NaN stands for what is not known. */
export interface Matrix {
  readonly width: number;
  readonly values: Float32Array;
}

/** Every value as the number of its bin, column after column; bin 0 holds what is not known. */
export interface Binned {
  readonly rows: number;
  readonly width: number;
  readonly codes: Uint8Array;
  /** For each column the upper edges of bins 1, 2, … but the last, which has none. */
  readonly edges: readonly Float64Array[];
}

/** Bins for values, bin 0 aside. */
export const BINS_MAX = 254;
const SAMPLE_ROWS = 50_000;

/** Cuts every column into bins of about equally many rows; a column of few values gets a bin for each. */
export function binMatrix({ width, values }: Matrix): Binned {
  const rows = values.length / width;
  const codes = new Uint8Array(values.length);
  const edges = Array.from({ length: width }, (_, column) => edgesOf(values, column, width));
  for (let column = 0; column < width; column += 1) {
    const cuts = edges[column] as Float64Array;
    const from = column * rows;
    for (let row = 0; row < rows; row += 1)
      codes[from + row] = binOf(cuts, values[row * width + column] as number);
  }
  return { rows, width, codes, edges };
}

function edgesOf(values: Float32Array, column: number, width: number): Float64Array {
  const rows = values.length / width;
  const step = Math.max(1, Math.floor(rows / SAMPLE_ROWS));
  const found: number[] = [];
  for (let row = 0; row < rows; row += step) {
    const value = values[row * width + column] as number;
    if (!Number.isNaN(value)) found.push(value);
  }
  const sorted = Float64Array.from(found).sort();
  const cuts: number[] = [];
  for (let bin = 1; bin < BINS_MAX; bin += 1) {
    const place = Math.floor((sorted.length * bin) / BINS_MAX);
    const upper = sorted[place];
    if (upper === undefined) break;
    const below = lastBelow(sorted, upper);
    // Between two values that were seen: rounding elsewhere then cannot move a row to the other side.
    if (below === undefined) continue;
    const cut = (below + upper) / 2;
    if (cut > (cuts.at(-1) ?? Number.NEGATIVE_INFINITY)) cuts.push(cut);
  }
  return Float64Array.from(cuts);
}

function lastBelow(sorted: Float64Array, value: number): number | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}

/** Bin 1 + the number of edges below the value; 0 for NaN. */
function binOf(edges: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

import type { Pause } from '../search/search-index.ts';

/** Columns swept at a time: two panels of so many columns stay in the processor's cache. */
const PANEL = 48;
/** Columns of the matrix updated before the next ones: their part of a panel stays in the first cache. */
const BAND = 240;
/** Rows updated between two pauses; some milliseconds at 4,000 columns. */
const ROWS_PER_PORTION = 240;
/** Rows and columns of a tile. */
const TILE = 3;

/**
 * Inverts a symmetric positive definite n × n matrix in place, in n³ / 2 multiplications: sweeps it panel by panel
 * (Gauss–Jordan over blocks) and keeps to the lower triangle, which is mirrored at the end.
 */
export async function invertSymmetric(matrix: Float64Array, n: number, pause: Pause): Promise<void> {
  const old = new Float64Array(n * PANEL);
  const swept = new Float64Array(n * PANEL);
  for (let start = 0; start < n; start += PANEL) {
    const width = Math.min(PANEL, n - start);
    const panel: Panel = { n, start, width };
    const pivot = readPivot(matrix, panel);
    invertSmall(pivot, width);
    readPanel(matrix, panel, old);
    multiplyPanel(old, pivot, { panel, into: swept });
    await subtractProduct(matrix, panel, { swept, old, pause });
    writePanel(matrix, panel, { swept, pivot });
  }
  mirrorNegated(matrix, n);
}

interface Panel {
  readonly n: number;
  readonly start: number;
  readonly width: number;
}

function readPivot(matrix: Float64Array, { n, start, width }: Panel): Float64Array {
  const pivot = new Float64Array(width * width);
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const value = matrix[(start + row) * n + start + column] as number;
      pivot[row * width + column] = value;
      pivot[column * width + row] = value;
    }
  }
  return pivot;
}

function invertSmall(matrix: Float64Array, n: number): void {
  for (let pivot = 0; pivot < n; pivot += 1) {
    const factor = 1 / (matrix[pivot * n + pivot] as number);
    matrix[pivot * n + pivot] = 1;
    for (let column = 0; column < n; column += 1) {
      matrix[pivot * n + column] = (matrix[pivot * n + column] as number) * factor;
    }
    for (let row = 0; row < n; row += 1) {
      if (row !== pivot) eliminate(matrix, n, { row, pivot });
    }
  }
}

function eliminate(matrix: Float64Array, n: number, { row, pivot }: { row: number; pivot: number }): void {
  const factor = matrix[row * n + pivot] as number;
  matrix[row * n + pivot] = 0;
  for (let column = 0; column < n; column += 1) {
    const place = row * n + column;
    matrix[place] = (matrix[place] as number) - factor * (matrix[pivot * n + column] as number);
  }
}

/** The panel's columns over all rows, zero in its own rows; above the diagonal they are read from their mirror. */
function readPanel(matrix: Float64Array, { n, start, width }: Panel, into: Float64Array): void {
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < width; column += 1) {
      into[row * width + column] =
        row >= start + width
          ? (matrix[row * n + start + column] as number)
          : row < start
            ? (matrix[(start + column) * n + row] as number)
            : 0;
    }
  }
}

function multiplyPanel(
  panel: Float64Array,
  pivot: Float64Array,
  { panel: { n, width }, into }: { readonly panel: Panel; readonly into: Float64Array },
): void {
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (let inner = 0; inner < width; inner += 1) {
        sum += (panel[row * width + inner] as number) * (pivot[inner * width + column] as number);
      }
      into[row * width + column] = sum;
    }
  }
}

interface Product {
  readonly swept: Float64Array;
  readonly old: Float64Array;
  readonly pause: Pause;
}

/** matrix −= swept · oldᵀ, the lower triangle only (and what of the upper one shares a tile with it). */
async function subtractProduct(matrix: Float64Array, panel: Panel, product: Product): Promise<void> {
  const { n } = panel;
  const whole = n - (n % TILE);
  const subtractTile = createTileUpdate(matrix, panel, product);
  for (let band = 0; band < whole; band += BAND) {
    const columns = { first: band, end: Math.min(band + BAND, whole) };
    for (let from = band; from < whole; from += ROWS_PER_PORTION) {
      await product.pause();
      subtractTiles(subtractTile, { first: from, end: Math.min(from + ROWS_PER_PORTION, whole) }, columns);
    }
  }
  for (let row = whole; row < n; row += 1) subtractRow(matrix, { panel, row }, product);
}

interface Span {
  readonly first: number;
  readonly end: number;
}

function subtractTiles(subtractTile: (row: number, column: number) => void, rows: Span, columns: Span): void {
  for (let row = rows.first; row < rows.end; row += TILE) {
    const end = Math.min(columns.end, row + TILE);
    for (let column = columns.first; column < end; column += TILE) subtractTile(row, column);
  }
}

/** The rows that fill no tile. */
function subtractRow(
  matrix: Float64Array,
  { panel: { n, width }, row }: { readonly panel: Panel; readonly row: number },
  { swept, old }: Product,
): void {
  for (let column = 0; column <= row; column += 1) {
    let sum = 0;
    for (let inner = 0; inner < width; inner += 1) {
      sum += (swept[row * width + inner] as number) * (old[column * width + inner] as number);
    }
    matrix[row * n + column] = (matrix[row * n + column] as number) - sum;
  }
}

/**
 * Nine sums at a time, so that each number read is used three times and all of them stay in registers; written
 * out, since a loop over them would not. Twice as fast as row by row.
 */
function createTileUpdate(
  matrix: Float64Array,
  { n, width }: Panel,
  { swept, old }: Product,
): (row: number, column: number) => void {
  const subtract = (at: number, sum: number): void => {
    matrix[at] = (matrix[at] as number) - sum;
  };
  return (row, column) => {
    let s00 = 0;
    let s01 = 0;
    let s02 = 0;
    let s10 = 0;
    let s11 = 0;
    let s12 = 0;
    let s20 = 0;
    let s21 = 0;
    let s22 = 0;
    const a0 = row * width;
    const a1 = a0 + width;
    const a2 = a1 + width;
    const b0 = column * width;
    const b1 = b0 + width;
    const b2 = b1 + width;
    for (let inner = 0; inner < width; inner += 1) {
      const y0 = old[b0 + inner] as number;
      const y1 = old[b1 + inner] as number;
      const y2 = old[b2 + inner] as number;
      const x0 = swept[a0 + inner] as number;
      s00 += x0 * y0;
      s01 += x0 * y1;
      s02 += x0 * y2;
      const x1 = swept[a1 + inner] as number;
      s10 += x1 * y0;
      s11 += x1 * y1;
      s12 += x1 * y2;
      const x2 = swept[a2 + inner] as number;
      s20 += x2 * y0;
      s21 += x2 * y1;
      s22 += x2 * y2;
    }
    const at = row * n + column;
    subtract(at, s00);
    subtract(at + 1, s01);
    subtract(at + 2, s02);
    subtract(at + n, s10);
    subtract(at + n + 1, s11);
    subtract(at + n + 2, s12);
    subtract(at + 2 * n, s20);
    subtract(at + 2 * n + 1, s21);
    subtract(at + 2 * n + 2, s22);
  };
}

function writePanel(
  matrix: Float64Array,
  { n, start, width }: Panel,
  { swept, pivot }: { readonly swept: Float64Array; readonly pivot: Float64Array },
): void {
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const value = swept[row * width + column] as number;
      if (row >= start + width) matrix[row * n + start + column] = value;
      else if (row < start) matrix[(start + column) * n + row] = value;
    }
  }
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      matrix[(start + row) * n + start + column] = -(pivot[row * width + column] as number);
    }
  }
}

/** The sweeps leave the inverse with its sign turned. */
function mirrorNegated(matrix: Float64Array, n: number): void {
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const value = -(matrix[row * n + column] as number);
      matrix[row * n + column] = value;
      matrix[column * n + row] = value;
    }
  }
}

/** Standardises columns: what was measured on the training rows, for every row that comes after. */
export interface Scaler {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Mean and standard deviation of each column; NaN, what is not known, is left out. A constant column gets 1. */
export function fitScaler(rows: readonly Float64Array[]): Scaler {
  const columns = rows[0]?.length ?? 0;
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns).fill(1);
  for (let column = 0; column < columns; column += 1) {
    const known = rows.map((row) => row[column] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    if (known.length === 0) continue;
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
    means[column] = mean;
    deviations[column] = variance > 1e-12 ? Math.sqrt(variance) : 1;
  }
  return { means, deviations };
}

/** The rows one after another, scaled; what is not known becomes the mean, 0. */
export function scaledRows({ means, deviations }: Scaler, rows: readonly Float64Array[]): Float32Array {
  const scaled = new Float32Array(rows.length * means.length);
  let at = 0;
  for (const row of rows)
    for (let column = 0; column < means.length; column += 1) {
      const value = row[column] ?? Number.NaN;
      scaled[at] = Number.isNaN(value) ? 0 : (value - (means[column] ?? 0)) / (deviations[column] ?? 1);
      at += 1;
    }
  return scaled;
}

/**
 * Gradient-boosted trees ready to serve, all nodes in flat arrays. A node is an inner one when its feature is not negative:
 * a value at most the threshold goes left, a greater one right, one that is not known where `missingLeft` says.
 */
export interface Trees {
  /** Added to every logit. */
  readonly bias: number;
  /** The first node of each tree. */
  readonly roots: Int32Array;
  readonly feature: Int16Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  /** Of an inner node: its left child; the right one is the next. */
  readonly left: Int32Array;
  /** Of a leaf: what it adds to the logit. */
  readonly value: Float64Array;
}

/** The logit of the row that begins at `from`. */
export function treesLogit(trees: Trees, values: Float64Array | Float32Array, from: number = 0): number {
  const { roots, feature, threshold, left, value, missingLeft } = trees;
  let logit = trees.bias;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] as number;
    let place = feature[node] as number;
    while (place >= 0) {
      const found = values[from + place] as number;
      const goesLeft =
        found <= (threshold[node] as number) || (Number.isNaN(found) && missingLeft[node] === 1);
      node = (left[node] as number) + (goesLeft ? 0 : 1);
      place = feature[node] as number;
    }
    logit += value[node] as number;
  }
  return logit;
}

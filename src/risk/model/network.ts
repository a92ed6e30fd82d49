/** A dense layer: `weights` input after input, the units of one input side by side. */
export interface Layer {
  readonly units: number;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** Dense layers with rectifiers between them; the last has one unit, whose sum is the logit. One layer is a logistic regression. */
export interface Network {
  readonly width: number;
  readonly layers: readonly Layer[];
}

/** What one thread computes in; nothing is allocated for each score. */
export type Scratch = readonly Float64Array[];

export function scratchFor({ layers }: Network): Scratch {
  return layers.map(({ units }) => new Float64Array(units));
}

/** The logit of scaled values. */
export function networkLogit({ layers }: Network, values: ArrayLike<number>, scratch: Scratch): number {
  let input = values;
  for (let depth = 0; depth < layers.length; depth += 1) {
    const output = scratch[depth] as Float64Array;
    addInputs(layers[depth] as Layer, input, output);
    if (depth < layers.length - 1) rectify(output);
    input = output;
  }
  return input[0] as number;
}

/** Sums of a layer: an input of zero, as many are after a rectifier, costs nothing. */
export function addInputs(
  { units, weights, biases }: Layer,
  input: ArrayLike<number>,
  output: Float64Array,
): void {
  output.set(biases);
  for (let place = 0; place < input.length; place += 1) {
    const value = input[place] as number;
    if (value === 0) continue;
    const from = place * units;
    for (let unit = 0; unit < units; unit += 1)
      output[unit] = (output[unit] as number) + value * (weights[from + unit] as number);
  }
}

export function rectify(output: Float64Array): void {
  for (let unit = 0; unit < output.length; unit += 1) if ((output[unit] as number) < 0) output[unit] = 0;
}

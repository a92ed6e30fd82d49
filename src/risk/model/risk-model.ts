import type { Calibration } from './calibration.ts';
import type { Network, Scratch } from './network.ts';
import type { Trees } from './trees.ts';

/** What computes: dense layers on scaled values (one layer is a logistic regression), or trees on values as they are. */
export type ModelFamily =
  | { readonly kind: 'network'; readonly network: Network; readonly scratch: Scratch }
  | { readonly kind: 'trees'; readonly trees: Trees };

/** A model ready to serve: plain numbers in the order of `featureNames`. */
export interface RiskModel {
  readonly version: string;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  readonly family: ModelFamily;
  readonly calibration: Calibration;
  /** From this probability on the model asks for a challenge. */
  readonly challengeAt: number;
  /**
   * Where its labels came from. A model that has seen only simulated fraud may at most ask for a challenge;
   * another value does not exist until there are real labels.
   */
  readonly labels: 'simulated';
}

/** What is not known counts as the mean, 0. */
export function scaledVector(
  vector: Float64Array,
  { means, deviations }: Pick<RiskModel, 'means' | 'deviations'>,
): Float64Array {
  const scaled = new Float64Array(vector.length);
  for (let place = 0; place < vector.length; place += 1) {
    const value = ((vector[place] as number) - (means[place] as number)) / (deviations[place] as number);
    scaled[place] = Number.isNaN(value) ? 0 : value;
  }
  return scaled;
}

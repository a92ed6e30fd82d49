import { type FeatureName, type Features, featureNames, vectorOf } from '../feature-shapes.ts';

/** A logistic regression ready to serve: plain numbers in the order of `featureNames`. */
export interface RiskModel {
  readonly version: string;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  readonly weights: Float64Array;
  readonly bias: number;
  /** From this score on the model asks for a challenge. */
  readonly challengeAt: number;
  /**
   * Where its labels came from. A model that has seen only simulated fraud may at most ask for a challenge (decide.ts);
   * another value does not exist until there are real labels.
   */
  readonly labels: 'simulated';
}

/** The probability of fraud, 0 to 1, for a vector of `vectorOf`. Plain arithmetic; what is not known counts as the mean. */
export function score(model: RiskModel, vector: Float64Array): number {
  let logit = model.bias;
  for (let place = 0; place < vector.length; place += 1) logit += partOf(model, vector, place);
  return 1 / (1 + Math.exp(-logit));
}

export interface Contribution {
  readonly feature: FeatureName;
  /** What the feature adds to the logit, compared with the average payment of the training. */
  readonly logit: number;
}

/** What moved the score, strongest first. With a linear model these are exact: they and the bias add up to the logit. */
export function contributionsOf(model: RiskModel, features: Features): Contribution[] {
  const vector = vectorOf(features);
  return featureNames
    .map((feature, place) => ({ feature, logit: partOf(model, vector, place) }))
    .sort((a, b) => Math.abs(b.logit) - Math.abs(a.logit));
}

function partOf(model: RiskModel, vector: Float64Array, place: number): number {
  const value = vector[place] ?? Number.NaN;
  if (Number.isNaN(value)) return 0;
  return ((model.weights[place] ?? 0) * (value - (model.means[place] ?? 0))) / (model.deviations[place] ?? 1);
}

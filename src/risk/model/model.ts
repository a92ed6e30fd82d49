import { type Features, vectorOf } from '../feature-shapes.ts';
import { calibrate, probabilityOf } from './calibration.ts';
import { explain } from './explain.ts';
import { networkLogit } from './network.ts';
import { type RiskModel, scaledVector } from './risk-model.ts';
import { treesLogit } from './trees.ts';

export type { RiskModel } from './risk-model.ts';

/** The calibrated probability of fraud, 0 to 1, for a vector of `vectorOf`. Plain arithmetic. */
export function score(model: RiskModel, vector: Float64Array): number {
  return probabilityOf(logitOf(model, vector));
}

/** The logit of the calibrated probability: what reasons add up to. */
export function logitOf(model: RiskModel, vector: Float64Array): number {
  return calibrate(model.calibration, rawLogitOf(model, vector));
}

/** The logit before calibration: what training computed. */
export function rawLogitOf({ family, means, deviations }: RiskModel, vector: Float64Array): number {
  if (family.kind === 'trees') return treesLogit(family.trees, vector);
  return networkLogit(family.network, scaledVector(vector, { means, deviations }), family.scratch);
}

export interface Contribution {
  /** A group of features (model/reason-groups.ts). */
  readonly group: string;
  /** What the group adds to the logit, compared with the average payment of the training. */
  readonly logit: number;
}

/** What moved the score, strongest first; with the logit of the average payment it adds up to the score's logit. */
export function contributionsOf(model: RiskModel, features: Features): Contribution[] {
  return [...explain(model, vectorOf(features)).parts].sort((a, b) => Math.abs(b.logit) - Math.abs(a.logit));
}

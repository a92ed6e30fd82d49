import { type Features, vectorOf } from '../feature-shapes.ts';
import { type RiskModel, score } from '../model/model.ts';
import type { RiskPolicy } from './policy.ts';
import { type PricedAction, pricedAction } from './price.ts';

/** What the model says of a press. */
export interface Opinion {
  /** Probability of fraud, 0 to 1. */
  readonly score: number;
  readonly asks: PricedAction;
}

/**
 * The model's opinion. One with real labels and a calibrated probability asks for what costs least; one that has seen only
 * simulated labels may at most ask for a challenge, from its own threshold on: its probability is of another world.
 */
export function askModel(model: RiskModel, features: Features, pricing: RiskPolicy['pricing']): Opinion {
  const value = score(model, vectorOf(features));
  const labels: string = model.labels;
  if (labels === 'simulated')
    return { score: value, asks: value >= model.challengeAt ? 'challenge' : 'allow' };
  return { score: value, asks: pricedAction(value, features.amountTypical ?? 1, pricing) };
}

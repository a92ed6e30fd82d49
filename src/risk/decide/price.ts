import type { RiskPolicy } from './policy.ts';

/** What a probability of fraud is worth acting on. */
export type PricedAction = 'allow' | 'challenge' | 'block';

/**
 * What costs least for a payment that is fraud with the calibrated probability `p`. Taking it costs `p × (amount + fee)`,
 * declining it `(1 − p) × margin`, a challenge the share of good learners that it loses. Amounts in typical prices. Pure.
 */
export function pricedAction(
  p: number,
  amountTypical: number,
  { marginShare, disputeFeeTypical, challengeLossShare }: RiskPolicy['pricing'],
): PricedAction {
  const taken = p * (amountTypical + disputeFeeTypical);
  const declined = (1 - p) * marginShare * amountTypical;
  if (taken > declined) return 'block';
  return taken > declined * challengeLossShare ? 'challenge' : 'allow';
}

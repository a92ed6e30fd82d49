interface SamplePlan {
  /** Conversions per learner without the change, 0 to 1. */
  readonly rate: number;
  /** The smallest relative change worth finding: 0.1 = a tenth more. */
  readonly lift: number;
  /** How surely it is to be found when it is there, 0 to 1. */
  readonly power?: number;
  /** How seldom chance alone may look like it, both sides together, 0 to 1. */
  readonly alpha?: number;
}

/** Learners needed in each variant to tell two shares apart (normal approximation, two-sided); infinite for no lift. */
export function planSample({ rate, lift, power = 0.8, alpha = 0.05 }: SamplePlan): number {
  const other = Math.min(1, rate * (1 + lift));
  if (other === rate) return Number.POSITIVE_INFINITY;
  const middle = (rate + other) / 2;
  const byChance = quantile(1 - alpha / 2) * Math.sqrt(2 * middle * (1 - middle));
  const byPower = quantile(power) * Math.sqrt(rate * (1 - rate) + other * (1 - other));
  return Math.ceil((byChance + byPower) ** 2 / (other - rate) ** 2);
}

const HALVINGS = 60;

/** The standard normal quantile, by halving: asked for a handful of times. */
function quantile(share: number): number {
  let low = -8;
  let high = 8;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const STEPS = 400;

/** The share of a standard normal below `z`, by Simpson's rule. */
function normalBelow(z: number): number {
  const width = z / STEPS;
  let sum = 0;
  for (let step = 0; step <= STEPS; step += 1) {
    const weight = step === 0 || step === STEPS ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((step * width) ** 2) / 2);
  }
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

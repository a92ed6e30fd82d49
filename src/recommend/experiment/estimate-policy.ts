/** One decision of the past: what was shown with what chance, what came of it, and what another policy would do. */
export interface LoggedDecision {
  /** The chance with which the logging policy showed what it showed; above 0. */
  readonly propensity: number;
  readonly reward: number;
  /** The chance with which the other policy would have shown the same. */
  readonly targetChance: number;
  /** What a model expects of what was shown … */
  readonly expectedShown: number;
  /** … and of what the other policy would show, in the mean of its chances. */
  readonly expectedTarget: number;
}

/** An estimate of what another policy would have earned a decision, with its 95 % interval. */
export interface PolicyEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface PolicyEstimates {
  /** Self-normalised inverse propensity score (Swaminathan, Joachims 2015). */
  readonly snips: PolicyEstimate;
  /** Doubly robust (Dudík, Langford, Li 2011): the model's expectation, corrected where the log knows better. */
  readonly doublyRobust: PolicyEstimate;
  /** How many decisions of the other policy's own would say as much: (Σ w)² / Σ w². */
  readonly effectiveDecisions: number;
}

const RESAMPLES = 400;

/**
 * Estimates a policy from decisions that another one made. Intervals are percentiles of a bootstrap over the
 * decisions; `random` gives numbers from 0 to below 1. Of no decisions everything is 0.
 */
export function estimatePolicy(log: readonly LoggedDecision[], random: () => number): PolicyEstimates {
  const sums = collect(log, (place) => place);
  const snips = new Float64Array(RESAMPLES);
  const robust = new Float64Array(RESAMPLES);
  for (let sample = 0; sample < RESAMPLES; sample += 1) {
    const drawn = collect(log, () => Math.floor(random() * log.length));
    snips[sample] = snipsOf(drawn);
    robust[sample] = robustOf(drawn);
  }
  return {
    snips: { value: snipsOf(sums), ...intervalOf(snips) },
    doublyRobust: { value: robustOf(sums), ...intervalOf(robust) },
    effectiveDecisions: sums.squares === 0 ? 0 : sums.weights ** 2 / sums.squares,
  };
}

interface Sums {
  readonly decisions: number;
  readonly weights: number;
  readonly squares: number;
  readonly earned: number;
  readonly robust: number;
}

function collect(log: readonly LoggedDecision[], placeOf: (place: number) => number): Sums {
  let [weights, squares, earned, robust] = [0, 0, 0, 0];
  for (let place = 0; place < log.length; place += 1) {
    const one = log[placeOf(place)] as LoggedDecision;
    const weight = one.targetChance / one.propensity;
    weights += weight;
    squares += weight * weight;
    earned += weight * one.reward;
    robust += one.expectedTarget + weight * (one.reward - one.expectedShown);
  }
  return { decisions: log.length, weights, squares, earned, robust };
}

function snipsOf({ earned, weights }: Sums): number {
  return weights === 0 ? 0 : earned / weights;
}

function robustOf({ robust, decisions }: Sums): number {
  return decisions === 0 ? 0 : robust / decisions;
}

function intervalOf(values: Float64Array): { low: number; high: number } {
  const sorted = values.sort();
  return {
    low: sorted[Math.floor(RESAMPLES * 0.025)] ?? 0,
    high: sorted[Math.ceil(RESAMPLES * 0.975) - 1] ?? 0,
  };
}

/** From a model's logit to the logit of a probability that can be believed. */
export type Calibration =
  | { readonly kind: 'platt'; readonly slope: number; readonly offset: number }
  /** A slope of its own towards either end: for scores that are too sure on one side alone. */
  | { readonly kind: 'beta'; readonly low: number; readonly high: number; readonly offset: number }
  /** Rising points; straight lines between them, level beyond the ends. */
  | {
      readonly kind: 'isotonic';
      readonly points: readonly { readonly logit: number; readonly calibrated: number }[];
    };

export const noCalibration: Calibration = { kind: 'platt', slope: 1, offset: 0 };

/** The calibrated logit. */
export function calibrate(calibration: Calibration, logit: number): number {
  if (calibration.kind === 'platt') return calibration.slope * logit + calibration.offset;
  if (calibration.kind === 'beta') {
    const [towardsLow, towardsHigh] = endsOf(logit);
    return calibration.low * towardsLow + calibration.high * towardsHigh + calibration.offset;
  }
  const { points } = calibration;
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.logit ?? 0) <= logit) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [points[low - 1], points[low]];
  if (before === undefined) return after?.calibrated ?? logit;
  if (after === undefined) return before.calibrated;
  const share = (logit - before.logit) / (after.logit - before.logit);
  return before.calibrated + share * (after.calibrated - before.calibrated);
}

/** Logarithms of the probability and of one over its opposite: their sum is the logit. */
export function endsOf(logit: number): readonly [number, number] {
  const least = -Math.log1p(Math.exp(-Math.abs(logit)));
  return logit < 0 ? [logit + least, -least] : [least, logit - least];
}

export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** A validation line as the model judged it. */
export interface JudgedLine {
  readonly certainty: number;
  /** False for a wrong label and for what no label covers. */
  readonly isRight: boolean;
  readonly isInScope: boolean;
}

/** So many of the lines that the model covers may be turned away: the one stated operating point. */
export const REJECTED_SHARE = 0.025;

/** The certainty below which `REJECTED_SHARE` of the covered validation lines lie. */
export function chooseRejection(lines: readonly JudgedLine[]): number {
  const known = lines.filter(({ isInScope }) => isInScope).map(({ certainty }) => certainty);
  known.sort((a, b) => a - b);
  return known[Math.floor(known.length * REJECTED_SHARE)] ?? 0;
}

const STEPS = 400;
const RATE = 2;

/** Fits certainty to the probability of being right by logistic regression (Platt). */
export function calibrate(lines: readonly JudgedLine[]): { slope: number; offset: number } {
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < STEPS; step += 1) {
    let towardsSlope = 0;
    let towardsOffset = 0;
    for (const { certainty, isRight } of lines) {
      const missing = (isRight ? 1 : 0) - 1 / (1 + Math.exp(-(slope * certainty + offset)));
      towardsSlope += missing * certainty;
      towardsOffset += missing;
    }
    slope += (RATE * towardsSlope) / Math.max(1, lines.length);
    offset += (RATE * towardsOffset) / Math.max(1, lines.length);
  }
  return { slope, offset };
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/**
 * How far back features look. Every window is finite, so that an old learner does not drift away from what the
 * model was trained on merely by growing older.
 */
export const windows = {
  failuresShortMs: 10 * MINUTE_MS,
  pressesShortMs: HOUR_MS,
  dayMs: DAY_MS,
  refundsMs: 30 * DAY_MS,
  paidMs: 90 * DAY_MS,
  allowedMs: 2 * DAY_MS,
} as const;

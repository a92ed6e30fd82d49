const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The pause before each attempt, in ms: the sample schedule of Standard Webhooks 1.0.0. */
const PAUSES_MS = [
  0,
  5_000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** How often one message is tried. */
export const WEBHOOK_ATTEMPTS_MAX = PAUSES_MS.length;

/** A tenth more or less, so that messages which failed together do not come back together. */
const JITTER = 0.1;
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS;

export interface FailedAttempts {
  /** How many attempts were made. */
  readonly attempts: number;
  /** What the receiver asked for, in ms; null when it did not. */
  readonly retryAfterMs: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/** How long to wait before the next attempt, in ms; null when there is none. */
export function pauseAfter({ attempts, retryAfterMs, random }: FailedAttempts): number | null {
  const pauseMs = PAUSES_MS[attempts];
  if (pauseMs === undefined) return null;
  const jitteredMs = Math.round(pauseMs * (1 + JITTER * (2 * random - 1)));
  return Math.max(jitteredMs, Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS));
}

/** `Retry-After` in ms: seconds or an HTTP date; null when it is neither. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs);
}

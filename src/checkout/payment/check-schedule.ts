import type { AttemptState } from './attempt.ts';

/** Pauses between two questions about a payment in doubt, in ms; the last one repeats. */
const IN_DOUBT_MS = [2_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 300_000];

/** While the learner has to act the notification is the news; asking is the backstop. */
const WAITING_MS = [15_000, 30_000, 60_000];

function pauses(status: AttemptState): readonly number[] {
  return status === 'requires_action' ? WAITING_MS : IN_DOUBT_MS;
}

/** How long to wait before the gateway is asked the first time, in ms. */
export function firstCheckMs(status: AttemptState): number {
  return pauses(status)[0] ?? 0;
}

/** How long to wait after `checks` questions, in ms. */
export function nextCheckMs(status: AttemptState, checks: number): number {
  const table = pauses(status);
  return table[Math.min(checks, table.length - 1)] ?? 0;
}

import type { AttemptState } from './attempt.ts';

/** Pauses between two questions about a payment in doubt, in ms: 5 s, 30 s, 2 min, 10 min, 1 h, then once a day. */
const IN_DOUBT_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000, 86_400_000];

/** While the learner has to act the notification is the news; asking is the backstop. */
const WAITING_MS = [15_000, 30_000, 60_000, 120_000];

/** Share of a pause that is added at most, so that a crowd in doubt since the same moment does not ask as one. */
const JITTER_SHARE = 0.2;

function pauses(status: AttemptState): readonly number[] {
  return status === 'requires_action' ? WAITING_MS : IN_DOUBT_MS;
}

/** How long to wait before the gateway is asked the first time, in ms. */
export function firstCheckMs(status: AttemptState): number {
  return pauses(status)[0] ?? 0;
}

/**
 * How long to wait after `checks` questions, in ms. `id` names what is asked about: the pause is longer by a share of
 * up to a fifth that is always the same for it.
 */
export function nextCheckMs(status: AttemptState, checks: number, id = ''): number {
  const table = pauses(status);
  const pauseMs = table[Math.min(checks, table.length - 1)] ?? 0;
  return pauseMs + Math.floor(pauseMs * JITTER_SHARE * shareOf(id));
}

/** 0 to 1, spread evenly over ids (FNV-1a); an empty id has 0. */
function shareOf(id: string): number {
  if (id === '') return 0;
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash / 2 ** 32;
}

/** Pauses before a stored notification that could not be applied is tried again, in ms; the last one repeats. */
const APPLY_AGAIN_MS = [2_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 300_000];

/** How long a notification waits after `attempts` tries to apply it, in ms: the fault is ours, not the gateway's. */
export function nextApplyMs(attempts: number): number {
  return APPLY_AGAIN_MS[Math.min(attempts, APPLY_AGAIN_MS.length - 1)] ?? 0;
}

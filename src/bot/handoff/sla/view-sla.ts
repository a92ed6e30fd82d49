import type { HandoffRow } from '../store.ts';
import type { SlaTimer, SlaTimerName, ThreadService } from '../wire.ts';
import type { findBreaches } from './store.ts';
import { dueColumns, slaTimers } from './timers.ts';

type Running = Pick<
  HandoffRow,
  'handoffId' | 'firstAnswerDueAtMs' | 'nextAnswerDueAtMs' | 'resolutionDueAtMs'
>;

/** The promises of a handoff: those broken, oldest first, then those that run, soonest first. */
export function slaOf(handoff: Running, breaches: Awaited<ReturnType<typeof findBreaches>>): SlaTimer[] {
  const broken = breaches
    .filter(({ handoffId }) => handoffId === handoff.handoffId)
    .map(({ timer, dueAtMs, breachedAtMs }) => ({ timer: timer as SlaTimerName, dueAtMs, breachedAtMs }));
  const running = slaTimers.flatMap((timer) => {
    const dueAtMs = handoff[dueColumns[timer]];
    return dueAtMs === null ? [] : [{ timer, dueAtMs, breachedAtMs: null }];
  });
  return [...broken, ...running.sort((one, other) => one.dueAtMs - other.dueAtMs)];
}

/** An offer as consoles see it. */
export function offerOf({
  offeredTo,
  offerExpiresAtMs,
}: Pick<HandoffRow, 'offeredTo' | 'offerExpiresAtMs'>): ThreadService['offer'] {
  if (offeredTo === null || offerExpiresAtMs === null) return null;
  return { staffId: offeredTo, expiresAtMs: offerExpiresAtMs };
}

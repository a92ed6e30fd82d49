import type { HandoffRow } from '../store.ts';
import type { SlaTimerName } from '../wire.ts';

type Promises = Pick<HandoffRow, 'firstAnswerDueAtMs' | 'nextAnswerDueAtMs' | 'resolutionDueAtMs'>;

/** Where each promise that runs is kept. */
export const dueColumns = {
  first_answer: 'firstAnswerDueAtMs',
  next_answer: 'nextAnswerDueAtMs',
  resolution: 'resolutionDueAtMs',
} as const satisfies Record<SlaTimerName, keyof Promises>;

export const slaTimers = Object.keys(dueColumns) as readonly SlaTimerName[];

export const noPromises: Promises = {
  firstAnswerDueAtMs: null,
  nextAnswerDueAtMs: null,
  resolutionDueAtMs: null,
};

/** The soonest of the promises that run; null when none does. */
export function soonestDue(handoff: Promises): number | null {
  const dues = slaTimers.map((timer) => handoff[dueColumns[timer]]).filter((due) => due !== null);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** The promises that were not kept by now. */
export function brokenAt(handoff: Promises, nowMs: number): { timer: SlaTimerName; dueAtMs: number }[] {
  return slaTimers.flatMap((timer) => {
    const dueAtMs = handoff[dueColumns[timer]];
    return dueAtMs !== null && dueAtMs <= nowMs ? [{ timer, dueAtMs }] : [];
  });
}

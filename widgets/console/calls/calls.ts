import { staffCall } from '../../staff/staff-call.ts';
import type { Change } from './change.ts';
import { handoffCalls } from './handoff.ts';
import { moneyCalls } from './money.ts';
import { riskCalls } from './risk.ts';
import { threadCalls } from './threads.ts';

/** The server as the console uses it. `csrfToken` is asked for at every change: it is the session's. */
export function createCalls(csrfToken: () => string) {
  const change: Change = (call) => staffCall({ ...call, csrfToken: csrfToken() });
  return {
    change,
    ...threadCalls(change),
    ...handoffCalls(change),
    ...moneyCalls(change),
    ...riskCalls(change),
  };
}

export type Calls = ReturnType<typeof createCalls>;

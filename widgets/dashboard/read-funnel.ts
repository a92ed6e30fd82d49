import type { FunnelView } from '../../src/metrics/wire.ts';
import { type Answer, staffCall } from '../staff/staff-call.ts';

/** Asks for the funnel. */
export function readFunnel(question: URLSearchParams): Promise<Answer<FunnelView>> {
  return staffCall({ method: 'GET', path: `/v1/analytics/funnel?${question}` });
}

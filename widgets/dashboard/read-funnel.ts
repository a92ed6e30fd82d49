import type { FunnelView } from '../../src/metrics/wire.ts';
import { type Answer, staffAnswerOf, staffClient } from '../staff/staff-call.ts';
import type { Question } from './question.ts';

/** Asks for the funnel. */
export function readFunnel(query: Question): Promise<Answer<FunnelView>> {
  return staffAnswerOf(staffClient.GET('/v1/analytics/funnel', { params: { query } }));
}

import type { RiskDeps } from '../deps.ts';
import type { History } from './facts.ts';

/**
 * What the learner did within the windows before `nowMs` (business time), from the event log. The present press is
 * not among it: `extractFeatures` adds it, and `saveAssessment` counts once more where presses cannot overtake.
 */
export function countVelocity(
  deps: Pick<RiskDeps, 'history'>,
  { learnerId, nowMs }: { learnerId: string; nowMs: number },
): Promise<History> {
  return deps.history.lookBack(learnerId, nowMs);
}

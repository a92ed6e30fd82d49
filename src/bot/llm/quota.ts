import type { Clock } from '../../kernel/clock.ts';

const DAY_MS = 86_400_000;

/** Counts asks of a day of UTC, of each learner and of all, in this process. */
export function createQuota(
  clock: Clock,
  { perLearnerDay, perDay }: { perLearnerDay: number; perDay: number },
): { take(learnerId: string): boolean } {
  let day = 0;
  let all = 0;
  let byLearner = new Map<string, number>();
  return {
    take: (learnerId) => {
      const today = Math.floor(clock.wallMs() / DAY_MS);
      if (today !== day) {
        day = today;
        all = 0;
        byLearner = new Map();
      }
      const own = byLearner.get(learnerId) ?? 0;
      if (all >= perDay || own >= perLearnerDay) return false;
      all += 1;
      byLearner.set(learnerId, own + 1);
      return true;
    },
  };
}

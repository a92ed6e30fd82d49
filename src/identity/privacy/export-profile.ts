import type { Queries } from '../../kernel/db/database.ts';
import { findLearner } from '../store.ts';

/** What we know of who a learner is, for their own file; null for somebody unknown. */
export async function exportProfile(db: Queries, learnerId: string) {
  const learner = await findLearner(db, learnerId);
  if (learner === undefined) return null;
  const { hostUserId, displayName, country, ageYears, isGuest, createdAtMs } = learner;
  const { personalisationOffAtMs, erasedAtMs } = learner;
  return {
    learnerId,
    hostUserId,
    displayName,
    country,
    ageYears,
    isGuest: isGuest === 1,
    createdAtMs,
    personalisation: personalisationOffAtMs === null,
    erasedAtMs,
  };
}

/** The ids under which somebody was a guest before they signed in, and their own. */
export async function idsOfLearner(db: Queries, learnerId: string): Promise<string[]> {
  const guests = await db
    .selectFrom('learner')
    .select('learnerId')
    .where('mergedIntoLearnerId', '=', learnerId)
    .execute();
  return [learnerId, ...guests.map((guest) => guest.learnerId)];
}

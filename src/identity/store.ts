import type { Queries, Tx } from '../kernel/db/database.ts';
import { prepared } from '../kernel/db/prepared.ts';
import type { Learner } from '../kernel/db/tables.ts';

export async function findLearner(db: Queries, learnerId: string): Promise<Learner | undefined> {
  return db.selectFrom('learner').selectAll().where('learnerId', '=', learnerId).executeTakeFirst();
}

/** The host platform's id of a learner; null for somebody it never named. */
export async function hostUserIdOf(db: Queries, learnerId: string): Promise<string | null> {
  return (await findLearner(db, learnerId))?.hostUserId ?? null;
}

/** Unique per mode: test and live learners of one host never mix. */
export function hostUserKeyOf(livemode: boolean, hostUserId: string): string {
  return `${livemode ? 'live' : 'test'}:${hostUserId}`;
}

/** The names of those learners who have one. */
export async function namesOfLearners(
  db: Queries,
  learnerIds: readonly string[],
): Promise<Map<string, string>> {
  if (learnerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('learner')
    .select(['learnerId', 'displayName'])
    .where('learnerId', 'in', learnerIds)
    .execute();
  return new Map(rows.flatMap((row) => (row.displayName === null ? [] : [[row.learnerId, row.displayName]])));
}

export async function findLearnerByHostKey(db: Queries, hostUserKey: string): Promise<Learner | undefined> {
  return db.selectFrom('learner').selectAll().where('hostUserKey', '=', hostUserKey).executeTakeFirst();
}

/** Gives somebody who had their data deleted and comes back by themselves what they bought before. */
export async function knowAgain(
  tx: Tx,
  learner: { hostUserId: string; hostUserKey: string; pseudonyms: readonly string[]; nowMs: number },
): Promise<void> {
  const { hostUserId, hostUserKey, pseudonyms, nowMs } = learner;
  await tx
    .updateTable('learner')
    .set({ hostUserId, hostUserKey, updatedAtMs: nowMs })
    .where('hostUserKey', 'in', pseudonyms)
    .execute();
}

/** Writes a learner; does nothing when the host's learner is known already. */
export async function saveLearner(tx: Tx, learner: Learner): Promise<void> {
  await tx
    .insertInto('learner')
    .values(learner)
    .onConflict((conflict) => conflict.column('hostUserKey').doNothing())
    .execute();
}

export async function updateLearner(
  tx: Tx,
  learner: Pick<Learner, 'learnerId' | 'displayName' | 'vip' | 'country' | 'ageYears' | 'updatedAtMs'>,
): Promise<void> {
  const { learnerId, ...change } = learner;
  await tx.updateTable('learner').set(change).where('learnerId', '=', learnerId).execute();
}

const mergedOf = prepared((db, { learnerId }: { learnerId: string }) =>
  db.selectFrom('learner').select('mergedIntoLearnerId').where('learnerId', '=', learnerId),
);

/** Whether a guest has signed in since. */
export async function isMerged(db: Queries, learnerId: string): Promise<boolean> {
  const [row] = await mergedOf(db, { learnerId });
  return (row?.mergedIntoLearnerId ?? null) !== null;
}

/** True when the guest existed and had not been merged yet. */
export async function mergeGuest(
  tx: Tx,
  merge: { guestId: string; learnerId: string; nowMs: number },
): Promise<boolean> {
  const result = await tx
    .updateTable('learner')
    .set({ mergedIntoLearnerId: merge.learnerId, updatedAtMs: merge.nowMs })
    .where('learnerId', '=', merge.guestId)
    .where('isGuest', '=', 1)
    .where('mergedIntoLearnerId', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

const accountOf = prepared((db, { learnerId }: { learnerId: string }) =>
  db.selectFrom('learner').select('createdAtMs').where('learnerId', '=', learnerId),
);

/** When a learner first came here, in ms. */
export async function findAccountCreatedAtMs(db: Queries, learnerId: string): Promise<number | undefined> {
  const [row] = await accountOf(db, { learnerId });
  return row?.createdAtMs;
}

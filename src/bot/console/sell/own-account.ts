import { hostUserKeyOf, type StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Queries } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import type { OwnAccounts } from './wire.ts';

type OwnDeps = Pick<ConsoleOpsDeps, 'db' | 'clock' | 'livemode'>;

/**
 * A member of staff says which learner account is theirs; nobody takes that back by themselves. Throws `not_found` for
 * a learner nobody knows.
 */
export async function addOwnAccount(
  deps: OwnDeps,
  { caller, hostUserId }: { caller: StaffCaller; hostUserId: string },
): Promise<OwnAccounts> {
  const { staffId } = caller;
  const learner = await deps.db.query
    .selectFrom('learner')
    .select('learnerId')
    .where('hostUserKey', '=', hostUserKeyOf(deps.livemode, hostUserId))
    .executeTakeFirst();
  if (learner === undefined) throw new DomainError(kernelErrors.not_found);
  const { learnerId } = learner;
  await deps.db.transact(async (tx) => {
    const rows = await tx
      .insertInto('staff_own_account')
      .values({ staffId, learnerId, createdBy: staffId, createdAtMs: deps.clock.wallMs() })
      .onConflict((conflict) => conflict.columns(['staffId', 'learnerId']).doNothing())
      .returning('staffId')
      .execute();
    if (rows.length === 0) return;
    await appendAudit(deps, tx, {
      action: 'own_account.added',
      actor: `staff:${staffId}`,
      subjectId: learnerId,
    });
  });
  return listOwnAccounts(deps.db.query, staffId);
}

/** The learner accounts of one member of staff, by the host platform's ids. */
export async function listOwnAccounts(queries: Queries, staffId: string): Promise<OwnAccounts> {
  const rows = await queries
    .selectFrom('staff_own_account')
    .innerJoin('learner', 'learner.learnerId', 'staff_own_account.learnerId')
    .select('learner.hostUserId')
    .where('staffId', '=', staffId)
    .orderBy('staff_own_account.createdAtMs')
    .execute();
  return { accounts: rows.map(({ hostUserId }) => ({ hostUserId: hostUserId ?? '' })) };
}

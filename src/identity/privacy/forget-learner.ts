import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { findLearner } from '../store.ts';
import type { PersonalDataDeps } from './deps.ts';
import { forgetLearnerKey } from './learner-key.ts';
import { pseudonymOf } from './pseudonym.ts';

/**
 * Forgets who a learner is: name and id of the host platform go, their key is thrown away, and what was bought stays
 * with a pseudonym that only their own next sign-in resolves. Tells `learner.erased`; audited. Last in its transaction.
 */
export async function forgetLearner(
  deps: Pick<PersonalDataDeps, 'clock' | 'newId' | 'houseKeys' | 'livemode'>,
  tx: Tx,
  learnerId: string,
): Promise<void> {
  const learner = await findLearner(tx, learnerId);
  if (learner === undefined) return;
  const nowMs = deps.clock.wallMs();
  const { hostUserKey } = learner;
  await forgetLearnerKey(tx, learnerId);
  await tx
    .updateTable('learner')
    .set({ displayName: null, hostUserId: null, vip: null, country: null, ageYears: null })
    .set({ erasedAtMs: nowMs, updatedAtMs: nowMs })
    .set(hostUserKey === null ? {} : { hostUserKey: pseudonymOf(deps.houseKeys, hostUserKey) })
    .where('learnerId', '=', learnerId)
    .execute();
  await appendEvent(deps, tx, {
    type: 'learner.erased',
    subjectId: learnerId,
    learnerId,
    livemode: deps.livemode,
    payload: {},
  });
  await appendAudit(deps, tx, {
    action: 'learner.erased',
    actor: `learner:${learnerId}`,
    subjectId: learnerId,
  });
}

import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Queries } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import type { PersonalDataDeps } from './deps.ts';

const choiceOf = prepared((db, { learnerId }: { learnerId: string }) =>
  db.selectFrom('learner').select('personalisationOffAtMs').where('learnerId', '=', learnerId),
);

/** Whether recommending may use what a learner did before. */
export async function isPersonalised(db: Queries, learnerId: string): Promise<boolean> {
  const [row] = await choiceOf(db, { learnerId });
  return row?.personalisationOffAtMs == null;
}

/** Turns it on or off; audited. */
export async function setPersonalisation(
  deps: Pick<PersonalDataDeps, 'db' | 'clock'>,
  { learnerId, isOn }: { learnerId: string; isOn: boolean },
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const nowMs = deps.clock.wallMs();
    await tx
      .updateTable('learner')
      .set({ personalisationOffAtMs: isOn ? null : nowMs, updatedAtMs: nowMs })
      .where('learnerId', '=', learnerId)
      .execute();
    await appendAudit(deps, tx, {
      action: 'personalisation.changed',
      actor: `learner:${learnerId}`,
      subjectId: learnerId,
      detail: { isOn },
    });
  });
}

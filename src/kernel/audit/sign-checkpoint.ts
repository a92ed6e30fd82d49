import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Job } from '../job.ts';
import type { Log } from '../log.ts';
import type { CheckpointKey } from './checkpoint-key.ts';

export interface CheckpointDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly checkpointKey: CheckpointKey;
}

/**
 * Signs the head of the audit chain once a day (UTC). The log gets it too: a copy that stands outside the database is
 * what a rewritten database cannot change. Returns true when it signed.
 */
export async function signCheckpoint(deps: CheckpointDeps): Promise<boolean> {
  const createdAtMs = deps.clock.wallMs();
  const day = new Date(createdAtMs).toISOString().slice(0, 10);
  const { db, checkpointKey } = deps;
  const [known, head] = await Promise.all([
    db.query.selectFrom('audit_checkpoint').select('day').where('day', '=', day).executeTakeFirst(),
    db.query
      .selectFrom('audit_entry')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ]);
  if (known !== undefined || head === undefined) return false;
  const checkpoint = { day, ...head, createdAtMs };
  const signed = {
    ...checkpoint,
    publicKey: checkpointKey.publicKey,
    signature: checkpointKey.sign(checkpoint),
  };
  await db.query
    .insertInto('audit_checkpoint')
    .values(signed)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  deps.log.info({ audit: signed }, 'the audit chain has a signed checkpoint');
  return true;
}

/** `audit.sign_checkpoint`: looks every hour whether the day has its checkpoint. */
export function auditJob(deps: CheckpointDeps): Job {
  return {
    name: 'audit.sign_checkpoint',
    everyMs: 3_600_000,
    run: async () => {
      await signCheckpoint(deps);
    },
  };
}

import { canonicalJson } from '../canonical-json.ts';
import type { Clock } from '../clock.ts';
import { hasOneWriter, sql, type Tx } from '../db/database.ts';
import { GENESIS, hashOfEntry } from './chain.ts';

/** Something that was done and must stay provable. */
export interface NewAudit {
  /** Past tense, `noun.verb_ed`. */
  readonly action: string;
  /** Who: `staff:ID`, `key:ID`, `host_server`, `command_line` or `system`; ids are pseudonyms, names are not. */
  readonly actor: string;
  readonly subjectId?: string | null;
  /** Ids and figures; never personal data or secrets: what stands here can never be taken out again (M8). */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the next entry of the audit chain, in the transaction of the act itself: both happen or neither. Transactions
 * that audit wait for each other from here until their commit, so let it be the last thing they do, and never part of
 * a purchase.
 */
export async function appendAudit(deps: { clock: Clock }, tx: Tx, audit: NewAudit): Promise<void> {
  const last = await lockHead(tx);
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    action: audit.action,
    actor: audit.actor,
    subjectId: audit.subjectId ?? null,
    detail: canonicalJson(audit.detail ?? {}),
    occurredAtMs: deps.clock.wallMs(),
    previousHash: last?.hash ?? GENESIS,
  };
  await tx
    .insertInto('audit_entry')
    .values({ ...entry, hash: hashOfEntry(entry) })
    .execute();
}

/** Any number will do, as long as every process uses the same. */
const AUDIT_LOCK = 7_240_812;

/** Two commits at once must not follow the same entry; SQLite has one writer anyway. */
async function lockHead(tx: Tx): Promise<{ sequence: number; hash: string } | undefined> {
  if (!hasOneWriter(tx)) await sql`SELECT pg_advisory_xact_lock(${sql.lit(AUDIT_LOCK)})`.execute(tx);
  return tx
    .selectFrom('audit_entry')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

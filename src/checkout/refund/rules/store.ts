import type { Queries } from '../../../kernel/db/database.ts';
import type { CheckoutDeps } from '../../deps.ts';
import { RefundRules } from './rules.ts';

/**
 * Writes rule sets under their versions, for the orders that keep them. Again is harmless. Throws when a version is
 * known with other rules: orders were placed under those.
 */
export async function registerRefundRules(
  deps: Pick<CheckoutDeps, 'db' | 'clock'>,
  ruleSets: readonly RefundRules[],
): Promise<void> {
  for (const rules of ruleSets) {
    const text = JSON.stringify(RefundRules.parse(rules));
    const { version } = rules;
    await deps.db.query
      .insertInto('refund_rules')
      .values({ version, rules: text, createdAtMs: deps.clock.nowMs() })
      .onConflict((conflict) => conflict.column('version').doNothing())
      .execute();
    if ((await readRules(deps.db.query, version)) === text) continue;
    throw new Error(`the refund rules ${version} were changed: give changed rules a version of their own`);
  }
}

/** The rules of a version: those in force without a look into the database. Throws when nobody knows them. */
export async function refundRulesOf(
  deps: Pick<CheckoutDeps, 'refundRules'>,
  db: Queries,
  version: string,
): Promise<RefundRules> {
  if (version === deps.refundRules.version) return deps.refundRules;
  const text = await readRules(db, version);
  if (text === undefined) throw new Error(`there are no refund rules ${version}`);
  return RefundRules.parse(JSON.parse(text));
}

async function readRules(db: Queries, version: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('refund_rules')
    .select('rules')
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.rules;
}

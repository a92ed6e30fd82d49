import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { ServiceVersion as ServiceVersionRow } from '../../../kernel/db/tables.ts';

export function findNewestService(
  queries: Queries,
  livemode: number,
): Promise<ServiceVersionRow | undefined> {
  return queries
    .selectFrom('service_version')
    .selectAll()
    .where('livemode', '=', livemode)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when somebody else has written this version meanwhile. */
export async function insertService(tx: Tx, row: ServiceVersionRow): Promise<boolean> {
  const result = await tx
    .insertInto('service_version')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

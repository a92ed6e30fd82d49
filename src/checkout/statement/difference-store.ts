import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import type { StatementDifference as DifferenceRow } from '../../kernel/db/tables.ts';
import type { DifferenceKind, FoundDifference, LineType, Proposal } from './statement.ts';

export interface Difference extends Omit<DifferenceRow, 'kind' | 'type' | 'proposal' | 'status'> {
  readonly kind: DifferenceKind;
  readonly type: LineType;
  readonly proposal: Proposal;
  readonly status: 'open' | 'repaired' | 'gone';
}

/** Writes differences as open; what was known stays known, and opens again when it was thought settled. */
export async function saveDifferences(
  tx: Tx,
  { importId, nowMs }: { importId: string; nowMs: number },
  differences: readonly (FoundDifference & { readonly proposal: Proposal })[],
): Promise<void> {
  if (differences.length === 0) return;
  await tx
    .insertInto('statement_difference')
    .values(
      differences.map((found) => ({
        ...found,
        importId,
        status: 'open',
        resolution: null,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['importId', 'kind', 'type', 'reference', 'lineNumber']).doUpdateSet((eb) => ({
        attemptId: eb.ref('excluded.attemptId'),
        refundId: eb.ref('excluded.refundId'),
        theirsMinor: eb.ref('excluded.theirsMinor'),
        oursMinor: eb.ref('excluded.oursMinor'),
        detail: eb.ref('excluded.detail'),
        proposal: eb.ref('excluded.proposal'),
        status: 'open',
        updatedAtMs: nowMs,
      })),
    )
    .execute();
}

/** Closes what was open and was not found again since `sinceMs`. */
export async function closeGoneDifferences(
  db: Queries,
  gone: { importId: string; kinds: readonly DifferenceKind[]; sinceMs: number; resolution: string },
): Promise<void> {
  await db
    .updateTable('statement_difference')
    .set({ status: 'gone', resolution: gone.resolution })
    .where('importId', '=', gone.importId)
    .where('status', '=', 'open')
    .where('kind', 'in', gone.kinds)
    .where('updatedAtMs', '<', gone.sinceMs)
    .execute();
}

export async function updateDifference(
  db: Queries,
  difference: Difference,
  change: Pick<Difference, 'status' | 'resolution' | 'updatedAtMs'>,
): Promise<void> {
  await db
    .updateTable('statement_difference')
    .set(change)
    .where('importId', '=', difference.importId)
    .where('kind', '=', difference.kind)
    .where('type', '=', difference.type)
    .where('reference', '=', difference.reference)
    .where('lineNumber', '=', difference.lineNumber)
    .execute();
}

export interface DifferencePage {
  readonly importId: string;
  readonly status?: Difference['status'];
  readonly type?: LineType;
  readonly proposal?: Proposal;
  /** How many to leave out at the beginning. */
  readonly skip?: number;
  readonly limit: number;
}

/** Differences of a statement, by line. */
export async function findDifferences(db: Queries, page: DifferencePage): Promise<Difference[]> {
  const { importId, status, type, proposal, skip, limit } = page;
  const rows = await db
    .selectFrom('statement_difference')
    .selectAll()
    .where('importId', '=', importId)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(type !== undefined, (query) => query.where('type', '=', type ?? ''))
    .$if(proposal !== undefined, (query) => query.where('proposal', '=', proposal ?? ''))
    .orderBy('lineNumber')
    .orderBy('kind')
    .orderBy('reference')
    .limit(limit)
    .offset(skip ?? 0)
    .execute();
  return rows as Difference[];
}

/** How many differences a statement has, by kind and state. */
export async function countDifferences(
  db: Queries,
  importId: string,
): Promise<{ kind: DifferenceKind; status: Difference['status']; count: number; ofLines: number }[]> {
  const rows = await db
    .selectFrom('statement_difference')
    .select(['kind', 'status', sql<number>`COUNT(*)`.as('count')])
    .select(sql<number>`CAST(SUM(CASE WHEN "lineNumber" > 0 THEN 1 ELSE 0 END) AS BIGINT)`.as('ofLines'))
    .where('importId', '=', importId)
    .groupBy(['kind', 'status'])
    .execute();
  return rows.map(({ kind, status, count, ofLines }) => ({
    kind: kind as DifferenceKind,
    status: status as Difference['status'],
    count: Number(count),
    ofLines: Number(ofLines),
  }));
}

/** Open differences of all statements that count, by gateway and kind. */
export async function countOpenDifferences(
  db: Queries,
  livemode: number,
): Promise<{ gateway: string; kind: string; count: number }[]> {
  const rows = await db
    .selectFrom('statement_difference')
    .innerJoin('statement_import', 'statement_import.importId', 'statement_difference.importId')
    .select(['gateway', 'kind', sql<number>`COUNT(*)`.as('count')])
    .where('statement_difference.status', '=', 'open')
    .where('statement_import.currentKey', 'is not', null)
    .where('statement_import.livemode', '=', livemode)
    .groupBy(['gateway', 'kind'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

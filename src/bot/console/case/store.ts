import type { Queries, Tx } from '../../../kernel/db/database.ts';
import { insertRow, updateRow } from '../../../kernel/db/prepared.ts';
import type { SupportCase as CaseRow, CaseEntry as EntryRow } from '../../../kernel/db/tables.ts';
import type { CaseEntryView, CaseKind, CaseStatus } from './wire.ts';

export interface Case extends Omit<CaseRow, 'kind' | 'status'> {
  readonly kind: CaseKind;
  readonly status: CaseStatus;
}

export interface CaseEntry extends Omit<EntryRow, 'kind'> {
  readonly kind: CaseEntryView['kind'];
}

/** False when the same thing has an open case already. */
export async function insertCase(tx: Tx, row: Case): Promise<boolean> {
  const rows = await tx
    .insertInto('support_case')
    .values(row)
    .onConflict((conflict) => conflict.column('openKey').doNothing())
    .returning('caseId')
    .execute();
  return rows.length === 1;
}

export function insertCaseEntry(tx: Tx, row: CaseEntry): Promise<void> {
  return insertRow(tx, 'case_entry', row);
}

export async function findCaseEntries(queries: Queries, caseId: string): Promise<CaseEntry[]> {
  const rows = await queries
    .selectFrom('case_entry')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('createdAtMs')
    .orderBy('caseEntryId')
    .execute();
  return rows as CaseEntry[];
}

/** Whether a file stands in an entry of a case that this member of staff has. */
export async function hasCaseWithFile(
  queries: Queries,
  {
    attachmentId,
    conversationId,
    staffId,
  }: { attachmentId: string; conversationId: string; staffId: string },
): Promise<boolean> {
  const entries = await queries
    .selectFrom('case_entry')
    .innerJoin('support_case', 'support_case.caseId', 'case_entry.caseId')
    .select('case_entry.attachmentIds')
    .where('support_case.conversationId', '=', conversationId)
    .where('support_case.ownerId', '=', staffId)
    .where('case_entry.attachmentIds', '!=', '[]')
    .execute();
  return entries.some(({ attachmentIds }) => (JSON.parse(attachmentIds) as string[]).includes(attachmentId));
}

export async function lockCase(
  tx: Tx,
  { caseId, livemode }: { caseId: string; livemode: number },
): Promise<Case | undefined> {
  const row = await tx
    .selectFrom('support_case')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('livemode', '=', livemode)
    .forUpdate()
    .executeTakeFirst();
  return row as Case | undefined;
}

export type CaseChange = Partial<
  Pick<
    Case,
    | 'status'
    | 'openKey'
    | 'ownerId'
    | 'learnerId'
    | 'conversationId'
    | 'paymentId'
    | 'orderId'
    | 'outcomeMessage'
    | 'refundIds'
    | 'dueAtMs'
    | 'closedAtMs'
  >
>;

export function updateCase(
  tx: Tx,
  caseId: string,
  change: CaseChange & { updatedAtMs: number },
): Promise<void> {
  return updateRow(tx, 'support_case', { key: 'caseId', value: caseId, change });
}

/** The case that is or was about something, the newest. */
export async function findCaseAbout(
  queries: Queries,
  { kind, subjectId }: { kind: CaseKind; subjectId: string },
): Promise<Case | undefined> {
  const row = await queries
    .selectFrom('support_case')
    .selectAll()
    .where('subjectId', '=', subjectId)
    .where('kind', '=', kind)
    .orderBy('openedAtMs', 'desc')
    .executeTakeFirst();
  return row as Case | undefined;
}

export async function findCase(queries: Queries, caseId: string): Promise<Case | undefined> {
  const row = await queries
    .selectFrom('support_case')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirst();
  return row as Case | undefined;
}

/** How many appeals a learner has opened since an instant. */
export async function countAppealsSince(
  queries: Queries,
  { learnerId, sinceMs }: { learnerId: string; sinceMs: number },
): Promise<number> {
  const { count } = await queries
    .selectFrom('support_case')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('learnerId', '=', learnerId)
    .where('openedAtMs', '>=', sinceMs)
    .where('kind', '=', 'appeal')
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findAppealsOf(
  queries: Queries,
  { learnerId, livemode }: { learnerId: string; livemode: number },
): Promise<Case[]> {
  const rows = await queries
    .selectFrom('support_case')
    .selectAll()
    .where('learnerId', '=', learnerId)
    .where('livemode', '=', livemode)
    .where('kind', '=', 'appeal')
    .orderBy('openedAtMs', 'desc')
    .limit(20)
    .execute();
  return rows as Case[];
}

import type { Queries, Tx } from '../../../kernel/db/database.ts';
import { insertRow, updateRow } from '../../../kernel/db/prepared.ts';
import type { Approval as ApprovalRow } from '../../../kernel/db/tables.ts';
import type { ApprovalStatus } from './wire.ts';

export interface Approval extends Omit<ApprovalRow, 'status'> {
  readonly status: ApprovalStatus;
}

export function saveApproval(tx: Tx, approval: Approval): Promise<void> {
  return insertRow(tx, 'approval', approval);
}

/** An approval of this mode, held until the transaction ends. */
export async function lockApproval(
  tx: Tx,
  { approvalId, livemode }: { approvalId: string; livemode: number },
): Promise<Approval | undefined> {
  const row = await tx
    .selectFrom('approval')
    .selectAll()
    .where('approvalId', '=', approvalId)
    .where('livemode', '=', livemode)
    .forUpdate()
    .executeTakeFirst();
  return row as Approval | undefined;
}

export function settleApproval(
  tx: Tx,
  approvalId: string,
  change: Pick<Approval, 'status' | 'decidedBy' | 'decisionNote' | 'decidedAtMs'>,
): Promise<void> {
  return updateRow(tx, 'approval', { key: 'approvalId', value: approvalId, change });
}

export async function findDueApprovals(queries: Queries, nowMs: number): Promise<Approval[]> {
  const rows = await queries
    .selectFrom('approval')
    .selectAll()
    .where('status', '=', 'requested')
    .where('expiresAtMs', '<=', nowMs)
    .limit(100)
    .execute();
  return rows as Approval[];
}

interface ListedApprovals {
  readonly livemode: number;
  readonly limit: number;
  /** Whose wishes; left out: everybody's. */
  readonly requestedBy?: string | undefined;
  readonly status?: ApprovalStatus | undefined;
  readonly conversationId?: string | undefined;
}

/** Waiting ones oldest first, else newest first. */
export async function findApprovals(
  queries: Queries,
  { livemode, limit, requestedBy, status, conversationId }: ListedApprovals,
): Promise<(Approval & { displayName: string | null })[]> {
  const order = status === 'requested' ? 'asc' : 'desc';
  const rows = await queries
    .selectFrom('approval')
    .innerJoin('learner', 'learner.learnerId', 'approval.learnerId')
    .selectAll('approval')
    .select('learner.displayName')
    .where('approval.livemode', '=', livemode)
    .$if(requestedBy !== undefined, (query) => query.where('requestedBy', '=', requestedBy ?? ''))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(conversationId !== undefined, (query) => query.where('conversationId', '=', conversationId ?? ''))
    .orderBy('approval.createdAtMs', order)
    .orderBy('approvalId', order)
    .limit(limit)
    .execute();
  return rows as (Approval & { displayName: string | null })[];
}

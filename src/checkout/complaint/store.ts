import type { Queries, Tx } from '../../kernel/db/database.ts';
import { updateRow } from '../../kernel/db/prepared.ts';
import type { GatewayComplaint as ComplaintRow } from '../../kernel/db/tables.ts';
import type { ComplaintState } from './complaint.ts';

/** A payer's complaint as a case of ours. */
export interface Complaint extends Omit<ComplaintRow, 'status'> {
  readonly status: ComplaintState;
}

/** False when the case is known already. */
export async function saveComplaint(tx: Tx, complaint: Complaint): Promise<boolean> {
  const inserted = await tx
    .insertInto('gateway_complaint')
    .values(complaint)
    .onConflict((conflict) => conflict.columns(['gateway', 'gatewayComplaintId']).doNothing())
    .returning('complaintId')
    .execute();
  return inserted.length === 1;
}

/** The case of that number at a gateway; its changes come one by one. */
export async function lockComplaint(
  tx: Tx,
  gateway: string,
  gatewayComplaintId: string,
): Promise<Complaint | undefined> {
  const row = await tx
    .selectFrom('gateway_complaint')
    .selectAll()
    .where('gateway', '=', gateway)
    .where('gatewayComplaintId', '=', gatewayComplaintId)
    .forUpdate()
    .executeTakeFirst();
  return row as Complaint | undefined;
}

export type ComplaintChange = Partial<Omit<Complaint, 'complaintId' | 'gateway' | 'gatewayComplaintId'>>;

export async function updateComplaint(
  tx: Queries,
  complaintId: string,
  change: ComplaintChange & { updatedAtMs: number },
): Promise<void> {
  await updateRow(tx, 'gateway_complaint', { key: 'complaintId', value: complaintId, change });
}

/** Cases of which the gateway should be asked the details now. */
export async function findComplaintsToRead(db: Queries, nowMs: number, limit: number): Promise<Complaint[]> {
  const rows = await db
    .selectFrom('gateway_complaint')
    .selectAll()
    .where('checkAtMs', '<=', nowMs)
    .orderBy('checkAtMs')
    .limit(limit)
    .execute();
  return rows as Complaint[];
}

/** Open cases of these gateways that were opened before an instant and not looked at since another, the oldest look first. */
export async function findStaleComplaints(
  db: Queries,
  stale: {
    readonly gateways: readonly string[];
    readonly openedBeforeMs: number;
    readonly seenBeforeMs: number;
    readonly limit: number;
  },
): Promise<Complaint[]> {
  const rows = await db
    .selectFrom('gateway_complaint')
    .selectAll()
    .where('gateway', 'in', stale.gateways)
    .where('status', '!=', 'closed')
    .where('openedAtMs', '<', stale.openedBeforeMs)
    .where('updatedAtMs', '<', stale.seenBeforeMs)
    .where('checkAtMs', 'is', null)
    .orderBy('updatedAtMs')
    .limit(stale.limit)
    .execute();
  return rows as Complaint[];
}

/** The newest cases, first the newest; only those not closed when `openOnly`. */
export async function findComplaints(
  db: Queries,
  { openOnly, limit }: { openOnly: boolean; limit: number },
): Promise<Complaint[]> {
  const rows = await db
    .selectFrom('gateway_complaint')
    .selectAll()
    .$if(openOnly, (query) => query.where('status', '!=', 'closed'))
    .orderBy('openedAtMs', 'desc')
    .orderBy('complaintId', 'desc')
    .limit(limit)
    .execute();
  return rows as Complaint[];
}

/** Whose payment carries our number. */
export async function findPaymentOfReference(
  db: Queries,
  gatewayReference: string,
): Promise<Pick<Complaint, 'paymentId' | 'orderId' | 'learnerId' | 'conversationId'> | undefined> {
  return db
    .selectFrom('payment_attempt')
    .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
    .select(['payment.paymentId', 'payment.orderId', 'payment.learnerId', 'payment.conversationId'])
    .where('payment_attempt.gatewayReference', '=', gatewayReference)
    .executeTakeFirst();
}

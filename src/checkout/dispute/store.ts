import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { Dispute as DisputeRow } from '../../kernel/db/tables.ts';
import { sumAmounts } from '../../kernel/money.ts';
import type { DisputeState } from './dispute.ts';

export interface Dispute extends Omit<DisputeRow, 'status'> {
  readonly status: DisputeState;
}

/** The share of a dispute in one line of the order. */
export interface DisputeShare {
  readonly orderLineId: string;
  readonly amountMinor: number;
}

export async function saveDispute(tx: Tx, dispute: Dispute, shares: readonly DisputeShare[]): Promise<void> {
  await tx.insertInto('dispute').values(dispute).execute();
  if (shares.length === 0) return;
  const rows = shares.map((share) => ({ ...share, disputeId: dispute.disputeId }));
  await tx.insertInto('dispute_line').values(rows).execute();
}

/** A dispute by the gateway's id of it. */
export async function findDispute(
  db: Queries,
  gateway: string,
  gatewayDisputeId: string,
): Promise<Dispute | undefined> {
  const row = await db
    .selectFrom('dispute')
    .selectAll()
    .where('gateway', '=', gateway)
    .where('gatewayDisputeId', '=', gatewayDisputeId)
    .executeTakeFirst();
  return row as Dispute | undefined;
}

/** Disputes of a payment, oldest first. */
export async function findDisputes(db: Queries, paymentId: string): Promise<Dispute[]> {
  const rows = await db
    .selectFrom('dispute')
    .selectAll()
    .where('paymentId', '=', paymentId)
    .orderBy('openedAtMs')
    .orderBy('disputeId')
    .execute();
  return rows as Dispute[];
}

/** What lost disputes took of the capture that counts for a payment, in minor units. */
export async function sumLost(
  db: Queries,
  { paymentId, countedAttemptId }: { paymentId: string; countedAttemptId: string | null },
): Promise<number> {
  const lost = (await findDisputes(db, paymentId)).filter(
    ({ attemptId, status }) => attemptId === countedAttemptId && status === 'lost',
  );
  return sumAmounts(lost.map(({ amountMinor }) => amountMinor));
}

/** True while a dispute of what this attempt captured is open. */
export async function isDisputed(db: Queries, attemptId: string): Promise<boolean> {
  const row = await db
    .selectFrom('dispute')
    .select('disputeId')
    .where('attemptId', '=', attemptId)
    .where('status', '=', 'opened')
    .executeTakeFirst();
  return row !== undefined;
}

/** Open disputes at some gateways, oldest first, from after one of them. */
export async function findOpenDisputes(
  db: Queries,
  page: { gateways: readonly string[]; after: Dispute | undefined; limit: number },
): Promise<Dispute[]> {
  const { gateways, after, limit } = page;
  if (gateways.length === 0) return [];
  const rows = await db
    .selectFrom('dispute')
    .selectAll()
    .where('status', '=', 'opened')
    .where('gateway', 'in', gateways)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('openedAtMs', '>', after?.openedAtMs ?? 0),
          eb.and([
            eb('openedAtMs', '=', after?.openedAtMs ?? 0),
            eb('disputeId', '>', after?.disputeId ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('openedAtMs')
    .orderBy('disputeId')
    .limit(limit)
    .execute();
  return rows as Dispute[];
}

export async function updateDispute(
  tx: Tx,
  disputeId: string,
  change: Pick<Dispute, 'status' | 'closedAtMs'>,
): Promise<void> {
  await tx.updateTable('dispute').set(change).where('disputeId', '=', disputeId).execute();
}

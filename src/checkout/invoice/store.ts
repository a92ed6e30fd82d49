import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { InvoiceRequest } from '../../kernel/db/tables.ts';

export type { InvoiceRequest };

/** A request with what the invoice is for. */
export type InvoiceRow = InvoiceRequest & {
  readonly orderNumber: string;
  readonly currency: string;
  readonly totalMinor: number;
  /** Where it was bought. */
  readonly conversationId: string | null;
};

const ofOrders = (db: Queries) =>
  db
    .selectFrom('invoice_request')
    .innerJoin('orders', 'orders.orderId', 'invoice_request.orderId')
    .selectAll('invoice_request')
    .select(['orders.orderNumber', 'orders.currency', 'orders.totalMinor', 'orders.conversationId'])
    .orderBy('invoice_request.createdAtMs', 'desc')
    .orderBy('invoice_request.invoiceRequestId', 'desc');

export function findInvoice(db: Queries, invoiceRequestId: string): Promise<InvoiceRow | undefined> {
  return ofOrders(db).where('invoiceRequestId', '=', invoiceRequestId).executeTakeFirst();
}

/** Newest first. */
export function findInvoicesOfLearner(
  db: Queries,
  { learnerId, limit }: { learnerId: string; limit: number },
): Promise<InvoiceRow[]> {
  return ofOrders(db).where('invoice_request.learnerId', '=', learnerId).limit(limit).execute();
}

/** Newest first. */
export function findInvoicesOfOrder(db: Queries, orderId: string): Promise<InvoiceRow[]> {
  return ofOrders(db).where('invoice_request.orderId', '=', orderId).execute();
}

/** The one that waits or was issued, if any. */
export function findOpenInvoice(tx: Tx, orderId: string): Promise<InvoiceRequest | undefined> {
  return tx
    .selectFrom('invoice_request')
    .selectAll()
    .where('openKey', '=', orderId)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertInvoice(tx: Tx, row: InvoiceRequest): Promise<void> {
  await tx.insertInto('invoice_request').values(row).execute();
}

type InvoiceChange = Omit<Partial<InvoiceRequest>, 'invoiceRequestId' | 'status'> & {
  readonly invoiceRequestId: string;
  readonly status: { readonly from: string; readonly to: string };
};

/** False when it is not in that state any more. */
export async function changeInvoice(
  tx: Tx,
  { invoiceRequestId, status, ...change }: InvoiceChange,
): Promise<boolean> {
  const result = await tx
    .updateTable('invoice_request')
    .set({ ...change, status: status.to })
    .where('invoiceRequestId', '=', invoiceRequestId)
    .where('status', '=', status.from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Holds the order, so that two requests for it come one after the other. */
export function lockPaidOrder(tx: Tx, { orderId, learnerId }: { orderId: string; learnerId: string }) {
  return tx
    .selectFrom('orders')
    .innerJoin('payment', 'payment.orderId', 'orders.orderId')
    .select(['orders.orderNumber', 'orders.status', 'orders.currency', 'orders.totalMinor'])
    .select(['orders.conversationId', 'payment.refundedMinor'])
    .where('orders.orderId', '=', orderId)
    .where('orders.learnerId', '=', learnerId)
    .forUpdate()
    .executeTakeFirst();
}

import { maskEmail, maskId, maskName, openForLearner } from '../../identity/index.ts';
import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Queries } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { InvoiceDeps } from './deps.ts';
import { findInvoice, findInvoicesOfLearner, findInvoicesOfOrder, type InvoiceRow } from './store.ts';
import type { InvoiceLine, InvoiceView } from './wire.ts';

type Details = Pick<InvoiceView, 'title' | 'taxNumber' | 'email'>;
const forgotten: Details = { title: null, taxNumber: null, email: null };

/** A request with what it says, as its learner and the host platform read it. */
export async function viewInvoice(
  deps: Pick<InvoiceDeps, 'db' | 'seal'>,
  row: InvoiceRow,
): Promise<InvoiceView> {
  const { invoiceRequestId, learnerId, sealed } = row;
  const text = await openForLearner(deps, deps.db.query, { learnerId, place: invoiceRequestId, sealed });
  const details: Details = text === null ? forgotten : JSON.parse(text);
  return {
    ...{ invoiceRequestId, orderId: row.orderId, orderNumber: row.orderNumber },
    ...{ currency: row.currency, totalMinor: row.totalMinor },
    buyer: row.buyerKind === 'company' ? 'company' : 'person',
    ...details,
    status: row.status as InvoiceView['status'],
    ...{ invoiceNumber: row.invoiceNumber, createdAtMs: row.createdAtMs, updatedAtMs: row.updatedAtMs },
  };
}

/** A learner's requests, newest first, at most `limits.ordersPerPage`. */
export async function invoicesOf(
  deps: Pick<InvoiceDeps, 'db' | 'seal'>,
  learnerId: string,
): Promise<InvoiceView[]> {
  const rows = await findInvoicesOfLearner(deps.db.query, { learnerId, limit: limits.ordersPerPage });
  return Promise.all(rows.map((row) => viewInvoice(deps, row)));
}

/** What the console shows beside a learner, newest first: how each stands, without what it says. */
export async function invoiceLinesOf(db: Queries, learnerId: string): Promise<InvoiceLine[]> {
  const rows = await findInvoicesOfLearner(db, { learnerId, limit: limits.ordersPerPage });
  return rows.map(({ invoiceRequestId, orderId, orderNumber, currency, totalMinor, ...row }) => ({
    ...{ invoiceId: invoiceRequestId, orderId, orderNumber, currency, amountMinor: totalMinor },
    status: row.status as InvoiceLine['status'],
    ...{ invoiceNumber: row.invoiceNumber, createdAtMs: row.createdAtMs },
  }));
}

/** What a settled invoice is told with, and to whom; undefined when there is none. */
export async function invoiceNewsOf(db: Queries, invoiceRequestId: string): Promise<InvoiceNews | undefined> {
  const row = await findInvoice(db, invoiceRequestId);
  if (row === undefined) return undefined;
  const { learnerId, orderNumber, currency, totalMinor, invoiceNumber, conversationId } = row;
  return { learnerId, orderNumber, currency, totalMinor, invoiceNumber, conversationId };
}

export type InvoiceNews = Pick<
  InvoiceRow,
  'learnerId' | 'orderNumber' | 'currency' | 'totalMinor' | 'invoiceNumber' | 'conversationId'
>;

/** Of one order, as staff see it: masked. */
export async function maskedInvoicesOf(
  deps: Pick<InvoiceDeps, 'db' | 'seal'>,
  orderId: string,
): Promise<InvoiceView[]> {
  const rows = await findInvoicesOfOrder(deps.db.query, orderId);
  const views = await Promise.all(rows.map((row) => viewInvoice(deps, row)));
  return views.map((view) => ({
    ...view,
    title: maskName(view.title),
    taxNumber: maskId(view.taxNumber),
    email: maskEmail(view.email),
  }));
}

/** The whole of one; who saw it is in the audit chain first. Throws `not_found`. */
export async function readInvoice(
  deps: Pick<InvoiceDeps, 'db' | 'seal' | 'clock'>,
  { invoiceRequestId, actor }: { invoiceRequestId: string; actor: string },
): Promise<InvoiceView> {
  const row = await findInvoice(deps.db.query, invoiceRequestId);
  if (row === undefined) throw new DomainError(kernelErrors.not_found);
  await deps.db.transact((tx) =>
    appendAudit(deps, tx, {
      action: 'personal_data.revealed',
      actor,
      subjectId: row.learnerId,
      detail: { field: 'invoice', invoiceRequestId },
    }),
  );
  return viewInvoice(deps, row);
}

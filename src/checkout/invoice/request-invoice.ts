import type { Caller } from '../../identity/index.ts';
import { sealForLearner } from '../../identity/index.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import type { InvoiceDeps } from './deps.ts';
import { invoiceErrors } from './errors.ts';
import { changeInvoice, findInvoice, findOpenInvoice, insertInvoice, lockPaidOrder } from './store.ts';
import { viewInvoice } from './view-invoices.ts';
import type { InvoiceView, RequestInvoiceBody } from './wire.ts';

export interface RequestInvoice {
  readonly caller: Pick<Caller, 'learnerId'>;
  readonly orderId: string;
  readonly body: RequestInvoiceBody;
}

/**
 * A learner asks for an invoice of an order of theirs, or corrects what one that waits will say: sent twice it is the
 * same wish. The host platform is told each time. Throws `not_found`, `invoice_not_possible`, `invoice_settled`.
 */
export async function requestInvoice(deps: InvoiceDeps, command: RequestInvoice): Promise<InvoiceView> {
  const { learnerId } = command.caller;
  const invoiceRequestId = await deps.db.transact(async (tx) => {
    const order = await lockPaidOrder(tx, { orderId: command.orderId, learnerId });
    if (order === undefined) throw new DomainError(kernelErrors.not_found);
    const isPaid = order.status === 'paid' && order.totalMinor > order.refundedMinor;
    if (!isPaid) throw new DomainError(invoiceErrors.invoice_not_possible);
    const requestId = await saveRequest(deps, tx, command);
    await appendEvent(deps, tx, {
      type: 'invoice.requested',
      subjectId: requestId,
      learnerId,
      conversationId: order.conversationId,
      livemode: deps.livemode,
      payload: {
        invoiceRequestId: requestId,
        orderId: command.orderId,
        orderNumber: order.orderNumber,
        currency: order.currency,
        totalMinor: order.totalMinor,
        refundedMinor: order.refundedMinor,
      },
    });
    return requestId;
  });
  const row = await findInvoice(deps.db.query, invoiceRequestId);
  if (row === undefined) throw new Error('an invoice request that was just written');
  return viewInvoice(deps, row);
}

async function saveRequest(
  deps: InvoiceDeps,
  tx: Tx,
  { caller, orderId, body }: RequestInvoice,
): Promise<string> {
  const { learnerId } = caller;
  const open = await findOpenInvoice(tx, orderId);
  const invoiceRequestId = open?.invoiceRequestId ?? deps.newId('inv');
  const nowMs = deps.clock.wallMs();
  const sealed = await sealForLearner(deps, tx, {
    learnerId,
    place: invoiceRequestId,
    text: JSON.stringify(detailsOf(deps, body)),
  });
  if (open === undefined) {
    const state = { status: 'requested', openKey: orderId, invoiceNumber: null };
    const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
    const livemode = deps.livemode ? 1 : 0;
    await insertInvoice(tx, {
      ...{ invoiceRequestId, orderId, learnerId, livemode, buyerKind: body.buyer, sealed },
      ...state,
      ...times,
    });
    return invoiceRequestId;
  }
  const status = { from: 'requested', to: 'requested' };
  const change = { invoiceRequestId, status, buyerKind: body.buyer, sealed, updatedAtMs: nowMs };
  if (!(await changeInvoice(tx, change))) throw new DomainError(invoiceErrors.invoice_settled);
  return invoiceRequestId;
}

/** A tax number is checked by its form; in words anything can stand. */
function detailsOf({ maskText }: InvoiceDeps, body: RequestInvoiceBody) {
  const taxNumber = body.buyer === 'company' ? body.taxNumber : null;
  return { title: maskText(body.title), taxNumber, email: maskText(body.email) };
}

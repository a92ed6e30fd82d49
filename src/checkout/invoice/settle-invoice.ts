import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { canTransition } from '../../kernel/state-machine.ts';
import type { InvoiceDeps } from './deps.ts';
import { invoiceErrors } from './errors.ts';
import { invoiceTransitions } from './invoice.ts';
import { changeInvoice, findInvoice } from './store.ts';
import { viewInvoice } from './view-invoices.ts';
import type { InvoiceOutcomeBody, InvoiceStatus, InvoiceView } from './wire.ts';

export interface SettleInvoice {
  readonly actor: string;
  readonly invoiceRequestId: string;
  readonly body: InvoiceOutcomeBody;
}

/**
 * The host platform, or staff, say that an invoice was issued, or is not; said twice it is said once. Throws `not_found` and
 * `invoice_settled`.
 */
export async function settleInvoice(deps: InvoiceDeps, command: SettleInvoice): Promise<InvoiceView> {
  const { actor, invoiceRequestId, body } = command;
  const invoiceNumber = body.status === 'issued' ? body.invoiceNumber : null;
  await deps.db.transact(async (tx) => {
    const row = await findInvoice(tx, invoiceRequestId);
    if (row === undefined) throw new DomainError(kernelErrors.not_found);
    if (row.status === body.status && row.invoiceNumber === invoiceNumber) return;
    const from = row.status as InvoiceStatus;
    const change = {
      ...{ invoiceRequestId, invoiceNumber, updatedAtMs: deps.clock.wallMs() },
      openKey: body.status === 'issued' ? row.orderId : null,
      status: { from, to: body.status },
    };
    const isSettled =
      canTransition(invoiceTransitions, from, body.status) && (await changeInvoice(tx, change));
    if (!isSettled) throw new DomainError(invoiceErrors.invoice_settled);
    await appendEvent(deps, tx, {
      type: `invoice.${body.status}`,
      subjectId: invoiceRequestId,
      learnerId: row.learnerId,
      livemode: deps.livemode,
      payload: { invoiceRequestId, orderId: row.orderId },
    });
    await appendAudit(deps, tx, { action: `invoice.${body.status}`, actor, subjectId: invoiceRequestId });
  });
  const row = await findInvoice(deps.db.query, invoiceRequestId);
  if (row === undefined) throw new DomainError(kernelErrors.not_found);
  return viewInvoice(deps, row);
}

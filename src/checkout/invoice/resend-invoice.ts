import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import type { InvoiceDeps } from './deps.ts';
import { invoiceErrors } from './errors.ts';
import { findInvoice } from './store.ts';

/** Tells a learner once more that their invoice was issued. Throws `not_found`, `invoice_not_issued`. */
export async function resendInvoice(
  deps: Pick<InvoiceDeps, 'db' | 'clock' | 'newId' | 'livemode'>,
  { actor, invoiceRequestId }: { actor: string; invoiceRequestId: string },
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const row = await findInvoice(tx, invoiceRequestId);
    if (row === undefined) throw new DomainError(kernelErrors.not_found);
    if (row.status !== 'issued') throw new DomainError(invoiceErrors.invoice_not_issued);
    await appendEvent(deps, tx, {
      type: 'invoice.resent',
      subjectId: invoiceRequestId,
      learnerId: row.learnerId,
      livemode: deps.livemode,
      payload: { invoiceRequestId, orderId: row.orderId },
    });
    await appendAudit(deps, tx, { action: 'invoice.resent', actor, subjectId: invoiceRequestId });
  });
}

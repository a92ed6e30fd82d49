import type { StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Queries } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { maskSensitive } from '../../conversation/mask.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { requireReadable } from '../thread.ts';
import { tellBeside } from '../told.ts';
import { beginCase } from './begin-case.ts';
import { findCaseAbout } from './store.ts';
import type { OpenCaseBody } from './wire.ts';

/**
 * Staff open a case for a thread's learner, and own it; the open one about the same payment when there is one. Returns
 * its id. Throws `not_found` for a thread or a payment that is not the learner's.
 */
export async function openCase(
  deps: ConsoleOpsDeps,
  { caller, body }: { caller: StaffCaller; body: OpenCaseBody },
): Promise<string> {
  const { conversationId, kind, paymentId, text } = body;
  const { learnerId, language } = await requireReadable(deps, { caller, conversationId });
  const orderId = paymentId === undefined ? null : await orderOf(deps.db.query, { paymentId, learnerId });
  const caseId = await deps.db.transact(async (tx) => {
    const opened = await beginCase(deps, tx, {
      kind,
      subject: 'opened_by_staff',
      subjectId: paymentId ?? null,
      learnerId,
      conversationId,
      language,
      paymentId: paymentId ?? null,
      orderId,
      staffId: caller.staffId,
      text: maskSensitive(text),
    });
    if (opened === undefined) {
      const running = await findCaseAbout(tx, { kind, subjectId: paymentId ?? '' });
      return running?.caseId;
    }
    await appendAudit(deps, tx, {
      action: 'case.opened',
      actor: `staff:${caller.staffId}`,
      subjectId: opened.caseId,
      detail: { kind, conversationId, paymentId: paymentId ?? null },
    });
    return opened.caseId;
  });
  if (caseId === undefined) throw new Error('a case that is neither new nor there');
  tellBeside(deps, { what: 'cases', conversationId });
  return caseId;
}

async function orderOf(
  queries: Queries,
  { paymentId, learnerId }: { paymentId: string; learnerId: string },
): Promise<string> {
  const row = await queries
    .selectFrom('payment')
    .select('orderId')
    .where('paymentId', '=', paymentId)
    .where('learnerId', '=', learnerId)
    .executeTakeFirst();
  if (row === undefined) throw new DomainError(kernelErrors.not_found);
  return row.orderId;
}

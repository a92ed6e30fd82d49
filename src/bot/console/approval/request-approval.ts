import { fingerprintOf, type GivenAnswer, refundAmountOf, runOnce } from '../../../checkout/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { partOf } from '../sell/give-refund.ts';
import type { Keyed } from '../sell/send-checkout.ts';
import { requireHeld, type Thread } from '../thread.ts';
import { tellBeside } from '../told.ts';
import { type Approval, saveApproval } from './store.ts';
import { viewApproval } from './view-approvals.ts';
import type { ApprovalWish, RequestApprovalBody } from './wire.ts';

/**
 * Asks a second person for what is above the caller's caps. Nothing is given yet. Throws `not_found`,
 * `conversation_not_yours` and what `runOnce` throws.
 */
export async function requestApproval(
  deps: ConsoleOpsDeps,
  { caller, conversationId, key, body }: Keyed<RequestApprovalBody>,
): Promise<GivenAnswer> {
  const thread = await requireHeld(deps, { caller, conversationId });
  const request = {
    scope: `staff:${caller.staffId}:approval.request`,
    key,
    fingerprint: fingerprintOf({ conversationId, ...body }),
  };
  const answer = await runOnce(deps.checkout, request, async (tx) => {
    const approval = await newApproval(deps, tx, { thread, staffId: caller.staffId, body });
    await saveApproval(tx, approval);
    const { approvalId, kind, currency, amountMinor } = approval;
    await appendAudit(deps, tx, {
      action: 'approval.requested',
      actor: `staff:${caller.staffId}`,
      subjectId: approvalId,
      detail: { conversationId, kind, currency, amountMinor },
    });
    const names = new Map([[caller.staffId, caller.displayName]]);
    return {
      status: 201,
      body: viewApproval({ ...approval, displayName: thread.displayName }, { names, caller }),
    };
  });
  if (!answer.replayed) tellBeside(deps, { what: 'approvals', conversationId });
  return answer;
}

interface Asking {
  readonly thread: Thread;
  readonly staffId: string;
  readonly body: RequestApprovalBody;
}

async function newApproval(
  deps: ConsoleOpsDeps,
  tx: Tx,
  { thread, staffId, body }: Asking,
): Promise<Approval> {
  const nowMs = deps.clock.wallMs();
  return {
    approvalId: deps.newId('apr'),
    conversationId: thread.conversationId,
    learnerId: thread.learnerId,
    livemode: deps.livemode ? 1 : 0,
    kind: body.wish.kind,
    wish: JSON.stringify(body.wish),
    ...(await worthOf(tx, body.wish, thread.learnerId)),
    note: body.note,
    status: 'requested',
    requestedBy: staffId,
    decidedBy: null,
    decisionNote: null,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + limits.approvalTtlMs,
    decidedAtMs: null,
  };
}

/** What it comes to now, for who decides; the decision counts anew. */
async function worthOf(
  tx: Tx,
  wish: ApprovalWish,
  learnerId: string,
): Promise<{ currency: string; amountMinor: number }> {
  if (wish.kind === 'coupon')
    return { currency: wish.coupon.currency, amountMinor: wish.coupon.amountMinor ?? 0 };
  const { paymentId } = wish.refund;
  const found = await refundAmountOf(tx, { paymentId, part: partOf(wish.refund) });
  if (found?.learnerId !== learnerId) throw new DomainError(kernelErrors.not_found);
  return { currency: found.currency, amountMinor: found.amountMinor };
}

import { fingerprintOf, type GivenAnswer, refundByStaff, runOnce } from '../../../checkout/index.ts';
import type { StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { canTransition, transition } from '../../../kernel/state-machine.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { consoleErrors } from '../errors.ts';
import { partOf } from '../sell/give-refund.ts';
import { ownAccountsOf } from '../sell/giver.ts';
import { writeCoupon } from '../sell/send-coupon.ts';
import { tellBeside } from '../told.ts';
import { approvalTransitions } from './approval.ts';
import { type Approval, findDueApprovals, lockApproval, settleApproval } from './store.ts';
import type { ApprovalStatus, ApprovalWish, DecideApprovalBody } from './wire.ts';

export interface DecideApproval {
  readonly caller: StaffCaller;
  readonly approvalId: string;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly body: DecideApprovalBody;
}

/**
 * A second person approves or declines; approving gives it in the same transaction, so that what cannot be given is
 * not approved either. Throws `not_found`, `approval_own`, `approval_settled`, `staff_own_account` and the refusals of
 * what is given.
 */
export async function decideApproval(
  deps: ConsoleOpsDeps,
  { caller, approvalId, key, body }: DecideApproval,
): Promise<GivenAnswer> {
  const request = {
    scope: `staff:${caller.staffId}:approval.decide`,
    key,
    fingerprint: fingerprintOf({ approvalId, ...body }),
  };
  const answer = await runOnce(deps.checkout, request, async (tx) => {
    const approval = await requireOpen(deps, tx, approvalId);
    if (approval.requestedBy === caller.staffId) throw new DomainError(consoleErrors.approval_own);
    const to = body.decision === 'approve' ? 'approved' : 'declined';
    const by = { to, staffId: caller.staffId, note: body.note ?? null } as const;
    await settle(deps, tx, { approval, ...by });
    if (to === 'approved') await give(deps, tx, { approval, caller });
    await audit(deps, tx, { approval, ...by });
    return { status: 200, body: { approvalId, status: to } };
  });
  if (!answer.replayed) tellBeside(deps, { what: 'approvals', conversationId: null });
  return answer;
}

/** Who asked does not want it any more. Throws `not_found` for another's wish, `approval_settled`. */
export async function withdrawApproval(
  deps: ConsoleOpsDeps,
  { caller, approvalId }: Pick<DecideApproval, 'caller' | 'approvalId'>,
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const approval = await requireOpen(deps, tx, approvalId);
    if (approval.requestedBy !== caller.staffId) throw new DomainError(kernelErrors.not_found);
    const by = { to: 'withdrawn', staffId: caller.staffId, note: null } as const;
    await settle(deps, tx, { approval, ...by });
    await audit(deps, tx, { approval, ...by });
  });
  tellBeside(deps, { what: 'approvals', conversationId: null });
}

/** Wishes that nobody decided in time end. Returns how many. */
export async function expireApprovals(
  deps: Pick<ConsoleOpsDeps, 'db' | 'clock' | 'livemode' | 'broadcast'>,
): Promise<number> {
  const due = await findDueApprovals(deps.db.query, deps.clock.wallMs());
  for (const { approvalId, livemode } of due) {
    await deps.db.transact(async (tx) => {
      const approval = await lockApproval(tx, { approvalId, livemode });
      if (approval?.status !== 'requested') return;
      await settle(deps, tx, { approval, to: 'expired', staffId: null, note: null });
      await audit(deps, tx, { approval, to: 'expired', staffId: null });
    });
  }
  if (due.length > 0) tellBeside(deps, { what: 'approvals', conversationId: null });
  return due.length;
}

async function requireOpen(
  deps: Pick<ConsoleOpsDeps, 'livemode' | 'clock'>,
  tx: Tx,
  approvalId: string,
): Promise<Approval> {
  const approval = await lockApproval(tx, { approvalId, livemode: deps.livemode ? 1 : 0 });
  if (approval === undefined) throw new DomainError(kernelErrors.not_found);
  const isOver = approval.expiresAtMs <= deps.clock.wallMs();
  if (isOver || !canTransition(approvalTransitions, approval.status, 'approved'))
    throw new DomainError(consoleErrors.approval_settled, { extensions: { status: approval.status } });
  return approval;
}

interface Settle {
  readonly approval: Approval;
  readonly to: ApprovalStatus;
  /** Null for the clock. */
  readonly staffId: string | null;
  readonly note: string | null;
}

function settle(
  deps: Pick<ConsoleOpsDeps, 'clock'>,
  tx: Tx,
  { approval, to, staffId, note }: Settle,
): Promise<void> {
  return settleApproval(tx, approval.approvalId, {
    status: transition(approvalTransitions, approval.status, to),
    decidedBy: to === 'approved' || to === 'declined' ? staffId : null,
    decisionNote: note,
    decidedAtMs: deps.clock.wallMs(),
  });
}

/** In the name of who asked, confirmed by who decides; to accounts of neither. */
async function give(
  deps: ConsoleOpsDeps,
  tx: Tx,
  { approval, caller }: { approval: Approval; caller: StaffCaller },
): Promise<void> {
  const { requestedBy, learnerId, conversationId } = approval;
  const wish = JSON.parse(approval.wish) as ApprovalWish;
  const giver = {
    staffId: requestedBy,
    role: 'agent',
    learnerId,
    ownLearnerIds: await ownAccountsOf(tx, [requestedBy, caller.staffId]),
    confirmedBy: caller.staffId,
  };
  if (wish.kind === 'coupon') {
    await writeCoupon(deps, tx, { giver, conversationId, body: wish.coupon });
    return;
  }
  const { paymentId, reason } = wish.refund;
  await refundByStaff(deps.checkout, tx, { ...giver, paymentId, reason, part: partOf(wish.refund) });
}

function audit(
  deps: Pick<ConsoleOpsDeps, 'clock'>,
  tx: Tx,
  { approval, to, staffId }: Omit<Settle, 'note'>,
): Promise<void> {
  const { approvalId, kind, currency, amountMinor, requestedBy } = approval;
  return appendAudit(deps, tx, {
    action: `approval.${to}`,
    actor: staffId === null ? 'system' : `staff:${staffId}`,
    subjectId: approvalId,
    detail: { kind, currency, amountMinor, requestedBy },
  });
}

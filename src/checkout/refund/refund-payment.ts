import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { sumAmounts } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { lockPayment } from '../payment/lock-payment.ts';
import type { Payment } from '../payment/store.ts';
import type { RefundPart } from './allocate-refund.ts';
import { openRefund } from './open-refund.ts';
import { openTopUpRefund } from './open-top-up-refund.ts';
import { viewRefund } from './view-refund.ts';
import type { HostRefundAnswer, HostRefundView } from './wire.ts';

export interface RefundOfPayment {
  /** An agent, the host platform's server, or Tilltalk itself; caps and roles are the caller's matter. */
  readonly by: { readonly kind: 'agent' | 'host' | 'system'; readonly id: string };
  readonly paymentId: string;
  readonly part: RefundPart;
  readonly reason: string;
}

export interface RefundPayment extends RefundOfPayment {
  /** The caller's Idempotency-Key. */
  readonly key: string;
}

/**
 * Returns any part of a payment on the seller's own decision, whatever the policy for learners says. Throws
 * `not_found` and the refusals of `openRefund` and `openTopUpRefund`.
 */
export async function refundPayment(deps: CheckoutDeps, command: RefundPayment): Promise<GivenAnswer> {
  const { by, key, paymentId, part, reason } = command;
  const request = {
    scope: `${by.kind}:${by.id}:payment.refund`,
    key,
    fingerprint: fingerprintOf({ paymentId, part, reason }),
  };
  return runOnce(deps, request, async (tx) => {
    const { body } = await writeRefundOf(deps, tx, command);
    await auditRefund(deps, tx, { by, paymentId, body });
    return { status: 201, body };
  });
}

/** Writes the refunds of a payment, under its checkout's lock, and says what they come to. */
export async function writeRefundOf(
  deps: CheckoutDeps,
  tx: Tx,
  { by, paymentId, part, reason }: RefundOfPayment,
): Promise<{ payment: Payment; body: HostRefundAnswer }> {
  const { payment, session } = await lockPayment(tx, paymentId);
  const open = session.topUp === null ? openRefund : openTopUpRefund;
  const refunds = await open(deps, tx, {
    payment,
    part,
    requestedBy: by.kind,
    requestedById: by.id,
    reason,
  });
  const views: HostRefundView[] = [];
  for (const refund of refunds) views.push(await viewRefund(tx, refund));
  const amountMinor = sumAmounts(views.map((view) => view.amountMinor));
  return { payment, body: { amountMinor, refunds: views } };
}

interface Audited extends Pick<RefundOfPayment, 'by' | 'paymentId'> {
  readonly body: HostRefundAnswer;
  /** The second person who decided it. */
  readonly confirmedBy?: string | undefined;
}

/** Notes a refund that was written, last in its transaction. */
export async function auditRefund(
  deps: Pick<CheckoutDeps, 'clock'>,
  tx: Tx,
  { by, paymentId, body, confirmedBy }: Audited,
): Promise<void> {
  await appendAudit(deps, tx, {
    action: 'refund.requested',
    actor: actorOf(by),
    subjectId: paymentId,
    detail: {
      refundIds: body.refunds.map((view) => view.refundId),
      amountMinor: body.amountMinor,
      ...(confirmedBy !== undefined && { confirmedBy }),
    },
  });
}

/** As the audit chain names who decides. */
function actorOf({ kind, id }: RefundPayment['by']): string {
  if (kind === 'agent') return `staff:${id}`;
  return kind === 'host' ? id : 'system';
}

import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { sumAmounts } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { lockPayment } from '../payment/lock-payment.ts';
import type { RefundPart } from './allocate-refund.ts';
import { openRefund } from './open-refund.ts';
import { openTopUpRefund } from './open-top-up-refund.ts';
import { viewRefund } from './view-refund.ts';
import type { HostRefundAnswer, HostRefundView } from './wire.ts';

export interface RefundPayment {
  /** An agent, the host platform's server, or Tilltalk itself; caps and roles are the caller's matter. */
  readonly by: { readonly kind: 'agent' | 'host' | 'system'; readonly id: string };
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly paymentId: string;
  readonly part: RefundPart;
  readonly reason: string;
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
    const body: HostRefundAnswer = {
      amountMinor: sumAmounts(views.map((view) => view.amountMinor)),
      refunds: views,
    };
    await appendAudit(deps, tx, {
      action: 'refund.requested',
      actor: actorOf(by),
      subjectId: paymentId,
      detail: { refundIds: views.map((view) => view.refundId), amountMinor: body.amountMinor },
    });
    return { status: 201, body };
  });
}

/** As the audit chain names who decides. */
function actorOf({ kind, id }: RefundPayment['by']): string {
  if (kind === 'agent') return `staff:${id}`;
  return kind === 'host' ? id : 'system';
}

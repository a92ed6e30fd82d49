import type { Tx } from '../../kernel/db/database.ts';
import { newReference } from '../../kernel/id.ts';
import type { CheckoutDeps } from '../deps.ts';
import { refundCreated } from '../events.ts';
import { accounts } from '../ledger/accounts.ts';
import { postToLedger } from '../ledger/post.ts';
import type { Attempt, Payment } from '../payment/store.ts';
import { type Refund, saveRefund } from './store.ts';

export interface Surplus {
  readonly payment: Payment;
  readonly attempt: Attempt;
  /** What the gateway says it took; may differ from what was asked. */
  readonly capturedMinor: number;
  readonly currency: string;
  readonly reason: 'paid_twice' | 'paid_too_late' | 'already_owned' | 'balance_spent' | 'amount_mismatch';
}

/** Books money that no order needs and writes the wish to return it (M4, M10); a job carries it out. */
export async function returnSurplus(deps: CheckoutDeps, tx: Tx, surplus: Surplus): Promise<void> {
  const { payment, attempt } = surplus;
  await postToLedger(deps, tx, {
    reference: `capture:${attempt.attemptId}`,
    kind: 'surplus_capture',
    currency: surplus.currency,
    entries: [
      { account: accounts.gatewayClearing(attempt.gateway), amountMinor: surplus.capturedMinor },
      { account: accounts.surplusPayable, amountMinor: -surplus.capturedMinor },
    ],
  });
  const nowMs = deps.clock.nowMs();
  const refund: Refund = {
    refundId: deps.newId('ref'),
    paymentId: payment.paymentId,
    attemptId: attempt.attemptId,
    orderId: payment.orderId,
    learnerId: payment.learnerId,
    conversationId: payment.conversationId,
    merchantAccountId: payment.merchantAccountId,
    livemode: payment.livemode,
    refundReference: newReference('R'),
    sourceKey: `surplus:${attempt.attemptId}`,
    kind: 'surplus',
    requestedBy: 'system',
    requestedById: null,
    reason: surplus.reason,
    currency: surplus.currency,
    amountMinor: surplus.capturedMinor,
    status: 'created',
    failureCode: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    checkAtMs: nowMs,
    checks: 0,
    succeededAtMs: null,
    resolutionNote: null,
  };
  await saveRefund(tx, refund);
  await refundCreated(deps, tx, refund);
}

import type { Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { GatewayRefund, PaymentGateway } from '../gateway/types.ts';
import {
  type Attempt,
  findAttempt,
  findAttemptByReference,
  findPayment,
  type Payment,
} from '../payment/store.ts';
import { applyGatewayRefund } from '../refund/execute-refund.ts';
import { type Refund, saveRefund } from '../refund/store.ts';
import { lockSession } from '../session/store.ts';
import type { RepairOutcome } from './repair-outcome.ts';

export interface LostRefund {
  readonly gateway: PaymentGateway;
  readonly reference: string;
  /** Of its payment, where the statement tells it. */
  readonly paymentReference: string | null;
}

/**
 * A refund that the gateway has carried out and our database lost. The gateway's own answer to our question proves it
 * and names the payment; its row is written again and the answer applied as ever: access ends, the ledger has it.
 * The gateway is never asked to refund.
 */
export async function rebuildRefund(deps: CheckoutDeps, lost: LostRefund): Promise<RepairOutcome> {
  const { gateway, reference, paymentReference } = lost;
  const answer = await gateway.queryRefund(reference, paymentReference ?? '');
  if (answer.outcome !== 'found') return person(`the gateway answers: ${answer.outcome}`);
  const { refund } = answer;
  if (refund.status !== 'succeeded') return person(`the gateway says ${refund.status}`);
  return deps.db.transact(async (tx) => {
    const found = await findAttemptByReference(tx, refund.gatewayReference);
    if (found === undefined) return person(`its payment ${refund.gatewayReference} is not known here`);
    await lockSession(tx, found.checkoutId);
    const attempt = await findAttempt(tx, found.attemptId);
    const payment = attempt && (await findPayment(tx, attempt.paymentId));
    if (attempt === undefined || payment === undefined) throw new Error(`${found.attemptId} is gone`);
    const refusal = refusalOf(attempt, payment, refund);
    if (refusal !== null) return person(refusal);
    if (!(await adopt(tx, attempt, refund))) await writeAgain(deps, tx, { attempt, payment, refund });
    await applyGatewayRefund(deps, tx, { gateway: gateway.name, refund });
    return { isRepaired: true, resolution: 'written again from the gateway’s answer' };
  });
}

function person(resolution: string): RepairOutcome {
  return { isRepaired: false, resolution };
}

function refusalOf(attempt: Attempt, payment: Payment, refund: GatewayRefund): string | null {
  if (refund.currency !== attempt.currency)
    return `it is in ${refund.currency}, its payment in ${attempt.currency}`;
  if (attempt.status === 'surplus') return null;
  if (payment.countedAttemptId !== attempt.attemptId) return `its payment is ${attempt.status} here`;
  if (payment.refundedMinor + refund.amountMinor > payment.amountMinor) return 'more than was paid';
  return null;
}

/** A surplus that is written again wishes to be returned; when the gateway has done so already, that wish is this refund. */
async function adopt(
  tx: Tx,
  attempt: Attempt,
  { refundReference, amountMinor }: GatewayRefund,
): Promise<boolean> {
  const result = await tx
    .updateTable('refund')
    .set({ refundReference })
    .where('sourceKey', '=', `surplus:${attempt.attemptId}`)
    .where('amountMinor', '=', amountMinor)
    .where('status', 'in', ['created', 'unknown', 'manual'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

interface Writing {
  readonly attempt: Attempt;
  readonly payment: Payment;
  readonly refund: GatewayRefund;
}

async function writeAgain(deps: CheckoutDeps, tx: Tx, { attempt, payment, refund }: Writing): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const row: Refund = {
    refundId: deps.newId('ref'),
    paymentId: payment.paymentId,
    attemptId: attempt.attemptId,
    orderId: payment.orderId,
    learnerId: payment.learnerId,
    conversationId: payment.conversationId,
    merchantAccountId: payment.merchantAccountId,
    livemode: payment.livemode,
    refundReference: refund.refundReference,
    sourceKey: `rebuilt:${refund.refundReference}`,
    kind: attempt.status === 'surplus' ? 'surplus' : 'order',
    requestedBy: 'system',
    requestedById: null,
    reason: 'rebuilt',
    currency: refund.currency,
    amountMinor: refund.amountMinor,
    status: 'created',
    failureCode: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    checkAtMs: null,
    checks: 0,
    succeededAtMs: null,
    resolutionNote: null,
  };
  await saveRefund(tx, row);
}

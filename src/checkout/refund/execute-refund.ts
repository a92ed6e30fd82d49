import type { Tx } from '../../kernel/db/database.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { isDisputed } from '../dispute/store.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { GatewayRefund, PaymentGateway, RefundResult } from '../gateway/types.ts';
import { type Attempt, findAttempt } from '../payment/store.ts';
import { finishRefund } from './finish-refund.ts';
import { recordResult } from './record-result.ts';
import { refundTransitions } from './refund.ts';
import { beginAsking, lockRefundByReference, type Refund } from './store.ts';

/**
 * Carries out one refund: asks the gateway under the refund's own number, which makes a repeated call harmless, or
 * asks how a pending one stands. In doubt it asks again later. What goes back to the wallet asks nobody.
 */
export async function executeRefund(deps: CheckoutDeps, due: Refund): Promise<void> {
  if (due.attemptId === null) return executeWalletRefund(deps, due);
  const attempt = await findAttempt(deps.db.query, due.attemptId);
  if (attempt === undefined) throw new Error(`refund ${due.refundId} has no attempt`);
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  const refund = due.status === 'created' ? await commitDoubt(deps, due) : due;
  if (refund === undefined) return;
  const isContested = await isDisputed(deps.db.query, attempt.attemptId);
  failpoint('refund.before_call');
  const said = await askGateway(deps, { gateway, refund, attempt, isContested });
  // An earlier call under this number may have arrived, whatever became of its answer.
  const result =
    said.outcome === 'refused' ? await inLightOfEarlier(gateway, { refund, attempt, said }) : said;
  failpoint('refund.gateway_answered');
  await deps.db.transact(async (tx) => {
    const present = await lockRefundByReference(tx, refund.refundReference);
    if (present !== undefined)
      await recordResult(deps, tx, { refund: present, gateway: attempt.gateway, result, isContested });
  });
}

/** From here on only the gateway's word ends the refund. Undefined when it is not this call that asks. */
async function commitDoubt(deps: CheckoutDeps, refund: Refund): Promise<Refund | undefined> {
  const nowMs = deps.clock.nowMs();
  const change = {
    status: transition(refundTransitions, refund.status, 'unknown'),
    // Should this process die before the gateway has answered, it is asked again.
    checkAtMs: nowMs + limits.idempotencyLockMs,
    updatedAtMs: nowMs,
  };
  const isMine = await deps.db.transact((tx) => beginAsking(tx, refund.refundId, change));
  return isMine ? { ...refund, ...change } : undefined;
}

interface Asking {
  readonly gateway: PaymentGateway;
  readonly refund: Refund;
  readonly attempt: Attempt;
  /** Then nothing is asked for anew; what was asked for before may have gone through. */
  readonly isContested: boolean;
}

function askGateway(
  deps: CheckoutDeps,
  { gateway, refund, attempt, isContested }: Asking,
): Promise<RefundResult> {
  const { refundReference, amountMinor, currency, reason } = refund;
  const { gatewayReference } = attempt;
  if (refund.status === 'pending' || isContested)
    return gateway.queryRefund(refundReference, gatewayReference);
  return gateway.refundPayment({
    refundReference,
    gatewayReference,
    amountMinor,
    capturedMinor: attempt.amountMinor,
    currency,
    reason,
    notifyUrl: `${deps.publicUrl}/v1/gateways/${attempt.gateway}/notifications`,
  });
}

/** A refusal is the end only when the gateway surely has no such refund. */
async function inLightOfEarlier(
  gateway: PaymentGateway,
  { refund, attempt, said }: Pick<Asking, 'refund' | 'attempt'> & { said: RefundResult },
): Promise<RefundResult> {
  const known = await gateway.queryRefund(refund.refundReference, attempt.gatewayReference);
  return known.outcome === 'found' || known.outcome === 'unknown' ? known : said;
}

async function executeWalletRefund(deps: CheckoutDeps, { refundReference }: Refund): Promise<void> {
  failpoint('refund.before_wallet_return');
  await deps.db.transact(async (tx) => {
    const present = await lockRefundByReference(tx, refundReference);
    if (present?.status === 'created')
      await finishRefund(deps, tx, { refund: present, by: { way: 'wallet' } });
  });
}

/** Applies what a gateway says of a refund in a notification. False when the number is not ours. */
export async function applyGatewayRefund(
  deps: CheckoutDeps,
  tx: Tx,
  word: { gateway: string; refund: GatewayRefund },
): Promise<boolean> {
  const refund = await lockRefundByReference(tx, word.refund.refundReference);
  if (refund === undefined) return false;
  await recordResult(deps, tx, {
    refund,
    gateway: word.gateway,
    result: { outcome: 'found', refund: word.refund },
    isContested: false,
  });
  return true;
}

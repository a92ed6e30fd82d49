import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { CreatePaymentRequest, CreatePaymentResult } from '../gateway/types.ts';
import { type Answer, type GivenAnswer, type IdempotentRequest, keepAnswer } from '../idempotency.ts';
import type { Session } from '../session/store.ts';
import { viewLocked } from '../session/view-checkout.ts';
import { announce } from './apply-gateway-payment.ts';
import { attemptTransitions } from './attempt.ts';
import { firstCheckMs } from './check-schedule.ts';
import { endAttempt } from './end-attempt.ts';
import { paymentTransitions } from './payment.ts';
import { queryAndApply } from './query-attempt.ts';
import { returnTokenOf } from './return-token.ts';
import { type Attempt, updateAttempt, updatePayment } from './store.ts';
import { type LockedAttempt, withLockedAttempt } from './with-locked-attempt.ts';

export interface GatewayCall {
  readonly request: IdempotentRequest;
  readonly session: Session;
  readonly attempt: Attempt;
  /** An earlier run of this call broke off: ask the gateway what it knows before asking for the payment again. */
  readonly resume: boolean;
}

/** Asks the gateway for a committed attempt and keeps what it said together with the answer of the key. */
export async function callGateway(deps: CheckoutDeps, call: GatewayCall): Promise<GivenAnswer> {
  const { session, attempt, request } = call;
  failpoint('pay.attempt_committed');
  const over = call.resume && (await queryAndApply(deps, attempt)) === 'over';
  const result = over ? null : await createAtGateway(deps, session, attempt);
  failpoint('pay.gateway_answered');

  return withLockedAttempt(deps, attempt, async (tx, locked) => {
    if (result !== null) await recordResult(deps, tx, { ...locked, result });
    const answer: Answer = { status: 200, body: await viewLocked(deps, tx, session.checkoutId) };
    await keepAnswer(tx, request, answer);
    return { ...answer, replayed: false };
  });
}

async function createAtGateway(
  deps: CheckoutDeps,
  session: Session,
  attempt: Attempt,
): Promise<CreatePaymentResult> {
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  const end = deps.meter
    .histogram('tilltalk_gateway_call_seconds', 'Calls of gateways', ['gateway', 'operation', 'outcome'])
    .startTimer({ gateway: attempt.gateway, operation: 'create' });
  const result = await gateway.createPayment(requestOf(deps, session, attempt));
  end({ outcome: result.outcome });
  return result;
}

function requestOf(deps: CheckoutDeps, session: Session, attempt: Attempt): CreatePaymentRequest {
  const more = session.lines.length - 1;
  const title = session.lines[0]?.title ?? '';
  return {
    gatewayReference: attempt.gatewayReference,
    amountMinor: attempt.amountMinor,
    currency: attempt.currency,
    method: attempt.method,
    flow: attempt.flow,
    surface: session.surface,
    payer: { ipAddress: attempt.payerIpAddress, wechatOpenid: session.wechatOpenid },
    capture: attempt.captureMode,
    split: false,
    description: (more > 0 ? `${title} +${more}` : title).slice(0, 120),
    language: session.language,
    notifyUrl: `${deps.publicUrl}/v1/gateways/${attempt.gateway}/notifications`,
    returnUrl: `${deps.publicUrl}/return/${returnTokenOf(deps.returnSecret, attempt.attemptId)}`,
    expiresAtMs: attempt.expiresAtMs,
    challenge: attempt.challenge === 1,
  };
}

interface Recording extends LockedAttempt {
  readonly result: CreatePaymentResult;
}

/** A notification may have been faster; then there is nothing left to record. */
async function recordResult(deps: CheckoutDeps, tx: Tx, recording: Recording): Promise<void> {
  const { session, payment, attempt, result } = recording;
  if (attempt.status !== 'created') return;
  announce(deps, tx, session);
  if (result.outcome === 'declined')
    return endAttempt(deps, tx, { attempt, payment, to: 'failed', code: result.declineCode });
  if (result.outcome === 'not_sent') {
    deps.log.warn(
      { attemptId: attempt.attemptId, gateway: attempt.gateway, reason: result.cause },
      'a gateway cannot be reached',
    );
    return endAttempt(deps, tx, { attempt, payment, to: 'failed', code: 'gateway_unavailable' });
  }
  const nowMs = deps.clock.nowMs();
  const known = result.outcome === 'requires_action';
  if (!known)
    deps.log.warn(
      { attemptId: attempt.attemptId, gateway: attempt.gateway, reason: result.cause },
      'a gateway left us in doubt',
    );
  await updateAttempt(tx, attempt, {
    status: transition(attemptTransitions, attempt.status, known ? 'requires_action' : 'unknown'),
    ...(known ? { action: result.action, gatewayPaymentId: result.gatewayPaymentId } : {}),
    checkAtMs: nowMs + firstCheckMs(known ? 'requires_action' : 'unknown'),
    updatedAtMs: nowMs,
  });
  await updatePayment(tx, payment.paymentId, {
    status: transition(paymentTransitions, payment.status, known ? 'requires_action' : 'processing'),
    updatedAtMs: nowMs,
  });
  if (!known) afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
}

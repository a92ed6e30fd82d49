import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { transition } from '../../kernel/state-machine.ts';
import { withSpan } from '../../kernel/trace.ts';
import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { CreatePaymentRequest, CreatePaymentResult } from '../gateway/types.ts';
import { type Answer, type GivenAnswer, type IdempotentRequest, keepAnswer } from '../idempotency.ts';
import { findOrderShown } from '../order/store.ts';
import { CIRCUIT_OPEN } from '../routing/circuits.ts';
import { retryAdvice } from '../routing/retry-table.ts';
import type { Session } from '../session/store.ts';
import { composeView, viewLocked } from '../session/view-checkout.ts';
import { topUpTitle } from '../wallet/top-up.ts';
import type { CheckoutView } from '../wire.ts';
import { announce } from './apply-gateway-payment.ts';
import { attemptTransitions } from './attempt.ts';
import { firstCheckMs } from './check-schedule.ts';
import { endAttempt } from './end-attempt.ts';
import { failOver } from './fail-over.ts';
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
  let { attempt, resume } = call;
  for (;;) {
    const step = await callOnce(deps, { ...call, attempt, resume });
    if (step.answer !== undefined) return step.answer;
    attempt = step.next;
    resume = false;
  }
}

interface Recorded {
  /** The gateway surely did not charge, and this attempt at another is committed. */
  readonly next?: Attempt | undefined;
  /** The attempt is the payment's live one: how all of it stands now. */
  readonly open?: LockedAttempt;
}

type Step =
  | { readonly answer: GivenAnswer }
  /** The gateway surely did not charge, and this attempt at another is committed. */
  | { readonly answer?: undefined; readonly next: Attempt };

async function callOnce(deps: CheckoutDeps, call: GatewayCall): Promise<Step> {
  const { session, attempt, request } = call;
  failpoint('pay.attempt_committed');
  const over = call.resume && (await queryAndApply(deps, attempt)) === 'over';
  const said = over ? null : await createAtGateway(deps, session, attempt);
  const result = said !== null && call.resume ? inLightOfEarlier(deps, attempt, said) : said;
  failpoint('pay.gateway_answered');

  return withLockedAttempt(deps, attempt, async (tx, locked): Promise<Step> => {
    const { next, open } = result === null ? {} : await recordResult(deps, tx, { ...locked, result });
    if (next !== undefined) return { next };
    const body =
      open === undefined ? await viewLocked(deps, tx, session.checkoutId) : await viewOpen(deps, tx, open);
    const answer: Answer = { status: 200, body };
    await keepAnswer(tx, request, answer);
    return { answer: { ...answer, replayed: false } };
  });
}

/** That this call came to nothing says nothing about the one before it under the same number. */
function inLightOfEarlier(
  deps: CheckoutDeps,
  attempt: Attempt,
  result: CreatePaymentResult,
): CreatePaymentResult {
  if (result.outcome !== 'not_sent' && result.outcome !== 'declined') return result;
  const { code, failureCode } = failureOf(deps, attempt, result);
  if (failureCode !== 'gateway_unavailable') return result;
  return { outcome: 'unknown', cause: `${code}, but an earlier call may have arrived` };
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
  const { attemptId, paymentId } = attempt;
  const result = await withSpan('gateway.create', { gateway: attempt.gateway, attemptId, paymentId }, () =>
    deps.router.circuits.call(attempt.gateway, attempt.method, () =>
      gateway.createPayment(requestOf(deps, session, attempt)),
    ),
  );
  end({ outcome: result.outcome });
  return result;
}

function requestOf(deps: CheckoutDeps, session: Session, attempt: Attempt): CreatePaymentRequest {
  const more = session.lines.length - 1;
  const title = session.lines[0]?.title ?? topUpTitle(session.language);
  return {
    gatewayReference: attempt.gatewayReference,
    amountMinor: attempt.amountMinor,
    currency: attempt.currency,
    method: attempt.method,
    flow: attempt.flow,
    surface: session.surface,
    payer: { ipAddress: attempt.payerIpAddress, wechatOpenid: session.wechatOpenid },
    capture: attempt.captureMode,
    split: deps.splitAtGateway && session.lines.some(({ share }) => share !== undefined),
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

/** What was just written need not be read again: an attempt that opened is its payment's newest. */
async function viewOpen(deps: CheckoutDeps, tx: Tx, open: LockedAttempt): Promise<CheckoutView> {
  const { session, payment, attempt } = open;
  const shown = await findOrderShown(tx, { orderId: payment.orderId, nowMs: deps.clock.nowMs() });
  if (shown === undefined) throw new Error(`payment ${payment.paymentId} has no order`);
  return composeView(deps, { session, payment, attempt, order: shown, spendableMinor: shown.spendableMinor });
}

/**
 * Records what the gateway said; the next attempt when it surely did not charge and another may be asked. A
 * notification may have been faster; then there is nothing left to record.
 */
async function recordResult(deps: CheckoutDeps, tx: Tx, recording: Recording): Promise<Recorded> {
  const { attempt, result } = recording;
  if (attempt.status !== 'created') return {};
  announce(deps, tx, recording.session);
  if (result.outcome === 'declined' || result.outcome === 'not_sent')
    return { next: await recordFailure(deps, tx, { ...recording, result }) };
  return { open: await recordOpen(deps, tx, { ...recording, result }) };
}

async function recordFailure(
  deps: CheckoutDeps,
  tx: Tx,
  failed: LockedAttempt & { result: Extract<CreatePaymentResult, { outcome: 'declined' | 'not_sent' }> },
): Promise<Attempt | undefined> {
  const { payment, attempt, result } = failed;
  const failure = { ...failed, ...failureOf(deps, attempt, result) };
  const next = await failOver(deps, tx, failure);
  const { code, failureCode } = failure;
  const { attemptId, gateway } = attempt;
  if (failureCode === 'gateway_unavailable')
    deps.log.warn({ attemptId, gateway, code, next: next?.gateway }, 'a gateway could not take a payment');
  if (next === undefined) await endAttempt(deps, tx, { attempt, payment, to: 'failed', code: failureCode });
  return next;
}

/** The code of the retry table, and the one for the learner: trouble between us and a gateway is not theirs. */
function failureOf(
  deps: CheckoutDeps,
  { gateway }: Attempt,
  result: Extract<CreatePaymentResult, { outcome: 'declined' | 'not_sent' }>,
): { code: string; failureCode: string } {
  if (result.outcome === 'not_sent') {
    const code = result.cause === CIRCUIT_OPEN ? CIRCUIT_OPEN : 'not_sent';
    return { code, failureCode: 'gateway_unavailable' };
  }
  const code = result.declineCode;
  const { retries } = deps.router.version().config;
  const isOurs = retryAdvice(retries, { gateway, code }) !== 'never';
  return { code, failureCode: isOurs ? 'gateway_unavailable' : code };
}

async function recordOpen(
  deps: CheckoutDeps,
  tx: Tx,
  recording: LockedAttempt & { result: Exclude<CreatePaymentResult, { outcome: 'declined' | 'not_sent' }> },
): Promise<LockedAttempt> {
  const { session, payment, attempt, result } = recording;
  const nowMs = deps.clock.nowMs();
  const known = result.outcome === 'requires_action';
  if (!known)
    deps.log.warn(
      { attemptId: attempt.attemptId, gateway: attempt.gateway, reason: result.cause },
      'a gateway left us in doubt',
    );
  const changed = {
    status: transition(attemptTransitions, attempt.status, known ? 'requires_action' : 'unknown'),
    ...(known ? { action: result.action, gatewayPaymentId: result.gatewayPaymentId } : {}),
    checkAtMs: nowMs + firstCheckMs(known ? 'requires_action' : 'unknown'),
    updatedAtMs: nowMs,
  };
  await updateAttempt(tx, attempt, changed);
  const status = transition(paymentTransitions, payment.status, known ? 'requires_action' : 'processing');
  await updatePayment(tx, payment.paymentId, { status, updatedAtMs: nowMs });
  if (!known) afterCommit(tx, () => deps.wakeJob('checkout.check_attempts'));
  return { session, payment: { ...payment, status }, attempt: { ...attempt, ...changed } };
}

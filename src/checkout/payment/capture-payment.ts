import type { Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { reviewOf } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { fingerprintOf } from '../fingerprint.ts';
import {
  claimKey,
  type GivenAnswer,
  type IdempotentRequest,
  keepAnswer,
  releaseKey,
} from '../idempotency.ts';
import { captureAttempt } from './capture-attempt.ts';
import { captureMinorOf } from './judge-part.ts';
import { lockPayment } from './lock-payment.ts';
import { requestCapture } from './request-capture.ts';
import { isHeldForReview } from './settle-held.ts';
import { type Attempt, findLiveAttempt } from './store.ts';
import { viewPayment } from './view-payment.ts';

export interface ChangePayment {
  /** Who asks, as the audit chain names them; keys of one mean nothing for another. */
  readonly actor: string;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly paymentId: string;
}

export interface CapturePayment extends ChangePayment {
  /** How much of the payment's total is taken, in minor units; left out: all of it. The rest is released. */
  readonly amountMinor?: number | undefined;
}

/**
 * Takes the money that a payment has reserved, or a part of it. The wish is committed before the gateway is asked, so that a crash or a
 * doubt leaves a capture that is asked about and finished, never one that is forgotten. Throws `not_found`,
 * `payment_not_authorized`, `capture_running`, `capture_refused`, `capture_amount_out_of_range`,
 * `capture_part_not_supported` and the errors of `claimKey`.
 */
export async function capturePayment(deps: CheckoutDeps, command: CapturePayment): Promise<GivenAnswer> {
  const { actor, key, paymentId, amountMinor } = command;
  const wish = amountMinor === undefined ? { paymentId } : { paymentId, amountMinor };
  const request = { scope: `${actor}:payment.capture`, key, fingerprint: fingerprintOf(wish) };
  const step = await deps.db.transact((tx) => prepare(deps, tx, { request, paymentId, amountMinor }));
  if ('answer' in step) return step.answer;
  const failureCode = step.attempt === undefined ? null : await captureAttempt(deps, step.attempt);
  if (failureCode !== null) {
    await releaseKey(deps.db.query, request);
    throw new DomainError(checkoutErrors.capture_refused, { extensions: { failureCode } });
  }
  return answerWithPayment(deps, request, paymentId);
}

interface Preparing extends Pick<CapturePayment, 'paymentId' | 'amountMinor'> {
  readonly request: IdempotentRequest;
}

type Step = { readonly answer: GivenAnswer } | { readonly attempt: Attempt | undefined };

async function prepare(
  deps: CheckoutDeps,
  tx: Tx,
  { request, paymentId, amountMinor }: Preparing,
): Promise<Step> {
  const claim = await claimKey(deps, tx, request);
  if (claim.outcome === 'answered') return { answer: claim.answer };
  const { payment, session } = await lockPayment(tx, paymentId);
  const attempt = await findLiveAttempt(tx, paymentId);
  const isWanted = attempt !== undefined && attempt.captureRequestedAtMs !== null;
  // Its first run wrote the wish and broke off: the call may be repeated, and what is in doubt is asked about.
  if (claim.outcome === 'resumed' && (isWanted || payment.countedAttemptId !== null))
    return { attempt: attempt?.status === 'authorized' ? attempt : undefined };
  if (isWanted) throw new DomainError(checkoutErrors.capture_running, { retryAfterSeconds: 2 });
  if (attempt?.status !== 'authorized') {
    const extensions = { status: payment.status };
    throw new DomainError(checkoutErrors.payment_not_authorized, { extensions });
  }
  if (isHeldForReview(payment, attempt) && (await waitsForPerson(deps, session.checkoutId)))
    throw new DomainError(checkoutErrors.payment_not_authorized, { extensions: { status: 'in_review' } });
  const captureMinor = captureMinorOf(deps, { session, payment, attempt, amountMinor });
  return { attempt: await requestCapture(deps, tx, { attempt, bySweeper: false, captureMinor }) };
}

/** Nobody takes what a person has still to look at. */
async function waitsForPerson(deps: CheckoutDeps, checkoutId: string): Promise<boolean> {
  return (await reviewOf(deps, checkoutId))?.status === 'open';
}

/** Keeps and gives the payment as it is now. */
export async function answerWithPayment(
  deps: CheckoutDeps,
  request: IdempotentRequest,
  paymentId: string,
): Promise<GivenAnswer> {
  return deps.db.transact(async (tx) => {
    const answer = { status: 200, body: await viewPayment(deps, tx, paymentId) };
    await keepAnswer(tx, request, answer);
    return { ...answer, replayed: false };
  });
}

import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, type IdempotentRequest, releaseKey } from '../idempotency.ts';
import { callGateway } from './call-gateway.ts';
import { closeAttempt } from './close-attempt.ts';
import { judgePress } from './judge-press.ts';
import { prepareAttempt } from './prepare-attempt.ts';
import type { PayCheckout } from './prepared.ts';

/** Preparing, closing one earlier attempt, preparing again: more rounds mean another tab is switching as well. */
const ROUNDS_MAX = 3;

/**
 * Presses pay: writes order, payment and attempt, then asks the gateway (M4), and answers what the learner has to
 * do next. A refused payment is an answer, not an error. Throws `not_found`, `checkout_expired`, `checkout_canceled`,
 * `consent_outdated`, `price_changed`, `already_owned`, `method_unavailable`, `return_url_not_allowed`,
 * `payment_being_checked`, `payment_blocked`, `payment_held` and the errors of `claimKey`.
 */
export async function payCheckout(deps: CheckoutDeps, command: PayCheckout): Promise<GivenAnswer> {
  const request: IdempotentRequest = {
    scope: `${command.caller.learnerId}:checkout.pay`,
    key: command.key,
    fingerprint: fingerprintOf({ checkoutId: command.checkoutId, ...command.body }),
  };
  const judged = await judgePress(deps, command);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const step = await prepareOrRelease(deps, { command, request, judged, claimed: round > 0 });
    if (step.kind === 'answered') return step.answer;
    if (step.kind === 'refused') throw step.error;
    if (step.kind === 'call') return callGateway(deps, { ...step, request });
    // M4: a QR that is open can still be paid, so the earlier attempt is closed before another begins.
    if ((await closeAttempt(deps, step.attempt)) === 'open') break;
  }
  await releaseKey(deps.db.query, request);
  throw new DomainError(checkoutErrors.payment_being_checked, { retryAfterSeconds: 2 });
}

/** After the first round the key is committed as ours, so a refusal must give it free by hand. */
async function prepareOrRelease(deps: CheckoutDeps, preparing: Parameters<typeof prepareAttempt>[1]) {
  try {
    return await prepareAttempt(deps, preparing);
  } catch (error) {
    if (preparing.claimed) await releaseKey(deps.db.query, preparing.request);
    throw error;
  }
}

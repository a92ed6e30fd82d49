import type { ErrorDefinition } from '../../kernel/errors.ts';
import { checkoutErrors } from '../errors.ts';

/**
 * How one API treats the keys of its callers. The engine is one; what differs between the published contracts is data:
 * draft-ietf-httpapi-idempotency-key-header-06 leaves a missing key and failures open, Stripe's v1 API runs without a
 * key, answers a reused one with 400 and gives even a failure again.
 */
export interface IdempotencyProfile {
  readonly name: string;
  /** A POST without a key is refused with this; where absent, it simply runs. */
  readonly missing?: ErrorDefinition;
  /** The same key with another input. */
  readonly reused: ErrorDefinition;
  /** The first request still runs. */
  readonly running: ErrorDefinition;
  /** What becomes of an answer of 500 and above: done anew under the same key, or given again. */
  readonly failures: 'done_anew' | 'given_again';
}

/** `/v1`: the IETF draft, keys demanded, failures done anew. */
export const ietfProfile: IdempotencyProfile & { readonly missing: ErrorDefinition } = {
  name: 'ietf',
  missing: checkoutErrors.idempotency_key_missing,
  reused: checkoutErrors.idempotency_key_reused,
  running: checkoutErrors.idempotency_key_running,
  failures: 'done_anew',
};

/** For clients written for Stripe's v1 API (docs.stripe.com/api/idempotent_requests). */
export const stripeProfile: IdempotencyProfile = {
  name: 'stripe',
  reused: { ...checkoutErrors.idempotency_key_reused, code: 'idempotency_error', status: 400 },
  running: { ...checkoutErrors.idempotency_key_running, code: 'idempotency_key_in_use' },
  failures: 'given_again',
};

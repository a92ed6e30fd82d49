import type { Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { GatewayDispute } from '../gateway/types.ts';
import { lockPayment } from '../payment/lock-payment.ts';
import {
  type Attempt,
  findAttempt,
  findAttemptByGatewayId,
  findAttemptByReference,
} from '../payment/store.ts';
import { closeDispute } from './close-dispute.ts';
import { openDispute } from './open-dispute.ts';
import { findDispute } from './store.ts';

export interface DisputeWord {
  readonly gateway: string;
  readonly dispute: GatewayDispute;
}

/**
 * Applies what a gateway says of a dispute, verified, in one transaction. Repeated and unordered words are harmless: a
 * decision that comes before the news of its opening opens it first. Throws for a dispute of what was not captured
 * here, so that it is tried again, and in the end seen by a person.
 */
export async function applyGatewayDispute(
  deps: CheckoutDeps,
  tx: Tx,
  { gateway, dispute: word }: DisputeWord,
): Promise<'dispute_opened' | 'dispute_won' | 'dispute_lost' | 'nothing_new' | 'unknown_reference'> {
  const found =
    word.gatewayReference === null
      ? await findAttemptByGatewayId(tx, gateway, word.gatewayPaymentId)
      : await findAttemptByReference(tx, word.gatewayReference);
  const known = found && (await findAttempt(tx, found.attemptId));
  if (known === undefined) return 'unknown_reference';
  const { payment, session } = await lockPayment(tx, known.paymentId);
  const attempt = (await findAttempt(tx, known.attemptId)) ?? known;
  requireDisputable(gateway, attempt, word);
  const before = await findDispute(tx, gateway, word.gatewayDisputeId);
  const dispute = before ?? (await openDispute(deps, tx, { payment, session, attempt, word }));
  if (word.status === 'opened') return before === undefined ? 'dispute_opened' : 'nothing_new';
  if (dispute.status !== 'opened') return 'nothing_new';
  await closeDispute(deps, tx, { dispute, to: word.status });
  return word.status === 'won' ? 'dispute_won' : 'dispute_lost';
}

function requireDisputable(gateway: string, attempt: Attempt, word: GatewayDispute): void {
  const name = `dispute ${word.gatewayDisputeId}`;
  if (attempt.gateway !== gateway) throw new Error(`${name} is of another gateway's payment`);
  if (attempt.status !== 'succeeded' && attempt.status !== 'surplus')
    throw new Error(`${name} is about an attempt that is ${attempt.status}`);
  if (attempt.currency !== word.currency) throw new Error(`${name} is in another currency`);
  if (word.amountMinor < 1) throw new Error(`${name} is about no money`);
}

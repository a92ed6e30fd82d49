import type { RefundRequest, RefundResult } from '../types.ts';
import { toStripeAmount } from './amounts.ts';
import { callStripe, doubt, isAtTheDoor, type StripeFailure } from './call.ts';
import type { Connection } from './config.ts';
import { listOf, Refund, toGatewayRefund } from './messages.ts';
import { queryPayment } from './settle.ts';

const PAGE_SIZE = 100;
const PAGES_MAX = 20;

/**
 * Gives money back under our number. Stripe forgets a key after a day, so what was given under it is looked for first: a
 * refund asked for again a week later is still the same one.
 */
export async function refundPayment(connection: Connection, request: RefundRequest): Promise<RefundResult> {
  const { refundReference, gatewayReference } = request;
  const amount = toStripeAmount(request.amountMinor, request.currency);
  if (amount === null) return { outcome: 'refused', failureCode: 'amount_not_supported' };
  const intent = await intentOf(connection, gatewayReference);
  if (intent.outcome !== 'found') return intent;
  const earlier = await findRefund(connection, intent.id, refundReference);
  if (earlier.outcome === 'found') return sameOrDoubt(request, earlier);
  if (earlier.outcome !== 'not_found') return earlier;
  const result = await callStripe(connection, Refund, {
    method: 'POST',
    path: '/v1/refunds',
    form: {
      payment_intent: intent.id,
      amount,
      reason: 'requested_by_customer',
      metadata: { reference: refundReference, payment_reference: gatewayReference },
    },
    idempotencyKey: refundReference,
  });
  return result.outcome === 'ok' ? sameOrDoubt(request, told(result.data)) : failureOf(result);
}

function sameOrDoubt(request: RefundRequest, result: RefundResult): RefundResult {
  if (result.outcome !== 'found') return result;
  const { refund } = result;
  const isSame =
    refund.refundReference === request.refundReference &&
    refund.gatewayReference === request.gatewayReference &&
    refund.amountMinor === request.amountMinor &&
    refund.currency === request.currency;
  return isSame ? result : { outcome: 'unknown', cause: 'the number stands for another refund' };
}

function told(refund: Refund): RefundResult {
  const ours = toGatewayRefund(refund);
  return ours === null
    ? { outcome: 'unknown', cause: 'the answer is about no refund of ours' }
    : { outcome: 'found', refund: ours };
}

function failureOf(failure: StripeFailure): RefundResult {
  if (failure.outcome !== 'refused' || isAtTheDoor(failure)) return doubt(failure);
  return { outcome: 'refused', failureCode: failure.code ?? 'refund_refused' };
}

type IntentResult =
  | { readonly outcome: 'found'; readonly id: string }
  | Extract<RefundResult, { outcome: 'refused' | 'unknown' }>;

/** Only what was taken can go back; what is only reserved is closed instead. */
async function intentOf(connection: Connection, gatewayReference: string): Promise<IntentResult> {
  const state = await queryPayment(connection, gatewayReference);
  if (state.outcome === 'unknown') return state;
  if (state.outcome === 'not_found') return { outcome: 'refused', failureCode: 'payment_not_found' };
  return state.payment.status === 'succeeded'
    ? { outcome: 'found', id: state.payment.gatewayPaymentId }
    : { outcome: 'refused', failureCode: 'payment_not_paid' };
}

export async function queryRefund(
  connection: Connection,
  refundReference: string,
  gatewayReference: string,
): Promise<RefundResult> {
  const intent = await intentOf(connection, gatewayReference);
  if (intent.outcome === 'refused') return { outcome: 'not_found' };
  return intent.outcome === 'found' ? findRefund(connection, intent.id, refundReference) : intent;
}

async function findRefund(
  connection: Connection,
  intentId: string,
  refundReference: string,
): Promise<RefundResult> {
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const result = await readPage(connection, intentId, after);
    if (result.outcome !== 'ok') return doubt(result);
    const { data, has_more } = result.data;
    const found = data.find(({ metadata }) => metadata?.['reference'] === refundReference);
    if (found !== undefined) return told(found);
    after = data.at(-1)?.id ?? null;
    if (!has_more || after === null) return { outcome: 'not_found' };
  }
  return { outcome: 'unknown', cause: 'the payment has too many refunds to look through' };
}

function readPage(connection: Connection, intentId: string, after: string | null) {
  return callStripe(connection, listOf(Refund), {
    method: 'GET',
    path: '/v1/refunds',
    form: {
      payment_intent: intentId,
      limit: PAGE_SIZE,
      ...(after === null ? {} : { starting_after: after }),
    },
  });
}

import type {
  CapturePaymentResult,
  ClosePaymentResult,
  GatewayPayment,
  GatewayPaymentStatus,
  QueryPaymentResult,
} from '../types.ts';
import { fromStripeAmount, toStripeAmount } from './amounts.ts';
import { callStripe, doubt, isAbsent, type StripeFailure } from './call.ts';
import type { Connection } from './config.ts';
import type { Located } from './known-payments.ts';
import { locate } from './locate.ts';
import { Intent, Session, toGatewayPayment } from './messages.ts';

export async function queryPayment(
  connection: Connection,
  gatewayReference: string,
): Promise<QueryPaymentResult> {
  const place = await locate(connection, gatewayReference);
  if (place.outcome !== 'found') return place;
  const payment = await retrieve(connection, gatewayReference, place.located);
  if (payment.outcome !== 'found' || payment.payment.gatewayReference === gatewayReference) return payment;
  return { outcome: 'unknown', cause: 'the answer is about another payment' };
}

async function retrieve(
  connection: Connection,
  gatewayReference: string,
  { kind, id }: Located,
): Promise<QueryPaymentResult> {
  if (kind === 'intent') {
    const result = await callStripe(connection, Intent, {
      method: 'GET',
      path: `/v1/payment_intents/${id}`,
      form: { expand: ['latest_charge'] },
    });
    return result.outcome === 'ok' ? told(toGatewayPayment(connection, result.data)) : absentOrDoubt(result);
  }
  const result = await callStripe(connection, Session, {
    method: 'GET',
    path: `/v1/checkout/sessions/${id}`,
    form: { expand: ['payment_intent.latest_charge'] },
  });
  if (result.outcome !== 'ok') return absentOrDoubt(result);
  return told(sessionPayment(connection, gatewayReference, result.data));
}

function told(payment: GatewayPayment | null): QueryPaymentResult {
  return payment === null
    ? { outcome: 'unknown', cause: 'the answer is about no payment of ours' }
    : { outcome: 'found', payment };
}

function absentOrDoubt(failure: StripeFailure): QueryPaymentResult {
  return isAbsent(failure) ? { outcome: 'not_found' } : doubt(failure);
}

/** Until a payer has submitted something there is only the page; null when it names no amount or another number. */
export function sessionPayment(
  connection: Connection,
  gatewayReference: string,
  session: Session,
): GatewayPayment | null {
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
  const payment = intent === null ? null : toGatewayPayment(connection, intent);
  const isExpired = session.status === 'expired';
  if (payment !== null)
    return isExpired && payment.status === 'pending' ? { ...payment, status: 'closed' } : payment;
  const { currency, amount_total: total } = session;
  const amountMinor = currency == null || total == null ? null : fromStripeAmount(total, currency);
  if (session.client_reference_id !== gatewayReference || amountMinor === null || currency == null)
    return null;
  const status: GatewayPaymentStatus = isExpired ? 'closed' : 'pending';
  return {
    gatewayReference,
    gatewayPaymentId: session.id,
    gatewayMerchantId: connection.accountId,
    livemode: session.livemode,
    amountMinor,
    currency,
    status,
    declineCode: null,
    paidAtMs: null,
  };
}

/** Ends the page, or cancels the payment: what is unpaid or only reserved. What was paid meanwhile is told with its proof. */
export async function closePayment(
  connection: Connection,
  gatewayReference: string,
): Promise<ClosePaymentResult> {
  const place = await locate(connection, gatewayReference);
  if (place.outcome !== 'found') return place;
  const ended = await end(connection, place.located);
  if (ended.outcome !== 'refused') return ended;
  const state = await queryPayment(connection, gatewayReference);
  if (state.outcome !== 'found') return state;
  const { payment } = state;
  if (payment.status === 'closed') return { outcome: 'closed' };
  if (payment.status === 'succeeded' || payment.status === 'failed') return { outcome: 'settled', payment };
  const isReserved = payment.status === 'authorized' && place.located.kind === 'session';
  if (!isReserved) return { outcome: 'unknown', cause: 'the payment cannot be closed now' };
  const voided = await end(connection, { kind: 'intent', id: payment.gatewayPaymentId });
  return voided.outcome === 'refused' ? { outcome: 'unknown', cause: voided.cause } : voided;
}

type Ended =
  | Extract<ClosePaymentResult, { outcome: 'closed' | 'not_found' | 'unknown' }>
  | { readonly outcome: 'refused'; readonly cause: string };

async function end(connection: Connection, { kind, id }: Located): Promise<Ended> {
  const result =
    kind === 'session'
      ? await callStripe(connection, Session, { method: 'POST', path: `/v1/checkout/sessions/${id}/expire` })
      : await callStripe(connection, Intent, { method: 'POST', path: `/v1/payment_intents/${id}/cancel` });
  if (result.outcome === 'ok') {
    const { status } = result.data;
    return status === 'expired' || status === 'canceled'
      ? { outcome: 'closed' }
      : { outcome: 'unknown', cause: `the payment is ${status}` };
  }
  if (isAbsent(result)) return { outcome: 'not_found' };
  const { cause } = doubt(result);
  const isRefused = result.outcome === 'refused' && result.status === 400;
  return { outcome: isRefused ? 'refused' : 'unknown', cause };
}

interface Capture {
  readonly gatewayReference: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Takes what was reserved, once: Stripe refuses to take it a second time, and then its state tells. */
export async function capturePayment(
  connection: Connection,
  { gatewayReference, amountMinor, currency }: Capture,
): Promise<CapturePaymentResult> {
  const amount = toStripeAmount(amountMinor, currency);
  if (amount === null) return { outcome: 'refused', failureCode: 'amount_not_supported' };
  const before = await queryPayment(connection, gatewayReference);
  if (before.outcome !== 'found')
    return before.outcome === 'unknown' ? before : { outcome: 'refused', failureCode: 'not_found' };
  if (before.payment.status !== 'authorized') return concluded(before.payment, 'not_authorized');
  const result = await callStripe(connection, Intent, {
    method: 'POST',
    path: `/v1/payment_intents/${before.payment.gatewayPaymentId}/capture`,
    form: { amount_to_capture: amount, expand: ['latest_charge'] },
  });
  if (result.outcome === 'ok') {
    const payment = toGatewayPayment(connection, result.data);
    return payment?.status === 'succeeded'
      ? { outcome: 'captured', payment }
      : { outcome: 'unknown', cause: `the payment is ${result.data.status}` };
  }
  if (result.outcome !== 'refused' || result.status === 429) return doubt(result);
  const after = await queryPayment(connection, gatewayReference);
  return after.outcome === 'found'
    ? concluded(after.payment, result.code ?? 'refused')
    : { outcome: 'unknown', cause: doubt(result).cause };
}

function concluded(payment: GatewayPayment, failureCode: string): CapturePaymentResult {
  if (payment.status === 'succeeded') return { outcome: 'captured', payment };
  const isOver = payment.status === 'closed' || payment.status === 'failed';
  return isOver ? { outcome: 'settled', payment } : { outcome: 'refused', failureCode };
}

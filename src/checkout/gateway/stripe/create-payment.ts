import { referenceTimeMs } from '../../../kernel/id.ts';
import type {
  CreatePaymentRequest,
  CreatePaymentResult,
  GatewayAction,
  GatewayCapabilities,
} from '../types.ts';
import { toStripeAmount } from './amounts.ts';
import { callStripe, doubt, type Form, isAtTheDoor, type StripeFailure } from './call.ts';
import type { Connection } from './config.ts';
import { declineCodeOf, refusalCodeOf } from './decline-codes.ts';
import { CREATED_WITHIN_MS } from './locate.ts';
import { Intent, Session } from './messages.ts';

/** Stripe keeps a page open for half an hour at least, counted from when it hears of it. */
const PAGE_OPEN_MS = 31 * 60_000;

/** Stripe's WeChat Pay outside an app is only a QR, its Alipay only an address to leave for (M14). */
export const stripeFlows: NonNullable<GatewayCapabilities['flowsByMethod']> = {
  card: redirectOn('web', 'mobile_web', 'wechat', 'alipay', 'android_app'),
  alipay: redirectOn('web', 'mobile_web', 'alipay', 'android_app'),
  wechat_pay: { web: ['qr'] },
};

function redirectOn(...surfaces: readonly CreatePaymentRequest['surface'][]) {
  return Object.fromEntries(surfaces.map((surface) => [surface, ['redirect'] as const]));
}

/**
 * Opens a payment: cards on a page of Stripe (no card number touches our origin), Alipay and WeChat Pay by a payment
 * intent that is confirmed at once. The same request again gets Stripe's first answer again.
 */
export async function createPayment(
  connection: Connection,
  request: CreatePaymentRequest,
): Promise<CreatePaymentResult> {
  const refusal = refusalOf(request);
  if (refusal !== null) return { outcome: 'declined', declineCode: refusal };
  const amount = toStripeAmount(request.amountMinor, request.currency);
  if (amount === null || amount < 1) return { outcome: 'declined', declineCode: 'amount_not_supported' };
  const madeMs = referenceTimeMs(request.gatewayReference);
  if (madeMs === null) return { outcome: 'not_sent', cause: 'the reference does not tell its time' };
  // A payment is searched for around the time of its number; one made later would never be found again.
  if (connection.wallMs() - madeMs > CREATED_WITHIN_MS)
    return { outcome: 'not_sent', cause: 'the reference is too old' };
  const opening = { request, amount, madeMs };
  return request.method === 'card' ? openPage(connection, opening) : confirmIntent(connection, opening);
}

interface Opening {
  readonly request: CreatePaymentRequest;
  /** In Stripe's units. */
  readonly amount: number;
  readonly madeMs: number;
}

function refusalOf({ method, surface, flow, capture }: CreatePaymentRequest): string | null {
  if (stripeFlows[method]?.[surface]?.includes(flow) !== true) return 'flow_not_supported';
  return capture === 'manual' && method !== 'card' ? 'capture_not_supported' : null;
}

async function openPage(connection: Connection, opening: Opening): Promise<CreatePaymentResult> {
  const { request } = opening;
  const result = await callStripe(connection, Session, {
    method: 'POST',
    path: '/v1/checkout/sessions',
    form: pageForm(opening),
    idempotencyKey: request.gatewayReference,
  });
  if (result.outcome !== 'ok') return failureOf(result);
  const { id, client_reference_id, url, status, amount_total } = result.data;
  if (client_reference_id !== request.gatewayReference || amount_total !== opening.amount)
    return { outcome: 'unknown', cause: 'the answer is about another payment' };
  connection.known.set(request.gatewayReference, { kind: 'session', id });
  if (status !== 'open' || url == null) return { outcome: 'unknown', cause: `the page is ${status}` };
  return handOver(request, id, { type: 'redirect', url });
}

function pageForm({ request, amount, madeMs }: Opening): Form {
  const metadata = { reference: request.gatewayReference, form: 'page' };
  const expiresAtMs = Math.max(request.expiresAtMs, madeMs + CREATED_WITHIN_MS + PAGE_OPEN_MS);
  return {
    mode: 'payment',
    client_reference_id: request.gatewayReference,
    allowed_payment_method_types: ['card'],
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: request.currency.toLowerCase(),
          unit_amount: amount,
          product_data: { name: request.description },
        },
      },
    ],
    success_url: request.returnUrl,
    cancel_url: request.returnUrl,
    expires_at: Math.ceil(expiresAtMs / 1_000),
    locale: request.language,
    metadata,
    payment_intent_data: {
      metadata,
      description: request.description,
      capture_method: request.capture === 'manual' ? 'manual' : 'automatic',
    },
    payment_method_options: {
      card: { request_three_d_secure: request.challenge ? 'challenge' : 'automatic' },
    },
  };
}

async function confirmIntent(connection: Connection, opening: Opening): Promise<CreatePaymentResult> {
  const { request, amount } = opening;
  const result = await callStripe(connection, Intent, {
    method: 'POST',
    path: '/v1/payment_intents',
    form: intentForm(opening),
    idempotencyKey: request.gatewayReference,
  });
  if (result.outcome !== 'ok') return failureOf(result);
  const intent = result.data;
  if (intent.metadata?.['reference'] !== request.gatewayReference || intent.amount !== amount)
    return { outcome: 'unknown', cause: 'the answer is about another payment' };
  connection.known.set(request.gatewayReference, { kind: 'intent', id: intent.id });
  const action = actionOf(intent);
  if (action !== null) return handOver(request, intent.id, action);
  if (intent.status !== 'requires_payment_method')
    return { outcome: 'unknown', cause: `the payment is ${intent.status}` };
  const error = intent.last_payment_error;
  return {
    outcome: 'declined',
    declineCode: declineCodeOf(error?.code ?? null, error?.decline_code ?? null),
  };
}

function intentForm({ request, amount }: Opening): Form {
  const { method } = request;
  return {
    amount,
    currency: request.currency.toLowerCase(),
    description: request.description,
    metadata: { reference: request.gatewayReference },
    // Naming the one method switches Stripe's automatic choice off.
    allowed_payment_method_types: [method],
    payment_method_data: { type: method },
    ...(method === 'wechat_pay' ? { payment_method_options: { wechat_pay: { client: 'web' } } } : {}),
    confirm: true,
    return_url: request.returnUrl,
  };
}

type Action = { type: 'qr'; qrText: string } | { type: 'redirect'; url: string };

function actionOf({ next_action: next }: Intent): Action | null {
  const qrText = next?.wechat_pay_display_qr_code?.data;
  if (qrText !== undefined) return { type: 'qr', qrText };
  const url = next?.alipay_handle_redirect?.url ?? next?.redirect_to_url?.url;
  return url === undefined ? null : { type: 'redirect', url };
}

function handOver(
  { expiresAtMs }: CreatePaymentRequest,
  gatewayPaymentId: string,
  action: Action,
): CreatePaymentResult {
  const told: GatewayAction = { ...action, expiresAtMs };
  return { outcome: 'requires_action', gatewayPaymentId, action: told };
}

function failureOf(failure: StripeFailure): CreatePaymentResult {
  if (failure.outcome !== 'refused') return failure;
  if (isAtTheDoor(failure)) return { outcome: 'not_sent', cause: doubt(failure).cause };
  const { type, code, declineCode } = failure;
  if (type === 'card_error') return { outcome: 'declined', declineCode: declineCodeOf(code, declineCode) };
  return { outcome: 'declined', declineCode: refusalCodeOf(code) };
}

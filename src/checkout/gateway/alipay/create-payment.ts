import { formatDecimal } from '../../../kernel/money.ts';
import type {
  CreatePaymentRequest,
  CreatePaymentResult,
  GatewayAction,
  GatewayCapabilities,
} from '../types.ts';
import { beijingText } from './beijing-time.ts';
import { type AlipayFailure, callAlipay, doubt } from './call.ts';
import type { Connection } from './config.ts';
import { CURRENCY, Precreated } from './messages.ts';

type Product = 'qr' | 'page' | 'wap';

/** Inside WeChat and in iOS apps Alipay does not open; inside its own app the page for phones calls the cashier. */
export const alipayFlows: NonNullable<GatewayCapabilities['flows']> = {
  web: ['qr', 'redirect'],
  mobile_web: ['redirect'],
  alipay: ['redirect'],
  android_app: ['redirect'],
};

/** Alipay's refusals in our words, where another gateway may be tried. */
const refusals: Readonly<Record<string, string>> = {
  access_forbidden: 'merchant_not_enabled',
  partner_error: 'merchant_not_enabled',
  total_fee_exceed: 'amount_too_large',
};

/** Codes under which something exists already, and may have been paid. */
const IN_DOUBT = new Set(['ACQ.TRADE_HAS_SUCCESS', 'ACQ.CONTEXT_INCONSISTENT']);

/**
 * Opens a payment in the product that fits surface and flow (M14): a QR to scan, the page for desktops, or the page for
 * phones. The pages are signed addresses of Alipay that need no call; Alipay hears of the trade when the payer arrives.
 */
export async function createPayment(
  connection: Connection,
  request: CreatePaymentRequest,
): Promise<CreatePaymentResult> {
  const refusal = refusalOf(request);
  if (refusal !== null) return { outcome: 'declined', declineCode: refusal };
  const product = productOf(request);
  if (product === null) return { outcome: 'declined', declineCode: 'flow_not_supported' };
  return product === 'qr'
    ? precreate(connection, request)
    : handOver(request, { type: 'redirect', url: pageUrl(connection, request, product) });
}

function refusalOf({ currency, capture, amountMinor }: CreatePaymentRequest): string | null {
  if (currency !== CURRENCY) return 'currency_not_supported';
  if (capture === 'manual') return 'capture_not_supported';
  return amountMinor < 1 ? 'amount_not_supported' : null;
}

function productOf({ flow, surface }: CreatePaymentRequest): Product | null {
  if (alipayFlows[surface]?.includes(flow) !== true) return null;
  if (flow === 'qr') return 'qr';
  return surface === 'web' ? 'page' : 'wap';
}

async function precreate(
  connection: Connection,
  request: CreatePaymentRequest,
): Promise<CreatePaymentResult> {
  const result = await callAlipay(connection, Precreated, {
    method: 'POST',
    path: '/v3/alipay/trade/precreate',
    body: {
      ...tradeOf(request),
      product_code: connection.qrProductCode,
      notify_url: request.notifyUrl,
    },
  });
  if (result.outcome !== 'ok') return failureOf(result);
  if (result.data.out_trade_no !== request.gatewayReference)
    return { outcome: 'unknown', cause: 'the answer is about another payment' };
  return handOver(request, { type: 'qr', qrText: result.data.qr_code });
}

function tradeOf(request: CreatePaymentRequest) {
  return {
    out_trade_no: request.gatewayReference,
    total_amount: formatDecimal({ amountMinor: request.amountMinor, currency: CURRENCY }),
    subject: subjectOf(request.description),
    time_expire: beijingText(request.expiresAtMs),
  };
}

/** Alipay refuses some signs in a subject, and a comma would break the lines of its statement. */
function subjectOf(description: string): string {
  const subject = description.replace(/[/=&,"'<>\\\p{Cc}]+/gu, ' ').trim();
  return [...(subject === '' ? '订单' : subject)].slice(0, 80).join('');
}

function handOver(
  { gatewayReference, expiresAtMs }: CreatePaymentRequest,
  action: { type: 'qr'; qrText: string } | { type: 'redirect'; url: string },
): CreatePaymentResult {
  const known: GatewayAction = { ...action, expiresAtMs };
  // Alipay's own number comes to be only when the payer arrives.
  return { outcome: 'requires_action', gatewayPaymentId: gatewayReference, action: known };
}

function pageUrl(connection: Connection, request: CreatePaymentRequest, product: 'page' | 'wap'): string {
  const { keys } = connection;
  const content =
    product === 'page'
      ? { ...tradeOf(request), product_code: 'FAST_INSTANT_TRADE_PAY' }
      : { ...tradeOf(request), product_code: 'QUICK_WAP_WAY', quit_url: request.returnUrl };
  const parameters: Record<string, string> = {
    app_id: connection.appId,
    method: `alipay.trade.${product}.pay`,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: beijingText(connection.wallMs()),
    version: '1.0',
    notify_url: request.notifyUrl,
    return_url: request.returnUrl,
    biz_content: JSON.stringify(content),
    ...(keys.appCertSerial === null ? {} : { app_cert_sn: keys.appCertSerial }),
    ...(keys.rootCertSerial === null ? {} : { alipay_root_cert_sn: keys.rootCertSerial }),
  };
  const names = Object.keys(parameters).sort();
  const sign = keys.sign(names.map((name) => `${name}=${parameters[name]}`).join('&'));
  return `${connection.baseUrl}/gateway.do?${new URLSearchParams({ ...parameters, sign })}`;
}

function failureOf(failure: AlipayFailure): CreatePaymentResult {
  if (failure.outcome !== 'refused') return failure;
  const { status, code } = failure;
  if (code === null || IN_DOUBT.has(code)) return doubt(failure);
  if (code === 'ACQ.TRADE_HAS_CLOSE') return { outcome: 'declined', declineCode: 'closed' };
  // Turned away at the door (signature, clock, rights, rate): nothing was taken on.
  if (status === 401 || status === 403 || status === 404 || status === 429)
    return { outcome: 'not_sent', cause: doubt(failure).cause };
  const words = code.replace(/^ACQ\./, '').toLowerCase();
  return { outcome: 'declined', declineCode: refusals[words] ?? words };
}

import { z } from 'zod';
import { newSecret } from '../../../kernel/id.ts';
import type { CreatePaymentRequest, CreatePaymentResult, GatewayAction } from '../types.ts';
import { type Connection, callSigned, type SignedResult, signByMerchant } from './connection.ts';
import { beijingTime, fitBytes } from './text.ts';

const DESCRIPTION_BYTES_MAX = 127;
const CODE_TTL_MS = 2 * 3_600_000;
const H5_PAGE_TTL_MS = 5 * 60_000;

const NativeAnswer = z.object({ code_url: z.string().min(1).max(512) });
const H5Answer = z.object({ h5_url: z.url({ protocol: /^https?$/ }).max(1024) });
const JsapiAnswer = z.object({ prepay_id: z.string().min(1).max(64) });

/** Asks for a payment: a QR on a desktop, WeChat's page in a phone's browser, JSAPI inside WeChat. */
export async function createWechatPayment(
  connection: Connection,
  request: CreatePaymentRequest,
): Promise<CreatePaymentResult> {
  if (request.currency !== 'CNY') return { outcome: 'declined', declineCode: 'currency_not_supported' };
  if (request.flow === 'qr') return createNative(connection, request);
  return request.flow === 'redirect' ? createH5(connection, request) : createJsapi(connection, request);
}

async function createNative(
  connection: Connection,
  request: CreatePaymentRequest,
): Promise<CreatePaymentResult> {
  const result = await prepay(connection, NativeAnswer, { product: 'native', request, more: {} });
  if (result.outcome !== 'ok') return failureOf(result);
  const expiresAtMs = expiryOf(connection, request, CODE_TTL_MS);
  return accepted(request, { type: 'qr', qrText: result.data.code_url, expiresAtMs });
}

async function createH5(connection: Connection, request: CreatePaymentRequest): Promise<CreatePaymentResult> {
  const { ipAddress } = request.payer;
  if (ipAddress === null) return { outcome: 'not_sent', cause: 'WeChat Pay needs the address of the payer' };
  const scene_info = { payer_client_ip: ipAddress, h5_info: { type: 'Wap' } };
  const result = await prepay(connection, H5Answer, { product: 'h5', request, more: { scene_info } });
  if (result.outcome !== 'ok') return failureOf(result);
  const url = new URL(result.data.h5_url);
  url.searchParams.set('redirect_url', request.returnUrl);
  const expiresAtMs = expiryOf(connection, request, H5_PAGE_TTL_MS);
  return accepted(request, { type: 'redirect', url: url.href, expiresAtMs, tellsOrigin: true });
}

async function createJsapi(
  connection: Connection,
  request: CreatePaymentRequest,
): Promise<CreatePaymentResult> {
  const { wechatOpenid } = request.payer;
  if (wechatOpenid === null)
    return { outcome: 'not_sent', cause: 'WeChat Pay needs the openid of the payer' };
  const more = { payer: { openid: wechatOpenid } };
  const result = await prepay(connection, JsapiAnswer, { product: 'jsapi', request, more });
  if (result.outcome !== 'ok') return failureOf(result);
  const parameters = bridgeParameters(connection, result.data.prepay_id);
  const expiresAtMs = expiryOf(connection, request, CODE_TTL_MS);
  return accepted(request, { type: 'in_app', parameters, expiresAtMs });
}

interface Prepay {
  readonly product: 'native' | 'h5' | 'jsapi';
  readonly request: CreatePaymentRequest;
  readonly more: Readonly<Record<string, unknown>>;
}

function prepay<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  { product, request, more }: Prepay,
): Promise<SignedResult<z.infer<Schema>>> {
  const { appId, mchid } = connection.config;
  return callSigned(connection, schema, {
    method: 'POST',
    path: `/v3/pay/transactions/${product}`,
    body: {
      appid: appId,
      mchid,
      description: fitBytes(request.description, DESCRIPTION_BYTES_MAX),
      out_trade_no: request.gatewayReference,
      time_expire: beijingTime(request.expiresAtMs),
      notify_url: request.notifyUrl,
      amount: { total: request.amountMinor, currency: request.currency },
      ...(request.split ? { settle_info: { profit_sharing: true } } : {}),
      ...more,
    },
  });
}

/** What WeChat's own `getBrandWCPayRequest` takes, signed by us. */
function bridgeParameters(connection: Connection, prepayId: string): Record<string, string> {
  const { appId, clock } = connection.config;
  const timeStamp = String(Math.floor(clock.wallMs() / 1000));
  const nonceStr = newSecret();
  const prepayPackage = `prepay_id=${prepayId}`;
  return {
    appId,
    timeStamp,
    nonceStr,
    package: prepayPackage,
    signType: 'RSA',
    paySign: signByMerchant(connection, [appId, timeStamp, nonceStr, prepayPackage]),
  };
}

function expiryOf({ config }: Connection, request: CreatePaymentRequest, ttlMs: number): number {
  return Math.min(request.expiresAtMs, config.clock.nowMs() + ttlMs);
}

/** WeChat Pay numbers a payment only when it is paid; until then it is known by ours. */
function accepted(request: CreatePaymentRequest, action: GatewayAction): CreatePaymentResult {
  return { outcome: 'requires_action', gatewayPaymentId: request.gatewayReference, action };
}

/** Under this number something exists already, and it may have been paid. */
const NUMBER_IN_USE = ['OUT_TRADE_NO_USED', 'ORDERPAID', 'ORDER_PAID', 'INVALID_REQUEST'];
const CLOSED = ['ORDERCLOSED', 'ORDER_CLOSED'];
/** Keys, permissions, rates: turned away at the door, and no fault of the learner. */
const DOOR_CODES = [
  'MCH_NOT_EXISTS',
  'APPID_MCHID_NOT_MATCH',
  'ACCOUNT_ERROR',
  'NO_AUTH',
  'NOAUTH',
  'SIGN_ERROR',
];
const DOOR_STATUSES = [401, 403, 429];

function failureOf(result: Exclude<SignedResult<never>, { outcome: 'ok' }>): CreatePaymentResult {
  if (result.outcome !== 'refused') return result;
  const { status, code, proven } = result;
  const cause = `refused with ${status} ${code}`.trim();
  if (NUMBER_IN_USE.includes(code)) return { outcome: 'unknown', cause };
  if (proven && CLOSED.includes(code)) return { outcome: 'declined', declineCode: 'closed' };
  if (DOOR_CODES.includes(code) || status === 429) return { outcome: 'not_sent', cause };
  if (proven) return { outcome: 'declined', declineCode: code === '' ? 'refused' : code.toLowerCase() };
  return DOOR_STATUSES.includes(status) ? { outcome: 'not_sent', cause } : { outcome: 'unknown', cause };
}

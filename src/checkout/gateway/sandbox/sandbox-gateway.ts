import type { z } from 'zod';
import { DomainError } from '../../../kernel/errors.ts';
import { checkoutErrors } from '../../errors.ts';
import {
  type HttpClient,
  type HttpRequest,
  httpClient,
  type JsonResult,
  readJsonResult,
} from '../http-client.ts';
import { getStream } from '../http-stream.ts';
import type {
  CapturePaymentResult,
  ClosePaymentResult,
  CreatePaymentRequest,
  CreatePaymentResult,
  PaymentGateway,
  QueryDisputesResult,
  QueryPaymentResult,
  RefundRequest,
  RefundResult,
  StatementLine,
} from '../types.ts';
import {
  SandboxCharge,
  SandboxDisputes,
  SandboxRefund,
  toGatewayDispute,
  toGatewayPayment,
  toGatewayRefund,
} from './messages.ts';
import { parseSandboxNotification } from './parse-notification.ts';
import { parseSandboxStatement } from './parse-statement.ts';

const STATEMENT_SILENCE_MAX_MS = 60_000;
/** The sandbox's price: 0.6 % of each payment. */
const FEE_PPM = 6_000;

export interface SandboxGatewayConfig {
  /** What it is called here; several sandboxes can stand side by side. `sandbox` when left out. */
  readonly name?: string;
  /** Where the sandbox listens, e.g. http://127.0.0.1:3090. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** One, or two while a secret is being exchanged. */
  readonly notificationSecrets: readonly string[];
  /** Our account at the sandbox. */
  readonly merchantId: string;
  /** Limit of one call. */
  readonly timeoutMs: number;
}

interface Connection {
  readonly send: HttpClient;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly merchantId: string;
}

/** The sandbox gateway as one of ours: test money only. Every call of it may be repeated, by our references. */
export function sandboxGateway(config: SandboxGatewayConfig): PaymentGateway {
  const connection: Connection = {
    send: httpClient({ timeoutMs: config.timeoutMs }),
    baseUrl: config.baseUrl.replace(/\/+$/, ''),
    apiKey: config.apiKey,
    merchantId: config.merchantId,
  };
  return {
    name: config.name ?? 'sandbox',
    gatewayMerchantId: config.merchantId,
    capabilities: {
      methods: ['alipay', 'wechat_pay', 'card'],
      testOnly: true,
      close: true,
      authorize: true,
      partialCapture: true,
      refund: true,
      partialRefund: true,
      refundWithinMs: null,
      statement: true,
      currencies: null,
      statementTimeZone: 'Asia/Shanghai',
      feePpm: FEE_PPM,
    },
    createPayment: (request) => createPayment(connection, request),
    queryPayment: (gatewayReference) => queryPayment(connection, gatewayReference),
    closePayment: (gatewayReference) => closePayment(connection, gatewayReference),
    capturePayment: (capture) => capturePayment(connection, capture),
    refundPayment: (request) => refundPayment(connection, request),
    queryRefund: (refundReference) => queryRefund(connection, refundReference),
    queryDisputes: ({ gatewayReference }) => queryDisputes(connection, gatewayReference),
    parseNotification: (raw, nowMs) => parseSandboxNotification(config.notificationSecrets, { raw, nowMs }),
    answerNotification: (accepted) => ({
      status: accepted ? 200 : 503,
      contentType: 'application/json',
      body: JSON.stringify({ received: accepted }),
    }),
    readStatement: (day) => readStatement(connection, day),
    parseStatement: parseSandboxStatement,
  };
}

async function createPayment(
  connection: Connection,
  request: CreatePaymentRequest,
): Promise<CreatePaymentResult> {
  const { gatewayReference, surface: _, payer: __, split: ___, ...rest } = request;
  const result = await callJson(connection, SandboxCharge, {
    method: 'POST',
    path: '/v1/charges',
    body: { reference: gatewayReference, merchantId: connection.merchantId, ...rest },
  });
  if (result.outcome === 'ok') return actionOf(result.data, request);
  if (result.outcome !== 'refused') return result;
  return createRefusal(result.status, result.code);
}

function actionOf(charge: SandboxCharge, request: CreatePaymentRequest): CreatePaymentResult {
  const matches =
    charge.reference === request.gatewayReference &&
    charge.amountMinor === request.amountMinor &&
    charge.currency === request.currency;
  if (!matches) return { outcome: 'unknown', cause: 'the answer is about another payment' };
  // A repeated call can meet a charge that has ended since; only a query tells what it came to.
  if (charge.status === 'succeeded' || charge.status === 'authorized')
    return { outcome: 'unknown', cause: `the payment is ${charge.status} already` };
  if (charge.status === 'failed' || charge.status === 'closed') {
    return { outcome: 'declined', declineCode: charge.declineCode ?? charge.status };
  }
  const { payUrl, expiresAtMs } = charge;
  return {
    outcome: 'requires_action',
    gatewayPaymentId: charge.chargeId,
    action:
      request.flow === 'qr'
        ? { type: 'qr', qrText: payUrl, expiresAtMs }
        : { type: 'redirect', url: payUrl, expiresAtMs },
  };
}

function createRefusal(status: number, code: string | null): CreatePaymentResult {
  const cause = `refused with ${status} ${code ?? ''}`.trim();
  // Under this reference something else exists, and it may have been paid.
  if (status === 409) return { outcome: 'unknown', cause };
  if (status === 400 || status === 422) return { outcome: 'declined', declineCode: code ?? 'refused' };
  // Turned away at the door (key, address, rate): nothing was taken on.
  return { outcome: 'not_sent', cause };
}

async function queryPayment(connection: Connection, gatewayReference: string): Promise<QueryPaymentResult> {
  const path = `/v1/charges/by-reference/${encodeURIComponent(gatewayReference)}`;
  const result = await callJson(connection, SandboxCharge, { method: 'GET', path });
  if (result.outcome === 'ok') {
    return result.data.reference === gatewayReference
      ? { outcome: 'found', payment: toGatewayPayment(result.data) }
      : { outcome: 'unknown', cause: 'the answer is about another payment' };
  }
  return isAbsent(result, 'charge_not_found') ? { outcome: 'not_found' } : doubt(result);
}

async function closePayment(connection: Connection, gatewayReference: string): Promise<ClosePaymentResult> {
  const path = `/v1/charges/by-reference/${encodeURIComponent(gatewayReference)}/close`;
  const result = await callJson(connection, SandboxCharge, { method: 'POST', path });
  if (result.outcome !== 'ok') {
    return isAbsent(result, 'charge_not_found') ? { outcome: 'not_found' } : doubt(result);
  }
  const payment = toGatewayPayment(result.data);
  const open = payment.status === 'pending' || payment.status === 'authorized';
  if (payment.gatewayReference !== gatewayReference || open) {
    return { outcome: 'unknown', cause: 'the answer does not say that it is closed' };
  }
  return payment.status === 'closed' ? { outcome: 'closed' } : { outcome: 'settled', payment };
}

async function capturePayment(
  connection: Connection,
  { gatewayReference, ...body }: Parameters<PaymentGateway['capturePayment']>[0],
): Promise<CapturePaymentResult> {
  const path = `/v1/charges/by-reference/${encodeURIComponent(gatewayReference)}/capture`;
  const result = await callJson(connection, SandboxCharge, { method: 'POST', path, body });
  if (result.outcome !== 'ok')
    return isFinalRefusal(result) ? { outcome: 'refused', failureCode: result.code } : doubt(result);
  const payment = toGatewayPayment(result.data);
  const open = payment.status === 'pending' || payment.status === 'authorized';
  if (payment.gatewayReference !== gatewayReference || open)
    return { outcome: 'unknown', cause: 'the answer does not say that it is captured' };
  return payment.status === 'succeeded' ? { outcome: 'captured', payment } : { outcome: 'settled', payment };
}

async function refundPayment(connection: Connection, request: RefundRequest): Promise<RefundResult> {
  const { gatewayReference, capturedMinor: _, notifyUrl: __, ...rest } = request;
  const result = await callJson(connection, SandboxRefund, {
    method: 'POST',
    path: '/v1/refunds',
    body: { chargeReference: gatewayReference, ...rest },
  });
  if (result.outcome === 'ok') {
    const refund = toGatewayRefund(result.data);
    const matches =
      refund.refundReference === request.refundReference &&
      refund.gatewayReference === gatewayReference &&
      refund.amountMinor === request.amountMinor &&
      refund.currency === request.currency;
    return matches
      ? { outcome: 'found', refund }
      : { outcome: 'unknown', cause: 'the answer is about another refund' };
  }
  return isFinalRefusal(result) ? { outcome: 'refused', failureCode: result.code } : doubt(result);
}

async function queryRefund(connection: Connection, refundReference: string): Promise<RefundResult> {
  const path = `/v1/refunds/by-reference/${encodeURIComponent(refundReference)}`;
  const result = await callJson(connection, SandboxRefund, { method: 'GET', path });
  if (result.outcome === 'ok') {
    return result.data.refundReference === refundReference
      ? { outcome: 'found', refund: toGatewayRefund(result.data) }
      : { outcome: 'unknown', cause: 'the answer is about another refund' };
  }
  return isAbsent(result, 'refund_not_found') ? { outcome: 'not_found' } : doubt(result);
}

async function queryDisputes(connection: Connection, gatewayReference: string): Promise<QueryDisputesResult> {
  const path = `/v1/charges/by-reference/${encodeURIComponent(gatewayReference)}/disputes`;
  const result = await callJson(connection, SandboxDisputes, { method: 'GET', path });
  return result.outcome === 'ok'
    ? { outcome: 'found', disputes: result.data.data.map(toGatewayDispute) }
    : doubt(result);
}

/** Throws `gateway_unavailable` when the statement cannot be had now, a plain Error when it cannot be read. */
async function* readStatement(connection: Connection, day: string): AsyncGenerator<StatementLine> {
  const { url, headers } = requestOf(connection, {
    method: 'GET',
    path: `/v1/statements/${encodeURIComponent(day)}`,
  });
  const answer = await getStream({
    url,
    headers: headers ?? {},
    silenceMaxMs: STATEMENT_SILENCE_MAX_MS,
  }).catch((error: unknown) => {
    throw statementMissing(day, error instanceof Error ? error.message : String(error));
  });
  if (answer.status !== 200) throw statementMissing(day, `status ${answer.status}`);
  yield* parseSandboxStatement(answer.body);
}

function statementMissing(day: string, cause: string): DomainError {
  return new DomainError(checkoutErrors.gateway_unavailable, { detail: `no statement of ${day}: ${cause}` });
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

async function callJson<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  call: Call,
): Promise<JsonResult<z.infer<Schema>>> {
  return readJsonResult(await connection.send(requestOf(connection, call)), schema);
}

function requestOf(connection: Connection, call: Call): HttpRequest {
  return {
    method: call.method,
    url: connection.baseUrl + call.path,
    headers: {
      authorization: `Bearer ${connection.apiKey}`,
      accept: 'application/json',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    isRepeatable: true,
  };
}

type Failure = Exclude<JsonResult<never>, { outcome: 'ok' }>;

/** True only when the sandbox itself said so: a stranger's 404 on its address proves nothing. */
function isAbsent(result: Failure, code: string): boolean {
  return result.outcome === 'refused' && result.status === 404 && result.code === code;
}

/** A wrong key or a used reference says nothing about the refund itself; these answers do. */
function isFinalRefusal(result: Failure): result is Failure & { outcome: 'refused'; code: string } {
  if (result.outcome !== 'refused' || result.code === null) return false;
  // A dispute ends some day, and may be won.
  if (result.code === 'charge_disputed') return false;
  return result.status === 400 || result.status === 422 || isAbsent(result, 'charge_not_found');
}

function doubt(result: Failure): { readonly outcome: 'unknown'; readonly cause: string } {
  const cause =
    result.outcome === 'refused' ? `refused with ${result.status} ${result.code ?? ''}`.trim() : result.cause;
  return { outcome: 'unknown', cause };
}

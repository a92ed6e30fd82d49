import type { GatewayRefund, RefundRequest, RefundResult } from '../types.ts';
import { type Connection, callSigned } from './connection.ts';
import { Refund, toGatewayRefund } from './messages.ts';
import { doubt, saysAbsent } from './payments.ts';
import { fitBytes } from './text.ts';

const REASON_BYTES_MAX = 80;

/** Refusals for good, and what they mean in our codes; a person must decide (M15). */
const refusals: Readonly<Record<string, string>> = {
  NOT_ENOUGH: 'gateway_balance_too_low',
  USER_ACCOUNT_ABNORMAL: 'payer_account_closed',
  RESOURCE_NOT_EXISTS: 'payment_not_found',
  PARAM_ERROR: 'param_error',
  INVALID_REQUEST: 'invalid_request',
  NO_AUTH: 'not_permitted',
};

/** Asks for a refund; a repeat goes under the same number and is the same refund. Accepted is not yet returned. */
export async function refundWechatPayment(
  connection: Connection,
  request: RefundRequest,
): Promise<RefundResult> {
  const reason = readableReason(request.reason);
  const result = await callSigned(connection, Refund, {
    method: 'POST',
    path: '/v3/refund/domestic/refunds',
    body: {
      out_trade_no: request.gatewayReference,
      out_refund_no: request.refundReference,
      ...(reason === '' ? {} : { reason }),
      notify_url: request.notifyUrl,
      amount: { refund: request.amountMinor, total: request.capturedMinor, currency: request.currency },
    },
  });
  if (result.outcome === 'ok') return matching(request, toGatewayRefund(result.data));
  const refusal = result.outcome === 'refused' && result.proven ? refusals[result.code] : undefined;
  if (refusal === undefined) return doubt(result);
  // "Not by the rules" can also mean that this number is in use: then its refund says more.
  if (refusal === 'invalid_request') return knownOrRefused(connection, request, refusal);
  return { outcome: 'refused', failureCode: refusal };
}

async function knownOrRefused(
  connection: Connection,
  request: RefundRequest,
  failureCode: string,
): Promise<RefundResult> {
  const known = await queryWechatRefund(connection, request.refundReference);
  if (known.outcome === 'not_found') return { outcome: 'refused', failureCode };
  return known.outcome === 'found' ? matching(request, known.refund) : known;
}

function matching(request: RefundRequest, refund: GatewayRefund): RefundResult {
  const matches =
    refund.refundReference === request.refundReference &&
    refund.gatewayReference === request.gatewayReference &&
    refund.amountMinor === request.amountMinor &&
    refund.currency === request.currency;
  return matches
    ? { outcome: 'found', refund }
    : { outcome: 'unknown', cause: 'the answer is about another refund' };
}

/** Asks how a refund stands, by our number. */
export async function queryWechatRefund(
  connection: Connection,
  refundReference: string,
): Promise<RefundResult> {
  const path = `/v3/refund/domestic/refunds/${encodeURIComponent(refundReference)}`;
  const result = await callSigned(connection, Refund, { method: 'GET', path });
  if (result.outcome !== 'ok') {
    return saysAbsent(result, ['RESOURCE_NOT_EXISTS', 'REFUND_NOT_EXISTS'])
      ? { outcome: 'not_found' }
      : doubt(result);
  }
  return result.data.out_refund_no === refundReference
    ? { outcome: 'found', refund: toGatewayRefund(result.data) }
    : { outcome: 'unknown', cause: 'the answer is about another refund' };
}

/** The payer reads it in WeChat: words, never our codes. */
function readableReason(reason: string): string {
  return /^[a-z_]+$/.test(reason) ? '' : fitBytes(reason, REASON_BYTES_MAX);
}

import { formatDecimal } from '../../../kernel/money.ts';
import type { GatewayRefund, RefundRequest, RefundResult } from '../types.ts';
import { type AlipayFailure, callAlipay, doubt, isCode } from './call.ts';
import type { Connection } from './config.ts';
import { CURRENCY, Refunded, RefundState } from './messages.ts';
import { NO_TRADE } from './settle.ts';

/** This number stands for a refund of another amount. */
const REUSED = 'ACQ.DISCORDANT_REPEAT_REQUEST';

/** Gives money back under our number; a repeat is told by `fund_change` N and then asked for. */
export async function refundPayment(connection: Connection, request: RefundRequest): Promise<RefundResult> {
  if (request.currency !== CURRENCY) return { outcome: 'refused', failureCode: 'currency_not_supported' };
  const result = await callAlipay(connection, Refunded, {
    method: 'POST',
    path: '/v3/alipay/trade/refund',
    body: {
      out_trade_no: request.gatewayReference,
      out_request_no: request.refundReference,
      refund_amount: formatDecimal({ amountMinor: request.amountMinor, currency: CURRENCY }),
      refund_reason: request.reason.slice(0, 128),
    },
  });
  if (result.outcome !== 'ok') return failureOf(result);
  if (result.data.out_trade_no !== request.gatewayReference)
    return { outcome: 'unknown', cause: 'the answer is about another payment' };
  const accepted = refundOf(request, result.data.trade_no, 'pending');
  if (result.data.fund_change === 'Y')
    return { outcome: 'found', refund: { ...accepted, status: 'succeeded' } };
  const state = await queryRefund(connection, request.refundReference, request.gatewayReference);
  if (state.outcome === 'not_found') return { outcome: 'found', refund: accepted };
  return state.outcome === 'found' && state.refund.amountMinor !== request.amountMinor
    ? { outcome: 'unknown', cause: 'the number stands for another refund' }
    : state;
}

function refundOf(
  request: Pick<RefundRequest, 'refundReference' | 'gatewayReference' | 'amountMinor'>,
  tradeNumber: string,
  status: GatewayRefund['status'],
): GatewayRefund {
  const { refundReference, gatewayReference, amountMinor } = request;
  return {
    refundReference,
    // Alipay numbers no refunds of its own: trade and our number name one.
    gatewayRefundId: tradeNumber,
    gatewayReference,
    amountMinor,
    currency: CURRENCY,
    status,
    failureCode: null,
  };
}

function failureOf(failure: AlipayFailure): RefundResult {
  const isFinal =
    failure.outcome === 'refused' &&
    failure.code !== null &&
    failure.code.startsWith('ACQ.') &&
    failure.code !== REUSED;
  if (!isFinal) return doubt(failure);
  return { outcome: 'refused', failureCode: (failure.code ?? '').replace(/^ACQ\./, '').toLowerCase() };
}

/** Only REFUND_SUCCESS means that the money is back; an answer without a status knows of no such refund. */
export async function queryRefund(
  connection: Connection,
  refundReference: string,
  gatewayReference: string,
): Promise<RefundResult> {
  const result = await callAlipay(connection, RefundState, {
    method: 'POST',
    path: '/v3/alipay/trade/fastpay/refund/query',
    body: { out_trade_no: gatewayReference, out_request_no: refundReference },
  });
  if (result.outcome !== 'ok') return isCode(result, NO_TRADE) ? { outcome: 'not_found' } : doubt(result);
  const { refund_status, refund_amount, trade_no, ...told } = result.data;
  if (refund_status === undefined) return { outcome: 'not_found' };
  if (told.out_request_no !== refundReference || told.out_trade_no !== gatewayReference)
    return { outcome: 'unknown', cause: 'the answer is about another refund' };
  if (refund_amount === undefined) return { outcome: 'unknown', cause: 'the answer names no amount' };
  const status = refund_status === 'REFUND_SUCCESS' ? 'succeeded' : 'pending';
  const asked = { refundReference, gatewayReference, amountMinor: refund_amount };
  return { outcome: 'found', refund: refundOf(asked, trade_no ?? gatewayReference, status) };
}

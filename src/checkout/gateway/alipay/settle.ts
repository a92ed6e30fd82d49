import type { ClosePaymentResult, QueryPaymentResult } from '../types.ts';
import { callAlipay, doubt, isCode } from './call.ts';
import type { Connection } from './config.ts';
import { Closed, Trade, toGatewayPayment } from './messages.ts';

export const NO_TRADE = 'ACQ.TRADE_NOT_EXIST';

/** A QR that nobody scanned is no trade yet: `not_found`, though it can be scanned until it expires. */
export async function queryPayment(
  connection: Connection,
  gatewayReference: string,
): Promise<QueryPaymentResult> {
  const result = await callAlipay(connection, Trade, {
    method: 'POST',
    path: '/v3/alipay/trade/query',
    body: { out_trade_no: gatewayReference },
  });
  if (result.outcome !== 'ok') return isCode(result, NO_TRADE) ? { outcome: 'not_found' } : doubt(result);
  return result.data.out_trade_no === gatewayReference
    ? { outcome: 'found', payment: toGatewayPayment(connection, result.data) }
    : { outcome: 'unknown', cause: 'the answer is about another payment' };
}

/**
 * Closes a trade that is not paid. Alipay's cancel (撤销) is never used: it would silently give back what was paid a
 * moment ago, past our own books.
 */
export async function closePayment(
  connection: Connection,
  gatewayReference: string,
): Promise<ClosePaymentResult> {
  const result = await callAlipay(connection, Closed, {
    method: 'POST',
    path: '/v3/alipay/trade/close',
    body: { out_trade_no: gatewayReference },
  });
  if (result.outcome === 'ok') {
    return (result.data.out_trade_no ?? gatewayReference) === gatewayReference
      ? { outcome: 'closed' }
      : { outcome: 'unknown', cause: 'the answer is about another payment' };
  }
  if (isCode(result, NO_TRADE)) return { outcome: 'not_found' };
  return result.outcome === 'refused' ? tellWhy(connection, gatewayReference) : doubt(result);
}

/** A close is refused when the trade is paid, or closed already: only its state tells which. */
async function tellWhy(connection: Connection, gatewayReference: string): Promise<ClosePaymentResult> {
  const state = await queryPayment(connection, gatewayReference);
  if (state.outcome !== 'found') return state;
  const { payment } = state;
  if (payment.status === 'closed') return { outcome: 'closed' };
  return payment.status === 'pending'
    ? { outcome: 'unknown', cause: 'the trade cannot be closed now' }
    : { outcome: 'settled', payment };
}

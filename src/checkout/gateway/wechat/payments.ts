import { z } from 'zod';
import type { ClosePaymentResult, GatewayPayment, QueryPaymentResult } from '../types.ts';
import { type Connection, callSigned, type SignedResult } from './connection.ts';
import { Transaction, toGatewayPayment } from './messages.ts';

const ABSENT = ['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS'];
const CLOSED = ['ORDER_CLOSED', 'ORDERCLOSED'];

/** Asks for a payment by our number. */
export async function queryWechatPayment(
  connection: Connection,
  gatewayReference: string,
): Promise<QueryPaymentResult> {
  const path = `${pathOf(gatewayReference)}?mchid=${encodeURIComponent(connection.config.mchid)}`;
  const result = await callSigned(connection, Transaction, { method: 'GET', path });
  if (result.outcome !== 'ok') return saysAbsent(result, ABSENT) ? { outcome: 'not_found' } : doubt(result);
  return result.data.out_trade_no === gatewayReference
    ? { outcome: 'found', payment: toGatewayPayment(connection.config, result.data) }
    : { outcome: 'unknown', cause: 'the answer is about another payment' };
}

/** Closes an unpaid payment; one that cannot be closed is asked about. */
export async function closeWechatPayment(
  connection: Connection,
  gatewayReference: string,
): Promise<ClosePaymentResult> {
  const result = await callSigned(connection, z.undefined(), {
    method: 'POST',
    path: `${pathOf(gatewayReference)}/close`,
    body: { mchid: connection.config.mchid },
  });
  if (result.outcome === 'ok' || saysAbsent(result, CLOSED)) return { outcome: 'closed' };
  if (saysAbsent(result, ABSENT)) return { outcome: 'not_found' };
  // Any other refusal has its reason in the state of the payment: paid, above all.
  return result.outcome === 'refused' ? stateOf(connection, gatewayReference) : doubt(result);
}

async function stateOf(connection: Connection, gatewayReference: string): Promise<ClosePaymentResult> {
  const query = await queryWechatPayment(connection, gatewayReference);
  if (query.outcome !== 'found') return query;
  return outcomeOf(query.payment);
}

function outcomeOf(payment: GatewayPayment): ClosePaymentResult {
  if (payment.status === 'closed') return { outcome: 'closed' };
  return payment.status === 'pending'
    ? { outcome: 'unknown', cause: 'it is still open' }
    : { outcome: 'settled', payment };
}

function pathOf(gatewayReference: string): string {
  return `/v3/pay/transactions/out-trade-no/${encodeURIComponent(gatewayReference)}`;
}

type Failure = Exclude<SignedResult<never>, { outcome: 'ok' }>;

/** True only when WeChat Pay itself said so: a stranger's 404 on its address proves nothing. */
export function saysAbsent(result: Failure, codes: readonly string[]): boolean {
  return result.outcome === 'refused' && result.proven && codes.includes(result.code);
}

export function doubt(result: Failure): { readonly outcome: 'unknown'; readonly cause: string } {
  const cause =
    result.outcome === 'refused' ? `refused with ${result.status} ${result.code}`.trim() : result.cause;
  return { outcome: 'unknown', cause };
}

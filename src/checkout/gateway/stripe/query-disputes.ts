import type { GatewayDispute, QueryDisputesResult } from '../types.ts';
import { callStripe, doubt } from './call.ts';
import type { Connection } from './config.ts';
import { Dispute, listOf, toGatewayDispute } from './messages.ts';
import { queryPayment } from './settle.ts';

/** More than a payment can ever have: a bank opens one, rarely a second. */
const DISPUTES_MAX = 100;

/** How the disputes of a payment stand; warnings of a bank that move no money are none. */
export async function queryDisputes(
  connection: Connection,
  gatewayReference: string,
): Promise<QueryDisputesResult> {
  const found = await queryPayment(connection, gatewayReference);
  if (found.outcome !== 'found')
    return found.outcome === 'unknown' ? found : { outcome: 'found', disputes: [] };
  const result = await callStripe(connection, listOf(Dispute), {
    method: 'GET',
    path: '/v1/disputes',
    form: { payment_intent: found.payment.gatewayPaymentId, limit: DISPUTES_MAX },
  });
  if (result.outcome !== 'ok') return { outcome: 'unknown', cause: doubt(result).cause };
  const disputes = result.data.data.map(toGatewayDispute).filter((dispute) => dispute !== null);
  return {
    outcome: 'found',
    disputes: disputes.map((dispute): GatewayDispute => ({ ...dispute, gatewayReference })),
  };
}

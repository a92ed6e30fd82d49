import type { QueryComplaintResult } from '../types.ts';
import { type Connection, callSigned } from './connection.ts';
import { Complaint, toGatewayComplaint } from './messages.ts';
import { doubt, saysAbsent } from './payments.ts';

/** Asks what a complaint is about and how it stands. */
export async function queryWechatComplaint(
  connection: Connection,
  gatewayComplaintId: string,
): Promise<QueryComplaintResult> {
  const path = `/v3/merchant-service/complaints-v2/${encodeURIComponent(gatewayComplaintId)}`;
  const result = await callSigned(connection, Complaint, { method: 'GET', path });
  if (result.outcome !== 'ok')
    return saysAbsent(result, ['RESOURCE_NOT_EXISTS']) ? { outcome: 'not_found' } : doubt(result);
  return result.data.complaint_id === gatewayComplaintId
    ? { outcome: 'found', complaint: toGatewayComplaint(result.data) }
    : { outcome: 'unknown', cause: 'the answer is about another complaint' };
}

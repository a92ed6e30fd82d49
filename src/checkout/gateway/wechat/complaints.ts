import { listPages } from '../list-pages.ts';
import type { ListComplaintsResult, QueryComplaintResult } from '../types.ts';
import { type Connection, callSigned } from './connection.ts';
import { Complaint, ComplaintList, toGatewayComplaint } from './messages.ts';
import { doubt, saysAbsent } from './payments.ts';
import { beijingTime } from './text.ts';

/** The most that WeChat Pay gives at a time. */
const PAGE = 50;

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

/** Complaints of whole Beijing days, of which WeChat Pay tells 30 at most. */
export function listWechatComplaints(
  connection: Connection,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<ListComplaintsResult> {
  const days = {
    begin_date: dayOf(fromMs),
    end_date: dayOf(toMs),
    complainted_mchid: connection.config.mchid,
  };
  return listPages(async (page) => {
    const query = new URLSearchParams({ limit: String(PAGE), offset: String(page * PAGE), ...days });
    const path = `/v3/merchant-service/complaints-v2?${query}`;
    const result = await callSigned(connection, ComplaintList, { method: 'GET', path });
    if (result.outcome !== 'ok') return doubt(result);
    const { data, total_count: total } = result.data;
    const complaints = data.map((one) => ({
      ...toGatewayComplaint(one),
      openedAtMs: Date.parse(one.complaint_time),
    }));
    return { outcome: 'ok', complaints, isLast: data.length === 0 || (page + 1) * PAGE >= total };
  });
}

const dayOf = (timeMs: number): string => beijingTime(timeMs).slice(0, 10);

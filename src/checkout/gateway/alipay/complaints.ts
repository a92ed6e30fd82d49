import { z } from 'zod';
import { listPages } from '../list-pages.ts';
import type { GatewayComplaint, ListComplaintsResult, QueryComplaintResult } from '../types.ts';
import { beijingMs, beijingText } from './beijing-time.ts';
import { callAlipay, doubt } from './call.ts';
import type { Connection } from './config.ts';

/** The most that Alipay gives at a time. */
const PAGE = 20;

/** Answer of the query of a trade complaint (交易投诉); fields we do not use are dropped. */
const Complaint = z.object({
  complain_event_id: z.string().min(1).max(64),
  status: z.string().max(64),
  merchant_order_no: z.string().max(64).nullish(),
  complain_reason: z.string().max(2_000).nullish(),
  content: z.string().max(10_000).nullish(),
});
type Complaint = z.infer<typeof Complaint>;

const ComplaintList = z.object({
  trade_complain_infos: z.array(Complaint.extend({ gmt_create: z.string() })).default([]),
  total_page_num: z.number().int().min(0),
});

/** Asks what a complaint is about and how it stands. No code of Alipay's surely says that it has no such complaint. */
export async function queryAlipayComplaint(
  connection: Connection,
  gatewayComplaintId: string,
): Promise<QueryComplaintResult> {
  const path = `/v3/alipay/merchant/tradecomplain/${encodeURIComponent(gatewayComplaintId)}`;
  const result = await callAlipay(connection, Complaint, { method: 'GET', path });
  if (result.outcome !== 'ok') return doubt(result);
  return result.data.complain_event_id === gatewayComplaintId
    ? { outcome: 'found', complaint: toGatewayComplaint(result.data) }
    : { outcome: 'unknown', cause: 'the answer is about another complaint' };
}

/** Complaints about trades of our application that were made within a span. */
export function listAlipayComplaints(
  connection: Connection,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<ListComplaintsResult> {
  const span = { begin_time: beijingText(fromMs), end_time: beijingText(toMs), page_size: PAGE };
  return listPages(async (page) => {
    const result = await callAlipay(connection, ComplaintList, {
      method: 'POST',
      path: '/v3/alipay/merchant/tradecomplain/batchquery',
      body: { ...span, page_num: page + 1 },
    });
    if (result.outcome !== 'ok') return doubt(result);
    const { trade_complain_infos: infos, total_page_num: pages } = result.data;
    const complaints = infos.map((one) => ({
      ...toGatewayComplaint(one),
      openedAtMs: beijingMs(one.gmt_create) ?? toMs,
    }));
    return { outcome: 'ok', complaints, isLast: infos.length === 0 || page + 1 >= pages };
  });
}

const statuses: Readonly<Record<string, GatewayComplaint['status']>> = {
  MERCHANT_PROCESSING: 'opened',
  FINISHED: 'closed',
  CANCELLED: 'closed',
  PLATFORM_FINISH: 'closed',
  CLOSED: 'closed',
};

/** Answered, overdue or taken over by Alipay's own people is all a case that goes on. */
function toGatewayComplaint(complaint: Complaint): GatewayComplaint {
  return {
    gatewayComplaintId: complaint.complain_event_id,
    gatewayReference: complaint.merchant_order_no || null,
    status: statuses[complaint.status] ?? 'processing',
    reason: complaint.content || complaint.complain_reason || '',
  };
}

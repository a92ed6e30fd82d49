import { beijing } from './bill.ts';
import { TradeError } from './trades.ts';

export interface SimComplaint {
  readonly eventId: string;
  /** The merchant's own number of the trade. */
  readonly reference: string;
  readonly text: string;
  readonly openedAtMs: number;
  status: 'MERCHANT_PROCESSING' | 'MERCHANT_FEEDBACKED' | 'FINISHED';
}

export interface Complaints {
  complain(reference: string, text: string): SimComplaint;
  finish(eventId: string): void;
  /** The answer about one, as the v3 API gives it. */
  view(eventId: string): Record<string, unknown>;
  /** A page of those that were made in a span of at most a year, the newest first. */
  list(body: Record<string, unknown>): Record<string, unknown>;
}

/** Payers' complaints about trades (交易投诉) in Alipay's own book. */
export function complaintBook(): Complaints {
  const complaints: SimComplaint[] = [];
  const find = (eventId: string): SimComplaint => {
    const found = complaints.find((one) => one.eventId === eventId);
    if (found === undefined) throw new TradeError('COMPLAIN_EVENT_NOT_EXIST');
    return found;
  };
  return {
    complain: (reference, text) => {
      const eventId = `2026112300102000${String(complaints.length).padStart(12, '0')}`;
      const complaint: SimComplaint = {
        ...{ eventId, reference, text },
        openedAtMs: Date.now(),
        status: 'MERCHANT_PROCESSING',
      };
      complaints.unshift(complaint);
      return complaint;
    },
    finish: (eventId) => {
      find(eventId).status = 'FINISHED';
    },
    view: (eventId) => viewOf(find(eventId)),
    list: (body) => {
      const [size, page] = [Number(body['page_size'] ?? 10), Number(body['page_num'] ?? 1)];
      if (!(size >= 1 && size <= 20) || !(page >= 1)) throw new TradeError('INVALID_PARAMETER');
      const [begin, end] = [String(body['begin_time']), String(body['end_time'])];
      const chosen = complaints.filter(({ openedAtMs }) => {
        const time = beijing(openedAtMs);
        return begin <= time && time <= end;
      });
      return {
        page_size: size,
        page_num: page,
        total_num: chosen.length,
        total_page_num: Math.ceil(chosen.length / size),
        trade_complain_infos: chosen.slice((page - 1) * size, page * size).map(viewOf),
      };
    },
  };
}

function viewOf({ eventId, reference, text, openedAtMs, status }: SimComplaint): Record<string, unknown> {
  return {
    complain_event_id: eventId,
    status,
    trade_no: `20261123220014${eventId.slice(-8)}`,
    merchant_order_no: reference,
    gmt_create: beijing(openedAtMs),
    gmt_modified: beijing(openedAtMs),
    leaf_category_name: '退款',
    complain_reason: '商品或服务有问题',
    content: text,
    images: [],
    phone_no: '138****0000',
  };
}

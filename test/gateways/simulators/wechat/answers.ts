import { type Book, type BookedComplaint, type BookedOrder, type BookedRefund, Refusal } from './book.ts';

export interface Account {
  readonly mchid: string;
  readonly appId: string;
}

/** RFC 3339 of Beijing. */
export function beijing(timeMs: number): string {
  return `${new Date(timeMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** A transaction as query and notification tell it. */
export function transactionOf(account: Account, order: BookedOrder) {
  const paid = order.paidAtMs !== null;
  return {
    appid: order.appid,
    mchid: account.mchid,
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: paid ? '支付成功' : '订单未支付',
    ...(paid
      ? {
          transaction_id: order.transactionId,
          trade_type: { native: 'NATIVE', h5: 'MWEB', jsapi: 'JSAPI' }[order.product],
          bank_type: 'OTHERS',
          attach: '',
          success_time: beijing(order.paidAtMs ?? 0),
          payer: { openid: order.openid ?? 'o_scanned_by_somebody_01' },
        }
      : {}),
    amount: {
      total: order.total,
      currency: 'CNY',
      ...(paid ? { payer_total: order.payerTotal, payer_currency: 'CNY' } : {}),
    },
  };
}

/** A refund as its API tells it. */
export function refundOf(order: BookedOrder, refund: BookedRefund) {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: beijing(refund.createdAtMs),
    ...(refund.status === 'SUCCESS' ? { success_time: beijing(Date.now()) } : {}),
    status: refund.status,
    amount: {
      total: order.total,
      refund: refund.amount,
      payer_total: order.payerTotal,
      payer_refund: refund.amount,
      settlement_refund: refund.amount,
      settlement_total: order.total,
      discount_refund: 0,
      currency: 'CNY',
    },
  };
}

/** The same as a notification tells it: without currency, and the state under another name. */
export function notifiedRefundOf(account: Account, order: BookedOrder, refund: BookedRefund) {
  return {
    mchid: account.mchid,
    out_trade_no: order.outTradeNo,
    transaction_id: order.transactionId,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.status,
    user_received_account: '支付用户零钱',
    amount: {
      total: order.total,
      refund: refund.amount,
      payer_total: order.payerTotal,
      payer_refund: refund.amount,
    },
  };
}

export function complaintOf(book: Book, complaint: BookedComplaint) {
  const order = complaint.outTradeNo === null ? undefined : book.orders.get(complaint.outTradeNo);
  return {
    complaint_id: complaint.complaintId,
    complaint_time: beijing(complaint.openedAtMs),
    complaint_detail: complaint.text,
    complaint_state: complaint.state,
    complaint_order_info:
      order === undefined
        ? []
        : [{ transaction_id: order.transactionId, out_trade_no: order.outTradeNo, amount: order.total }],
    complaint_full_refunded: false,
    incoming_user_response: false,
    user_complaint_times: 1,
    problem_description: complaint.text,
    problem_type: 'REFUND',
  };
}

/** Complaints of whole Beijing days, the newest first; a span of more than 30 days is refused. */
export function complaintsOf(book: Book, query: URLSearchParams) {
  const [first = '', last = ''] = [query.get('begin_date') ?? '', query.get('end_date') ?? ''];
  const [limit, offset] = [Number(query.get('limit') ?? 10), Number(query.get('offset') ?? 0)];
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  if (!(days >= 0 && days <= 30) || !(limit >= 1 && limit <= 50)) throw new Refusal(400, 'PARAM_ERROR');
  const chosen = [...book.complaints.values()].reverse().filter(({ openedAtMs }) => {
    const day = beijing(openedAtMs).slice(0, 10);
    return first <= day && day <= last;
  });
  const data = chosen.slice(offset, offset + limit).map((one) => complaintOf(book, one));
  return { data, limit, offset, total_count: chosen.length };
}

const HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

/** The trade bill of a Beijing day: yuan, a backtick before each value, a summary at the end. */
export function billOf(account: Account, book: Book, day: string): string | null {
  const rows: string[][] = [];
  for (const order of book.orders.values()) {
    if (order.paidAtMs !== null && beijing(order.paidAtMs).slice(0, 10) === day)
      rows.push(paymentRow(account, order));
    for (const refund of order.refunds)
      if (beijing(refund.createdAtMs).slice(0, 10) === day) rows.push(refundRow(account, order, refund));
  }
  if (rows.length === 0) return null;
  const lines = rows.map((cells) => cells.map((cell) => `\`${cell}`).join(','));
  const totals = [String(rows.length), '0.00', '0.00', '0.00', '0.00000', '0.00', '0.00'];
  return `\uFEFF${[HEADER, ...lines, SUMMARY, totals.map((cell) => `\`${cell}`).join(',')].join('\r\n')}\r\n`;
}

export function yuan(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 0.6 % to five decimals of a yuan. */
function fee(fen: number): string {
  return ((fen * 6) / 100_000).toFixed(5);
}

function commonCells(account: Account, order: BookedOrder, timeMs: number): string[] {
  const time = beijing(timeMs).slice(0, 19).replace('T', ' ');
  const type = { native: 'NATIVE', h5: 'MWEB', jsapi: 'JSAPI' }[order.product];
  const payer = order.openid ?? 'o_scanned_by_somebody_01';
  return [time, order.appid, account.mchid, '0', '', order.transactionId, order.outTradeNo, payer, type];
}

function paymentRow(account: Account, order: BookedOrder): string[] {
  const total = yuan(order.total);
  return [
    ...commonCells(account, order, order.paidAtMs ?? 0),
    ...['SUCCESS', 'OTHERS', 'CNY', total, yuan(order.total - order.payerTotal)],
    ...['0', '0', '0.00', '0.00', '', '', order.description, ''],
    ...[fee(order.total), '0.60%', total, '0.00', ''],
  ];
}

function refundRow(account: Account, order: BookedOrder, refund: BookedRefund): string[] {
  const amount = yuan(refund.amount);
  return [
    ...commonCells(account, order, refund.createdAtMs),
    ...['REFUND', 'OTHERS', 'CNY', '0.00', '0.00'],
    ...[
      refund.refundId,
      refund.outRefundNo,
      amount,
      '0.00',
      'ORIGINAL',
      refund.status,
      order.description,
      '',
    ],
    ...[`-${fee(refund.amount)}`, '0.60%', '0.00', amount, ''],
  ];
}

/** What the simulated WeChat Pay knows of one payment. */
export interface BookedOrder {
  readonly outTradeNo: string;
  readonly product: 'native' | 'h5' | 'jsapi';
  readonly transactionId: string;
  readonly appid: string;
  readonly total: number;
  readonly description: string;
  readonly profitSharing: boolean;
  readonly openid: string | null;
  readonly notifyUrl: string;
  readonly expiresAtMs: number;
  /** What was asked, so that a repeat is known from another order under the same number. */
  readonly fingerprint: string;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  payerTotal: number;
  paidAtMs: number | null;
  readonly refunds: BookedRefund[];
}

export interface BookedRefund {
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly amount: number;
  readonly fingerprint: string;
  readonly notifyUrl: string | null;
  readonly createdAtMs: number;
  status: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';
  /** What it will come to. */
  ending: 'SUCCESS' | 'CLOSED' | 'ABNORMAL';
}

export interface BookedComplaint {
  readonly complaintId: string;
  readonly outTradeNo: string | null;
  readonly text: string;
  readonly openedAtMs: number;
  state: 'PENDING' | 'PROCESSING' | 'PROCESSED';
}

export interface Book {
  readonly orders: Map<string, BookedOrder>;
  readonly complaints: Map<string, BookedComplaint>;
  /** Numbers for transactions and refunds. */
  nextNumber(): string;
}

export function newBook(): Book {
  let last = 0;
  const prefix = `4200${Date.now()}`;
  return {
    orders: new Map(),
    complaints: new Map(),
    nextNumber: () => {
      last += 1;
      return `${prefix}${String(last).padStart(10, '0')}`;
    },
  };
}

/** An answer that is no success. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string = code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function orderOf(book: Book, outTradeNo: string): BookedOrder {
  const order = book.orders.get(outTradeNo);
  if (order === undefined) throw new Refusal(404, 'ORDER_NOT_EXIST', 'no such order');
  return order;
}

/** Takes the payer's money. Throws when it cannot be paid. */
export function payOrder(book: Book, outTradeNo: string, payerTotal?: number): BookedOrder {
  const order = orderOf(book, outTradeNo);
  if (order.state !== 'NOTPAY') throw new Error(`it is ${order.state}`);
  if (order.expiresAtMs <= Date.now()) throw new Error('it is expired');
  Object.assign(order, { state: 'SUCCESS', paidAtMs: Date.now(), payerTotal: payerTotal ?? order.total });
  return order;
}

export function closeOrder(book: Book, outTradeNo: string): void {
  const order = orderOf(book, outTradeNo);
  if (order.state === 'CLOSED') throw new Refusal(400, 'ORDER_CLOSED', 'closed already');
  if (order.state !== 'NOTPAY') throw new Refusal(400, 'ORDERPAID', 'paid already');
  order.state = 'CLOSED';
}

export interface WantedRefund {
  readonly out_trade_no: string;
  readonly out_refund_no: string;
  readonly notify_url?: string;
  readonly amount: { readonly refund: number; readonly total: number; readonly currency: string };
}

const YEAR_MS = 365 * 86_400_000;
const PARTS_MAX = 50;

export function refundOrder(
  book: Book,
  wanted: WantedRefund,
  ending: BookedRefund['ending'],
): { order: BookedOrder; refund: BookedRefund; isNew: boolean } {
  const order = book.orders.get(wanted.out_trade_no);
  if (order === undefined || order.paidAtMs === null) throw new Refusal(404, 'RESOURCE_NOT_EXISTS');
  const fingerprint = JSON.stringify([wanted.out_trade_no, wanted.amount]);
  const known = findRefund(book, wanted.out_refund_no)?.refund;
  if (known !== undefined) {
    if (known.fingerprint !== fingerprint) throw new Refusal(400, 'INVALID_REQUEST', 'the number is in use');
    return { order, refund: known, isNew: false };
  }
  if (wanted.amount.total !== order.total) throw new Refusal(400, 'INVALID_REQUEST', 'another total');
  if (Date.now() - order.paidAtMs > YEAR_MS) throw new Refusal(400, 'INVALID_REQUEST', 'too late');
  if (order.refunds.length >= PARTS_MAX) throw new Refusal(400, 'INVALID_REQUEST', 'too many parts');
  const given = order.refunds.reduce((sum, part) => sum + (part.ending === 'CLOSED' ? 0 : part.amount), 0);
  if (wanted.amount.refund < 1 || given + wanted.amount.refund > order.total)
    throw new Refusal(400, 'INVALID_REQUEST', 'more than was paid');
  const refund: BookedRefund = {
    outRefundNo: wanted.out_refund_no,
    refundId: `50${book.nextNumber()}`,
    amount: wanted.amount.refund,
    fingerprint,
    notifyUrl: wanted.notify_url ?? null,
    createdAtMs: Date.now(),
    status: 'PROCESSING',
    ending,
  };
  order.refunds.push(refund);
  order.state = 'REFUND';
  return { order, refund, isNew: true };
}

export function findRefund(
  book: Book,
  outRefundNo: string,
): { order: BookedOrder; refund: BookedRefund } | undefined {
  for (const order of book.orders.values()) {
    const refund = order.refunds.find((part) => part.outRefundNo === outRefundNo);
    if (refund !== undefined) return { order, refund };
  }
  return undefined;
}

import { formatDecimal } from '../../../../src/kernel/money.ts';
import type { BookedPayment } from '../../contract/under-test.ts';

export interface SimRefund {
  readonly requestNumber: string;
  readonly amountFen: number;
  readonly atMs: number;
  /** False while the money is on its way to the payer's bank. */
  isDone: boolean;
}

/** What a merchant announced, and what became of it once a payer came. */
export interface SimTrade {
  readonly reference: string;
  readonly amountFen: number;
  readonly subject: string;
  readonly notifyUrl: string;
  readonly expiresAtMs: number;
  /** Null until a payer scanned or opened the page: Alipay knows of no trade before that. */
  tradeNumber: string | null;
  status: 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED';
  createdAtMs: number;
  paidAtMs: number | null;
  /** What the payer gave; a voucher of Alipay's paid the rest. */
  payerFen: number;
  readonly refunds: SimRefund[];
}

/** What Alipay refuses, by its code. */
export class TradeError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface Trades {
  announce(order: Pick<SimTrade, 'reference' | 'amountFen' | 'subject' | 'notifyUrl' | 'expiresAtMs'>): void;
  /** A payer scans or opens the page: now it is a trade. */
  scan(reference: string): SimTrade;
  /** With a voucher when `payerFen` is less than the amount. */
  pay(reference: string, payerFen?: number): SimTrade;
  find(reference: string): SimTrade;
  close(reference: string): SimTrade;
  /** True when this call moved money, false for a repeat. */
  refund(order: { reference: string; requestNumber: string; amountFen: number; isDone: boolean }): boolean;
  all(): SimTrade[];
  book(): BookedPayment[];
}

/** Alipay's own book of one application. */
export function tradeBook(nowMs: () => number): Trades {
  const trades = new Map<string, SimTrade>();
  const announced = (reference: string) => {
    const trade = trades.get(reference);
    if (trade === undefined) throw new TradeError('ACQ.TRADE_NOT_EXIST');
    return trade;
  };
  const find = (reference: string) => {
    const trade = announced(reference);
    if (trade.tradeNumber === null) throw new TradeError('ACQ.TRADE_NOT_EXIST');
    if (trade.status === 'WAIT_BUYER_PAY' && trade.expiresAtMs <= nowMs()) trade.status = 'TRADE_CLOSED';
    return trade;
  };
  const scan = (reference: string) => {
    const trade = announced(reference);
    if (trade.tradeNumber !== null) return trade;
    if (trade.expiresAtMs <= nowMs()) throw new TradeError('the code is too old');
    trade.tradeNumber = `2026112322001400${String(trades.size).padStart(4, '0')}${Math.floor(Math.random() * 1e8)}`;
    trade.createdAtMs = nowMs();
    return trade;
  };
  return {
    announce: (order) => announce(trades, order),
    scan,
    pay: (reference, payerFen) => {
      scan(reference);
      const trade = find(reference);
      if (trade.status !== 'WAIT_BUYER_PAY') throw new TradeError('this cannot be paid');
      trade.status = 'TRADE_SUCCESS';
      trade.paidAtMs = nowMs();
      trade.payerFen = payerFen ?? trade.amountFen;
      return trade;
    },
    find,
    close: (reference) => {
      const trade = find(reference);
      if (trade.status !== 'WAIT_BUYER_PAY') throw new TradeError('ACQ.TRADE_STATUS_ERROR');
      trade.status = 'TRADE_CLOSED';
      return trade;
    },
    refund: (order) => refund(find(order.reference), { ...order, atMs: nowMs() }),
    all: () => [...trades.values()],
    book: () => [...trades.values()].map(toBooked),
  };
}

function announce(trades: Map<string, SimTrade>, order: Parameters<Trades['announce']>[0]): void {
  const known = trades.get(order.reference);
  if (known !== undefined) {
    if (known.amountFen !== order.amountFen) throw new TradeError('ACQ.CONTEXT_INCONSISTENT');
    if (known.status === 'TRADE_SUCCESS') throw new TradeError('ACQ.TRADE_HAS_SUCCESS');
    if (known.status === 'TRADE_CLOSED') throw new TradeError('ACQ.TRADE_HAS_CLOSE');
    return;
  }
  const fresh = { tradeNumber: null, status: 'WAIT_BUYER_PAY', createdAtMs: 0, paidAtMs: null } as const;
  trades.set(order.reference, { ...order, ...fresh, payerFen: order.amountFen, refunds: [] });
}

function refund(trade: SimTrade, order: SimRefund): boolean {
  const known = trade.refunds.find((candidate) => candidate.requestNumber === order.requestNumber);
  if (known !== undefined) {
    if (known.amountFen !== order.amountFen) throw new TradeError('ACQ.DISCORDANT_REPEAT_REQUEST');
    return false;
  }
  if (trade.status === 'TRADE_FINISHED') throw new TradeError('ACQ.TRADE_HAS_FINISHED');
  if (trade.status !== 'TRADE_SUCCESS') throw new TradeError('ACQ.TRADE_STATUS_ERROR');
  const left = trade.amountFen - refundedFen(trade);
  if (order.amountFen > left) throw new TradeError('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
  const { requestNumber, amountFen, atMs, isDone } = order;
  trade.refunds.push({ requestNumber, amountFen, atMs, isDone });
  if (amountFen === left) trade.status = 'TRADE_CLOSED';
  return true;
}

export function refundedFen(trade: SimTrade): number {
  return trade.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

export function yuan(amountFen: number): string {
  return formatDecimal({ amountMinor: amountFen, currency: 'CNY' });
}

function toBooked(trade: SimTrade): BookedPayment {
  return {
    gatewayReference: trade.reference,
    amountMinor: trade.amountFen,
    currency: 'CNY',
    capturedMinor: trade.paidAtMs === null ? 0 : trade.amountFen,
    refunds: trade.refunds.map(({ requestNumber, amountFen }) => ({
      refundReference: requestNumber,
      amountMinor: amountFen,
    })),
  };
}

import { z } from 'zod';
import { parseAmount } from '../../../kernel/money.ts';
import type { GatewayPayment, GatewayPaymentStatus } from '../types.ts';
import { beijingMs } from './beijing-time.ts';
import type { Connection } from './config.ts';

/** Alipay here takes renminbi only. */
export const CURRENCY = 'CNY';

/** "88.88" in fen, digit by digit. */
export const Yuan = z.string().transform((text, context) => {
  const amountMinor = /^\d+(?:\.\d{1,2})?$/.test(text) ? parseAmount(text, CURRENCY) : null;
  if (amountMinor !== null) return amountMinor;
  context.addIssue('no amount in yuan');
  return z.NEVER;
});

const Number64 = z.string().min(1).max(64);

export const TradeStatus = z.enum(['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED']);
export type TradeStatus = z.infer<typeof TradeStatus>;

export const Precreated = z.object({ out_trade_no: Number64, qr_code: z.string().min(1).max(1024) });

/** Newer applications are told the buyer by an id of their own, older ones by Alipay's. */
export const buyerIds = {
  buyer_open_id: z.string().min(1).max(128).optional(),
  buyer_id: z.string().min(1).max(64).optional(),
  buyer_user_id: z.string().min(1).max(64).optional(),
};

/** The buyer as a payer's token; the field has another name in answers than in notifications. */
export function payerOf(told: {
  readonly buyer_open_id?: string | undefined;
  readonly buyer_id?: string | undefined;
  readonly buyer_user_id?: string | undefined;
}): { readonly payerToken?: string } {
  const buyer = told.buyer_open_id ?? told.buyer_id ?? told.buyer_user_id;
  return buyer === undefined ? {} : { payerToken: `alipay:${buyer}` };
}

/** Answer of the trade query; fields we do not use are dropped. */
export const Trade = z.object({
  trade_no: Number64,
  out_trade_no: Number64,
  trade_status: TradeStatus,
  total_amount: Yuan,
  buyer_pay_amount: Yuan.optional(),
  send_pay_date: z.string().optional(),
  ...buyerIds,
});
export type Trade = z.infer<typeof Trade>;

export const Closed = z.object({ out_trade_no: Number64.optional(), trade_no: Number64.optional() });

/** `fund_change` N on a repeat is no failure; `refund_fee` is the sum of all refunds of the trade. */
export const Refunded = z.object({
  trade_no: Number64,
  out_trade_no: Number64,
  fund_change: z.enum(['Y', 'N']).optional(),
});

/** Without a status Alipay knows nothing of the refund, or it failed. */
export const RefundState = z.object({
  trade_no: Number64.optional(),
  out_trade_no: Number64.optional(),
  out_request_no: Number64.optional(),
  refund_amount: Yuan.optional(),
  refund_status: z.string().optional(),
});
export type RefundState = z.infer<typeof RefundState>;

export const BillUrl = z.object({ bill_download_url: z.url({ protocol: /^https?$/ }) });

/** Only the first two mean paid. A closed trade was never paid, or all of it went back. */
const statuses: Readonly<Record<TradeStatus, GatewayPaymentStatus>> = {
  TRADE_SUCCESS: 'succeeded',
  TRADE_FINISHED: 'succeeded',
  WAIT_BUYER_PAY: 'pending',
  TRADE_CLOSED: 'closed',
};

/** The answer of our own query: Alipay tells an application only of its own account's trades. */
export function toGatewayPayment(connection: Connection, trade: Trade): GatewayPayment {
  const status = statuses[trade.trade_status];
  return {
    gatewayReference: trade.out_trade_no,
    gatewayPaymentId: trade.trade_no,
    gatewayMerchantId: connection.sellerId,
    livemode: connection.livemode,
    amountMinor: trade.total_amount,
    currency: CURRENCY,
    status,
    declineCode: null,
    paidAtMs: status === 'succeeded' ? beijingMs(trade.send_pay_date ?? '') : null,
    payerMinor: status === 'succeeded' ? (trade.buyer_pay_amount ?? null) : null,
    ...payerOf(trade),
  };
}

export function paymentStatusOf(status: TradeStatus): GatewayPaymentStatus {
  return statuses[status];
}

import { z } from 'zod';
import type {
  GatewayComplaint,
  GatewayPayment,
  GatewayPaymentStatus,
  GatewayRefund,
  GatewayRefundStatus,
} from '../types.ts';
import type { WechatPayConfig } from './connection.ts';

const Fen = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

/** A transaction, as queries and notifications tell it; fields we do not use are dropped. */
export const Transaction = z.object({
  appid: z.string().min(1).max(64),
  mchid: z.string().min(1).max(64),
  out_trade_no: z.string().min(1).max(32),
  transaction_id: z.string().min(1).max(64).optional(),
  trade_state: z.enum([
    'SUCCESS',
    'REFUND',
    'NOTPAY',
    'CLOSED',
    'REVOKED',
    'USERPAYING',
    'PAYERROR',
    'ACCEPT',
  ]),
  success_time: Instant.optional(),
  payer: z.object({ openid: z.string().min(1).max(128).optional() }).optional(),
  amount: z.object({ total: Fen, payer_total: Fen.optional(), currency: z.string().optional() }).optional(),
});
export type Transaction = z.infer<typeof Transaction>;

/** A refund as the API tells it. */
export const Refund = z.object({
  refund_id: z.string().min(1).max(64),
  out_refund_no: z.string().min(1).max(64),
  out_trade_no: z.string().min(1).max(32),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  amount: z.object({ refund: Fen, currency: z.string().optional() }),
});
export type Refund = z.infer<typeof Refund>;

/** A refund as notifications tell it: other names for the same. */
export const NotifiedRefund = z
  .object({
    mchid: z.string().min(1).max(64),
    refund_id: Refund.shape.refund_id,
    out_refund_no: Refund.shape.out_refund_no,
    out_trade_no: Refund.shape.out_trade_no,
    refund_status: Refund.shape.status,
    amount: Refund.shape.amount,
  })
  .transform(({ refund_status, ...rest }) => ({ ...rest, status: refund_status }));

/** What a notification says of a complaint: the rest must be asked for. */
export const NotifiedComplaint = z.object({
  complaint_id: z.string().min(1).max(64),
  action_type: z.string().max(64).default(''),
});

export const Complaint = z.object({
  complaint_id: z.string().min(1).max(64),
  complaint_state: z.enum(['PENDING', 'PROCESSING', 'PROCESSED']),
  complaint_detail: z.string().max(2000).default(''),
  problem_description: z.string().max(2000).default(''),
  complaint_order_info: z.array(z.object({ out_trade_no: z.string().max(64) })).default([]),
});
export type Complaint = z.infer<typeof Complaint>;

export const ComplaintList = z.object({
  data: z.array(Complaint.extend({ complaint_time: Instant })).default([]),
  total_count: z.number().int().min(0),
});

/** The envelope of every notification. */
export const Notification = z.object({
  id: z.string().min(1).max(64),
  create_time: Instant,
  event_type: z.string().min(1).max(64),
  resource: z.object({
    algorithm: z.string(),
    ciphertext: z.string().max(1_048_576),
    nonce: z.string(),
    associated_data: z.string().nullish(),
  }),
});

/** `REFUND` is a paid transaction of which something was returned. */
const paymentStatuses: Readonly<Record<Transaction['trade_state'], GatewayPaymentStatus>> = {
  SUCCESS: 'succeeded',
  REFUND: 'succeeded',
  NOTPAY: 'pending',
  USERPAYING: 'pending',
  ACCEPT: 'pending',
  CLOSED: 'closed',
  REVOKED: 'closed',
  PAYERROR: 'failed',
};

const refundStatuses: Readonly<Record<Refund['status'], GatewayRefundStatus>> = {
  PROCESSING: 'pending',
  SUCCESS: 'succeeded',
  CLOSED: 'failed',
  ABNORMAL: 'failed',
};

const complaintStatuses: Readonly<Record<Complaint['complaint_state'], GatewayComplaint['status']>> = {
  PENDING: 'opened',
  PROCESSING: 'processing',
  PROCESSED: 'closed',
};

/** In our words. The total is what counts; what the payer gave may be less, when WeChat's vouchers paid the rest. */
export function toGatewayPayment(config: WechatPayConfig, transaction: Transaction): GatewayPayment {
  const { appid, mchid, amount } = transaction;
  const status = paymentStatuses[transaction.trade_state];
  return {
    gatewayReference: transaction.out_trade_no,
    gatewayPaymentId: transaction.transaction_id ?? transaction.out_trade_no,
    // Money for another app of ours is not for this one: it must not match.
    gatewayMerchantId: appid === config.appId ? mchid : `${mchid}/${appid}`,
    livemode: config.livemode,
    amountMinor: amount?.total ?? 0,
    currency: amount?.currency ?? 'CNY',
    status,
    declineCode: status === 'failed' ? 'declined' : null,
    paidAtMs: transaction.success_time === undefined ? null : Date.parse(transaction.success_time),
    payerMinor: amount?.payer_total ?? null,
    ...(transaction.payer?.openid !== undefined && { payerToken: `wechat:${transaction.payer.openid}` }),
  };
}

export function toGatewayRefund(refund: Refund): GatewayRefund {
  const status = refundStatuses[refund.status];
  return {
    refundReference: refund.out_refund_no,
    gatewayRefundId: refund.refund_id,
    gatewayReference: refund.out_trade_no,
    amountMinor: refund.amount.refund,
    currency: refund.amount.currency ?? 'CNY',
    status,
    failureCode: status === 'failed' ? `refund_${refund.status.toLowerCase()}` : null,
  };
}

export function toGatewayComplaint(complaint: Complaint): GatewayComplaint {
  return {
    gatewayComplaintId: complaint.complaint_id,
    gatewayReference: complaint.complaint_order_info[0]?.out_trade_no ?? null,
    status: complaintStatuses[complaint.complaint_state],
    reason: complaint.problem_description || complaint.complaint_detail,
  };
}

/** What an action leaves a case in; every other one is part of its handling. */
const actionStatuses: Readonly<Record<string, GatewayComplaint['status']>> = {
  CREATE_COMPLAINT: 'opened',
  CONTINUE_COMPLAINT: 'opened',
  MERCHANT_CONFIRM_COMPLETE: 'closed',
};

/** A notification says what happened, not what it is about: reason and payment come by query. */
export function complaintOf(notified: z.infer<typeof NotifiedComplaint>): GatewayComplaint {
  return {
    gatewayComplaintId: notified.complaint_id,
    gatewayReference: null,
    status: actionStatuses[notified.action_type] ?? 'processing',
    reason: '',
  };
}

import { z } from 'zod';
import type { GatewayDispute, GatewayPayment, GatewayPaymentStatus, GatewayRefund } from '../types.ts';

const Amount = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Currency = z.string().regex(/^[A-Z]{3}$/);

/** The sandbox's charge; fields we do not use are dropped. Its mode is always `test`. */
export const SandboxCharge = z.object({
  object: z.literal('charge'),
  chargeId: z.string().min(1).max(64),
  reference: z.string().min(1).max(32),
  merchantId: z.string().min(1).max(64),
  mode: z.literal('test'),
  amountMinor: Amount,
  currency: Currency,
  status: z.enum(['pending', 'processing', 'authorized', 'succeeded', 'failed', 'closed']),
  declineCode: z.string().max(64).nullable(),
  captureUntilMs: z.number().int().nullable().default(null),
  cardToken: z.string().min(1).max(64).nullish(),
  paidAtMs: z.number().int().nullable(),
  expiresAtMs: z.number().int(),
  payUrl: z.url({ protocol: /^https?$/ }),
});
export type SandboxCharge = z.infer<typeof SandboxCharge>;

export const SandboxRefund = z.object({
  object: z.literal('refund'),
  refundId: z.string().min(1).max(64),
  refundReference: z.string().min(1).max(32),
  chargeReference: z.string().min(1).max(32),
  merchantId: z.string().min(1).max(64),
  mode: z.literal('test'),
  amountMinor: Amount,
  currency: Currency,
  status: z.enum(['pending', 'succeeded', 'failed']),
  failureCode: z.string().max(64).nullable(),
});
export type SandboxRefund = z.infer<typeof SandboxRefund>;

export const SandboxDispute = z.object({
  object: z.literal('dispute'),
  disputeId: z.string().min(1).max(64),
  chargeId: z.string().min(1).max(64),
  chargeReference: z.string().min(1).max(32),
  merchantId: z.string().min(1).max(64),
  mode: z.literal('test'),
  amountMinor: Amount,
  currency: Currency,
  status: z.enum(['opened', 'won', 'lost']),
  reason: z.string().max(64),
  evidenceDueAtMs: z.number().int().nullable(),
});
export type SandboxDispute = z.infer<typeof SandboxDispute>;

export const SandboxDisputes = z.object({ object: z.literal('list'), data: z.array(SandboxDispute) });

export const SandboxEvent = z.object({
  eventId: z.string().min(1).max(64),
  type: z.string().min(1).max(64),
  createdAtMs: z.number().int(),
  data: z.unknown(),
});

const statuses: Readonly<Record<SandboxCharge['status'], GatewayPaymentStatus>> = {
  pending: 'pending',
  processing: 'pending',
  authorized: 'authorized',
  succeeded: 'succeeded',
  failed: 'failed',
  closed: 'closed',
};

export function toGatewayPayment(charge: SandboxCharge): GatewayPayment {
  return {
    gatewayReference: charge.reference,
    gatewayPaymentId: charge.chargeId,
    gatewayMerchantId: charge.merchantId,
    livemode: false,
    amountMinor: charge.amountMinor,
    currency: charge.currency,
    status: statuses[charge.status],
    declineCode: charge.declineCode,
    paidAtMs: charge.paidAtMs,
    captureUntilMs: charge.captureUntilMs,
    ...(charge.cardToken != null && { payerToken: `sandbox:${charge.cardToken}` }),
  };
}

export function toGatewayRefund(refund: SandboxRefund): GatewayRefund {
  return {
    refundReference: refund.refundReference,
    gatewayRefundId: refund.refundId,
    gatewayReference: refund.chargeReference,
    amountMinor: refund.amountMinor,
    currency: refund.currency,
    status: refund.status,
    failureCode: refund.failureCode,
  };
}

export function toGatewayDispute(dispute: SandboxDispute): GatewayDispute {
  return {
    gatewayDisputeId: dispute.disputeId,
    gatewayReference: dispute.chargeReference,
    gatewayPaymentId: dispute.chargeId,
    amountMinor: dispute.amountMinor,
    currency: dispute.currency,
    status: dispute.status,
    reason: dispute.reason,
    evidenceDueAtMs: dispute.evidenceDueAtMs,
  };
}

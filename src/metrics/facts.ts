import { z } from 'zod';

/** What the funnel reads of events that others write; members it does not need are let pass. */
const Line = z.object({
  productId: z.string(),
  impressionId: z.string().nullish(),
  totalMinor: z.number().int().optional(),
});

export const ShownPayload = z.object({
  language: z.string(),
  surface: z.string(),
  items: z.array(z.object({ impressionId: z.string(), productId: z.string(), currency: z.string() })),
});

export const OpenedPayload = z.object({
  checkoutId: z.string(),
  currency: z.string(),
  lines: z.array(Line),
});

export const PaymentPayload = z.object({
  paymentId: z.string(),
  currency: z.string(),
  amountMinor: z.number().int(),
  lines: z.array(Line).min(1),
});
export type PaymentPayload = z.infer<typeof PaymentPayload>;

/** A line tells its share; one that tells none is from when every refund returned whole orders. */
const RefundedLine = Line.extend({
  refundedMinor: z.number().int().optional(),
  isWhole: z.boolean().optional(),
});

export const RefundedPayload = PaymentPayload.extend({
  refundId: z.string(),
  lines: z.array(RefundedLine).min(1),
});
export type RefundedPayload = z.infer<typeof RefundedPayload>;

/** The event types the funnel is made of. */
export const FUNNEL_EVENTS = [
  'recommendation.shown',
  'checkout.opened',
  'payment.created',
  'payment.succeeded',
  'payment.refunded',
] as const;
export type FunnelEventType = (typeof FUNNEL_EVENTS)[number];

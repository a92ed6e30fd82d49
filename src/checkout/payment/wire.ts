import { z } from 'zod';
import { DisputeView } from '../dispute/wire.ts';
import { HostRefundView } from '../refund/wire.ts';
import { PaymentMethod, PaymentStatus } from '../wire.ts';

const Instant = z.number().int();
const AmountMinor = z.number().int();

/** How much of a payment's total is to be taken; without it all that is reserved. */
export const CaptureBody = z.strictObject({
  amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type CaptureBody = z.infer<typeof CaptureBody>;

/** A payment as the seller's own servers and people see it. */
export const PaymentView = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  checkoutId: z.string(),
  learnerId: z.string(),
  livemode: z.boolean(),
  status: PaymentStatus,
  currency: z.string(),
  amountMinor: AmountMinor,
  /** What went back and counts. */
  refundedMinor: AmountMinor,
  captureMode: z.enum(['automatic', 'manual']),
  /** While money is reserved: until when it can be captured. */
  captureUntilMs: Instant.nullable(),
  createdAtMs: Instant,
  succeededAtMs: Instant.nullable(),
  attempts: z.array(
    z.object({
      attemptId: z.string(),
      number: z.number().int(),
      gateway: z.string(),
      method: PaymentMethod,
      status: z.string(),
      gatewayReference: z.string(),
      amountMinor: AmountMinor,
      /** What was reserved, when less was taken: `amountMinor`. */
      reservedMinor: AmountMinor.nullable(),
      /** What the payer gave, when the gateway's own vouchers paid the rest. */
      payerMinor: AmountMinor.nullable(),
      failureCode: z.string().nullable(),
      createdAtMs: Instant,
    }),
  ),
  lines: z.array(
    z.object({
      orderLineId: z.string(),
      productId: z.string(),
      title: z.string(),
      totalMinor: AmountMinor,
      /** Back with the payer: refunds done and disputes lost. */
      returnedMinor: AmountMinor,
      /** Can still be refunded: neither returned, on its way back, nor contested. */
      refundableMinor: AmountMinor,
    }),
  ),
  refunds: z.array(HostRefundView),
  disputes: z.array(DisputeView),
});
export type PaymentView = z.infer<typeof PaymentView>;

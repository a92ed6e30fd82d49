import { z } from 'zod';
import { Language } from '../../identity/wire.ts';
import { ProductKind } from '../wire.ts';

const AmountMinor = z.number().int();
const Instant = z.number().int();

/** The proof of a paid order, from what was written when it was placed and paid (M12). */
export const ReceiptView = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  livemode: z.boolean(),
  seller: z.object({ merchantAccountId: z.string(), legalName: z.string(), country: z.string() }),
  buyer: z.object({ learnerId: z.string(), country: z.string() }),
  orderedAtMs: Instant,
  paidAtMs: Instant,
  /** IANA zone of the seller's accounting days; the printed receipt tells times in it. */
  timeZone: z.string(),
  currency: z.string(),
  lines: z.array(
    z.object({
      productId: z.string(),
      title: z.string(),
      kind: ProductKind,
      amountMinor: AmountMinor,
      /** This line's share of the discount. */
      discountMinor: AmountMinor,
      /** Parts per million: 60000 = 6 %. */
      taxRatePpm: z.number().int(),
      taxMinor: AmountMinor,
      taxIncluded: z.boolean(),
      totalMinor: AmountMinor,
    }),
  ),
  subtotalMinor: AmountMinor,
  discountMinor: AmountMinor,
  /** What of the discount was reserved first and then not charged. */
  releasedMinor: AmountMinor,
  couponCode: z.string().nullable(),
  taxMinor: AmountMinor,
  totalMinor: AmountMinor,
  /** What the total was paid with; `wallet_bonus` is money that was a gift. Sums to the total. */
  parts: z.array(
    z.object({
      way: z.string(),
      amountMinor: AmountMinor,
      gateway: z.string().nullable(),
      /** Our number of the payment at the gateway. */
      gatewayReference: z.string().nullable(),
      /** The gateway's own number. */
      gatewayPaymentId: z.string().nullable(),
      /** What the buyer gave of it, when the payment service's own vouchers paid the rest; null when all came from them. */
      payerMinor: AmountMinor.nullable(),
    }),
  ),
  refunds: z.array(
    z.object({
      refundId: z.string(),
      reference: z.string(),
      way: z.string(),
      status: z.enum(['pending', 'succeeded']),
      amountMinor: AmountMinor,
      askedAtMs: Instant,
      succeededAtMs: Instant.nullable(),
    }),
  ),
  refundedMinor: AmountMinor,
  consent: z.object({
    version: z.string(),
    language: Language,
    surface: z.string(),
    atMs: Instant,
    /** The terms as they were shown; null when that version is gone. */
    text: z.object({ zh: z.string(), en: z.string() }).nullable(),
  }),
  refundRulesVersion: z.string(),
  /** The same to print; opens without a token for a few minutes. */
  printUrl: z.string(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

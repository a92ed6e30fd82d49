import { z } from 'zod';
import { limits } from '../../kernel/limits.ts';
import { ProductKind } from '../wire.ts';

const AmountsByCurrency = z.record(
  z.string().regex(/^[A-Z]{3}$/, 'names no currency'),
  z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
);
const Instant = z.number().int().min(0);

/** What a coupon gives, to whom, for what and until when. Amounts are minor units by currency, instants ms. */
export const CouponTerms = z
  .strictObject({
    percentOff: z.number().int().min(1).max(100).optional(),
    amountsOff: AmountsByCurrency.optional(),
    /** Least subtotal of the products it is for; a currency that is missing here is not served. */
    minimums: AmountsByCurrency.optional(),
    productIds: z.array(z.string().min(1).max(64)).min(1).max(200).optional(),
    productKinds: z.array(ProductKind).min(1).optional(),
    firstPurchaseOnly: z.boolean().default(false),
    /** Whose it is alone. */
    learnerId: z.string().min(1).max(64).optional(),
    perLearnerLimit: z.number().int().min(1).max(1_000).default(1),
    stock: z.number().int().min(1).max(1_000_000_000).optional(),
    startsAtMs: Instant.optional(),
    endsAtMs: Instant.optional(),
    note: z.string().max(200).optional(),
  })
  .refine(({ percentOff, amountsOff }) => (percentOff === undefined) !== (amountsOff === undefined), {
    message: 'takes either a percentage or amounts off',
    path: ['percentOff'],
  })
  .refine(({ amountsOff }) => amountsOff === undefined || Object.keys(amountsOff).length > 0, {
    message: 'names no amount',
    path: ['amountsOff'],
  })
  .refine(({ startsAtMs = 0, endsAtMs }) => endsAtMs === undefined || endsAtMs > startsAtMs, {
    message: 'ends before it starts',
    path: ['endsAtMs'],
  });
export type CouponTerms = z.infer<typeof CouponTerms>;
export type GivenTerms = z.input<typeof CouponTerms>;

/** How many coupons one call may make. */
export const BatchCount = z.number().int().min(1).max(limits.couponsPerBatchMax);

import { z } from 'zod';
import { HostRefundView } from '../../../checkout/refund/wire.ts';
import { ProductKind } from '../../../checkout/wire.ts';

const Id = z.string().min(1).max(64);
const Currency = z.string().regex(/^[A-Z]{3}$/);
const AmountMinor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Given = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** `GET /products?text=`: what can be sent as a checkout, by words of the title. */
export const ProductQuery = z.strictObject({
  text: z.string().trim().max(80).default(''),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type ProductQuery = z.input<typeof ProductQuery>;
export const ProductChoice = z.object({
  productId: z.string(),
  title: z.string(),
  kind: ProductKind,
  language: z.string(),
  author: z.string().nullable(),
  prices: z.array(z.object({ currency: Currency, amountMinor: AmountMinor })),
});
export type ProductChoice = z.infer<typeof ProductChoice>;
export const ProductChoices = z.object({ products: z.array(ProductChoice) });
export type ProductChoices = z.infer<typeof ProductChoices>;

/** `POST /conversations/{id}/checkouts`, keyed: opens a checkout in the thread, at the catalogue's price. */
export const SendCheckoutBody = z.strictObject({
  productId: Id,
  /** One the product has a price in. */
  currency: Currency,
});
export type SendCheckoutBody = z.infer<typeof SendCheckoutBody>;
export const SentCheckout = z.object({
  checkoutId: z.string(),
  productId: z.string(),
  title: z.string(),
  currency: Currency,
  totalMinor: AmountMinor,
  expiresAtMs: z.number().int(),
});
export type SentCheckout = z.infer<typeof SentCheckout>;

const couponTerms = {
  /** Either of both. */
  percentOff: z.number().int().min(1).max(100).optional(),
  amountMinor: Given.optional(),
  currency: Currency,
  daysValid: z.number().int().min(1).max(365),
  /** Why; for the record, learners do not see it. */
  reason: z.string().trim().min(1).max(200),
};

/**
 * `POST /conversations/{id}/coupons`, keyed: a coupon of one use for the thread's learner, told in the thread.
 * `staff_cap_exceeded` (409) says that a second person has to decide: then ask by `POST …/approvals`.
 */
export const SendCouponBody = z
  .strictObject(couponTerms)
  .refine((body) => (body.percentOff === undefined) !== (body.amountMinor === undefined), {
    message: 'give either percentOff or amountMinor',
    path: ['percentOff'],
  });
export type SendCouponBody = z.infer<typeof SendCouponBody>;
export const SentCoupon = z.object({
  couponId: z.string(),
  code: z.string(),
  percentOff: z.number().int().nullable(),
  amountMinor: AmountMinor.nullable(),
  currency: Currency,
  endsAtMs: z.number().int().nullable(),
});
export type SentCoupon = z.infer<typeof SentCoupon>;

/**
 * `POST /conversations/{id}/refunds`, keyed: money back for a payment of the thread's learner: an amount, whole lines,
 * or neither for all that is left. `staff_cap_exceeded` (409): ask by `POST …/approvals`.
 */
export const GiveRefundBody = z
  .strictObject({
    paymentId: Id,
    amountMinor: Given.optional(),
    orderLineIds: z.array(Id).min(1).max(20).optional(),
    reason: z.string().trim().min(1).max(120),
  })
  .refine((body) => body.amountMinor === undefined || body.orderLineIds === undefined, {
    message: 'give either amountMinor or orderLineIds',
    path: ['orderLineIds'],
  });
export type GiveRefundBody = z.infer<typeof GiveRefundBody>;
export const GivenRefund = z.object({ amountMinor: AmountMinor, refunds: z.array(HostRefundView) });
export type GivenRefund = z.infer<typeof GivenRefund>;

const AmountsByCurrency = z.record(z.string(), AmountMinor);

/** `GET /allowance`: what the caller may give alone (M17), and what they gave today. */
export const AllowanceView = z.object({
  refund: z.object({
    perAction: AmountsByCurrency,
    perDay: AmountsByCurrency,
    givenToday: AmountsByCurrency,
  }),
  coupon: z.object({
    perAction: AmountsByCurrency,
    perDay: AmountsByCurrency,
    givenToday: AmountsByCurrency,
    percentMax: z.number().int(),
    countPerDay: z.number().int(),
    countToday: z.number().int(),
  }),
});
export type AllowanceView = z.infer<typeof AllowanceView>;

/** `GET /own-accounts`, `POST /own-accounts`: learner accounts that are the caller's own, to which they give nothing. */
export const OwnAccountBody = z.strictObject({ hostUserId: z.string().min(1).max(128) });
export type OwnAccountBody = z.infer<typeof OwnAccountBody>;
export const OwnAccounts = z.object({ accounts: z.array(z.object({ hostUserId: z.string() })) });
export type OwnAccounts = z.infer<typeof OwnAccounts>;

import { z } from 'zod';
import { Language, Surface } from '../identity/wire.ts';

const Id = z.string().min(1).max(64);
const AmountMinor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Currency = z.string().regex(/^[A-Z]{3}$/);
const Bilingual = z.object({ zh: z.string(), en: z.string() });

export const ProductKind = z.enum(['course', 'column', 'ebook']);
export type ProductKind = z.infer<typeof ProductKind>;

export const ProductLevel = z.enum(['beginner', 'intermediate', 'advanced', 'all']);
export type ProductLevel = z.infer<typeof ProductLevel>;

export const PaymentMethod = z.enum(['alipay', 'wechat_pay', 'card']);
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** What every checkout says when it opens. */
const checkoutBasics = {
  currency: Currency,
  expectedTotalMinor: AmountMinor,
  surface: Surface,
  language: Language,
  conversationId: Id.optional(),
};

/** Opens a checkout for what a card showed. */
export const StartPurchaseBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        productId: Id,
        /** The price the learner saw; a newer one answers `price_changed`. */
        priceId: Id,
        impressionId: Id.optional(),
      }),
    )
    .min(1)
    .max(20),
  ...checkoutBasics,
});
export type StartPurchaseBody = z.infer<typeof StartPurchaseBody>;

/** Opens a checkout that tops the learner's wallet up, by a package of `GET /v1/wallet`. */
export const StartTopUpBody = z.strictObject({
  topUp: z.strictObject({ packageId: Id }),
  ...checkoutBasics,
});
export type StartTopUpBody = z.infer<typeof StartTopUpBody>;

/** Opens a checkout: for products, or for a top-up in place of lines. The header `Idempotency-Key` is required. */
export const StartCheckoutBody = z.union([StartPurchaseBody, StartTopUpBody]);
export type StartCheckoutBody = z.infer<typeof StartCheckoutBody>;

/** Presses pay. The header `Idempotency-Key` is required. */
export const PayCheckoutBody = z.strictObject({
  /** Left out when nothing is left for it to pay. */
  method: PaymentMethod.optional(),
  expectedTotalMinor: AmountMinor,
  /** How much of the total is to come from the wallet, as the learner saw it; the method pays the rest. */
  walletMinor: AmountMinor.optional(),
  consent: z.strictObject({ version: z.string().min(1).max(32), language: Language }),
  /** The host page to come back to after a redirect; its origin must be an allowed site. */
  returnUrl: z.url().max(2048).optional(),
  /** A random name that this browser gave itself; only a keyed hash of it is kept, to count for risk. */
  deviceId: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional(),
});
export type PayCheckoutBody = z.infer<typeof PayCheckoutBody>;

/** `POST /v1/pay-links/{token}/open`: on what the page is shown, and a secret by which its tab may ask once more. */
export const OpenPayLinkBody = z.strictObject({
  surface: Surface,
  openerKey: z.string().regex(/^[\w-]{16,64}$/),
});
export type OpenPayLinkBody = z.infer<typeof OpenPayLinkBody>;

/** One checkout and what opens it: `token` goes where a learner's would, for this checkout only. */
export const OpenedPayLink = z.object({
  checkoutId: z.string(),
  language: Language,
  token: z.string(),
  expiresAtMs: z.number().int(),
});
export type OpenedPayLink = z.infer<typeof OpenedPayLink>;

/** What the learner has to do next. `url` of a redirect is a page of ours that leads to the gateway. */
export const NextAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('qr'), qrText: z.string(), expiresAtMs: z.number().int() }),
  z.object({ type: z.literal('redirect'), url: z.string(), expiresAtMs: z.number().int() }),
  /** To be handed to the app the page is open in: WeChat's `getBrandWCPayRequest`. */
  z.object({
    type: z.literal('in_app'),
    parameters: z.record(z.string(), z.string()),
    expiresAtMs: z.number().int(),
  }),
  z.object({ type: z.literal('wait'), retryAfterMs: z.number().int() }),
  z.object({ type: z.literal('none') }),
]);
export type NextAction = z.infer<typeof NextAction>;

export const MethodView = z.object({
  method: PaymentMethod,
  flow: z.enum(['qr', 'redirect', 'in_app']),
  available: z.boolean(),
  /** Why it is not offered here; null when it is. */
  reason: Bilingual.nullable(),
  /** True when a browser would do: a link to copy is offered beside the reason. */
  elsewhere: z.boolean().optional(),
});
export type MethodView = z.infer<typeof MethodView>;

/** What a top-up credits. */
export const TopUpView = z.object({
  packageId: z.string(),
  amountMinor: AmountMinor,
  bonusMinor: AmountMinor,
  /** How long the bonus can be spent; null = for ever. */
  bonusDays: z.number().int().nullable(),
});
export type TopUpView = z.infer<typeof TopUpView>;

export const CheckoutStatus = z.enum(['open', 'confirmed', 'complete', 'expired', 'canceled']);
export const PaymentStatus = z.enum([
  'created',
  'requires_action',
  'processing',
  'authorized',
  'succeeded',
  'partially_refunded',
  'refunded',
  'disputed',
  'failed',
  'canceled',
]);

export const CheckoutView = z.object({
  checkoutId: z.string(),
  status: CheckoutStatus,
  livemode: z.boolean(),
  language: Language,
  surface: Surface,
  conversationId: z.string().nullable(),
  lines: z.array(
    z.object({
      productId: z.string(),
      title: z.string(),
      kind: ProductKind,
      amountMinor: AmountMinor,
      discountMinor: AmountMinor,
      totalMinor: AmountMinor,
    }),
  ),
  currency: Currency,
  subtotalMinor: AmountMinor,
  discountMinor: AmountMinor,
  /** Contained in the total: prices include tax. */
  taxMinor: AmountMinor,
  totalMinor: AmountMinor,
  /** The coupon that gives the discount; left out without one. */
  coupon: z.object({ code: z.string() }).optional(),
  sellerName: z.string(),
  /** The package of a top-up; left out for a purchase. */
  topUp: TopUpView.optional(),
  /** Left out for a top-up, and when there is no money in this currency and no package to put some in. */
  wallet: z
    .object({
      /** Free to be spent, with what this checkout holds. */
      availableMinor: AmountMinor,
      /** The most that can come from it here: pressing pay says how much does. */
      usableMinor: AmountMinor,
      /** What the present attempt, or the payment, takes from it. */
      usedMinor: AmountMinor,
      /** True when there are packages in this currency. */
      canTopUp: z.boolean(),
    })
    .optional(),
  methods: z.array(MethodView),
  consent: z.object({ version: z.string(), text: Bilingual }),
  expiresAtMs: z.number().int(),
  serverNowMs: z.number().int(),
  payment: z
    .object({
      paymentId: z.string(),
      status: PaymentStatus,
      method: PaymentMethod.nullable(),
      action: NextAction,
      /** Why the last attempt did not succeed; null while it may. */
      failure: z.object({ code: z.string(), message: Bilingual }).nullable(),
    })
    .nullable(),
  order: z.object({ orderId: z.string(), orderNumber: z.string() }).nullable(),
  /** What the learner may now open; filled once paid. */
  access: z.array(z.object({ productId: z.string(), title: z.string(), startUrl: z.string().nullable() })),
  /** True when it expired before a person looked at the held payment: `POST /v1/appeals` asks one. Left out otherwise. */
  mayAppeal: z.literal(true).optional(),
});
export type CheckoutView = z.infer<typeof CheckoutView>;

export const OrderView = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  status: z.enum(['pending', 'paid', 'canceled', 'refunded']),
  /** True while a refund of it is under way; left out otherwise. */
  isRefunding: z.boolean().optional(),
  checkoutId: z.string(),
  paymentId: z.string().nullable(),
  currency: Currency,
  totalMinor: AmountMinor,
  lines: z.array(
    z.object({
      productId: z.string(),
      title: z.string(),
      totalMinor: AmountMinor,
      startUrl: z.string().nullable(),
    }),
  ),
  createdAtMs: z.number().int(),
  paidAtMs: z.number().int().nullable(),
});
export type OrderView = z.infer<typeof OrderView>;

/** A page of a learner's orders; `before` of the next one is the last order's id. */
export const OrderPageView = z.object({ orders: z.array(OrderView), hasMore: z.boolean() });
export type OrderPageView = z.infer<typeof OrderPageView>;

export const EntitlementView = z.object({
  entitlementId: z.string(),
  productId: z.string(),
  title: z.string(),
  kind: ProductKind,
  status: z.enum(['active', 'revoked']),
  grantedAtMs: z.number().int(),
  startUrl: z.string().nullable(),
});
export type EntitlementView = z.infer<typeof EntitlementView>;

/** What the page says that a gateway sends the browser back to. */
export const ReturnView = z.object({
  status: z.enum(['succeeded', 'failed', 'pending']),
  language: Language,
  /** The host page to go on with; null when the learner came from nowhere. */
  returnUrl: z.string().nullable(),
  message: Bilingual,
  sellerName: z.string(),
});
export type ReturnView = z.infer<typeof ReturnView>;

export const RefundView = z.object({
  refundId: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  amountMinor: AmountMinor,
  currency: Currency,
  status: z.enum(['pending', 'succeeded', 'failed']),
  createdAtMs: z.number().int(),
});
export type RefundView = z.infer<typeof RefundView>;

/** What the host platform reports of the use of an entitlement. `reportId` is its own; a repeat changes nothing. */
export const ReportUsageBody = z.strictObject({
  reportId: Id,
  kind: z.enum(['opened', 'progress']),
  /** 0 to 100, for progress. */
  percent: z.number().int().min(0).max(100).optional(),
  occurredAtMs: z.number().int().min(0),
});
export type ReportUsageBody = z.infer<typeof ReportUsageBody>;

/** A learner's access as the host platform reads it. */
export const HostEntitlementView = EntitlementView.extend({ externalId: z.string() });
export type HostEntitlementView = z.infer<typeof HostEntitlementView>;

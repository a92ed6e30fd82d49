import { z } from 'zod';

/** Of an endpoint or a delivery. */
export const Id = z.string().regex(/^\w{1,64}$/);

const AmountMinor = z.number().int();
const Currency = z.string();
/** The learner as the host platform named them; null for somebody it never named. */
const hostUserId = z.string().nullable();
/** The host platform's own id of the content; null when the catalogue does not know it any more. */
const externalId = z.string().nullable();

const paymentIds = { paymentId: z.string(), orderId: z.string(), checkoutId: z.string() };

const PaymentAuthorized = z.object({
  ...paymentIds,
  amountMinor: AmountMinor,
  currency: Currency,
  method: z.string().nullable(),
  /** Capture or void it before. */
  captureUntilMs: z.number().int(),
  hostUserId,
});

const PaymentSucceeded = z.object({
  ...paymentIds,
  amountMinor: AmountMinor,
  currency: Currency,
  method: z.string().nullable(),
  /** The part that was paid from the learner's balance. */
  walletMinor: AmountMinor.default(0),
  lines: z.array(z.object({ productId: z.string(), externalId, totalMinor: AmountMinor })),
  hostUserId,
});

const PaymentRefunded = z.object({
  ...paymentIds,
  refundId: z.string(),
  amountMinor: AmountMinor,
  currency: Currency,
  /** What it went back for; `isWhole` when nothing of the line is left. */
  lines: z.array(
    z.object({ productId: z.string(), externalId, refundedMinor: AmountMinor, isWhole: z.boolean() }),
  ),
  hostUserId,
});

const RefundEnded = z.object({
  refundId: z.string(),
  orderId: z.string(),
  paymentId: z.string(),
  amountMinor: AmountMinor,
  currency: Currency,
  reason: z.string(),
  kind: z.string(),
  hostUserId,
});

const DisputeChanged = z.object({
  disputeId: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  amountMinor: AmountMinor,
  currency: Currency,
  /** In the gateway's own words. */
  reason: z.string(),
  evidenceDueAtMs: z.number().int().nullable(),
  hostUserId,
});

const EntitlementChanged = z.object({
  entitlementId: z.string(),
  productId: z.string(),
  externalId,
  orderId: z.string(),
  paymentId: z.string(),
  hostUserId,
});

const InvoiceRequested = z.object({
  invoiceRequestId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  currency: Currency,
  totalMinor: AmountMinor,
  refundedMinor: AmountMinor,
  hostUserId,
});

/** What the host platform is told, by event type; members are added, never renamed or taken away. */
export const publicEvents = {
  'payment.authorized': PaymentAuthorized,
  'payment.succeeded': PaymentSucceeded,
  'payment.refunded': PaymentRefunded,
  'refund.succeeded': RefundEnded,
  'refund.failed': RefundEnded,
  'entitlement.granted': EntitlementChanged,
  'entitlement.paused': EntitlementChanged,
  'entitlement.resumed': EntitlementChanged,
  'entitlement.revoked': EntitlementChanged,
  'invoice.requested': InvoiceRequested,
  'dispute.opened': DisputeChanged,
  'dispute.won': DisputeChanged,
  'dispute.lost': DisputeChanged,
} as const;

export const WebhookEventType = z.enum(Object.keys(publicEvents) as (keyof typeof publicEvents)[]);
export type WebhookEventType = z.infer<typeof WebhookEventType>;

export const AddEndpointBody = z.strictObject({
  /** https and on the public internet. */
  url: z.url().max(2048),
  description: z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u)
    .default(''),
  /** Left out: every type there is today. */
  eventTypes: z.array(WebhookEventType).min(1).optional(),
});
export type AddEndpointBody = z.infer<typeof AddEndpointBody>;

export const EndpointView = z.object({
  endpointId: z.string(),
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.string()),
  livemode: z.boolean(),
  status: z.enum(['enabled', 'disabled']),
  /** `by_hand`, `gone` (it answered 410) or `failing` (ten failures in a row); null while enabled. */
  disabledReason: z.enum(['by_hand', 'gone', 'failing']).nullable(),
  failuresInARow: z.number().int(),
  createdAtMs: z.number().int(),
});
export type EndpointView = z.infer<typeof EndpointView>;

/** An endpoint with its secret, which is shown in this answer only. */
export const EndpointWithSecret = EndpointView.extend({ secret: z.string() });
export type EndpointWithSecret = z.infer<typeof EndpointWithSecret>;

export const RotateSecretBody = z.strictObject({
  /** How long the old secret signs beside the new one; a day when left out. */
  overlapSeconds: z
    .number()
    .int()
    .min(0)
    .max(30 * 86_400)
    .optional(),
});
export type RotateSecretBody = z.infer<typeof RotateSecretBody>;

export const AttemptView = z.object({
  attemptId: z.string(),
  /** `schedule`, or sent by hand: `resend`, `trial`. */
  cause: z.enum(['schedule', 'resend', 'trial']),
  isDelivered: z.boolean(),
  statusCode: z.number().int().nullable(),
  /** The first 2 KB of the answer. */
  responseBody: z.string().nullable(),
  error: z.string().nullable(),
  startedAtMs: z.number().int(),
  durationMs: z.number().int(),
});
export type AttemptView = z.infer<typeof AttemptView>;

export const DeliveryView = z.object({
  /** The `webhook-id`, the same for every attempt. */
  deliveryId: z.string(),
  eventType: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']),
  /** The body as it is sent. */
  body: z.string(),
  nextAttemptAtMs: z.number().int().nullable(),
  createdAtMs: z.number().int(),
  /** Oldest first. */
  attempts: z.array(AttemptView),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const DeliveriesQuery = z.object({
  status: z.enum(['pending', 'delivered', 'failed']).optional(),
  /** The last id of the page before. */
  after: Id.optional(),
});
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>;

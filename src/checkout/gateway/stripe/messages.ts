import { z } from 'zod';
import type { GatewayDispute, GatewayPayment, GatewayPaymentStatus, GatewayRefund } from '../types.ts';
import { fromStripeAmount } from './amounts.ts';
import type { Connection } from './config.ts';
import { declineCodeOf } from './decline-codes.ts';

const Id = z.string().min(1).max(255);
const Amount = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Seconds = z.number().int();
const Currency = z
  .string()
  .regex(/^[a-z]{3}$/)
  .transform((currency) => currency.toUpperCase());
const Metadata = z.record(z.string(), z.string()).nullish();

/** An object, or its id alone where it was not asked for. */
const orId = <Schema extends z.ZodType>(schema: Schema) => z.union([z.string(), schema]).nullish();

const Fingerprint = z.string().min(1).max(64).nullish();

const Charge = z.object({
  id: Id,
  created: Seconds,
  payment_method_details: z
    .object({ card: z.object({ capture_before: Seconds.nullish(), fingerprint: Fingerprint }).nullish() })
    .nullish(),
});

/** A charge as its own notification tells it: that of its intent names the charge alone, and no card. */
export const ToldCharge = Charge.extend({
  object: z.literal('charge'),
  captured: z.boolean(),
  amount_captured: Amount,
  currency: Currency,
  payment_intent: z.string().nullish(),
  metadata: Metadata,
});
export type ToldCharge = z.infer<typeof ToldCharge>;

/** A payment intent; fields we do not use are dropped. */
export const Intent = z.object({
  object: z.literal('payment_intent'),
  id: Id,
  amount: Amount,
  amount_received: Amount,
  amount_capturable: Amount.nullish(),
  currency: Currency,
  status: z.enum([
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
    'processing',
    'requires_capture',
    'succeeded',
    'canceled',
  ]),
  livemode: z.boolean(),
  metadata: Metadata,
  latest_charge: orId(Charge),
  last_payment_error: z
    .object({
      code: z.string().nullish(),
      decline_code: z.string().nullish(),
      payment_method: z.object({ card: z.object({ fingerprint: Fingerprint }).nullish() }).nullish(),
    })
    .nullish(),
  next_action: z
    .object({
      alipay_handle_redirect: z.object({ url: z.url() }).nullish(),
      redirect_to_url: z.object({ url: z.url() }).nullish(),
      wechat_pay_display_qr_code: z.object({ data: z.string().min(1).max(1024) }).nullish(),
    })
    .nullish(),
});
export type Intent = z.infer<typeof Intent>;

/** Stripe's hosted page for one payment. */
export const Session = z.object({
  object: z.literal('checkout.session'),
  id: Id,
  client_reference_id: z.string().nullish(),
  status: z.enum(['open', 'complete', 'expired']).nullish(),
  amount_total: Amount.nullish(),
  currency: Currency.nullish(),
  livemode: z.boolean(),
  url: z.url().nullish(),
  payment_intent: orId(Intent),
});
export type Session = z.infer<typeof Session>;

export const Refund = z.object({
  object: z.literal('refund'),
  id: Id,
  amount: Amount,
  currency: Currency,
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']).nullish(),
  failure_reason: z.string().nullish(),
  payment_intent: z.string().nullish(),
  metadata: Metadata,
});
export type Refund = z.infer<typeof Refund>;

export const Dispute = z.object({
  object: z.literal('dispute'),
  id: Id,
  amount: Amount,
  currency: Currency,
  reason: z.string().max(100),
  status: z.string(),
  payment_intent: z.string().nullish(),
  evidence_details: z.object({ due_by: Seconds.nullish() }).nullish(),
});
export type Dispute = z.infer<typeof Dispute>;

export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ object: z.literal('list'), data: z.array(schema), has_more: z.boolean() });

/** Our number on a payment intent. */
export function referenceOf({ metadata }: Pick<Intent, 'metadata'>): string | null {
  return metadata?.['reference'] ?? null;
}

const statuses: Readonly<Record<Intent['status'], GatewayPaymentStatus>> = {
  requires_payment_method: 'pending',
  requires_confirmation: 'pending',
  requires_action: 'pending',
  processing: 'pending',
  requires_capture: 'authorized',
  succeeded: 'succeeded',
  canceled: 'closed',
};

/**
 * A payment intent as a payment of ours; null when it carries no number of ours or no amount that we can count. On a page
 * of Stripe a declined payer may try again, so a decline ends only what was made without a page.
 */
export function toGatewayPayment(
  { accountId }: Pick<Connection, 'accountId'>,
  intent: Intent,
  paidAtMs: number | null = null,
): GatewayPayment | null {
  const reference = referenceOf(intent);
  const amountMinor = fromStripeAmount(amountOf(intent), intent.currency);
  if (reference === null || amountMinor === null) return null;
  const declineCode = declineOf(intent);
  const status = declineCode === null ? statuses[intent.status] : 'failed';
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const captureBefore = charge?.payment_method_details?.card?.capture_before;
  return {
    gatewayReference: reference,
    gatewayPaymentId: intent.id,
    gatewayMerchantId: accountId,
    livemode: intent.livemode,
    amountMinor,
    currency: intent.currency,
    status,
    declineCode,
    paidAtMs: status === 'succeeded' ? (paidAtMs ?? secondsToMs(charge?.created)) : null,
    captureUntilMs: status === 'authorized' ? secondsToMs(captureBefore) : null,
    ...payerOf(status === 'failed' ? intent.last_payment_error?.payment_method?.card : cardOf(charge)),
  };
}

type Card = NonNullable<NonNullable<z.infer<typeof Charge>['payment_method_details']>['card']>;

function cardOf(charge: z.infer<typeof Charge> | null): Card | null | undefined {
  return charge?.payment_method_details?.card;
}

function payerOf(card: Pick<Card, 'fingerprint'> | null | undefined): { readonly payerToken?: string } {
  return card?.fingerprint == null ? {} : { payerToken: `stripe:${card.fingerprint}` };
}

/** A charge that was taken proves its payment as the intent does, and names the card. Null when it is reserved only or none of ours. */
export function chargedPayment(
  { accountId, livemode }: Pick<Connection, 'accountId' | 'livemode'>,
  charge: ToldCharge,
): GatewayPayment | null {
  const reference = referenceOf(charge);
  const amountMinor = fromStripeAmount(charge.amount_captured, charge.currency);
  if (!charge.captured || reference === null || amountMinor === null || charge.payment_intent == null)
    return null;
  return {
    gatewayReference: reference,
    gatewayPaymentId: charge.payment_intent,
    gatewayMerchantId: accountId,
    livemode,
    amountMinor,
    currency: charge.currency,
    status: 'succeeded',
    declineCode: null,
    paidAtMs: secondsToMs(charge.created),
    captureUntilMs: null,
    ...payerOf(cardOf(charge)),
  };
}

function declineOf(intent: Intent): string | null {
  const error = intent.last_payment_error;
  if (error == null || intent.status !== 'requires_payment_method' || isOnPage(intent)) return null;
  return declineCodeOf(error.code ?? null, error.decline_code ?? null);
}

function isOnPage({ metadata }: Intent): boolean {
  return metadata?.['form'] === 'page';
}

function amountOf(intent: Intent): number {
  if (intent.status === 'succeeded') return intent.amount_received;
  return intent.status === 'requires_capture' ? (intent.amount_capturable ?? intent.amount) : intent.amount;
}

export function secondsToMs(seconds: number | null | undefined): number | null {
  return seconds == null ? null : seconds * 1_000;
}

const refundStatuses: Readonly<Record<NonNullable<Refund['status']>, GatewayRefund['status']>> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

/** Null when the refund is none of ours. */
export function toGatewayRefund(refund: Refund): GatewayRefund | null {
  const refundReference = refund.metadata?.['reference'];
  const gatewayReference = refund.metadata?.['payment_reference'];
  const amountMinor = fromStripeAmount(refund.amount, refund.currency);
  if (refundReference === undefined || gatewayReference === undefined || amountMinor === null) return null;
  const status = refundStatuses[refund.status ?? 'pending'];
  return {
    refundReference,
    gatewayRefundId: refund.id,
    gatewayReference,
    amountMinor,
    currency: refund.currency,
    status,
    failureCode: status === 'failed' ? (refund.failure_reason ?? refund.status ?? 'failed') : null,
  };
}

/** Early warnings of a bank move no money and are no dispute yet. */
const disputeStatuses: Readonly<Record<string, GatewayDispute['status']>> = {
  needs_response: 'opened',
  under_review: 'opened',
  appeal_needs_response: 'opened',
  appeal_under_review: 'opened',
  won: 'won',
  lost: 'lost',
};

/** Null when it is no dispute yet, or of no payment that we could know. */
export function toGatewayDispute(dispute: Dispute): GatewayDispute | null {
  const status = disputeStatuses[dispute.status];
  const amountMinor = fromStripeAmount(dispute.amount, dispute.currency);
  if (status === undefined || amountMinor === null || dispute.payment_intent == null) return null;
  return {
    gatewayDisputeId: dispute.id,
    // It does not repeat our number.
    gatewayReference: null,
    gatewayPaymentId: dispute.payment_intent,
    amountMinor,
    currency: dispute.currency,
    status,
    reason: dispute.reason,
    evidenceDueAtMs: secondsToMs(dispute.evidence_details?.due_by),
  };
}

export type ChargeMethod = 'alipay' | 'wechat_pay' | 'card';
export type ChargeFlow = 'qr' | 'redirect';
export type PageLanguage = 'zh' | 'en';

/**
 * `processing`: the payer has submitted and the result comes by itself. `authorized`: the money is reserved, to be
 * captured or closed. The last three are final.
 */
export type ChargeStatus = 'pending' | 'processing' | 'authorized' | 'succeeded' | 'failed' | 'closed';

/** What the merchant asked for; equal input under an equal reference is the same charge. */
export interface ChargeInput {
  /** The merchant's number: at most 32 letters and digits, unique. */
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: ChargeMethod;
  readonly flow: ChargeFlow;
  readonly description: string;
  readonly language: PageLanguage;
  readonly notifyUrl: string;
  readonly returnUrl: string;
  /** No money is taken from this instant on. */
  readonly expiresAtMs: number;
  /** The merchant wants the payer's bank or wallet to make sure who pays. */
  readonly challenge: boolean;
  /** `manual` reserves the money; the merchant captures it. */
  readonly capture: 'automatic' | 'manual';
}

export interface Charge extends ChargeInput {
  readonly chargeId: string;
  readonly merchantId: string;
  readonly status: ChargeStatus;
  readonly declineCode: string | null;
  readonly closeReason: 'merchant' | 'payer' | 'expired' | null;
  readonly createdAtMs: number;
  readonly authorizedAtMs: number | null;
  /** From this instant on a reservation cannot be captured any more. */
  readonly captureUntilMs: number | null;
  /** What was reserved, when the merchant took less of it: the amount is then what was taken. */
  readonly authorizedAmountMinor: number | null;
  readonly paidAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly cardLast4: string | null;
  /** The same for the same card, and not the card; left out until one is submitted. */
  readonly cardToken?: string;
  /** The code the payer's bank shows; null while no challenge is open. */
  readonly challengeCode: string | null;
  /** Wall time at which a slow payment is decided. */
  readonly decideAtMs: number | null;
}

const legal: Readonly<Record<ChargeStatus, readonly ChargeStatus[]>> = {
  pending: ['processing', 'authorized', 'succeeded', 'failed', 'closed'],
  processing: ['authorized', 'succeeded', 'failed', 'closed'],
  authorized: ['succeeded', 'closed'],
  succeeded: [],
  failed: [],
  closed: [],
};

/** Throws when a charge may not go from one status to the other: a mistake of the sandbox itself. */
export function assertTransition(from: ChargeStatus, to: ChargeStatus): void {
  if (!legal[from].includes(to)) throw new Error(`a charge cannot go from ${from} to ${to}`);
}

export type RefundStatus = 'pending' | 'succeeded' | 'failed';

export interface Refund {
  readonly refundId: string;
  readonly refundReference: string;
  readonly chargeId: string;
  readonly chargeReference: string;
  readonly merchantId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly status: RefundStatus;
  readonly failureCode: string | null;
  readonly createdAtMs: number;
  readonly settledAtMs: number | null;
  /** Wall time at which a pending refund succeeds. */
  readonly decideAtMs: number | null;
}

/** The payer's bank contests a charge. While it is open the money is with the bank; lost, it stays there. */
export interface Dispute {
  readonly disputeId: string;
  readonly chargeId: string;
  readonly chargeReference: string;
  readonly merchantId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: 'opened' | 'won' | 'lost';
  readonly reason: string;
  readonly evidenceDueAtMs: number;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
}

export type NotificationType =
  | `dispute.${Dispute['status']}`
  | 'charge.authorized'
  | 'charge.succeeded'
  | 'charge.failed'
  | 'charge.closed'
  | 'refund.succeeded'
  | 'refund.failed';

export interface DeliveryAttempt {
  /** Wall time. */
  readonly atMs: number;
  /** HTTP status of the answer; null when there was none. */
  readonly status: number | null;
  readonly error: string | null;
  /** The fault that was asked for on this attempt. */
  readonly fault: string | null;
}

/** One event on its way to the merchant. `lost` and `abandoned` are final without the merchant's word. */
export interface Delivery {
  readonly eventId: string;
  readonly type: NotificationType;
  readonly url: string;
  readonly chargeId: string;
  readonly reference: string;
  readonly refundReference: string | null;
  readonly body: string;
  /** Wall time. */
  readonly createdAtMs: number;
  readonly status: 'pending' | 'delivered' | 'abandoned' | 'lost';
  readonly attemptCount: number;
  /** The newest attempts only. */
  readonly attempts: readonly DeliveryAttempt[];
  /** Wall time; meaningful while pending. */
  readonly nextAttemptAtMs: number;
}

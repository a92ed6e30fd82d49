import { refundedAmount } from './book.ts';
import type { Charge, Dispute, Refund } from './charge.ts';
import type { SandboxDeps } from './deps.ts';

export interface ChargeView {
  readonly object: 'charge';
  readonly chargeId: string;
  readonly reference: string;
  readonly merchantId: string;
  readonly mode: 'test';
  readonly amountMinor: number;
  readonly currency: string;
  readonly capturedAmountMinor: number;
  readonly refundedAmountMinor: number;
  readonly method: Charge['method'];
  readonly flow: Charge['flow'];
  readonly description: string;
  readonly status: Charge['status'];
  readonly declineCode: string | null;
  readonly closeReason: Charge['closeReason'];
  readonly cardLast4: string | null;
  /** The same for the same card in every charge. */
  readonly cardToken: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly capture: Charge['capture'];
  readonly authorizedAtMs: number | null;
  readonly captureUntilMs: number | null;
  /** What was reserved, when less was taken. */
  readonly authorizedAmountMinor: number | null;
  readonly paidAtMs: number | null;
  /** The page on which the payer pays: the text of the QR, or where to send the browser. */
  readonly payUrl: string;
}

/** A charge as merchants see it. */
export function chargeView(deps: SandboxDeps, charge: Charge): ChargeView {
  return {
    object: 'charge',
    chargeId: charge.chargeId,
    reference: charge.reference,
    merchantId: charge.merchantId,
    mode: 'test',
    amountMinor: charge.amountMinor,
    currency: charge.currency,
    capturedAmountMinor: charge.status === 'succeeded' ? charge.amountMinor : 0,
    refundedAmountMinor: refundedAmount(deps.store.book, charge.chargeId),
    method: charge.method,
    flow: charge.flow,
    description: charge.description,
    status: charge.status,
    declineCode: charge.declineCode,
    closeReason: charge.closeReason,
    cardLast4: charge.cardLast4,
    cardToken: charge.cardToken ?? null,
    createdAtMs: charge.createdAtMs,
    expiresAtMs: charge.expiresAtMs,
    capture: charge.capture,
    authorizedAtMs: charge.authorizedAtMs,
    captureUntilMs: charge.captureUntilMs,
    authorizedAmountMinor: charge.authorizedAmountMinor,
    paidAtMs: charge.paidAtMs,
    payUrl: `${deps.settings.publicUrl}/${charge.method === 'card' ? 'card' : 'pay'}/${charge.chargeId}`,
  };
}

export interface RefundView {
  readonly object: 'refund';
  readonly refundId: string;
  readonly refundReference: string;
  readonly chargeId: string;
  readonly chargeReference: string;
  readonly merchantId: string;
  readonly mode: 'test';
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly status: Refund['status'];
  readonly failureCode: string | null;
  readonly createdAtMs: number;
  readonly settledAtMs: number | null;
}

/** A refund as merchants see it. */
export function refundView(refund: Refund): RefundView {
  const { decideAtMs: _internal, ...shown } = refund;
  return { object: 'refund', mode: 'test', ...shown };
}

export interface DisputeView extends Dispute {
  readonly object: 'dispute';
  readonly mode: 'test';
}

/** A dispute as merchants see it. */
export function disputeView(dispute: Dispute): DisputeView {
  return { object: 'dispute', mode: 'test', ...dispute };
}

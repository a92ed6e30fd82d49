import type {
  GatewayDispute,
  GatewayNotification,
  GatewayPayment,
  GatewayRefund,
  RefundRequest,
} from '../../../src/checkout/gateway/types.ts';
import type { Operation } from './history.ts';

/** Our account at every gateway of the model. */
export const MERCHANT = 'm_model';

export interface Charge {
  readonly gateway: string;
  readonly reference: string;
  /** What is asked for; once it was captured in part, what was taken. */
  amountMinor: number;
  readonly currency: string;
  readonly manual: boolean;
  status: 'pending' | 'authorized' | 'succeeded' | 'failed' | 'closed';
  /** False while nobody can have a code or page for it: a request that arrived after it was given up. */
  isPayable: boolean;
  paidAtMs: number | null;
  refundedMinor: number;
  dispute: GatewayDispute['status'] | null;
  /** What a bank has taken back for now or for good. */
  contestedMinor: number;
  /** What the dispute is, or was, about. */
  disputedMinor: number;
}

export interface Message {
  readonly gateway: string;
  /** Told until it is heard: nobody here would think of asking. */
  readonly isInsistent: boolean;
  readonly notification: GatewayNotification;
}

/** What the gateways know: their own truth, the book. */
export interface Book {
  readonly charges: Map<string, Charge>;
  readonly refunds: Map<string, GatewayRefund>;
  /** Numbers of refunds that are processed and will fail. */
  readonly failing: Set<string>;
  /** Told or not, in the order in which they were written. */
  readonly outbox: Message[];
  /** Requests that are still on their way. */
  onTheWay: (() => void)[];
  /** Said before each call, and what becomes of it. */
  nextFault(operation: Operation): string | undefined;
  nowMs(): number;
  /** Throws when a gateway is asked for a payment that our database does not have yet (M4). */
  beforeCreate(reference: string): Promise<void>;
}

/** A book with nothing in it yet. */
export function emptyBook(around: Pick<Book, 'nextFault' | 'nowMs' | 'beforeCreate'>): Book {
  return {
    charges: new Map(),
    refunds: new Map(),
    failing: new Set(),
    outbox: [],
    onTheWay: [],
    ...around,
  };
}

let events = 0;

export function tell(
  book: Book,
  gateway: string,
  content: GatewayNotification['content'],
  isInsistent = false,
): void {
  events += 1;
  book.outbox.push({
    gateway,
    isInsistent,
    notification: {
      eventId: `ev_${events}`,
      type: content.kind,
      occurredAtMs: book.nowMs(),
      content,
    },
  });
}

export function paymentOf(charge: Charge): GatewayPayment {
  return {
    gatewayReference: charge.reference,
    gatewayPaymentId: `gw_${charge.reference}`,
    gatewayMerchantId: MERCHANT,
    livemode: false,
    amountMinor: charge.amountMinor,
    currency: charge.currency,
    status: charge.status,
    declineCode: charge.status === 'failed' ? 'card_declined' : null,
    paidAtMs: charge.paidAtMs,
    captureUntilMs: charge.status === 'authorized' ? book7Days(charge) : null,
  };
}

const book7Days = (charge: Charge): number => (charge.paidAtMs ?? 0) + 7 * 86_400_000;

/** The payer pays what is open there. A gateway may take money after we thought an offer over (M10). */
export function payerPays(book: Book, charge: Charge): void {
  if (charge.status !== 'pending' || !charge.isPayable) return;
  charge.status = charge.manual ? 'authorized' : 'succeeded';
  charge.paidAtMs = book.nowMs();
  tell(book, charge.gateway, { kind: 'payment', payment: paymentOf(charge) });
}

export function payerFails(book: Book, charge: Charge): void {
  if (charge.status !== 'pending') return;
  charge.status = 'failed';
  tell(book, charge.gateway, { kind: 'payment', payment: paymentOf(charge) });
}

/** What was declined or closed is paid all the same: the payer was just about to, or tried again by the same code. */
export function paysAllTheSame(book: Book, charge: Charge): void {
  const isOver = charge.status === 'failed' || charge.status === 'closed';
  if (!isOver || !charge.isPayable || charge.paidAtMs !== null) return;
  charge.status = charge.manual ? 'authorized' : 'succeeded';
  charge.paidAtMs = book.nowMs();
  tell(book, charge.gateway, { kind: 'payment', payment: paymentOf(charge) }, true);
}

/** A gateway closes by itself what is open or reserved, or a bank takes its promise back. */
export function gatewayEnds(book: Book, charge: Charge, as: 'closed' | 'failed'): void {
  if (charge.status !== 'pending' && charge.status !== 'authorized') return;
  charge.status = as;
  tell(book, charge.gateway, { kind: 'payment', payment: paymentOf(charge) });
}

/** A bank contests what was captured, once per charge, and decides once. */
export function disputeCharge(book: Book, charge: Charge, status: GatewayDispute['status']): void {
  const isNext = status === 'opened' ? charge.dispute === null : charge.dispute === 'opened';
  if (charge.status !== 'succeeded' || !isNext) return;
  if (status === 'opened' && charge.refundedMinor === charge.amountMinor) return;
  charge.dispute = status;
  const amountMinor = status === 'opened' ? charge.amountMinor - charge.refundedMinor : charge.contestedMinor;
  charge.contestedMinor = status === 'won' ? 0 : amountMinor;
  charge.disputedMinor = amountMinor;
  const dispute = disputeOf(charge);
  if (dispute !== undefined) tell(book, charge.gateway, { kind: 'dispute', dispute }, status === 'opened');
}

/** What a bank contests of a charge, as it stands; undefined when nothing is or was. */
export function disputeOf(charge: Charge): GatewayDispute | undefined {
  if (charge.dispute === null) return undefined;
  return {
    gatewayDisputeId: `dp_${charge.reference}`,
    gatewayPaymentId: `gw_${charge.reference}`,
    gatewayReference: charge.reference,
    amountMinor: charge.disputedMinor,
    currency: charge.currency,
    status: charge.dispute,
    reason: 'not_recognised',
    evidenceDueAtMs: null,
  };
}

/** Takes a new refund on; undefined when there is not that much left to give back. */
export function giveBack(
  book: Book,
  { refundReference, gatewayReference, amountMinor, currency }: RefundRequest,
  isSlow: boolean,
): GatewayRefund | undefined {
  const charge = book.charges.get(gatewayReference);
  // What a bank contests is not there to be given back.
  const isThere = charge?.status === 'succeeded';
  const leftMinor = isThere ? charge.amountMinor - charge.refundedMinor - charge.contestedMinor : 0;
  if (charge === undefined || amountMinor > leftMinor || amountMinor <= 0) return undefined;
  charge.refundedMinor += amountMinor;
  const taken: GatewayRefund = {
    refundReference,
    gatewayRefundId: `gr_${refundReference}`,
    gatewayReference,
    amountMinor,
    currency,
    status: isSlow ? 'pending' : 'succeeded',
    failureCode: null,
  };
  book.refunds.set(refundReference, taken);
  return taken;
}

/** What was processing is done some time later, or comes back from a closed account, and is told. */
export function finishRefund(book: Book, gateway: string, pending: GatewayRefund): void {
  const fails = book.failing.has(pending.refundReference);
  const charge = book.charges.get(pending.gatewayReference);
  if (fails && charge !== undefined) charge.refundedMinor -= pending.amountMinor;
  const done: GatewayRefund = fails
    ? { ...pending, status: 'failed', failureCode: 'account_closed' }
    : { ...pending, status: 'succeeded' };
  book.refunds.set(pending.refundReference, done);
  tell(book, gateway, { kind: 'refund', refund: done });
}

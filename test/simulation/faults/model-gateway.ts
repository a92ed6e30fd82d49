import type {
  CreatePaymentRequest,
  GatewayDispute,
  GatewayNotification,
  GatewayPayment,
  GatewayRefund,
  PaymentGateway,
  RefundRequest,
} from '../../../src/checkout/gateway/types.ts';
import { checkoutErrors } from '../../../src/checkout/index.ts';
import { DomainError } from '../../../src/kernel/errors.ts';
import type { Operation } from './history.ts';

export const MERCHANT = 'm_model';

export interface Charge {
  readonly gateway: string;
  readonly reference: string;
  readonly amountMinor: number;
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
}

export interface Message {
  readonly gateway: string;
  /** Told until it is heard: the gateway cannot be asked about it, or nobody here would think of asking. */
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

let events = 0;

function tell(
  book: Book,
  gateway: string,
  content: GatewayNotification['content'],
  isInsistent = content.kind === 'dispute',
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
  const dispute: GatewayDispute = {
    gatewayDisputeId: `dp_${charge.reference}`,
    gatewayPaymentId: `gw_${charge.reference}`,
    gatewayReference: charge.reference,
    amountMinor,
    currency: charge.currency,
    status,
    reason: 'not_recognised',
    evidenceDueAtMs: null,
  };
  tell(book, charge.gateway, { kind: 'dispute', dispute });
}

/** A gateway of the model under a name; its answers fail as the history says. */
export function modelGateway(
  book: Book,
  name: string,
  methods: PaymentGateway['capabilities']['methods'],
): PaymentGateway {
  const unknown = { outcome: 'unknown', cause: 'timeout' } as const;
  const found = (charge: Charge) => ({ outcome: 'found', payment: paymentOf(charge) }) as const;
  return {
    name,
    gatewayMerchantId: MERCHANT,
    capabilities: {
      methods,
      testOnly: true,
      close: true,
      authorize: true,
      refund: true,
      partialRefund: true,
      refundWithinMs: null,
      statement: false,
      currencies: null,
      statementTimeZone: 'UTC',
      feePpm: 0,
    },
    createPayment: (request) => create(book, name, request),
    queryPayment: async (reference) => {
      if (book.nextFault('query') !== undefined) return unknown;
      const charge = book.charges.get(reference);
      return charge === undefined ? { outcome: 'not_found' } : found(charge);
    },
    closePayment: async (reference) => {
      const fault = book.nextFault('close');
      const charge = book.charges.get(reference);
      if (fault === 'lost_before') return unknown;
      const canClose = charge?.status === 'pending' || charge?.status === 'authorized';
      if (charge !== undefined && canClose) charge.status = 'closed';
      if (fault === 'lost_after') return unknown;
      if (charge === undefined) return { outcome: 'not_found' };
      return charge.status === 'closed'
        ? { outcome: 'closed' }
        : { outcome: 'settled', payment: paymentOf(charge) };
    },
    capturePayment: async ({ gatewayReference }) => {
      const fault = book.nextFault('capture');
      const charge = book.charges.get(gatewayReference);
      if (charge === undefined || fault === 'lost_before') return unknown;
      if (fault === 'refused') return { outcome: 'refused', failureCode: 'capture_refused' };
      if (charge.status === 'authorized') {
        charge.status = 'succeeded';
        tell(book, name, { kind: 'payment', payment: paymentOf(charge) });
      }
      if (fault === 'lost_after') return unknown;
      return { outcome: charge.status === 'succeeded' ? 'captured' : 'settled', payment: paymentOf(charge) };
    },
    refundPayment: async (request) => refund(book, name, request),
    queryRefund: async (refundReference) => {
      if (book.nextFault('refundQuery') !== undefined) return unknown;
      const known = book.refunds.get(refundReference);
      if (known?.status === 'pending') finishRefund(book, name, known);
      const now = book.refunds.get(refundReference);
      return now === undefined ? { outcome: 'not_found' } : { outcome: 'found', refund: now };
    },
    parseNotification: ({ body }) => {
      const notification = JSON.parse(body.toString('utf8')) as GatewayNotification & { forged?: true };
      if (notification.forged) throw new DomainError(checkoutErrors.notification_refused);
      return notification;
    },
    answerNotification: (accepted) => ({ status: accepted ? 200 : 503, contentType: 'text/plain', body: '' }),
    async *readStatement() {},
    parseStatement: () => {
      throw new Error('the model has no statements');
    },
  };
}

async function create(
  book: Book,
  gateway: string,
  request: CreatePaymentRequest,
): ReturnType<PaymentGateway['createPayment']> {
  const { gatewayReference: reference, amountMinor, currency, expiresAtMs } = request;
  await book.beforeCreate(reference);
  const fault = book.nextFault('create');
  if (fault === 'refused') return { outcome: 'not_sent', cause: 'ECONNREFUSED' };
  if (fault === 'declined_soft') return { outcome: 'declined', declineCode: 'gateway_error' };
  if (fault === 'declined_hard') return { outcome: 'declined', declineCode: 'card_declined' };
  const take = (): void => {
    if (book.charges.has(reference)) return;
    const charge = { gateway, reference, amountMinor, currency, manual: request.capture === 'manual' };
    book.charges.set(reference, {
      ...charge,
      status: 'pending',
      isPayable: fault !== 'late',
      paidAtMs: null,
      refundedMinor: 0,
      dispute: null,
      contestedMinor: 0,
    });
  };
  if (fault === 'late') book.onTheWay.push(take);
  else if (fault !== 'lost_before') take();
  if (fault !== undefined) return { outcome: 'unknown', cause: 'timeout' };
  const charge = book.charges.get(reference);
  if (charge !== undefined) charge.isPayable = true;
  const action = { type: 'qr', qrText: `pay:${reference}`, expiresAtMs } as const;
  return { outcome: 'requires_action', gatewayPaymentId: `gw_${reference}`, action };
}

function refund(
  book: Book,
  gateway: string,
  request: RefundRequest,
): Awaited<ReturnType<PaymentGateway['refundPayment']>> {
  const fault = book.nextFault('refund');
  if (fault === 'lost_before') return { outcome: 'unknown', cause: 'timeout' };
  if (fault === 'refused') return { outcome: 'refused', failureCode: 'refused_by_bank' };
  const isSlow = fault === 'pending' || fault === 'fails_later';
  const now = book.refunds.get(request.refundReference) ?? giveBack(book, request, isSlow);
  if (fault === 'fails_later' && now?.status === 'pending') book.failing.add(request.refundReference);
  if (now === undefined) return { outcome: 'refused', failureCode: 'refund_exceeds_payment' };
  if (now.status === 'succeeded') tell(book, gateway, { kind: 'refund', refund: now });
  if (fault === 'lost_after') return { outcome: 'unknown', cause: 'timeout' };
  return { outcome: 'found', refund: now };
}

/** Takes a new refund on; undefined when there is not that much left to give back. */
function giveBack(
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
function finishRefund(book: Book, gateway: string, pending: GatewayRefund): void {
  const fails = book.failing.has(pending.refundReference);
  const charge = book.charges.get(pending.gatewayReference);
  if (fails && charge !== undefined) charge.refundedMinor -= pending.amountMinor;
  const done: GatewayRefund = fails
    ? { ...pending, status: 'failed', failureCode: 'account_closed' }
    : { ...pending, status: 'succeeded' };
  book.refunds.set(pending.refundReference, done);
  tell(book, gateway, { kind: 'refund', refund: done });
}

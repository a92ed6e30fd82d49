import type {
  CreatePaymentRequest,
  GatewayNotification,
  PaymentGateway,
  RefundRequest,
} from '../../../src/checkout/gateway/types.ts';
import { checkoutErrors } from '../../../src/checkout/index.ts';
import { DomainError } from '../../../src/kernel/errors.ts';
import {
  type Book,
  type Charge,
  disputeOf,
  finishRefund,
  giveBack,
  MERCHANT,
  paymentOf,
  tell,
} from './book.ts';

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
      partialCapture: true,
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
    capturePayment: async ({ gatewayReference, amountMinor }) => {
      const fault = book.nextFault('capture');
      const charge = book.charges.get(gatewayReference);
      if (charge === undefined || fault === 'lost_before') return unknown;
      if (fault === 'refused') return { outcome: 'refused', failureCode: 'capture_refused' };
      if (charge.status === 'authorized') {
        charge.status = 'succeeded';
        charge.amountMinor = Math.min(charge.amountMinor, amountMinor);
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
    queryDisputes: async ({ gatewayReference }) => {
      if (book.nextFault('query') !== undefined) return unknown;
      const charge = book.charges.get(gatewayReference);
      const dispute = charge && disputeOf(charge);
      return { outcome: 'found', disputes: dispute === undefined ? [] : [dispute] };
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

/** Surely not charged: another gateway may be asked, nobody is, the same one is asked again. */
const declines = {
  declined_soft: 'gateway_error',
  declined_hard: 'card_declined',
  declined_lock: 'lock_timeout',
} as const;

const isDecline = (fault: string | undefined): fault is keyof typeof declines =>
  fault !== undefined && fault in declines;

async function create(
  book: Book,
  gateway: string,
  request: CreatePaymentRequest,
): ReturnType<PaymentGateway['createPayment']> {
  const { gatewayReference: reference, amountMinor, currency, expiresAtMs } = request;
  await book.beforeCreate(reference);
  const chosen = book.nextFault('create');
  // Who has taken a number on does not decline it when it comes again.
  const fault = book.charges.has(reference) && isDecline(chosen) ? undefined : chosen;
  if (fault === 'refused') return { outcome: 'not_sent', cause: 'ECONNREFUSED' };
  if (isDecline(fault)) return { outcome: 'declined', declineCode: declines[fault] };
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
      disputedMinor: 0,
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

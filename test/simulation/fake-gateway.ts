import type {
  CreatePaymentRequest,
  CreatePaymentResult,
  GatewayPayment,
  GatewayRefund,
  PaymentGateway,
} from '../../src/checkout/gateway/types.ts';

/**
 * What becomes of a call that creates a payment. `lost_*`: no answer, and the gateway has not, or has, taken it on.
 * `late`: no answer, and the request arrives afterwards. `crash_*`: our process ends, before or after it was taken on.
 */
export const createOutcomes = [
  'accept',
  'decline_hard',
  'decline_soft',
  'decline_lock',
  'refuse',
  'lost_before',
  'lost_after',
  'late',
  'crash_before',
  'crash_after',
] as const;
export type CreateOutcome = (typeof createOutcomes)[number];

export interface FakeCharge {
  readonly gateway: string;
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
  status: 'pending' | 'succeeded' | 'closed';
  captured: boolean;
  refundedMinor: number;
}

/** Several gateways in memory with one book, told before each call what becomes of it. */
export interface FakeGateways {
  readonly gateways: readonly PaymentGateway[];
  /** The truth: every charge that any of them has. */
  readonly charges: Map<string, FakeCharge>;
  /** How each reference's call ended, in order of calling. */
  readonly calls: { readonly reference: string; readonly gateway: string; readonly outcome: CreateOutcome }[];
  /** What becomes of the next calls; accepted when the list is used up. */
  plan(outcomes: readonly CreateOutcome[]): void;
  /** Requests that were on their way arrive. */
  arrive(): void;
}

export function fakeGateways(names: readonly string[]): FakeGateways {
  const charges = new Map<string, FakeCharge>();
  const calls: FakeGateways['calls'] = [];
  let planned: CreateOutcome[] = [];
  let onTheWay: FakeCharge[] = [];
  const refunds = new Map<string, GatewayRefund>();
  const take = (charge: FakeCharge): void => {
    if (!charges.has(charge.reference)) charges.set(charge.reference, charge);
  };
  const create = (gateway: string, request: CreatePaymentRequest): CreatePaymentResult => {
    const charge = chargeOf(gateway, request);
    const next = planned.shift() ?? 'accept';
    // Who has taken a number on does not decline it when it comes again.
    const outcome = charges.has(charge.reference) && next.startsWith('decline') ? 'accept' : next;
    calls.push({ reference: charge.reference, gateway, outcome });
    if (['accept', 'lost_after', 'crash_after'].includes(outcome)) take(charge);
    if (outcome === 'late') onTheWay.push(charge);
    return answerOf(outcome, request);
  };
  const stateOf = (charge: FakeCharge): GatewayPayment => ({
    gatewayReference: charge.reference,
    gatewayPaymentId: `ch_${charge.reference}`,
    gatewayMerchantId: 'fake',
    livemode: false,
    amountMinor: charge.amountMinor,
    currency: charge.currency,
    status: charge.captured ? 'succeeded' : charge.status,
    declineCode: null,
    paidAtMs: null,
  });
  const gatewayOf = (name: string): PaymentGateway => ({
    name,
    gatewayMerchantId: 'fake',
    capabilities: {
      methods: ['alipay', 'wechat_pay'],
      testOnly: true,
      close: true,
      authorize: false,
      refund: true,
      partialRefund: true,
      refundWithinMs: null,
      statement: false,
      currencies: null,
      statementTimeZone: 'UTC',
      feePpm: 0,
    },
    createPayment: async (request) => create(name, request),
    queryPayment: async (reference) => {
      const charge = charges.get(reference);
      return charge === undefined ? { outcome: 'not_found' } : { outcome: 'found', payment: stateOf(charge) };
    },
    closePayment: async (reference) => {
      const charge = charges.get(reference);
      if (charge === undefined) return { outcome: 'not_found' };
      if (charge.captured) return { outcome: 'settled', payment: stateOf(charge) };
      charge.status = 'closed';
      return { outcome: 'closed' };
    },
    capturePayment: async () => ({ outcome: 'refused', failureCode: 'capture_not_supported' }),
    refundPayment: async (request) => {
      const { refundReference, gatewayReference, amountMinor, currency } = request;
      const charge = charges.get(gatewayReference);
      const known = refunds.get(refundReference);
      if (known !== undefined) return { outcome: 'found', refund: known };
      if (charge === undefined || charge.refundedMinor + amountMinor > charge.amountMinor)
        return { outcome: 'refused', failureCode: 'refund_too_large' };
      charge.refundedMinor += amountMinor;
      const refund: GatewayRefund = {
        refundReference,
        gatewayRefundId: `re_${refundReference}`,
        gatewayReference,
        amountMinor,
        currency,
        status: 'succeeded',
        failureCode: null,
      };
      refunds.set(refundReference, refund);
      return { outcome: 'found', refund };
    },
    queryRefund: async (refundReference) => {
      const refund = refunds.get(refundReference);
      return refund === undefined ? { outcome: 'not_found' } : { outcome: 'found', refund };
    },
    parseNotification: ({ body }) => {
      const { reference, status } = JSON.parse(body.toString('utf8')) as {
        reference: string;
        status: string;
      };
      const charge = charges.get(reference);
      if (charge === undefined) throw new Error('a fake notification is about a charge');
      return {
        eventId: `${reference}-${status}`,
        type: `charge.${status}`,
        occurredAtMs: 0,
        content: {
          kind: 'payment',
          payment: { ...stateOf(charge), status: status as GatewayPayment['status'] },
        },
      };
    },
    answerNotification: (accepted) => ({ status: accepted ? 200 : 503, contentType: 'text/plain', body: '' }),
    async *readStatement() {},
    parseStatement: () => {
      throw new Error('the fake gateways have no statements');
    },
  });
  return {
    gateways: names.map(gatewayOf),
    charges,
    calls,
    plan: (outcomes) => {
      planned = [...outcomes];
    },
    arrive: () => {
      for (const charge of onTheWay) take(charge);
      onTheWay = [];
    },
  };
}

function chargeOf(gateway: string, request: CreatePaymentRequest): FakeCharge {
  const { gatewayReference: reference, amountMinor, currency } = request;
  return { gateway, reference, amountMinor, currency, status: 'pending', captured: false, refundedMinor: 0 };
}

function answerOf(outcome: CreateOutcome, request: CreatePaymentRequest): CreatePaymentResult {
  if (outcome === 'decline_hard') return { outcome: 'declined', declineCode: 'card_declined' };
  if (outcome === 'decline_soft') return { outcome: 'declined', declineCode: 'gateway_error' };
  if (outcome === 'decline_lock') return { outcome: 'declined', declineCode: 'lock_timeout' };
  if (outcome === 'refuse') return { outcome: 'not_sent', cause: 'ECONNREFUSED' };
  if (outcome.startsWith('crash')) throw new Error('the process ended');
  if (outcome !== 'accept') return { outcome: 'unknown', cause: 'timeout' };
  const { gatewayReference, expiresAtMs } = request;
  return {
    outcome: 'requires_action',
    gatewayPaymentId: `ch_${gatewayReference}`,
    action: { type: 'qr', qrText: `pay:${gatewayReference}`, expiresAtMs },
  };
}

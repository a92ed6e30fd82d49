import { expect } from 'vitest';
import type {
  CreatePaymentRequest,
  GatewayPayment,
  PaymentGateway,
  RawNotification,
  RefundRequest,
  StatementLine,
} from '../../../src/checkout/gateway/types.ts';
import { newReference } from '../../../src/kernel/id.ts';

/** What the gateway's own book says of one payment, in our minor units. */
export interface BookedPayment {
  readonly gatewayReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the payer really gave. */
  readonly capturedMinor: number;
  readonly refunds: readonly { readonly refundReference: string; readonly amountMinor: number }[];
}

export interface ContractFault {
  readonly operation: 'create' | 'query' | 'close' | 'refund';
  /** `no_answer`: done, never answered. `error_after`: done, then 5xx. `error_before`: 5xx, nothing done. */
  readonly kind: 'no_answer' | 'error_after' | 'error_before';
}

/** An adapter with its simulator, as the contract wants to handle any of them. */
export interface GatewayUnderTest {
  /** The adapter with a time limit that a busy machine keeps. */
  readonly gateway: PaymentGateway;
  /** The same with a short limit, for those who wait in vain. */
  readonly impatient: PaymentGateway;
  /** The same, at an address where nobody listens. */
  readonly unreachable: PaymentGateway;
  /** A request that this gateway can serve, with a call at creation; `change` wins. */
  request(change?: Partial<CreatePaymentRequest>): CreatePaymentRequest;
  /** Pays like a payer; rejects when the gateway takes no money on it (closed, expired, unknown). */
  pay(gatewayReference: string): Promise<void>;
  /** The next call of that kind misbehaves once. */
  fault(fault: ContractFault): void;
  /** The gateway's own truth; all payments that it knows. */
  book(): readonly BookedPayment[];
  /** The notification that the gateway sent of this payment's success, as it came; sent again when asked again. */
  paidNotification(gatewayReference: string): Promise<RawNotification>;
  /** The same content in other forms that prove nothing, each with its name. */
  forgeries(genuine: RawNotification): readonly (readonly [what: string, raw: RawNotification])[];
  /** A genuine notification for another merchant of this gateway. */
  foreignNotification(gatewayReference: string): RawNotification;
  /** A notification older than this is refused, in ms. */
  readonly notificationAgeMaxMs: number;
  /** The day under which today's business stands in the statement. */
  statementDay(): string;
  /** Payers' complaints that nobody is told of, where there are any. */
  readonly complaints?: {
    /** Gives the gateway's id of the case. */
    complain(gatewayReference: string, text: string): string;
    settle(gatewayComplaintId: string): void;
  };
  close(): Promise<void>;
}

export type Context = ReturnType<typeof contextOf>;

/** What every test of the contract starts from. */
export function contextOf(under: GatewayUnderTest) {
  const { gateway } = under;
  const created = async (change: Partial<CreatePaymentRequest> = {}) => {
    const request = under.request({ gatewayReference: newReference('T'), ...change });
    expect(await gateway.createPayment(request)).toMatchObject({ outcome: 'requires_action' });
    return request;
  };
  return {
    under,
    gateway,
    created,
    paid: async (change: Partial<CreatePaymentRequest> = {}) => {
      const request = await created(change);
      await under.pay(request.gatewayReference);
      return request;
    },
    booked: (gatewayReference: string) =>
      under.book().filter((payment) => payment.gatewayReference === gatewayReference),
    refundOf: (payment: CreatePaymentRequest, change: Partial<RefundRequest> = {}): RefundRequest => ({
      refundReference: newReference('R'),
      gatewayReference: payment.gatewayReference,
      amountMinor: payment.amountMinor,
      capturedMinor: payment.amountMinor,
      currency: payment.currency,
      reason: 'changed my mind',
      notifyUrl: payment.notifyUrl,
      ...change,
    }),
  };
}

/** The proof of M2 for a request that was paid. */
export function proofOf({ gateway }: Context, request: CreatePaymentRequest): Partial<GatewayPayment> {
  return {
    gatewayReference: request.gatewayReference,
    gatewayMerchantId: gateway.gatewayMerchantId,
    livemode: false,
    amountMinor: request.amountMinor,
    currency: request.currency,
    status: 'succeeded',
    declineCode: null,
  };
}

/** All lines of a day's statement. */
export async function linesOf(gateway: PaymentGateway, day: string): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  for await (const line of gateway.readStatement(day)) lines.push(line);
  return lines;
}

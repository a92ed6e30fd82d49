import type { Surface } from '../../identity/wire.ts';
import type { PaymentMethod } from '../wire.ts';
import type {
  GatewayComplaint,
  GatewayDispute,
  ListComplaintsResult,
  QueryComplaintResult,
  QueryDisputesResult,
} from './cases.ts';

export type {
  GatewayComplaint,
  GatewayDispute,
  ListComplaintsResult,
  ListedComplaint,
  QueryComplaintResult,
  QueryDisputesResult,
} from './cases.ts';

/** What a gateway can do; an operation asks here before it asks the gateway. */
export interface GatewayCapabilities {
  readonly methods: readonly PaymentMethod[];
  /** True when only test money moves here; live mode refuses such a gateway at start (M11). */
  readonly testOnly: boolean;
  readonly close: boolean;
  /** Can reserve money now and take it later: authorize, then capture or close. */
  readonly authorize: boolean;
  /** Can take less than it has reserved, once; the rest is released by itself. Left out: it cannot. */
  readonly partialCapture?: boolean;
  readonly refund: boolean;
  readonly partialRefund: boolean;
  /** Refunds are possible for this long after the payment, in ms; null without an end (M15). */
  readonly refundWithinMs: number | null;
  readonly statement: boolean;
  /** Currencies it takes, ISO 4217; null = any. */
  readonly currencies: readonly string[] | null;
  /** IANA time zone of the days of its statements; Asia/Shanghai when left out. */
  readonly statementTimeZone?: string;
  /** Its price by contract, parts per million of an amount, where it has only one; a fee that differs is reported. */
  readonly feePpm?: number;
  /** The flows of each surface it serves; left out: a QR on the web, a page of its own everywhere (M14). */
  readonly flows?: Readonly<Partial<Record<Surface, readonly PaymentFlow[]>>>;
  /** The same for methods that this gateway serves otherwise than its others; stronger than `flows`. */
  readonly flowsByMethod?: Readonly<
    Partial<Record<PaymentMethod, Readonly<Partial<Record<Surface, readonly PaymentFlow[]>>>>>
  >;
  /** The least and the most it takes at a time, by currency; left out: any. */
  readonly amounts?: Readonly<Record<string, { readonly minMinor: number; readonly maxMinor: number }>>;
}

/** How the learner pays: scanning, by leaving to a page of the gateway, or inside the app they are in. */
export type PaymentFlow = 'qr' | 'redirect' | 'in_app';

export type CaptureMode = 'automatic' | 'manual';

/** What some gateways must know of the payer. */
export interface Payer {
  /** The address the press came from. */
  readonly ipAddress: string | null;
  /** The payer's id in our WeChat app; JSAPI needs it. */
  readonly wechatOpenid: string | null;
}

export interface CreatePaymentRequest {
  /** Our number for this attempt, also the key that makes a repeated call harmless: ≤ 32 letters and digits (M13). */
  readonly gatewayReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
  readonly flow: PaymentFlow;
  /** Where the learner is; decides the gateway's product (M14). */
  readonly surface: Surface;
  /** `manual`: reserve only; `capturePayment` takes the money. */
  readonly capture: CaptureMode;
  readonly payer: Payer;
  /** Part of the money is to be split to others at the gateway (分账): must be said now (M17). */
  readonly split: boolean;
  readonly description: string;
  readonly language: 'zh' | 'en';
  /** Where the gateway sends its notifications. */
  readonly notifyUrl: string;
  /** Where the gateway sends the browser afterwards. */
  readonly returnUrl: string;
  /** Milliseconds since the epoch; the gateway must not take money later (M10). */
  readonly expiresAtMs: number;
  /** The payer's bank or wallet is to make sure who pays: 3-D Secure for cards. */
  readonly challenge: boolean;
}

export type GatewayAction =
  | { readonly type: 'qr'; readonly qrText: string; readonly expiresAtMs: number }
  | {
      readonly type: 'redirect';
      readonly url: string;
      readonly expiresAtMs: number;
      /** The gateway looks at the Referer for one of our registered domains (WeChat H5). */
      readonly tellsOrigin?: boolean;
    }
  /** Handed to the app the learner is in, as its own call wants them (WeChat JSAPI). */
  | {
      readonly type: 'in_app';
      readonly parameters: Readonly<Record<string, string>>;
      readonly expiresAtMs: number;
    };

/**
 * `requires_action`: accepted, the learner must act. `declined`: surely not charged.
 * `not_sent`: the request surely never reached the gateway. `unknown`: it may have (M4).
 */
export type CreatePaymentResult =
  | { readonly outcome: 'requires_action'; readonly gatewayPaymentId: string; readonly action: GatewayAction }
  | { readonly outcome: 'declined'; readonly declineCode: string }
  | { readonly outcome: 'not_sent'; readonly cause: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** `authorized`: reserved, not taken. */
export type GatewayPaymentStatus = 'pending' | 'authorized' | 'succeeded' | 'failed' | 'closed';

/** What a gateway says of one payment, from a verified notification or our own query: the proof of M2. */
export interface GatewayPayment {
  readonly gatewayReference: string;
  readonly gatewayPaymentId: string;
  /** The account at the gateway that took the money. */
  readonly gatewayMerchantId: string;
  readonly livemode: boolean;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: GatewayPaymentStatus;
  /** Set when failed: the gateway's decline in our words, e.g. `card_declined`, `insufficient_funds`. */
  readonly declineCode: string | null;
  readonly paidAtMs: number | null;
  /** What the payer gave when the gateway's own vouchers paid the rest; absent when it does not say. */
  readonly payerMinor?: number | null;
  /** When authorized: until when it can be captured. */
  readonly captureUntilMs?: number | null;
  /**
   * Who paid or tried to, as an id of the gateway behind its name: a card's fingerprint, a buyer's id. Absent when it does not
   * say. Nothing stores it: `payerKey` takes its place (payer-key.ts).
   */
  readonly payerToken?: string | null;
  /** The keyed hash of `payerToken`. */
  readonly payerKey?: number;
}

export type QueryPaymentResult =
  | { readonly outcome: 'found'; readonly payment: GatewayPayment }
  /** The gateway answered and surely knows no such payment. */
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'unknown'; readonly cause: string };

export type ClosePaymentResult =
  /** Nothing can be paid on it any more. */
  | { readonly outcome: 'closed' }
  /** Too late: it is paid (or failed) already. */
  | { readonly outcome: 'settled'; readonly payment: GatewayPayment }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'unknown'; readonly cause: string };

export type CapturePaymentResult =
  /** Taken: the proof. */
  | { readonly outcome: 'captured'; readonly payment: GatewayPayment }
  /** It ended otherwise: closed, expired, failed. */
  | { readonly outcome: 'settled'; readonly payment: GatewayPayment }
  | { readonly outcome: 'refused'; readonly failureCode: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

export interface RefundRequest {
  /** Our number for this refund, also its key at the gateway: ≤ 32 letters and digits. */
  readonly refundReference: string;
  readonly gatewayReference: string;
  readonly amountMinor: number;
  /** The whole that was captured; some gateways want it said again. */
  readonly capturedMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly notifyUrl: string;
}

export type GatewayRefundStatus = 'pending' | 'succeeded' | 'failed';

export interface GatewayRefund {
  readonly refundReference: string;
  readonly gatewayRefundId: string;
  readonly gatewayReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: GatewayRefundStatus;
  readonly failureCode: string | null;
}

export type RefundResult =
  | { readonly outcome: 'found'; readonly refund: GatewayRefund }
  /** Only of a query: the gateway surely knows no such refund. */
  | { readonly outcome: 'not_found' }
  /** The gateway refused for good; a person must decide (M15). */
  | { readonly outcome: 'refused'; readonly failureCode: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** A notification that was verified; `eventId` is unique per gateway. */
export interface GatewayNotification {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAtMs: number;
  readonly content:
    | { readonly kind: 'payment'; readonly payment: GatewayPayment }
    | { readonly kind: 'refund'; readonly refund: GatewayRefund }
    | { readonly kind: 'dispute'; readonly dispute: GatewayDispute }
    | { readonly kind: 'complaint'; readonly complaint: GatewayComplaint }
    | { readonly kind: 'other' };
}

export interface RawNotification {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** The HTTP answer a gateway demands; `accepted` false makes it try again. */
export interface NotificationAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** One line of a gateway's statement, in our units. */
export interface StatementLine {
  readonly type: 'payment' | 'refund' | 'dispute';
  /** gatewayReference of a payment or dispute, refundReference of a refund. */
  readonly reference: string;
  /** Of a refund: gatewayReference of its payment, where the statement tells it; some gateways find a refund only so. */
  readonly paymentReference?: string;
  readonly gatewayId: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly currency: string;
  readonly settledAtMs: number;
}

/**
 * An external payment service. Every call has a time limit and never throws for what the network did:
 * doubt is the outcome `unknown`. Only `parseNotification` throws, a DomainError, when the message proves nothing.
 */
export interface PaymentGateway {
  readonly name: string;
  /** Our account there; a payment that names another proves nothing (M2). */
  readonly gatewayMerchantId: string;
  readonly capabilities: GatewayCapabilities;
  /** Fetches what must be there before the first notification, such as keys. Never rejects. */
  prepare?(): Promise<void>;
  createPayment(request: CreatePaymentRequest): Promise<CreatePaymentResult>;
  queryPayment(gatewayReference: string): Promise<QueryPaymentResult>;
  /** Closes what is not taken yet: unpaid, or authorized (void). */
  closePayment(gatewayReference: string): Promise<ClosePaymentResult>;
  /** Takes what was authorized, or less with the capability `partialCapture`. Only with the capability `authorize`. */
  capturePayment(capture: {
    readonly gatewayReference: string;
    readonly amountMinor: number;
    readonly currency: string;
  }): Promise<CapturePaymentResult>;
  refundPayment(request: RefundRequest): Promise<RefundResult>;
  /** Some gateways find a refund only by way of its payment, so both numbers are given. */
  queryRefund(refundReference: string, gatewayReference: string): Promise<RefundResult>;
  /**
   * Our number of a payment that a notification names by the gateway's id alone; null when it is none of ours. Throws
   * `gateway_unavailable`. Only gateways that send such notifications have it.
   */
  findReference?(gatewayPaymentId: string): Promise<string | null>;
  /** How the disputes of a payment stand; only where payers' banks can open one and the gateway can be asked. */
  queryDisputes?(payment: {
    readonly gatewayReference: string;
    /** The gateway's own number; null when we never learned it. */
    readonly gatewayPaymentId: string | null;
  }): Promise<QueryDisputesResult>;
  /** What a complaint is about and how it stands; only where payers can complain. */
  queryComplaint?(gatewayComplaintId: string): Promise<QueryComplaintResult>;
  /** Which complaints were made within a span of at most 30 days; only where payers can complain. */
  listComplaints?(span: { readonly fromMs: number; readonly toMs: number }): Promise<ListComplaintsResult>;
  /** Verifies signature and age. Throws `notification_refused`. */
  parseNotification(raw: RawNotification, nowMs: number): GatewayNotification;
  /** What to answer once the notification is stored, or could not be. */
  answerNotification(accepted: boolean): NotificationAnswer;
  /**
   * Lines of one calendar day (YYYY-MM-DD, the gateway's time zone), as a stream: a day may have a million. Throws
   * `gateway_unavailable` when the statement cannot be had now, a plain Error that names the line it cannot read.
   */
  readStatement(day: string): AsyncIterable<StatementLine>;
  /** The same lines from a statement's file that was downloaded by hand, in the gateway's own format. */
  parseStatement?(file: AsyncIterable<Uint8Array>): AsyncIterable<StatementLine>;
}

/** A payer's bank or wallet contests a payment (dispute); lost, it is a chargeback. */
export interface GatewayDispute {
  /** The gateway's id of the case. */
  readonly gatewayDisputeId: string;
  /** Null when the notification does not repeat our number: `findReference` of `gatewayPaymentId` tells it. */
  readonly gatewayReference: string | null;
  readonly gatewayPaymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: 'opened' | 'won' | 'lost';
  /** The gateway's reason in its own words, short. */
  readonly reason: string;
  readonly evidenceDueAtMs: number | null;
}

/** The disputes of one payment as they stand now; none is an answer too. */
export type QueryDisputesResult =
  | { readonly outcome: 'found'; readonly disputes: readonly GatewayDispute[] }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** A payer complained at the gateway (WeChat 消费者投诉, Alipay 交易投诉); a person must answer it there. */
export interface GatewayComplaint {
  readonly gatewayComplaintId: string;
  /** Null when it names no payment of ours. */
  readonly gatewayReference: string | null;
  readonly status: 'opened' | 'processing' | 'closed';
  readonly reason: string;
}

export type QueryComplaintResult =
  | { readonly outcome: 'found'; readonly complaint: GatewayComplaint }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** A complaint as the gateway lists it. */
export interface ListedComplaint extends GatewayComplaint {
  readonly openedAtMs: number;
}

/** All complaints of a span of time, or doubt: a part of them would pass for all. */
export type ListComplaintsResult =
  | { readonly outcome: 'found'; readonly complaints: readonly ListedComplaint[] }
  | { readonly outcome: 'unknown'; readonly cause: string };

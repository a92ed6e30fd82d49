import type { StatementLine } from '../gateway/types.ts';

/** How a statement and our books can disagree about one fact. The first that applies names it. */
export const differenceKinds = [
  /** The line tells of what an earlier line, of this day or another, has told already. */
  'duplicate',
  /** The gateway has it; we do not know it, or not as paid. */
  'missing_here',
  /** We have it as settled; two statements in a row do not. */
  'missing_there',
  'currency_differs',
  'amount_differs',
  /** Settled there, under way, refused or left to a person here; a dispute that was won there, open or lost here. */
  'status_differs',
  /** Our own ledger has booked something else than our own payment or refund says. */
  'ledger_differs',
  /** More than one minor unit off the gateway's price by contract. */
  'fee_differs',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** What could settle a difference. Only `person` cannot be proven by asking the gateway. */
export type Proposal = 'query_payment' | 'query_refund' | 'rebuild_payment' | 'rebuild_refund' | 'person';

export type LineType = StatementLine['type'];

/** A difference as it was found. */
export interface FoundDifference {
  readonly kind: DifferenceKind;
  readonly type: LineType;
  /** gatewayReference or refundReference. */
  readonly reference: string;
  /** The statement's line; 0 when it has none. */
  readonly lineNumber: number;
  readonly paymentReference: string | null;
  readonly gatewayId: string | null;
  readonly attemptId: string | null;
  readonly refundId: string | null;
  readonly currency: string;
  readonly theirsMinor: number | null;
  readonly oursMinor: number | null;
  readonly detail: string;
}

/** What may settle it by proof: nothing moves money there, it only lets us know what is so already. */
export function proposalFor(
  found: Pick<FoundDifference, 'kind' | 'type' | 'attemptId' | 'refundId'>,
): Proposal {
  if (found.kind === 'missing_here' && found.type === 'payment') {
    return found.attemptId === null ? 'rebuild_payment' : 'query_payment';
  }
  const isUnheard = found.kind === 'missing_here' || found.kind === 'status_differs';
  if (found.type === 'dispute') return isUnheard ? 'query_payment' : 'person';
  if (found.type !== 'refund') return 'person';
  if (found.kind === 'missing_here') return 'rebuild_refund';
  return found.kind === 'status_differs' ? 'query_refund' : 'person';
}

import type { Learner, OrderLine } from '../../kernel/db/tables.ts';
import type { Order } from '../order/store.ts';
import type { Attempt, Payment } from '../payment/store.ts';
import type { Session } from '../session/store.ts';

export interface PlacedOrder {
  readonly session: Session;
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly payment: Payment;
}

/** A line of the journal of attempts, as its file has it. */
export type JournalEntry =
  | ({ readonly kind: 'order' } & PlacedOrder)
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  | { readonly kind: 'learner'; readonly learner: Learner };

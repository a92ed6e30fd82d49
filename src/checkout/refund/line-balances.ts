import type { Queries } from '../../kernel/db/database.ts';
import type { OrderLine } from '../../kernel/db/tables.ts';
import { sumAmounts } from '../../kernel/money.ts';
import { findOrderLines } from '../order/store.ts';

/** What became of one line's money. */
export interface LineBalance {
  readonly line: OrderLine;
  /** Back with the payer: refunds done and disputes lost. */
  readonly returnedMinor: number;
  /** Neither returned, nor on its way back, nor contested: what can still be refunded (M15). */
  readonly remainingMinor: number;
  /** Tax in what was returned by refunds or is on its way back. */
  readonly returnedTaxMinor: number;
  /** True while a gateway is returning all that is left of it. */
  readonly isLeaving: boolean;
  /** True while a dispute of the order's payment is open. */
  readonly isContested: boolean;
  /** True when a lost dispute took part of it. */
  readonly isChargedBack: boolean;
}

/** The balances of an order's lines, in their order. */
export async function lineBalancesOf(db: Queries, orderId: string): Promise<LineBalance[]> {
  const lines = await findOrderLines(db, [orderId]);
  const refunded = await refundedShares(db, orderId);
  const disputed = await disputedShares(db, orderId);
  // While a bank decides, nothing of the order is settled, whatever lines its amount falls on.
  const isContested = disputed.some(({ status }) => status === 'opened');
  return lines.map((line) => {
    const isOf = (share: { orderLineId: string }): boolean => share.orderLineId === line.orderLineId;
    return { ...balanceOf(line, refunded.filter(isOf), disputed.filter(isOf)), isContested };
  });
}

type RefundedShare = Awaited<ReturnType<typeof refundedShares>>[number];
type DisputedShare = Awaited<ReturnType<typeof disputedShares>>[number];

function balanceOf(
  line: OrderLine,
  refunded: RefundedShare[],
  disputed: DisputedShare[],
): Omit<LineBalance, 'isContested'> {
  const sum = (shares: readonly { amountMinor: number }[]): number =>
    sumAmounts(shares.map((share) => share.amountMinor));
  const done = refunded.filter(({ status }) => status === 'succeeded');
  const going = refunded.filter(({ status }) => status !== 'succeeded' && status !== 'manual');
  const lost = disputed.filter(({ status }) => status === 'lost');
  // A refund that was on its way when a dispute opened can take more than was left.
  const remainingMinor = Math.max(0, line.totalMinor - sum(refunded) - sum(disputed));
  return {
    line,
    returnedMinor: sum(done) + sum(lost),
    remainingMinor,
    returnedTaxMinor: sumAmounts(refunded.map(({ taxMinor }) => taxMinor)),
    isLeaving: remainingMinor === 0 && going.length > 0,
    isChargedBack: lost.length > 0,
  };
}

/** True when nothing is left of a line that a refund is about, so that access to it ends with the money. */
export async function takesRest(db: Queries, refundId: string): Promise<boolean> {
  const shares = await db
    .selectFrom('refund_line')
    .innerJoin('order_line', 'order_line.orderLineId', 'refund_line.orderLineId')
    .select(['refund_line.orderLineId', 'order_line.orderId'])
    .where('refundId', '=', refundId)
    .execute();
  const orderId = shares[0]?.orderId;
  if (orderId === undefined) return false;
  const ended = (await lineBalancesOf(db, orderId)).filter((balance) => balance.remainingMinor === 0);
  return ended.some(({ line }) => shares.some(({ orderLineId }) => orderLineId === line.orderLineId));
}

/** Sum of what is left with us: 0 when all went back, whatever way. */
export function netOf(balances: readonly LineBalance[]): number {
  return sumAmounts(balances.map((each) => Math.max(0, each.line.totalMinor - each.returnedMinor)));
}

function refundedShares(db: Queries, orderId: string) {
  return db
    .selectFrom('refund_line')
    .innerJoin('refund', 'refund.refundId', 'refund_line.refundId')
    .select(['refund_line.orderLineId', 'refund_line.amountMinor', 'refund_line.taxMinor'])
    .select('refund.status')
    .where('refund.orderId', '=', orderId)
    .where('refund.status', '<>', 'failed')
    .execute();
}

function disputedShares(db: Queries, orderId: string) {
  return db
    .selectFrom('dispute_line')
    .innerJoin('dispute', 'dispute.disputeId', 'dispute_line.disputeId')
    .select(['dispute_line.orderLineId', 'dispute_line.amountMinor', 'dispute.status'])
    .where('dispute.orderId', '=', orderId)
    .where('dispute.status', '<>', 'won')
    .execute();
}

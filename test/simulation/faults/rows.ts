import type { Database, Queries } from '../../../src/kernel/db/database.ts';

/** Everything that has to do with money, as it stands when a history has come to rest. */
export async function readRows({ query: all }: Database) {
  return {
    sessions: await all.selectFrom('checkout_session').selectAll().execute(),
    payments: await all.selectFrom('payment').selectAll().execute(),
    attempts: await all.selectFrom('payment_attempt').selectAll().execute(),
    orders: await all.selectFrom('orders').selectAll().execute(),
    lines: await all.selectFrom('order_line').selectAll().execute(),
    refunds: await all.selectFrom('refund').selectAll().execute(),
    disputes: await all.selectFrom('dispute').selectAll().execute(),
    entitlements: await all.selectFrom('entitlement').selectAll().execute(),
    coupons: await all.selectFrom('coupon').selectAll().execute(),
    uses: await all.selectFrom('coupon_use').selectAll().execute(),
    lots: await all.selectFrom('wallet_lot').selectAll().execute(),
    holds: await all.selectFrom('wallet_hold').selectAll().execute(),
    limited: await all
      .selectFrom('product')
      .select(['productId', 'places'])
      .where('places', 'is not', null)
      .execute(),
    placeHolds: await all.selectFrom('place_hold').selectAll().execute(),
    placeStocks: await all.selectFrom('place_stock').selectAll().execute(),
    entries: await all.selectFrom('ledger_entry').selectAll().execute(),
    /** Shares in lines of what was returned or charged back. */
    gone: [...(await returnedShares(all)), ...(await lostShares(all))],
    events: await all.selectFrom('domain_event').select(['type', 'subjectId']).execute(),
  };
}

const returnedShares = (all: Queries) =>
  all
    .selectFrom('refund_line')
    .innerJoin('refund', 'refund.refundId', 'refund_line.refundId')
    .select(['orderLineId', 'refund_line.amountMinor'])
    .where('refund.status', '=', 'succeeded')
    .execute();

const lostShares = (all: Queries) =>
  all
    .selectFrom('dispute_line')
    .innerJoin('dispute', 'dispute.disputeId', 'dispute_line.disputeId')
    .select(['orderLineId', 'dispute_line.amountMinor'])
    .where('dispute.status', '=', 'lost')
    .execute();

export type Rows = Awaited<ReturnType<typeof readRows>>;
export type AttemptRow = Rows['attempts'][number];
export type PaymentRow = Rows['payments'][number];
export type RefundRow = Rows['refunds'][number];

/** States in which a payment's total was collected. */
export const COLLECTED: readonly string[] = ['succeeded', 'partially_refunded', 'refunded', 'disputed'];

export const sum = (things: readonly { amountMinor: number }[]): number =>
  things.reduce((total, { amountMinor }) => total + amountMinor, 0);

/** Returned outside the gateway, as a person said. */
export const isByHand = ({ status, resolutionNote }: RefundRow): boolean =>
  status === 'succeeded' && resolutionNote !== null;

export const isDone = ({ status }: RefundRow): boolean => status === 'succeeded';

/** Sentences about one thing: the broken promises among these. */
export function problemsOf(name: string, problems: readonly (string | false | undefined)[]): string[] {
  return problems.filter((problem) => typeof problem === 'string').map((problem) => `${name} ${problem}`);
}

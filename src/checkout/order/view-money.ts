import type { OrderLine } from '../../kernel/db/tables.ts';
import { sumAmounts } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import { collectedStates, type PaymentState } from '../payment/payment.ts';
import { type Arrival, arrivalOf } from '../refund/rules/arrival.ts';
import { findDisputesOf, findPaymentsOf, findRefundsOf } from './money-store.ts';
import { findOrderLines, findOrdersOfLearner, type Order } from './store.ts';

type Payments = Awaited<ReturnType<typeof findPaymentsOf>>;
type Refunds = Awaited<ReturnType<typeof findRefundsOf>>;
type Disputes = Awaited<ReturnType<typeof findDisputesOf>>;

/** An order with all that became of its money, for those who help the learner. */
export interface OrderMoney {
  readonly order: Order;
  /** With what can still be refunded of each. */
  readonly lines: readonly { readonly line: OrderLine; readonly refundableMinor: number }[];
  readonly refundableMinor: number;
  readonly payment: Payments[number] | undefined;
  /** With when the money is there at the latest; null once it is done, or failed. */
  readonly refunds: readonly { readonly refund: Refunds[number]; readonly arrival: Arrival | null }[];
  readonly disputes: Disputes;
}

type MoneyDeps = Pick<CheckoutDeps, 'db' | 'clock' | 'livemode' | 'merchant'>;

/** A learner's orders, newest first, with payments, refunds and disputes: six reads, however many orders there are. */
export async function moneyOfLearner(
  deps: MoneyDeps,
  { learnerId, limit }: { learnerId: string; limit: number },
): Promise<OrderMoney[]> {
  const db = deps.db.query;
  const livemode = deps.livemode ? 1 : 0;
  const orders = (await findOrdersOfLearner(db, learnerId, limit)).filter(
    (order) => order.livemode === livemode,
  );
  const orderIds = orders.map(({ orderId }) => orderId);
  if (orderIds.length === 0) return [];
  const [lines, payments, refunds, disputes] = await Promise.all([
    findOrderLines(db, orderIds),
    findPaymentsOf(db, orderIds),
    findRefundsOf(db, orderIds),
    findDisputesOf(db, orderIds),
  ]);
  return orders.map((order) => {
    const isOf = (thing: { orderId: string }): boolean => thing.orderId === order.orderId;
    const known = { refunds: refunds.filter(isOf), disputes: disputes.filter(isOf) };
    const payment = payments.find(isOf);
    const balances = lines.filter(isOf).map((line) => ({
      line,
      refundableMinor: isCollected(payment) ? refundableOf(line, known) : 0,
    }));
    return {
      order,
      lines: balances,
      refundableMinor: sumAmounts(balances.map(({ refundableMinor }) => refundableMinor)),
      payment,
      refunds: known.refunds.map((refund) => ({ refund, arrival: arrivalOfRefund(deps, refund) })),
      disputes: known.disputes,
    };
  });
}

function isCollected(payment: Payments[number] | undefined): boolean {
  return payment !== undefined && collectedStates.includes(payment.status as PaymentState);
}

/** The same rule as `lineBalancesOf`: nothing while a bank decides, else what no refund and no lost dispute took. */
function refundableOf(
  { orderLineId, totalMinor }: OrderLine,
  { refunds, disputes }: { refunds: Refunds; disputes: Disputes },
): number {
  if (disputes.some(({ status }) => status === 'opened')) return 0;
  const shares = [
    ...refunds.filter(({ status }) => status !== 'failed').flatMap(({ lines }) => lines),
    ...disputes.filter(({ status }) => status !== 'won').flatMap(({ lines }) => lines),
  ];
  const taken = shares
    .filter((share) => share.orderLineId === orderLineId)
    .map(({ amountMinor }) => amountMinor);
  return Math.max(0, totalMinor - sumAmounts(taken));
}

/** Counted from when it was asked for. */
function arrivalOfRefund({ merchant }: MoneyDeps, refund: Refunds[number]): Arrival | null {
  if (refund.status === 'succeeded' || refund.status === 'failed' || refund.status === 'manual') return null;
  return arrivalOf({
    gateway: refund.gateway,
    method: refund.method ?? 'wallet',
    nowMs: refund.createdAtMs,
    timeZone: merchant.timeZone,
  });
}

import type { Database } from '../../src/kernel/db/database.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { sandboxCall } from '../support/till.ts';
import type { Learner, Purchase } from './learner.ts';
import { readReceipts } from './settle.ts';

export interface Verdict {
  /** Sentences; empty when every order is paid once with access and one receipt, or unpaid with no charge kept. */
  readonly problems: readonly string[];
  readonly paidOrders: number;
  readonly refundedOrders: number;
  readonly unpaidOrders: number;
  readonly surplusReturned: number;
  readonly receipts: number;
}

interface Case {
  readonly db: Database;
  readonly sandboxUrl: string;
  readonly purchases: readonly Purchase[];
  /** What the learners are shown at the end. */
  readonly shown: readonly Access[];
}

/** Judges a story that has ended by the gateway's own book, the database, and what the learners are shown. */
export async function judge(scene: Case): Promise<Verdict> {
  const { db } = scene;
  const book = (await sandboxCall(scene.sandboxUrl, '/control/book')) as Book;
  const { differences } = await reconcile(db, book);
  const orders = await db.query.selectFrom('orders').selectAll().execute();
  const refunds = await db.query.selectFrom('refund').select('kind').execute();
  const receipts = await readReceipts(db);
  const paid = orders.filter(({ status }) => status === 'paid');
  const refunded = orders.filter(({ status }) => status === 'refunded');
  return {
    problems: [
      ...differences,
      ...checkReceipts([...paid, ...refunded], receipts),
      ...checkShown(scene, paid),
      ...checkRefunds(scene, refunded),
    ],
    paidOrders: paid.length,
    refundedOrders: refunded.length,
    unpaidOrders: orders.length - paid.length - refunded.length,
    surplusReturned: refunds.filter(({ kind }) => kind === 'surplus').length,
    receipts: [...receipts.values()].reduce((sum, count) => sum + count, 0),
  };
}

export interface Access {
  readonly learnerId: string;
  readonly productIds: readonly string[];
}

/** What the learners may open, as the server shows it to them. */
export function accessOf(learners: readonly Learner[]): Promise<Access[]> {
  return Promise.all(
    learners.map(async ({ apis: [api] }) => {
      if (api === undefined) throw new Error('a learner without a session');
      const entitlements = await api.entitlements();
      return { learnerId: api.learnerId, productIds: entitlements.map(({ productId }) => productId) };
    }),
  );
}

type PaidOrders = readonly { orderId: string; checkoutId: string; learnerId: string }[];

function checkReceipts(paid: PaidOrders, receipts: ReadonlyMap<string, number>): string[] {
  const paidIds = new Set(paid.map(({ orderId }) => orderId));
  const wrong = paid
    .map(({ orderId }) => ({ orderId, count: receipts.get(orderId) ?? 0 }))
    .filter(({ count }) => count !== 1)
    .map(({ orderId, count }) => `order ${orderId} has ${count} receipts`);
  const stray = [...receipts.keys()]
    .filter((orderId) => !paidIds.has(orderId))
    .map((orderId) => `a receipt for ${orderId}, which is not paid`);
  return [...wrong, ...stray];
}

/** A granted refund is carried out, and nothing else is refunded. */
function checkRefunds({ purchases }: Case, refunded: PaidOrders): string[] {
  const done = new Set(refunded.map(({ checkoutId }) => checkoutId));
  const asked = new Set(
    purchases.filter(({ outcome }) => outcome === 'refunded').map(({ checkoutId }) => checkoutId ?? ''),
  );
  return [
    ...[...asked].filter((id) => !done.has(id)).map((id) => `checkout ${id} was to be refunded and is not`),
    ...[...done].filter((id) => !asked.has(id)).map((id) => `checkout ${id} was refunded unasked`),
  ];
}

/** What the learners saw must have stayed true, and what they own must be what they paid for. */
function checkShown({ purchases, shown }: Case, paid: PaidOrders): string[] {
  const paidCheckouts = new Set(paid.map(({ checkoutId }) => checkoutId));
  const forgotten = purchases
    .filter(({ outcome, checkoutId }) => outcome === 'paid' && !paidCheckouts.has(checkoutId ?? ''))
    .map(({ checkoutId }) => `checkout ${checkoutId} was shown as paid and is not`);
  const unfinished = purchases
    .filter(({ outcome }) => outcome === 'buying')
    .map(({ checkoutId }) => `checkout ${checkoutId} was never brought to its end`);
  const access = shown.flatMap(({ learnerId, productIds }) => {
    const orders = paid.filter((order) => order.learnerId === learnerId).length;
    const distinct = new Set(productIds).size;
    return orders === productIds.length && distinct === orders
      ? []
      : [
          `${learnerId} paid ${orders} orders and is shown ${productIds.length} products, ${distinct} distinct`,
        ];
  });
  return [...forgotten, ...unfinished, ...access];
}

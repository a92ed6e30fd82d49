import { openSqlite } from '../../src/kernel/db/sqlite.ts';
import type { RunningSandbox } from '../../src/sandbox/server.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { sandboxCall } from '../support/till.ts';
import type { Learner, Purchase } from './learner.ts';
import { countReceipts } from './windows.ts';

export interface Verdict {
  /** Sentences; empty when every order is paid once with access and one receipt, or unpaid with no charge kept. */
  readonly problems: readonly string[];
  readonly paidOrders: number;
  readonly unpaidOrders: number;
  readonly surplusReturned: number;
  readonly receipts: number;
}

interface Case {
  readonly sqliteFile: string;
  readonly sandbox: RunningSandbox;
  readonly learners: readonly Learner[];
  readonly purchases: readonly Purchase[];
  /** Ends the server, so that what is judged is what it left. */
  readonly stop: () => Promise<void>;
}

/** Judges a story that has ended by the gateway's own book, the database, and what each learner is shown by HTTP. */
export async function judge(scene: Case): Promise<Verdict> {
  const shown = await Promise.all(scene.learners.map(accessOf));
  await scene.stop();
  const book = (await sandboxCall(scene.sandbox.url, '/control/book')) as Book;
  const db = openSqlite(scene.sqliteFile);
  try {
    const { differences } = await reconcile(db, book);
    const orders = await db.query.selectFrom('orders').selectAll().execute();
    const activities = await db.query.selectFrom('activity').select('content').execute();
    const refunds = await db.query.selectFrom('refund').select('refundId').execute();
    const paid = orders.filter(({ status }) => status === 'paid');
    const receipts = countReceipts(activities.map(({ content }) => content));
    return {
      problems: [...differences, ...checkReceipts(paid, receipts), ...checkShown(scene, shown, paid)],
      paidOrders: paid.length,
      unpaidOrders: orders.length - paid.length,
      surplusReturned: refunds.length,
      receipts: [...receipts.values()].reduce((sum, count) => sum + count, 0),
    };
  } finally {
    await db.close();
  }
}

interface Access {
  readonly learnerId: string;
  readonly productIds: readonly string[];
}

async function accessOf({ apis: [api] }: Learner): Promise<Access> {
  if (api === undefined) throw new Error('a learner without a session');
  const entitlements = await api.entitlements();
  return { learnerId: api.learnerId, productIds: entitlements.map(({ productId }) => productId) };
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

/** What the learners saw must have stayed true, and what they own must be what they paid for. */
function checkShown({ purchases }: Case, shown: readonly Access[], paid: PaidOrders): string[] {
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

import type { Database } from '../../src/kernel/db/database.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import type { Books, Counterparts } from './counterparts.ts';
import { judgeFacts } from './judge-facts.ts';
import { judgeWallets } from './judge-wallets.ts';
import type { Learner, Purchase } from './learner.ts';
import { readReceipts } from './settle.ts';

export interface Verdict {
  /** Sentences; empty when every order is paid once with access and one receipt, or unpaid with no charge kept. */
  readonly problems: readonly string[];
  readonly paidOrders: number;
  readonly topUps: number;
  readonly refundedOrders: number;
  readonly unpaidOrders: number;
  readonly surplusReturned: number;
  readonly receipts: number;
}

interface Case {
  readonly db: Database;
  readonly counterparts: Counterparts;
  readonly purchases: readonly Purchase[];
  /** What the learners are shown at the end. */
  readonly shown: readonly Access[];
}

/** Judges a story that has ended by the gateways' own books, the database, and what the learners are shown. */
export async function judge(scene: Case): Promise<Verdict> {
  const { db } = scene;
  const books = await scene.counterparts.books();
  const { differences } = await reconcile(db, allIn(books), scene.counterparts.names);
  const orders = await db.query.selectFrom('orders').selectAll().where('topUp', 'is', null).execute();
  const refunds = await db.query.selectFrom('refund').select('kind').execute();
  const receipts = await readReceipts(db);
  const paid = orders.filter(({ status }) => status === 'paid');
  const toppedUp = await db.query
    .selectFrom('orders')
    .select(['orderId', 'checkoutId', 'learnerId'])
    .where('topUp', 'is not', null)
    .where('status', '=', 'paid')
    .execute();
  const refunded = orders.filter(({ status }) => status === 'refunded');
  return {
    problems: [
      ...differences,
      ...(await checkEachLedger(db, books)),
      ...(await checkChargedOnce(db, books)),
      ...(await judgeWallets(db)),
      ...(await judgeFacts(db)).problems,
      ...checkReceipts([...paid, ...toppedUp, ...refunded], receipts),
      ...checkForgotten(scene, [...paid, ...toppedUp]),
      ...checkAccess(scene, paid),
      ...checkRefunds(scene, refunded),
    ],
    paidOrders: paid.length,
    topUps: toppedUp.length,
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

/** What the learners saw must have stayed true. */
function checkForgotten({ purchases }: Case, paid: readonly { checkoutId: string }[]): string[] {
  const paidCheckouts = new Set(paid.map(({ checkoutId }) => checkoutId));
  const forgotten = purchases
    .filter(({ outcome, checkoutId }) => outcome === 'paid' && !paidCheckouts.has(checkoutId ?? ''))
    .map(({ checkoutId }) => `checkout ${checkoutId} was shown as paid and is not`);
  const unfinished = purchases
    .filter(({ outcome }) => outcome === 'buying')
    .map(({ checkoutId }) => `checkout ${checkoutId} was never brought to its end`);
  return [...forgotten, ...unfinished];
}

/** What the learners own must be what they paid for. */
function checkAccess({ shown }: Case, paid: PaidOrders): string[] {
  return shown.flatMap(({ learnerId, productIds }) => {
    const orders = paid.filter((order) => order.learnerId === learnerId).length;
    const distinct = new Set(productIds).size;
    return orders === productIds.length && distinct === orders
      ? []
      : [
          `${learnerId} paid ${orders} orders and is shown ${productIds.length} products, ${distinct} distinct`,
        ];
  });
}

function allIn(books: Books): Book {
  const all = [...books.values()];
  return {
    charges: all.flatMap(({ charges }) => charges),
    refunds: all.flatMap(({ refunds }) => refunds),
    disputes: all.flatMap(({ disputes = [] }) => disputes),
  };
}

/** What each gateway holds for us by its own book is what the ledger has there. */
async function checkEachLedger(db: Database, books: Books): Promise<string[]> {
  const entries = await db.query.selectFrom('ledger_entry').select(['account', 'amountMinor']).execute();
  return [...books].flatMap(([name, book]) => {
    const booked = entries
      .filter(({ account }) => account === `gateway_clearing:${name}`)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const kept = book.charges.reduce(
      (sum, charge) => sum + charge.capturedAmountMinor - charge.refundedAmountMinor,
      0,
    );
    return booked === kept ? [] : [`the ledger has ${booked} at ${name}, whose book says ${kept}`];
  });
}

/** Of all that the gateways keep of a learner for one product, and of the wallet's part, no more than one price. */
async function checkChargedOnce(db: Database, books: Books): Promise<string[]> {
  const lines = await db.query
    .selectFrom('payment')
    .innerJoin('order_line', 'order_line.orderId', 'payment.orderId')
    .leftJoin('payment_attempt', 'payment_attempt.paymentId', 'payment.paymentId')
    .select(['payment.learnerId', 'order_line.productId', 'order_line.totalMinor', 'gatewayReference'])
    .execute();
  const ofReference = new Map(lines.map((line) => [line.gatewayReference, line]));
  const kept = new Map<string, { sumMinor: number; priceMinor: number }>();
  for (const charge of allIn(books).charges) {
    const line = ofReference.get(charge.reference);
    if (line === undefined) continue;
    const name = `${line.learnerId} ${line.productId}`;
    const { sumMinor } = kept.get(name) ?? { sumMinor: 0 };
    const netMinor = charge.capturedAmountMinor - charge.refundedAmountMinor;
    kept.set(name, { sumMinor: sumMinor + netMinor, priceMinor: line.totalMinor });
  }
  return [...kept]
    .filter(([, { sumMinor, priceMinor }]) => sumMinor > priceMinor)
    .map(([name, { sumMinor, priceMinor }]) => `${name}: ${sumMinor} kept of a price of ${priceMinor}`);
}

import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCoupon, importCatalog } from '../../src/checkout/index.ts';
import type { CheckoutView, EntitlementView } from '../../src/checkout/wire.ts';
import { type Api, apiWith } from '../../test/support/api.ts';
import { addLearners } from '../../test/support/learners.ts';
import type { TestProduct } from '../../test/support/products.ts';
import { startTill, type Till } from '../../test/support/till.ts';
import { until } from '../../test/support/until.ts';
import type { Dialog, PastOrder } from './format.ts';

const DEMO_CATALOGUE = fileURLToPath(new URL('../../demo/catalog.jsonl', import.meta.url));
const SOURCE = 'demo';

export interface StockedProduct extends TestProduct {
  /** `id:language`. */
  readonly id: string;
  readonly kind: string;
  readonly language: string;
  readonly level: string | null;
  readonly prices: readonly { priceId: string; currency: string; amountMinor: number }[];
}

/** A whole Tilltalk with its gateway and a catalogue on sale. */
export interface Scene {
  readonly till: Till;
  readonly byId: ReadonlyMap<string, StockedProduct>;
  readonly byProductId: ReadonlyMap<string, StockedProduct>;
  close(): Promise<void>;
}

/** Opens the shop: `catalogue` is a file like the demo's, which is taken when there is none. */
export async function openScene(catalogue: string): Promise<Scene> {
  const till = await startTill({ DEMO: '0', TOP_UP_PACKAGES: TOP_UPS });
  await importCatalog(till.running.house.checkout, {
    input: createReadStream(existsSync(catalogue) ? catalogue : DEMO_CATALOGUE),
    format: 'jsonl',
    source: SOURCE,
    fields: {},
    levels: {},
    priceUnit: 'major',
    dryRun: false,
    baseUrl: 'http://localhost:3080',
  });
  const products = await readProducts(till);
  const { shelf } = till.running.house.recommend;
  await until(
    () => shelf.view(),
    ({ index }) => index.documentCount >= products.length,
    60_000,
  );
  return {
    till,
    byId: new Map(products.map((product) => [product.id, product])),
    byProductId: new Map(products.map((product) => [product.productId, product])),
    close: () => till.close(),
  };
}

const TOP_UPS = JSON.stringify([
  { packageId: 'cny_100', currency: 'CNY', amountMinor: 10_000, bonusMinor: 1_000, bonusDays: 180 },
]);

async function readProducts(till: Till): Promise<StockedProduct[]> {
  const rows = await till.db.query.selectFrom('product').selectAll().execute();
  const prices = await till.db.query
    .selectFrom('price')
    .select(['productId', 'priceId', 'currency', 'amountMinor'])
    .where('supersededAtMs', 'is', null)
    .execute();
  return rows.map((row) => {
    const own = prices.filter(({ productId }) => productId === row.productId);
    const first = own[0];
    if (first === undefined) throw new Error(`${row.externalId} has no price`);
    const { productId, title, kind, language, level } = row;
    const id = row.externalId.slice(SOURCE.length + 1);
    return { ...first, productId, title, kind, language, level, id, prices: own };
  });
}

/** A learner with everything that happened before the conversation. */
export interface Person {
  readonly learnerId: string;
  /** Order numbers by the names of the past. */
  readonly orders: ReadonlyMap<string, string>;
}

export async function meetPerson(scene: Scene, dialog: Dialog): Promise<Person> {
  const { till } = scene;
  const [signedIn] = await addLearners(till.db, 1);
  if (signedIn === undefined) throw new Error('nobody came');
  const api = apiWith(till.url, signedIn);
  for (const { code, endsInDays, ...off } of dialog.coupons) {
    const endsAtMs = endsInDays === undefined ? undefined : Date.now() + endsInDays * DAY_MS;
    const terms = { ...definedOf(off), ...(endsAtMs === undefined ? {} : { endsAtMs }) };
    const { checkout } = till.running.house;
    const { merchantAccountId } = checkout.merchant;
    await createCoupon(checkout, { code, terms, merchantAccountId, createdBy: 'cli' });
  }
  if (dialog.toppedUp !== undefined) await topUp(till, api, dialog.toppedUp);
  const orders = new Map<string, string>();
  for (const past of dialog.past) orders.set(past.name, await livePast(scene, api, past));
  return { learnerId: signedIn.learnerId, orders };
}

const DAY_MS = 86_400_000;

function definedOf<T extends object>(given: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

async function topUp(till: Till, api: Api, packageId: string): Promise<void> {
  const { body } = await api.call<CheckoutView>('POST', '/v1/checkouts', {
    key: randomUUID(),
    body: {
      topUp: { packageId },
      currency: 'CNY',
      expectedTotalMinor: 10_000,
      surface: 'web',
      language: 'zh',
    },
  });
  const paying = await api.pay(body);
  await settle(till, paying.body.payment?.paymentId ?? '', {});
}

const CARDS: Partial<Record<PastOrder['outcome'], object>> = {
  declined: { card: '4000000000000002' },
  no_money: { card: '4000000000009995' },
  challenge_failed: { card: '4000002760003184', challenge: 'fail' },
};

/** Buys as a learner does, up to the outcome; returns the order's number. */
async function livePast({ till, byId }: Scene, api: Api, past: PastOrder): Promise<string> {
  const product = byId.get(past.product);
  const price = product?.prices.find(({ currency }) => currency === past.currency);
  if (product === undefined || price === undefined) throw new Error(`${past.product} is not on sale`);
  const started = await api.start({ ...product, ...price });
  const card = CARDS[past.outcome];
  const paying = await api.pay(started.body, { method: card === undefined ? 'wechat_pay' : 'card' });
  const paymentId = paying.body.payment?.paymentId ?? '';
  if (paymentId === '') throw new Error(`${past.name} was not paid: ${JSON.stringify(paying.body)}`);
  if (past.outcome !== 'pending') await settle(till, paymentId, card ?? {});
  const { orderId, orderNumber } = await till.db.query
    .selectFrom('payment')
    .innerJoin('orders', 'orders.orderId', 'payment.orderId')
    .select(['orders.orderId', 'orders.orderNumber'])
    .where('payment.paymentId', '=', paymentId)
    .executeTakeFirstOrThrow();
  if (past.opened) await open(till, api, orderId);
  if (past.outcome === 'refunded') await giveBack(api, paymentId);
  if (past.daysAgo > 0) await moveBack(till, orderId, past.daysAgo * DAY_MS);
  return orderNumber;
}

/** Waits for what the gateway decides. */
async function settle(till: Till, paymentId: string, payer: object): Promise<void> {
  const attempt = () =>
    till.db.query
      .selectFrom('payment_attempt')
      .select(['gatewayReference', 'status'])
      .where('paymentId', '=', paymentId)
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow();
  const { gatewayReference: reference } = await attempt();
  await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference, ...payer }) });
  await until(attempt, ({ status }) => status === 'succeeded' || status === 'failed');
}

async function open(till: Till, api: Api, orderId: string): Promise<void> {
  const owned = await until(
    () => api.entitlements(),
    (all: EntitlementView[]) => all.length > 0,
  );
  const row = await till.db.query
    .selectFrom('entitlement')
    .select('entitlementId')
    .where('orderId', '=', orderId)
    .executeTakeFirstOrThrow();
  if (owned.every(({ entitlementId }) => entitlementId !== row.entitlementId)) throw new Error('not owned');
  await till.db.query
    .insertInto('entitlement_usage')
    .values({
      entitlementId: row.entitlementId,
      reportId: randomUUID(),
      kind: 'opened',
      percent: null,
      occurredAtMs: Date.now(),
      receivedAtMs: Date.now(),
    })
    .execute();
}

async function giveBack(api: Api, paymentId: string): Promise<void> {
  await api.call('POST', `/v1/payments/${paymentId}/refunds`, { key: randomUUID(), body: {} });
  await until(
    () => api.orders(),
    (orders) => orders.some((order) => order.paymentId === paymentId && order.status === 'refunded'),
  );
}

/** The till's history cannot be lived again: an old order is a new one with earlier times. */
async function moveBack(till: Till, orderId: string, byMs: number): Promise<void> {
  const order = await till.db.query
    .selectFrom('orders')
    .select(['createdAtMs', 'paidAtMs'])
    .where('orderId', '=', orderId)
    .executeTakeFirstOrThrow();
  const paidAtMs = order.paidAtMs === null ? null : order.paidAtMs - byMs;
  const createdAtMs = order.createdAtMs - byMs;
  await till.db.query
    .updateTable('orders')
    .set({ createdAtMs, paidAtMs })
    .where('orderId', '=', orderId)
    .execute();
  await till.db.query
    .updateTable('payment')
    .set({ createdAtMs, succeededAtMs: paidAtMs })
    .where('orderId', '=', orderId)
    .execute();
}

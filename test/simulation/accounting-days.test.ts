import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose, type House } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import { graphqlRoutes } from '../../src/app/http/graphql.ts';
import type { CheckoutDeps } from '../../src/checkout/deps.ts';
import { receiveNotification } from '../../src/checkout/gateway/receive-notification.ts';
import { checkoutJobs, createRouter } from '../../src/checkout/index.ts';
import { accountingDayOf } from '../../src/checkout/ledger/accounting-day.ts';
import { payCheckout } from '../../src/checkout/payment/pay-checkout.ts';
import { requestRefund } from '../../src/checkout/refund/request-refund.ts';
import { startCheckout } from '../../src/checkout/session/start-checkout.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { exportRows, readFigures } from '../../src/metrics/index.ts';
import { askSql } from '../../src/metrics/sql/ask-sql.ts';
import { MOMENTS, PERIOD, ZONE } from '../support/clock-change.ts';
import { addLearners } from '../support/learners.ts';
import { addProduct, changePrice, type TestProduct } from '../support/products.ts';
import { payerPays, paymentOf } from './faults/book.ts';
import { type PlannedGateways, plannedGateways } from './faults/planned-gateways.ts';

const PURCHASES = 125;
/** Three of five go back. */
const MOVEMENTS = 200;

const folder = mkdtempSync(join(tmpdir(), 'tilltalk-days-'));
let house: House;
let gateways: PlannedGateways;
let deps: CheckoutDeps;
/** When the gateway gave back what, by its own clock. */
const refundedAtMs = new Map<string, number>();

beforeAll(async () => {
  const config = { DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent', PORT: '3999', MERCHANT_TIME_ZONE: ZONE };
  house = await compose(readConfig(config));
  gateways = plannedGateways(['model'], () => house.clock.nowMs());
  const router = await createRouter(house);
  router.close();
  const [model] = gateways.all;
  if (model === undefined) throw new Error('no gateway');
  const refundPayment: typeof model.refundPayment = async (request) => {
    refundedAtMs.set(request.refundReference, house.clock.nowMs());
    return model.refundPayment(request);
  };
  deps = { ...house.checkout, gateways: [{ ...model, refundPayment }], router };
  await liveThrough();
}, 120_000);
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

async function liveThrough(): Promise<void> {
  let products: readonly TestProduct[] = [
    await addProduct(house.db, { currency: 'CNY', amountMinor: 9_901 }),
    await addProduct(house.db, { currency: 'JPY', amountMinor: 1_501 }),
    await addProduct(house.db, { currency: 'KWD', amountMinor: 12_345 }),
  ];
  const learners = await addLearners(house.db, PURCHASES);
  const each = PURCHASES / MOMENTS.length;
  let later: readonly Bought[] = [];
  for (const [place, moment] of MOMENTS.entries()) {
    house.clock.setOffsetMs(Date.parse(moment) - house.clock.wallMs());
    await giveBack(later);
    const buyers = learners.slice(place * each, (place + 1) * each);
    const bought = await sellTo(buyers, products);
    // Some go back on the same side of the border, some across it.
    const back = bought.filter((_one, number) => number % 5 < 3);
    later = place === MOMENTS.length - 1 ? [] : back.filter((_one, number) => number % 2 === 0);
    await giveBack(back.filter((one) => !later.includes(one)));
    if (place === 2) products = await raisePrices(products);
  }
}

const raisePrices = (products: readonly TestProduct[]): Promise<TestProduct[]> =>
  Promise.all(products.map((product) => changePrice(house.db, product, product.amountMinor + 111)));

interface Bought {
  readonly learnerId: string;
  readonly paymentId: string;
}

async function sellTo(
  buyers: readonly { readonly learnerId: string }[],
  products: readonly TestProduct[],
): Promise<Bought[]> {
  const bought: Bought[] = [];
  for (const [number, { learnerId }] of buyers.entries()) {
    const product = products[number % products.length];
    if (product === undefined) throw new Error('nothing is sold');
    bought.push({ learnerId, paymentId: await buy(product, learnerId) });
  }
  await work();
  return bought;
}

async function giveBack(bought: readonly Bought[]): Promise<void> {
  for (const { learnerId, paymentId } of bought) {
    const wish = { caller: callerOf(learnerId), key: randomUUID(), paymentId };
    expect((await requestRefund(deps, wish)).status).toBe(201);
  }
  await work();
}

const callerOf = (learnerId: string) => ({
  ...{ learnerId, isGuest: false, expiresAtMs: Number.MAX_SAFE_INTEGER, wechatOpenid: null },
});

async function buy(product: TestProduct, learnerId: string): Promise<string> {
  const caller = callerOf(learnerId);
  const opened = await startCheckout(deps, {
    ...{ caller, key: randomUUID() },
    body: {
      lines: [{ productId: product.productId, priceId: product.priceId }],
      ...{
        currency: product.currency,
        expectedTotalMinor: product.amountMinor,
        surface: 'web',
        language: 'zh',
      },
    },
  });
  const { checkoutId, consent } = opened.body as CheckoutView;
  const command = {
    ...{ caller, key: randomUUID(), checkoutId },
    body: {
      ...{ method: 'alipay', expectedTotalMinor: product.amountMinor },
      consent: { ...consent, language: 'zh' },
    },
    buyer: { country: 'CN', evidence: { source: 'seller', acceptLanguage: '' } },
    ipAddress: `10.${gateways.book.charges.size}.0.1`,
    device: 'desktop',
  };
  const pressed = await payCheckout(deps, command as Parameters<typeof payCheckout>[1]);
  const charge = [...gateways.book.charges.values()].at(-1);
  if (charge === undefined) throw new Error('the gateway was not asked');
  payerPays(gateways.book, charge);
  const content = { kind: 'payment', payment: paymentOf(charge) };
  const told = { eventId: charge.reference, type: 'charge.succeeded', occurredAtMs: 0, content };
  const raw = { headers: {}, body: Buffer.from(JSON.stringify(told)) };
  await receiveNotification(deps, { gateway: charge.gateway, raw });
  return (pressed.body as CheckoutView).payment?.paymentId ?? '';
}

async function work(): Promise<void> {
  for (const name of ['apply_gateway_events', 'execute_refunds'])
    await checkoutJobs(deps)
      .find((job) => job.name === `checkout.${name}`)
      ?.run();
}

type Sums = Readonly<Record<string, number>>;

function sumBy(parts: readonly (readonly [key: string, amountMinor: number])[]): Sums {
  const sums: Record<string, number> = {};
  for (const [key, amountMinor] of parts) sums[key] = (sums[key] ?? 0) + amountMinor;
  return Object.fromEntries(Object.entries(sums).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Day and currency → what the gateway took less what it gave back, by its own book. */
function bookOfGateway(): { sums: Sums; movements: number } {
  const { charges, refunds } = gateways.book;
  const parts = [
    ...[...charges.values()].flatMap(({ paidAtMs, currency, amountMinor }) =>
      paidAtMs === null ? [] : [[`${accountingDayOf(paidAtMs, ZONE)} ${currency}`, amountMinor] as const],
    ),
    ...[...refunds.values()].map(
      ({ refundReference, currency, amountMinor }) =>
        [
          `${accountingDayOf(refundedAtMs.get(refundReference) ?? 0, ZONE)} ${currency}`,
          -amountMinor,
        ] as const,
    ),
  ];
  return { sums: sumBy(parts), movements: parts.length };
}

type Day = Readonly<{ accountingDay: string; currency: string; cashMinor: number }>;
const cashOf = (days: readonly Day[]): Sums =>
  sumBy(days.map(({ accountingDay, currency, cashMinor }) => [`${accountingDay} ${currency}`, cashMinor]));

async function askGraphql(query: string): Promise<readonly Day[]> {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const requireStaff = () => async () => {};
  const graphql = { analytics: house.analytics, orders: house.checkout, requireStaff };
  await app.register(graphqlRoutes(graphql as unknown as Parameters<typeof graphqlRoutes>[0]));
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
  await app.close();
  return (answer.json() as { data: { figures: { money: Day[] } } }).data.figures.money;
}

it('two hundred purchases and refunds in three currencies, over midnight, a moved clock and a price change, are one sum wherever it is asked', async () => {
  const { sums: book, movements } = bookOfGateway();
  expect(movements).toBe(MOVEMENTS);
  expect(Object.keys(book).length).toBe(9);
  const ready = { ...house.analytics, ...(await house.analytics.fresh()), folder };
  expect(ready.timeZone).toBe(ZONE);
  const { money } = await readFigures(ready, PERIOD);
  expect(cashOf(money)).toEqual(book);
  const graph = await askGraphql(
    '{ figures(from: "2027-03-12", to: "2027-03-17") { money { accountingDay currency cashMinor } } }',
  );
  expect(cashOf(graph)).toEqual(book);
  const sql = `SELECT "accountingDay" || ' ' || "currency", sum("amountMinor")::BIGINT FROM money
    WHERE "account" = 'gateway_clearing:model' GROUP BY ALL`;
  const { rows } = await askSql(house.analytics, { sql, actor: 'staff:test' });
  expect(sumBy(rows as [string, number][])).toEqual(book);
  let csv = '';
  const query = { ...PERIOD, format: 'csv' } as const;
  for await (const piece of exportRows(ready, { name: 'accounting_days', query }).pieces) csv += piece;
  const [heading = '', ...lines] = csv.trim().split('\r\n');
  const cash = heading.split(',').indexOf('cashMinor');
  const cells = lines.map((line) => line.split(','));
  expect(sumBy(cells.map((cell) => [`${cell[0]} ${cell[1]}`, Number(cell[cash])]))).toEqual(book);
  expect((await house.analytics.checkMoney()).differences).toEqual([]);
});

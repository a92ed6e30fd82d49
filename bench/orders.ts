import { cpus, loadavg } from 'node:os';
import { searchOrders } from '../src/checkout/order/search/search-orders.ts';
import { OrderQuery } from '../src/checkout/order/wire.ts';
import { type Database, sql } from '../src/kernel/db/database.ts';
import { FIRST_ORDER_MS, seedOrders } from '../test/support/seed-orders.ts';
import { type BenchOptions, type BenchResult, type Figures, rounded, timesFigures } from './support/bench.ts';
import { openEngine } from './support/engine.ts';

const ORDERS = 1_000_000;
const PRODUCTS = 20_000;
const LEARNERS = 100_000;
const ROUNDS = 40;

const number = (round: number) => String(((round * 7919) % ORDERS) + 1).padStart(12, '0');

/** What agents and hosts ask, each round with other values; from one order to a third of all. */
const questions: Readonly<Record<string, (round: number) => Record<string, unknown>>> = {
  orderNumber: (round) => ({ text: `N${number(round)}` }),
  gatewayNumber: (round) => ({ text: `ch_${number(round)}` }),
  partOfChineseWord: (round) => ({ text: ['器学', '济学', '理学', '诗宋', '作系'][round % 5] }),
  rareTitle: (round) => ({ text: `专栏 ${round * 10 + 70}` }),
  commonWord: (round) => ({ text: ['学', '入门', 'Python', '二十讲'][round % 4] }),
  nameOfLearner: (round) => ({ text: ['林小', '陈一', '王子', '赵思'][round % 4] }),
  learner: (round) => ({ learnerId: `lrn_${(round * 137) % LEARNERS}` }),
  amount: (round) => ({ currency: 'CNY', minMinor: 5_000 + round * 10, maxMinor: 5_000 + round * 10 }),
  stateAndTime: (round) => ({
    status: 'refunded',
    untilMs: FIRST_ORDER_MS + (ORDERS - 5_000 - round * 100) * 1000,
  }),
  wordAndState: (round) => ({ text: ['机器学习', '经济学'][round % 2], status: 'refunded' }),
  newest: () => ({}),
};

/**
 * The search of orders over a million of them. The reference is what one would write first: LIKE over the titles of the
 * lines, joined and sorted by the database.
 */
export async function benchOrders({ say, engine }: BenchOptions): Promise<BenchResult> {
  const { db, close } = await openEngine(engine);
  try {
    say(`writing ${ORDERS} orders`);
    await seedOrders(db, { orders: ORDERS, products: PRODUCTS, learners: LEARNERS });
    await sql`ANALYZE`.execute(db.query);
    const figures: Record<string, Figures> = {};
    const all: number[] = [];
    const problems: string[] = [];
    for (const [name, ask] of Object.entries(questions)) {
      const times = await timesOf(db, ask);
      if (times.found === 0) problems.push(`${name} found nothing`);
      figures[name] = timesFigures(times.ms);
      all.push(...times.ms);
      say(`  ${name}: p50 ${figures[name]['p50Ms']} ms, p95 ${figures[name]['p95Ms']} ms`);
    }
    const plain = await plainTimes(db);
    const total = timesFigures(all);
    return {
      name: 'orders',
      metrics: { ...total, ...figures, rssMb: rounded(process.memoryUsage().rss / 1024 ** 2) },
      reference: { likeOverTitles: timesFigures(plain) },
      ratio: { p95Ms: rounded(Number(total['p95Ms']) / Number(timesFigures(plain)['p95Ms'])) },
      conditions: {
        engine,
        orders: ORDERS,
        products: PRODUCTS,
        learners: LEARNERS,
        pageSize: 20,
        rounds: ROUNDS,
        processors: cpus().length,
        loadAverage: rounded(loadavg()[0] ?? 0),
        node: process.version,
      },
      problems,
    };
  } finally {
    await close();
  }
}

async function timesOf(
  db: Database,
  ask: (round: number) => Record<string, unknown>,
): Promise<{ ms: number[]; found: number }> {
  const ms: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const query = OrderQuery.parse(ask(round));
    const startedMs = performance.now();
    found += (await searchOrders({ db, livemode: false }, query)).orders.length;
    ms.push(performance.now() - startedMs);
  }
  return { ms, found };
}

async function plainTimes(db: Database): Promise<number[]> {
  const ms: number[] = [];
  for (const part of ['器学', '济学', '理学']) {
    const startedMs = performance.now();
    await sql`SELECT o."orderId" FROM "orders" o JOIN "order_line" l ON l."orderId" = o."orderId"
      JOIN "product" p ON p."productId" = l."productId" WHERE p."title" LIKE ${`%${part}%`}
      ORDER BY o."createdAtMs" DESC LIMIT 20`.execute(db.query);
    ms.push(performance.now() - startedMs);
  }
  return ms;
}

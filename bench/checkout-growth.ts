import { cpus, loadavg } from 'node:os';
import { type BenchOptions, type BenchResult, type Figures, rounded } from './support/bench.ts';
import { type Buyers, openBuyers } from './support/buy-once.ts';
import type { Loop } from './support/closed-loop.ts';
import { measurePurchases, purchaseFigures, purchaseLine } from './support/measure-purchases.ts';
import { openShop, type Shop } from './support/shop.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const WIDTH = 32;
const PURCHASES_EACH = 6;
const WARM_UP_SECONDS = 8;
/** Windows of both shops take turns, so that what else this machine does meets both. */
const ROUNDS = 3;

interface Opened {
  readonly orders: number;
  readonly shop: Shop;
  readonly buyers: Buyers;
  readonly loops: Loop[];
}

/**
 * Purchases where 1,000,000 orders were made before, beside the same where 1,000 were: `ratio` is what a purchase takes
 * with many as a share of what it takes with few. `--lines` is another number for many.
 */
export async function benchCheckoutGrowth(options: BenchOptions): Promise<BenchResult> {
  const { seconds, say, lines: many = MANY } = options;
  const opened: Opened[] = [];
  try {
    for (const orders of [FEW, many]) {
      say(`writing ${orders} orders`);
      opened.push(await openWith(orders, options));
    }
    for (const { shop, buyers } of opened) await buyFor(shop, buyers, WARM_UP_SECONDS);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { orders, shop, buyers, loops } of opened) {
        const loop = await buyFor(shop, buyers, seconds);
        say(`${orders} orders: ${purchaseLine(WIDTH, loop)}`);
        loops.push(loop);
      }
    }
    const [few, all] = opened.map(({ loops }) => middleOf(loops));
    if (few === undefined || all === undefined) throw new Error('nothing was measured');
    return {
      name: 'checkout-growth',
      metrics: { [`orders${many}`]: all },
      reference: { [`orders${FEW}`]: few },
      ratio: {
        cpuMsPerCheckout: share(all, few, 'cpuMsPerCheckout'),
        p50Ms: share(all, few, 'p50Ms'),
      },
      conditions: {
        engine: options.engine,
        inFlight: WIDTH,
        rounds: ROUNDS,
        secondsPerWindow: seconds,
        figure: 'of each shop the round in the middle by CPU time',
        cores: cpus().length,
        node: process.version,
        loadAverage: rounded(loadavg()[0] ?? 0),
      },
      problems: opened.flatMap(({ shop }) => shop.server.errors),
    };
  } finally {
    for (const { shop, buyers } of opened) {
      buyers.close();
      await shop.close();
    }
  }
}

async function openWith(orders: number, { engine, seconds }: BenchOptions): Promise<Opened> {
  const purchases = (WARM_UP_SECONDS + ROUNDS * seconds) * 600;
  const shop = await openShop({
    engine,
    learners: Math.ceil(purchases / PURCHASES_EACH),
    products: PURCHASES_EACH,
    threads: true,
    ordersBefore: orders,
  });
  return { orders, shop, buyers: openBuyers(shop, WIDTH * 2), loops: [] };
}

function buyFor(shop: Shop, buyers: Buyers, seconds: number): Promise<Loop> {
  return measurePurchases(shop, buyers, { width: WIDTH, seconds });
}

function middleOf(loops: readonly Loop[]): Figures {
  const byCpu = loops
    .map(purchaseFigures)
    .sort((a, b) => figure(a, 'cpuMsPerCheckout') - figure(b, 'cpuMsPerCheckout'));
  return byCpu[byCpu.length >> 1] ?? {};
}

function figure(figures: Figures, name: string): number {
  const value = figures[name];
  return typeof value === 'number' ? value : 0;
}

function share(many: Figures, few: Figures, name: string): number {
  return rounded(figure(many, name) / figure(few, name));
}

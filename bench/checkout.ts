import { cpus, loadavg } from 'node:os';
import { type Book, reconcile } from '../test/support/reconcile.ts';
import { sandboxCall } from '../test/support/till.ts';
import { until } from '../test/support/until.ts';
import { type BareCheckout, recordCheckout } from './support/bare-sqlite.ts';
import { type BenchOptions, type BenchResult, type Figures, rounded } from './support/bench.ts';
import { openBuyers } from './support/buy-once.ts';
import type { Loop } from './support/closed-loop.ts';
import { measurePurchases, purchaseFigures, purchaseLine } from './support/measure-purchases.ts';
import { openShop, type Shop } from './support/shop.ts';

/** How many purchases are in flight. */
const WIDTHS = [1, 8, 32, 128] as const;
const IN_THREAD = { width: 32, inThread: true } as const;
/** Nobody presses pay so often within the hour that the risk rules would look twice. */
const PURCHASES_EACH = 6;
const WARM_UP_SECONDS = 10;
const REFERENCE_SECONDS = 3;

/**
 * Created → paid → entitled through HTTP: open a checkout, press pay, pay at the gateway as the payer's app does, and
 * look by `GET /v1/checkouts/{id}`, waiting, until the access is shown. Durable: `synchronous=FULL`. The receipt goes to the
 * learner's thread; `inThread` are purchases made in it, 32 in flight, whose checkout's card is delivered there, too.
 */
export async function benchCheckout(options: BenchOptions): Promise<BenchResult> {
  const { seconds, engine, profileFolder, say } = options;
  say('listening to what one checkout writes');
  const bare = await recordCheckout();
  const shop = await openShop({
    engine,
    profileFolder,
    learners: learnersFor(seconds),
    products: PURCHASES_EACH,
    threads: true,
  });
  const buyers = openBuyers(shop, 160);
  try {
    say(`warming up for ${WARM_UP_SECONDS} s`);
    await measurePurchases(shop, buyers, { width: 32, seconds: WARM_UP_SECONDS });
    const loops: Measured[] = [];
    for (const width of WIDTHS) {
      const loop = await measurePurchases(shop, buyers, { width, seconds });
      say(purchaseLine(width, loop));
      loops.push({ width, loop });
    }
    const inThread = await measurePurchases(shop, buyers, { ...IN_THREAD, seconds });
    say(`in threads: ${purchaseLine(IN_THREAD.width, inThread)}`);
    const idle = loops.filter(({ loop }) => loop.done === 0);
    const problems = [
      ...(await compareBooks(shop, say)),
      ...idle.map(
        ({ width }) => `${width} in flight: nothing was paid in ${seconds} s, so there is no figure`,
      ),
    ];
    const references = measureBare(bare, say);
    return {
      name: 'checkout',
      metrics: {
        ...byWidth(loops, ({ loop }) => purchaseFigures(loop)),
        inThread: purchaseFigures(inThread),
      },
      reference: { ...references, rowsPerCheckout: bare.rows, writesPerCheckout: bare.writes.length },
      ratio: byWidth(loops, ({ width, loop }) => ({
        paidPerSecond: rounded(loop.perSecond / (numberAt(references, [`c${width}`, 'perSecond']) || 1)),
      })),
      conditions: conditionsOf(shop, { options, loops }),
      problems,
    };
  } finally {
    buyers.close();
    bare.close();
    await shop.close();
  }
}

/** Enough for 600 purchases a second. */
function learnersFor(seconds: number): number {
  return Math.ceil(((seconds * (WIDTHS.length + 1) + WARM_UP_SECONDS) * 600) / PURCHASES_EACH);
}

interface Measured {
  readonly width: number;
  readonly loop: Loop;
}

function byWidth(loops: readonly Measured[], figures: (measured: Measured) => Figures): Figures {
  return Object.fromEntries(loops.map((measured) => [`c${measured.width}`, figures(measured)]));
}

/** Waits for the last notification and receipt, stops the server, and compares the gateway's own book with the database. */
async function compareBooks(shop: Shop, say: BenchOptions['say']): Promise<string[]> {
  const db = shop.openDatabase();
  try {
    await until(
      () =>
        db.query
          .selectFrom('gateway_event')
          .select('gatewayEventId')
          .where('status', '=', 'received')
          .execute(),
      (waiting) => waiting.length === 0,
      30_000,
    );
    const book = (await sandboxCall(shop.sandboxUrl, '/control/book')) as Book;
    const { differences, paidOrders, charges } = await reconcile(db, book);
    say(`reconciliation: ${charges} charges, ${paidOrders} paid orders, ${differences.length} differences`);
    const errors = shop.server.errors.map((line) => `logged as an error: ${line}`);
    return [...differences, ...errors];
  } finally {
    await db.close();
  }
}

function measureBare(bare: BareCheckout, say: BenchOptions['say']): Figures {
  bare.run({ group: 1, seconds: 1 });
  const measured = WIDTHS.map((width) => {
    const figures = bare.run({ group: width, seconds: REFERENCE_SECONDS });
    say(
      `  bare better-sqlite3, ${bare.rows} rows a checkout, ${width} a commit: ${figures.perSecond.toFixed(0)}/s, p50 ${figures.p50Ms.toFixed(2)} ms, CPU ${figures.cpuMsEach.toFixed(3)} ms each`,
    );
    return [
      `c${width}`,
      {
        perSecond: rounded(figures.perSecond),
        p50Ms: rounded(figures.p50Ms),
        p99Ms: rounded(figures.p99Ms),
        cpuMsEach: rounded(figures.cpuMsEach),
      },
    ] as const;
  });
  return Object.fromEntries(measured);
}

function numberAt(figures: Figures, [outer = '', inner = '']: readonly string[]): number {
  const group = figures[outer];
  const figure = typeof group === 'object' ? group[inner] : undefined;
  return typeof figure === 'number' ? figure : 0;
}

function conditionsOf(
  shop: Shop,
  { options, loops }: { options: BenchOptions; loops: readonly Measured[] },
): BenchResult['conditions'] {
  const each = (name: string): string =>
    loops
      .map(({ width, loop }) => `c${width} ${((loop.grown[name] ?? 0) / Math.max(1, loop.done)).toFixed(2)}`)
      .join(', ');
  const [load = 0] = loadavg();
  return {
    engine: options.engine,
    durability: shop.postgres === undefined ? 'WAL, synchronous=FULL' : 'fsync=on, synchronous_commit=on',
    node: process.version,
    cores: cpus().length,
    loadAverage: rounded(load),
    secondsPerWidth: options.seconds,
    processes: 'server, sandbox and driver each their own, all on this machine',
    measured: 'from POST /v1/checkouts until GET /v1/checkouts/{id} shows the access',
    logLevel: 'warn',
    sandboxCpuMsEach: each('sandbox'),
    driverCpuMsEach: each('driver'),
    databaseCpuMsEach: each('database'),
    looksEach: each('looks'),
  };
}

import { cpus, loadavg } from 'node:os';
import { DEMO_SECRETS } from '../src/app/config.ts';
import type { Database } from '../src/kernel/db/database.ts';
import { newReference } from '../src/kernel/id.ts';
import { type SignedEvent, signSandboxEvent } from '../test/support/sandbox-event.ts';
import { until } from '../test/support/until.ts';
import { measureBareIntake } from './support/bare-intake.ts';
import { type BenchOptions, type BenchResult, type Figures, rounded } from './support/bench.ts';
import { type Loop, runLoop } from './support/closed-loop.ts';
import { cpuMsOf, cpuMsOfTree } from './support/cpu.ts';
import { openPoster, type Poster } from './support/post-raw.ts';
import { openShop, type Shop } from './support/shop.ts';

const WIDTHS = [1, 8, 32, 128] as const;
const WARM_UP_SECONDS = 4;
/** Gateways repeat themselves: one in this many is an event that was told before. */
const REPEAT_EVERY = 20;

/**
 * A gateway's notification through HTTP: signature verified, stored durably (`synchronous=FULL`) as it came, answered.
 * The job that understands what was stored runs in the same process meanwhile.
 */
export async function benchNotifications(options: BenchOptions): Promise<BenchResult> {
  const { seconds, engine, profileFolder, say } = options;
  const shop = await openShop({ engine, profileFolder, learners: 0, products: 0 });
  const sender = openSender(shop);
  try {
    say(`warming up for ${WARM_UP_SECONDS} s`);
    // As wide as any window, so that none of them measures the opening of connections.
    await window(shop, sender, { width: Math.max(...WIDTHS), seconds: WARM_UP_SECONDS });
    const loops: Measured[] = [];
    for (const width of WIDTHS) {
      const loop = await window(shop, sender, { width, seconds });
      say(lineOf(width, loop));
      loops.push({ width, loop });
    }
    const problems = await reconcile(shop, sender, say);
    const reference = await measureBareIntake({ widths: WIDTHS, seconds: Math.min(3, seconds), say });
    return {
      name: 'notifications',
      metrics: byWidth(loops, metricsOf),
      reference,
      ratio: byWidth(loops, ({ width, loop }) => {
        const bare = reference[`c${width}`];
        const perSecond = typeof bare === 'object' ? bare['perSecond'] : 0;
        return { perSecond: rounded(loop.perSecond / (typeof perSecond === 'number' ? perSecond : 1)) };
      }),
      conditions: conditionsOf(shop, { options, loops, sender }),
      problems,
    };
  } finally {
    sender.close();
    await shop.close();
  }
}

interface Sender {
  /** Tells the server one event and waits for its answer; returns how long it took, in ms. */
  sendOnce(): Promise<number>;
  /** Ids of the events that the server said it has. */
  readonly acknowledged: ReadonlySet<string>;
  readonly refused: string[];
  repeats(): number;
  close(): void;
}

function openSender(shop: Shop): Sender {
  const poster: Poster = openPoster(shop.url, Math.max(...WIDTHS));
  const acknowledged = new Set<string>();
  const refused: string[] = [];
  let sent = 0;
  let repeats = 0;
  let last: SignedEvent | undefined;
  const next = (): SignedEvent => {
    sent += 1;
    if (sent % REPEAT_EVERY === 0 && last !== undefined) {
      repeats += 1;
      return last;
    }
    return signSandboxEvent(DEMO_SECRETS.sandbox, { reference: newReference('T') });
  };
  return {
    sendOnce: async () => {
      const event = next();
      const startedMs = performance.now();
      const status = await poster.post('/v1/gateways/sandbox/notifications', event);
      const tookMs = performance.now() - startedMs;
      if (status === 200) {
        acknowledged.add(event.eventId);
        last = event;
      } else if (refused.length < 5) refused.push(`a notification was answered ${status}`);
      return tookMs;
    },
    acknowledged,
    refused,
    repeats: () => repeats,
    close: () => poster.close(),
  };
}

function window(
  shop: Shop,
  sender: Sender,
  { width, seconds }: { width: number; seconds: number },
): Promise<Loop> {
  return runLoop({
    width,
    seconds,
    work: () => sender.sendOnce(),
    read: () => {
      const own = process.cpuUsage();
      return {
        server: cpuMsOf(shop.server.pid),
        driver: (own.user + own.system) / 1000,
        database: shop.postgres === undefined ? 0 : cpuMsOfTree(shop.postgres.pid),
      };
    },
  });
}

interface Measured {
  readonly width: number;
  readonly loop: Loop;
}

function metricsOf({ loop }: Measured): Figures {
  return {
    perSecond: rounded(loop.perSecond),
    p50Ms: rounded(loop.p50Ms),
    p99Ms: rounded(loop.p99Ms),
    cpuMsPerNotification: rounded((loop.grown['server'] ?? 0) / loop.done),
  };
}

function byWidth(loops: readonly Measured[], figures: (measured: Measured) => Figures): Figures {
  return Object.fromEntries(loops.map((measured) => [`c${measured.width}`, figures(measured)]));
}

function lineOf(width: number, loop: Loop): string {
  const each = (name: string): string => ((loop.grown[name] ?? 0) / loop.done).toFixed(3);
  return [
    `${String(width).padStart(3)} in flight: ${loop.perSecond.toFixed(0)} notifications/s`,
    `p50 ${loop.p50Ms.toFixed(2)} ms, p99 ${loop.p99Ms.toFixed(2)} ms`,
    `CPU ms each: server ${each('server')}, driver ${each('driver')}, database ${each('database')}`,
  ].join('; ');
}

/** Every event that was acknowledged is stored once, whatever was repeated, and understood. */
async function reconcile(shop: Shop, sender: Sender, say: BenchOptions['say']): Promise<string[]> {
  const db = shop.openDatabase();
  try {
    await until(
      () => waitingIn(db),
      (waiting) => waiting === 0,
      120_000,
    );
    const rows = await db.query
      .selectFrom('gateway_event')
      .select(['externalEventId', 'status', 'raw'])
      .execute();
    const times = new Map<string, number>();
    for (const { externalEventId } of rows) times.set(externalEventId, (times.get(externalEventId) ?? 0) + 1);
    const missing = [...sender.acknowledged].filter((eventId) => !times.has(eventId)).length;
    const doubled = [...times.values()].filter((count) => count > 1).length;
    const empty = rows.filter(({ raw, externalEventId }) => !raw?.includes(externalEventId)).length;
    say(
      `reconciliation: ${sender.acknowledged.size} acknowledged, ${rows.length} stored, ${missing} missing, ${doubled} doubled, ${sender.repeats()} repeats sent`,
    );
    return [
      ...sender.refused,
      ...(missing === 0 ? [] : [`${missing} acknowledged notifications are not stored`]),
      ...(doubled === 0 ? [] : [`${doubled} notifications are stored twice`]),
      ...(empty === 0 ? [] : [`${empty} notifications were stored without their bytes`]),
      ...shop.server.errors.map((line) => `logged as an error: ${line}`),
    ];
  } finally {
    await db.close();
  }
}

async function waitingIn(db: Database): Promise<number> {
  const row = await db.query
    .selectFrom('gateway_event')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('status', '=', 'received')
    .executeTakeFirstOrThrow();
  return Number(row.waiting);
}

function conditionsOf(
  shop: Shop,
  { options, loops, sender }: { options: BenchOptions; loops: readonly Measured[]; sender: Sender },
): BenchResult['conditions'] {
  const each = (name: string): string =>
    loops
      .map(({ width, loop }) => `c${width} ${((loop.grown[name] ?? 0) / loop.done).toFixed(3)}`)
      .join(', ');
  const [load = 0] = loadavg();
  return {
    engine: options.engine,
    durability: shop.postgres === undefined ? 'WAL, synchronous=FULL' : 'fsync=on, synchronous_commit=on',
    node: process.version,
    cores: cpus().length,
    loadAverage: rounded(load),
    secondsPerWidth: options.seconds,
    processes: 'server and driver each their own, both on this machine',
    measured: 'from the first byte of POST /v1/gateways/sandbox/notifications until its answer',
    alsoRunning: 'the job that understands what is stored; its CPU counts as the server’s',
    logLevel: 'warn',
    repeats: sender.repeats(),
    driverCpuMsEach: each('driver'),
    databaseCpuMsEach: each('database'),
  };
}

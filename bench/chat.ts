import { randomUUID } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import type { Database } from '../src/kernel/db/database.ts';
import { newId } from '../src/kernel/id.ts';
import { startEcho } from './support/bare-echo.ts';
import { type BenchOptions, type BenchResult, type Figures, percentile, rounded } from './support/bench.ts';
import { cpuMsOf } from './support/cpu.ts';
import { type Deliverer, openDeliverer } from './support/deliverer.ts';
import { measureIdle } from './support/idle-sockets.ts';
import { runPaced } from './support/paced-loop.ts';
import { openShop, type Shop } from './support/shop.ts';

const PER_SECOND = 1_000;
const WRITERS = 100;
const WARM_UP_SECONDS = 3;
const IDLE_SOCKETS = 10_000;
const THREADS = { short: 100, long: 100_000 };
const OPENINGS = 200;
const REPLY_BYTES = 500;

/**
 * Delivery without the bot, which is silent while a thread is a person's: a message is committed before it is
 * acknowledged, at a pace that does not wait; idle sockets; and the opening of a long thread beside a short one. The
 * reference is a bare Socket.IO server that keeps nothing, in the same run.
 */
export async function benchChat(options: BenchOptions): Promise<BenchResult> {
  const { engine, profileFolder, say } = options;
  const shop = await openShop({ engine, profileFolder, learners: IDLE_SOCKETS, products: 0 });
  try {
    const ours = await measureOurs(shop, options);
    // It would index the long thread for a while yet, beside the reference.
    await shop.server.kill();
    say('reference: a bare Socket.IO server');
    const bare = await measureBare(shop, options);
    const { opening, idle, delivery } = ours;
    return {
      name: 'chat',
      metrics: { ...delivery, idle, opening },
      reference: bare,
      ratio: {
        ackP95: timesOf(delivery, bare, 'ackP95Ms'),
        idleMemory: timesOf(idle, bare['idle'] as Figures, 'kibPerSocket'),
        openingOfLong: rounded(opening.longP50Ms / opening.shortP50Ms),
      },
      conditions: {
        engine,
        node: process.version,
        cores: cpus().length,
        loadAverage: rounded(loadavg()[0] ?? 0),
        secondsPerWindow: options.seconds,
        pace: `${PER_SECOND} messages a second by ${WRITERS} sockets, each timed from when it was due`,
        processes: 'server and driver each their own, all on this machine',
        idleSockets: IDLE_SOCKETS,
        threads: `${THREADS.short} and ${THREADS.long} messages`,
      },
      problems: [...ours.problems, ...shop.server.errors],
    };
  } finally {
    await shop.close();
  }
}

async function measureOurs(shop: Shop, { seconds, say }: BenchOptions) {
  // First, while nothing else has happened: later the server indexes what was said.
  const idle = await measureIdle({ url: shop.url, pid: shop.server.pid }, shop.tokens);
  say(`${idle.sockets} idle sockets: ${idle.kibPerSocket.toFixed(1)} KiB each`);
  const tokens = shop.tokens.slice(0, WRITERS);
  const writers = await Promise.all(tokens.map((token) => openDeliverer(shop.url, token)));
  const db = shop.openDatabase();
  try {
    await giveToPeople(db);
    const sent = { count: 0 };
    const delivery = await deliver({ writers, pid: shop.server.pid, sent }, { seconds, say });
    const problems = await checkStored(db, sent.count);
    const opening = await measureOpening(db, writers);
    say(
      `opening ${THREADS.long} messages p50 ${opening.longP50Ms} ms, ${THREADS.short}: ${opening.shortP50Ms} ms`,
    );
    for (const writer of writers) writer.close();
    return { delivery, idle: idleFigures(idle), opening, problems };
  } finally {
    await db.close();
  }
}

async function measureBare(shop: Shop, { seconds, say }: BenchOptions): Promise<Figures> {
  const echo = await startEcho(REPLY_BYTES);
  const idle = await measureIdle(echo, shop.tokens);
  say(`${idle.sockets} idle sockets: ${idle.kibPerSocket.toFixed(1)} KiB each`);
  const tokens = shop.tokens.slice(0, WRITERS);
  const writers = await Promise.all(tokens.map((token) => openDeliverer(echo.url, token)));
  const delivery = await deliver({ writers, pid: echo.pid, sent: { count: 0 } }, { seconds, say });
  for (const writer of writers) writer.close();
  echo.child.kill('SIGTERM');
  return { ...delivery, idle: idleFigures(idle) };
}

function idleFigures({ sockets, kibPerSocket }: { sockets: number; kibPerSocket: number }): Figures {
  return { sockets, kibPerSocket: rounded(kibPerSocket) };
}

interface Crowd {
  readonly writers: readonly Deliverer[];
  readonly pid: number;
  readonly sent: { count: number };
}

async function deliver(
  { writers, pid, sent }: Crowd,
  { seconds, say }: Pick<BenchOptions, 'seconds' | 'say'>,
): Promise<Figures> {
  const work = async (index: number): Promise<void> => {
    const writer = writers[index % writers.length];
    if (writer === undefined) throw new Error('nobody writes');
    sent.count += 1;
    await writer.send(`第 ${index} 条：Python 课程的证书可以补发吗？`);
  };
  await runPaced({ perSecond: PER_SECOND, seconds: WARM_UP_SECONDS, work });
  const cpuBefore = cpuMsOf(pid);
  const paced = await runPaced({ perSecond: PER_SECOND, seconds, work });
  const cpuMs = (cpuMsOf(pid) - cpuBefore) / paced.done;
  say(
    `${paced.perSecond.toFixed(0)} messages/s acknowledged; p50 ${paced.p50Ms.toFixed(1)} ms, p95 ${paced.p95Ms.toFixed(1)} ms, p99 ${paced.p99Ms.toFixed(1)} ms; server CPU ${cpuMs.toFixed(2)} ms each`,
  );
  return {
    messagesPerSecond: rounded(paced.perSecond),
    ackP50Ms: rounded(paced.p50Ms),
    ackP95Ms: rounded(paced.p95Ms),
    ackP99Ms: rounded(paced.p99Ms),
    cpuMsPerMessage: rounded(cpuMs),
  };
}

/** In a thread that waits for a person the bot says nothing. */
async function giveToPeople(db: Database): Promise<void> {
  await db.query.updateTable('conversation').set({ owner: 'queue' }).execute();
}

async function checkStored(db: Database, sent: number): Promise<string[]> {
  const { stored } = await db.query
    .selectFrom('activity')
    .select(({ fn }) => fn.countAll<number>().as('stored'))
    .where('sender', '=', 'learner')
    .executeTakeFirstOrThrow();
  return Number(stored) === sent ? [] : [`${sent} messages were acknowledged and ${stored} are stored`];
}

async function measureOpening(db: Database, writers: readonly Deliverer[]) {
  const [short, long] = writers;
  if (short === undefined || long === undefined) throw new Error('two threads are needed');
  await lengthen(db, short.conversationId, THREADS.short);
  await lengthen(db, long.conversationId, THREADS.long);
  const times = { short: [] as number[], long: [] as number[] };
  for (let index = 0; index < OPENINGS; index += 1) {
    times.short.push(await short.open());
    times.long.push(await long.open());
  }
  const p50 = (list: number[]): number =>
    rounded(
      percentile(
        list.sort((a, b) => a - b),
        0.5,
      ),
    );
  return { longP50Ms: p50(times.long), shortP50Ms: p50(times.short) };
}

const ROWS_AT_ONCE = 200;

/** Fills a thread up to that many activities, as the server would have written them. */
async function lengthen(db: Database, conversationId: string, length: number): Promise<void> {
  const { lastSeq } = await db.query
    .selectFrom('conversation')
    .select('lastSeq')
    .where('conversationId', '=', conversationId)
    .executeTakeFirstOrThrow();
  for (let seq = lastSeq + 1; seq <= length; seq += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, length - seq + 1);
    const rows = Array.from({ length: count }, (_, index) => ({
      activityId: newId('act'),
      conversationId,
      seq: seq + index,
      clientMessageId: randomUUID(),
      type: 'message',
      sender: 'learner',
      senderId: 'lrn_bench',
      replyToId: null,
      content: JSON.stringify({ text: `第 ${seq + index} 条` }),
      createdAtMs: Date.now(),
    }));
    await db.query.insertInto('activity').values(rows).execute();
  }
  await db.query
    .updateTable('conversation')
    .set({ lastSeq: Math.max(lastSeq, length) })
    .where('conversationId', '=', conversationId)
    .execute();
}

function timesOf(ours: Figures, other: Figures, name: string): number {
  const [a, b] = [ours[name], other[name]];
  return typeof a === 'number' && typeof b === 'number' && b > 0 ? rounded(a / b) : 0;
}

import { cpus, loadavg } from 'node:os';
import type { Database } from '../src/kernel/db/database.ts';
import { type Book, reconcile } from '../test/support/reconcile.ts';
import { sandboxCall } from '../test/support/till.ts';
import { startEcho } from './support/bare-echo.ts';
import { type BenchOptions, type BenchResult, type Figures, percentile, rounded } from './support/bench.ts';
import { type Asked, type Chatter, openChatter } from './support/chatter.ts';
import { type Loop, runLoop } from './support/closed-loop.ts';
import { cpuMsOf } from './support/cpu.ts';
import { type Paced, runPaced } from './support/paced-loop.ts';
import { openShop, type Shop } from './support/shop.ts';

const WIDTHS = [1, 8, 32] as const;
const CHATTERS = 50;
/** Of all chats together, when people type: each asks every other second. */
const TYPED_PER_SECOND = 25;
const WARM_UP_SECONDS = 5;
const REFERENCE_SECONDS = 3;

/** What people ask, in both languages; most of it wants a recommendation. */
const questions = [
  '想学 Python，从零开始有什么推荐？',
  'Is there a course on machine learning for beginners?',
  '有没有讲理财的专栏，预算 100 以内',
  'something to help me sleep better',
  '你好',
  'I would like to write better emails at work',
  '我买过什么？',
  '孩子不爱写作业怎么办',
  'a short e-book about photography, please',
  '便宜一点的呢',
  'how do I learn guitar by myself?',
  '谢谢',
];

/**
 * Message → committed reply through the socket: learners ask about the demo catalogue, first fifty chats at the pace of
 * people who type, then each as soon as it is answered. The reference is a bare Socket.IO server that answers with as
 * many bytes.
 */
export async function benchTurn(options: BenchOptions): Promise<BenchResult> {
  const { seconds, engine, profileFolder, say } = options;
  const shop = await openShop({
    engine,
    profileFolder,
    learners: CHATTERS,
    products: 0,
    demoCatalogue: true,
  });
  try {
    const chat = await measure({ url: shop.url, pid: shop.server.pid, tokens: shop.tokens, seconds, say });
    const problems = await checkTranscripts(shop, { asked: chat.asked, say });
    const bytes = Math.round(chat.replyBytes / chat.asked);
    say(`reference: a bare Socket.IO server, replies of ${bytes} bytes`);
    const echo = await startEcho(bytes);
    const bare = await measure({ ...echo, tokens: shop.tokens, seconds: REFERENCE_SECONDS, say });
    echo.child.kill('SIGTERM');
    return {
      name: 'turn',
      metrics: chat.figures,
      reference: bare.figures,
      ratio: ratioOf(chat.figures, bare.figures),
      conditions: {
        engine,
        node: process.version,
        cores: cpus().length,
        loadAverage: rounded(loadavg()[0] ?? 0),
        secondsPerWidth: seconds,
        processes: 'server and driver each their own, all on this machine',
        measured: 'from message:send until the first activity:added that replies to it',
        questions: questions.length,
        replyBytes: bytes,
      },
      problems,
    };
  } finally {
    await shop.close();
  }
}

interface Measuring {
  readonly url: string;
  readonly pid: number;
  readonly tokens: readonly string[];
  readonly seconds: number;
  readonly say: BenchOptions['say'];
}

interface Measured {
  readonly figures: Figures;
  readonly asked: number;
  readonly replyBytes: number;
}

async function measure({ url, pid, tokens, seconds, say }: Measuring): Promise<Measured> {
  const chatters = await Promise.all(tokens.map((token) => openChatter(url, token)));
  const log: Asked[] = [];
  const figures: Record<string, Figures> = {};
  try {
    await window({ chatters, log, pid }, { width: CHATTERS, seconds: WARM_UP_SECONDS });
    const typed = await typedWindow({ chatters, log, pid }, seconds);
    figures[`chats${CHATTERS}`] = typed;
    say(
      `${CHATTERS} chats, ${TYPED_PER_SECOND} messages/s of all: p50 ${typed.p50Ms} ms, p95 ${typed.p95Ms} ms; server CPU ${typed.cpuMsPerReply} ms each`,
    );
    for (const width of WIDTHS) {
      const from = log.length;
      const loop = await window({ chatters, log, pid }, { width, seconds });
      const asked = log.slice(from);
      figures[`c${width}`] = figuresOf(loop, asked);
      say(lineOf(width, loop, asked));
    }
    const replyBytes = log.reduce((sum, one) => sum + one.replyBytes, 0);
    return { figures, asked: log.length, replyBytes };
  } finally {
    for (const chatter of chatters) chatter.close();
  }
}

interface Room {
  readonly chatters: readonly Chatter[];
  readonly log: Asked[];
  readonly pid: number;
}

function window(
  { chatters, log, pid }: Room,
  { width, seconds }: { width: number; seconds: number },
): Promise<Loop> {
  const free = chatters.slice(0, width);
  let next = 0;
  return runLoop({
    width,
    seconds,
    work: async () => {
      const chatter = free.pop();
      const question = questions[next % questions.length];
      if (chatter === undefined || question === undefined) throw new Error('nobody is free to ask');
      next += 1;
      const asked = await chatter.ask(question);
      log.push(asked);
      free.push(chatter);
      return asked.replyMs;
    },
    read: () => ({ server: cpuMsOf(pid) }),
  });
}

/** Every chat asks at its pace, whether or not others wait for their answers. */
async function typedWindow({ chatters, log, pid }: Room, seconds: number): Promise<Figures> {
  const before = cpuMsOf(pid);
  const paced: Paced = await runPaced({
    perSecond: TYPED_PER_SECOND,
    seconds,
    work: async (index) => {
      const chatter = chatters[index % chatters.length];
      const question = questions[(index * 5) % questions.length];
      if (chatter === undefined || question === undefined) throw new Error('nobody is there to ask');
      log.push(await chatter.ask(question));
    },
  });
  return {
    repliesPerSecond: rounded(paced.perSecond),
    p50Ms: rounded(paced.p50Ms),
    p95Ms: rounded(paced.p95Ms),
    p99Ms: rounded(paced.p99Ms),
    cpuMsPerReply: rounded((cpuMsOf(pid) - before) / Math.max(1, paced.done)),
  };
}

function acksOf(asked: readonly Asked[]): number[] {
  return asked.map(({ ackMs }) => ackMs).sort((a, b) => a - b);
}

function figuresOf(loop: Loop, asked: readonly Asked[]): Figures {
  const acks = acksOf(asked);
  return {
    repliesPerSecond: rounded(loop.perSecond),
    p50Ms: rounded(loop.p50Ms),
    p95Ms: rounded(loop.p95Ms),
    p99Ms: rounded(loop.p99Ms),
    ackP50Ms: rounded(percentile(acks, 0.5)),
    ackP99Ms: rounded(percentile(acks, 0.99)),
    cpuMsPerReply: rounded((loop.grown['server'] ?? 0) / loop.done),
  };
}

function lineOf(width: number, loop: Loop, asked: readonly Asked[]): string {
  return [
    `${String(width).padStart(3)} in flight: ${loop.perSecond.toFixed(1)} replies/s`,
    `p50 ${loop.p50Ms.toFixed(1)} ms, p95 ${loop.p95Ms.toFixed(1)} ms, p99 ${loop.p99Ms.toFixed(1)} ms`,
    `committed after p50 ${percentile(acksOf(asked), 0.5).toFixed(1)} ms`,
    `server CPU ${((loop.grown['server'] ?? 0) / loop.done).toFixed(2)} ms each`,
  ].join('; ');
}

/** How many times the bare round trip a reply takes. */
function ratioOf(ours: Figures, bare: Figures): Figures {
  const pairs = WIDTHS.map((width) => [ours[`c${width}`], bare[`c${width}`]] as const);
  return Object.fromEntries(
    pairs.map(([one, other], index) => [
      `c${WIDTHS[index]}`,
      { p50Ms: timesOf(one, other, 'p50Ms'), p99Ms: timesOf(one, other, 'p99Ms') },
    ]),
  );
}

function timesOf(
  one: Figures | number | undefined,
  other: Figures | number | undefined,
  name: string,
): number {
  const [a, b] = [one, other].map((figures) => (typeof figures === 'object' ? figures[name] : undefined));
  return typeof a === 'number' && typeof b === 'number' && b > 0 ? rounded(a / b) : 0;
}

/** Every acknowledged message is in its thread, in a place without a gap, with a reply; and nobody was charged for talking. */
async function checkTranscripts(
  shop: Shop,
  { asked, say }: { asked: number; say: BenchOptions['say'] },
): Promise<string[]> {
  const db = shop.openDatabase();
  try {
    const { messages, problems } = await readTranscripts(db);
    const book = (await sandboxCall(shop.sandboxUrl, '/control/book')) as Book;
    const { differences, charges } = await reconcile(db, book);
    say(
      `transcripts: ${asked} messages acknowledged, ${messages} stored; gateway's book: ${charges} charges`,
    );
    const lost = messages === asked ? [] : [`${asked} messages were acknowledged and ${messages} are stored`];
    const charged = charges === 0 ? [] : [`${charges} charges for talking`];
    return [...lost, ...charged, ...problems, ...differences, ...shop.server.errors];
  } finally {
    await db.close();
  }
}

async function readTranscripts(db: Database): Promise<{ messages: number; problems: string[] }> {
  const rows = await db.query
    .selectFrom('activity')
    .select(['conversationId', 'activityId', 'seq', 'sender', 'replyToId'])
    .orderBy('conversationId')
    .orderBy('seq')
    .execute();
  const replied = new Set(rows.map(({ replyToId }) => replyToId));
  const messages = rows.filter(({ sender }) => sender === 'learner');
  const silent = messages
    .filter(({ activityId }) => !replied.has(activityId))
    .map(({ activityId }) => `message ${activityId} has no reply`);
  const lasts = new Map<string, number>();
  const gaps: string[] = [];
  for (const { conversationId, seq } of rows) {
    const expected = (lasts.get(conversationId) ?? 0) + 1;
    if (seq !== expected) gaps.push(`thread ${conversationId} has ${seq} where ${expected} belongs`);
    lasts.set(conversationId, seq);
  }
  return { messages: messages.length, problems: [...silent, ...gaps] };
}

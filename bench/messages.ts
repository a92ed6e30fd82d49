import { cpus, loadavg } from 'node:os';
import { searchMessages } from '../src/bot/console/search/search-messages.ts';
import { type Indexed, saveIndexed } from '../src/bot/console/search/store.ts';
import { termsOfMessage } from '../src/bot/console/search/terms.ts';
import { type Database, sql } from '../src/kernel/db/database.ts';
import { createSegmenter } from '../src/recommend/index.ts';
import { type BenchOptions, type BenchResult, type Figures, rounded, timesFigures } from './support/bench.ts';
import { openEngine } from './support/engine.ts';

const MESSAGES = 1_000_000;
const THREADS = 50_000;
const BATCH = 5_000;
const ROUNDS = 40;

const subjects = ['机器学习课程', '数据分析专栏', '唐诗宋词', 'Python course', '心理学电子书', '吉他入门'];
const matters = [
  '一直打不开',
  '什么时候更新',
  '退款还没有到账',
  '怎么开发票',
  '有没有优惠券',
  'does not load',
  '第三章讲得很好',
  '付款失败了，但是钱扣了',
];
const tones = ['请帮我看看', '谢谢', '很着急', '麻烦尽快处理', 'please', ''];

/** Message `index`: what a million learners ask, with a number that only it has. */
function textOf(index: number): string {
  const pick = <Item>(items: readonly Item[], by: number): Item | undefined =>
    items[Math.floor(index / by) % items.length];
  return `${pick(subjects, 1)}${pick(matters, 7)}，${pick(tones, 3)}，编号 ${1_000_000 + index}`;
}

/** What agents look for, each round with other words; from one message to a third of all. */
const questions: Readonly<Record<string, (round: number) => string>> = {
  number: (round) => String(1_000_000 + ((round * 7_919) % MESSAGES)),
  partOfChineseWord: (round) => ['器学', '理学', '诗宋', '他入'][round % 4] ?? '',
  commonWord: (round) => ['退款', '课程', 'python', '发票'][round % 4] ?? '',
  wordsTogether: (round) =>
    ['退款到账 机器学习', '唐诗 优惠券', 'python 付款失败', '吉他 打不开'][round % 4] ?? '',
  neverTogether: (round) => ['退款 发票', '唐诗 吉他', 'load 更新'][round % 3] ?? '',
  nowhere: (round) => `量子烹饪 ${round}`,
};

/**
 * The search of messages over a million of them. The reference is what one would write first: LIKE over what was said,
 * sorted by the database.
 */
export async function benchMessages({ say, engine }: BenchOptions): Promise<BenchResult> {
  const { db, close } = await openEngine(engine);
  try {
    say(`writing ${MESSAGES} messages and their index`);
    const startedMs = performance.now();
    await seed(db);
    const perSecond = rounded((MESSAGES / (performance.now() - startedMs)) * 1_000);
    await sql`ANALYZE`.execute(db.query);
    const figures: Record<string, Figures> = {};
    const all: number[] = [];
    const segmenter = createSegmenter();
    for (const [name, ask] of Object.entries(questions)) {
      const ms: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) ms.push(await timeOf(db, segmenter, ask(round)));
      figures[name] = timesFigures(ms);
      all.push(...ms);
      say(`  ${name}: p50 ${figures[name]['p50Ms']} ms, p95 ${figures[name]['p95Ms']} ms`);
    }
    const [total, plain] = [timesFigures(all), timesFigures(await plainTimes(db))];
    return {
      name: 'messages',
      metrics: { ...total, ...figures, indexedPerSecond: perSecond },
      reference: { likeOverMessages: plain },
      ratio: { p95Ms: rounded(Number(total['p95Ms']) / Number(plain['p95Ms'])) },
      conditions: {
        engine,
        messages: MESSAGES,
        threads: THREADS,
        pageSize: 20,
        rounds: ROUNDS,
        processors: cpus().length,
        loadAverage: rounded(loadavg()[0] ?? 0),
        node: process.version,
      },
      problems: Number(total['p95Ms']) > 100 ? ['a page took more than 100 ms at p95'] : [],
    };
  } finally {
    await close();
  }
}

async function timeOf(db: Database, segmenter: ReturnType<typeof createSegmenter>, text: string) {
  const startedMs = performance.now();
  await searchMessages(
    { db, livemode: false, segmenter: async () => segmenter },
    { caller: { staffId: 'stf_1', role: 'supervisor' }, text, limit: 20 },
  );
  return performance.now() - startedMs;
}

async function seed(db: Database): Promise<void> {
  await db.query
    .insertInto('learner')
    .values({
      learnerId: 'lrn_1',
      displayName: '林小满',
      isGuest: 0,
      livemode: 0,
      createdAtMs: 1,
      updatedAtMs: 1,
    })
    .execute();
  const thread = { learnerId: 'lrn_1', livemode: 0, channel: 'web', surface: 'web', language: 'zh' };
  const rest = { ...thread, owner: 'bot', status: 'open', lastSeq: 0, createdAtMs: 1, updatedAtMs: 1 };
  for (let from = 0; from < THREADS; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, place) => ({
      conversationId: `conv_${from + place}`,
      ...rest,
    }));
    await db.query.insertInto('conversation').values(rows).execute();
  }
  for (let from = 0; from < MESSAGES; from += BATCH) await seedBatch(db, from);
}

async function seedBatch(db: Database, from: number): Promise<void> {
  const messages = Array.from({ length: BATCH }, (_, place) => {
    const index = from + place;
    const ids = {
      activityId: `act_1${String(index).padStart(12, '0')}`,
      conversationId: `conv_${index % THREADS}`,
    };
    return { ...ids, index, text: textOf(index) };
  });
  for (let start = 0; start < BATCH; start += 1_000) {
    const rows = messages.slice(start, start + 1_000).map(({ index, text, ...ids }) => ({
      ...ids,
      seq: Math.floor(index / THREADS) + 1,
      type: 'message',
      sender: 'learner',
      senderId: 'lrn_1',
      content: JSON.stringify({ text }),
      createdAtMs: index,
    }));
    await db.query.insertInto('activity').values(rows).execute();
    const indexed: Indexed[] = messages
      .slice(start, start + 1_000)
      .map(({ activityId, conversationId, text }) => ({
        activityId,
        conversationId,
        terms: termsOfMessage(text),
      }));
    await db.transact((tx) => saveIndexed(tx, indexed));
  }
}

async function plainTimes(db: Database): Promise<number[]> {
  const ms: number[] = [];
  for (const part of ['器学', '量子', '编号 1000007']) {
    const startedMs = performance.now();
    await sql`SELECT "activityId" FROM "activity" WHERE "content" LIKE ${`%${part}%`}
      ORDER BY "createdAtMs" DESC LIMIT 20`.execute(db.query);
    ms.push(performance.now() - startedMs);
  }
  return ms;
}

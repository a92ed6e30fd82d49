import { cpus, loadavg } from 'node:os';
import { randomFrom } from '../eval/support/random.ts';
import { topItems } from '../src/recommend/model/top-items.ts';
import { createInterests, type Interests } from '../src/recommend/rank/interests.ts';
import type { ReadTaste } from '../src/recommend/rank/learner-taste.ts';
import { planList } from '../src/recommend/rank/plan-list.ts';
import { buildModel } from '../src/recommend/rank/taste.ts';
import { createAnalysis } from '../src/recommend/search/analysis.ts';
import { createSegmenter } from '../src/recommend/search/tokens.ts';
import { makeProduct } from '../src/recommend/shelf.testing.ts';
import type { ShelfView } from '../src/recommend/shelf.ts';
import { createShelfEntries } from '../src/recommend/shelf-entries.ts';
import { readSlots } from '../src/recommend/slots.ts';
import type { ChoiceWish } from '../src/recommend/types.ts';
import { readWishes } from '../src/recommend/wishes.ts';
import { type BenchOptions, type BenchResult, type Figures, percentile, rounded } from './support/bench.ts';

const PRODUCTS = 100_000;
const INTERACTIONS = 1_000_000;
const LEARNERS = 180_000;
const ASKED = 200;
const MEGABYTE = 1024 * 1024;
const RSS_MAX_MB = 1_024;

const SUBJECTS = [
  'Python',
  '机器学习',
  'guitar',
  '英语口语',
  'photography',
  '时间管理',
  'SQL',
  '理财',
  'history',
  'chess',
];
const QUESTIONS = [
  'recommend something',
  'Python for beginners',
  '想学理财，100 元以内',
  'guitar',
  '随便推荐几个',
];

/**
 * A shop of 100,000 products and a million purchases in memory: the model is built as the product builds it, then
 * lists are chosen and ordered, without the database. The reference scans as many numbers for the best three.
 */
export async function benchRecommend({ say }: BenchOptions): Promise<BenchResult> {
  const random = randomFrom(7);
  say(`filling the shelf with ${PRODUCTS} products`);
  const view = await fillShelf();
  const shelfRssMb = rssMb();
  say(`taking in ${INTERACTIONS} purchases of ${LEARNERS} learners`);
  const interests = fillInterests(random);
  const started = process.cpuUsage();
  let peakMb = 0;
  const readTaste = await buildModel(interests, async () => {
    peakMb = Math.max(peakMb, rssMb());
  });
  const buildCpuSeconds = secondsSince(started);
  say(`model built in ${buildCpuSeconds} CPU seconds`);
  const { ms, empty } = askAll(view, readTaste, random);
  const bare = scanBare(random);
  const rss = Math.max(peakMb, rssMb());
  return {
    name: 'recommend',
    metrics: { ...figuresOf(ms), rssMb: rounded(rss), shelfRssMb: rounded(shelfRssMb), buildCpuSeconds },
    reference: figuresOf(bare),
    ratio: {
      p50: rounded(percentile(sorted(ms), 0.5) / percentile(sorted(bare), 0.5)),
      p95: rounded(percentile(sorted(ms), 0.95) / percentile(sorted(bare), 0.95)),
    },
    conditions: {
      products: PRODUCTS,
      interactions: INTERACTIONS,
      learners: LEARNERS,
      lists: ASKED,
      measured:
        'CPU of choosing and ordering one list of three, questions and mixed lists in turn; RSS at its highest',
      reference: `the best three of ${PRODUCTS} numbers by one pass`,
      node: process.version,
      cores: cpus().length,
      loadAverage: rounded(loadavg()[0] ?? 0),
    },
    problems: [
      ...(empty === 0 ? [] : [`${empty} of ${ASKED} lists are empty`]),
      ...(rss <= RSS_MAX_MB ? [] : [`${rounded(rss)} MB are more than ${RSS_MAX_MB}`]),
    ],
  };
}

async function fillShelf(): Promise<ShelfView> {
  const segmenter = createSegmenter();
  const analysis = createAnalysis(segmenter);
  const entries = createShelfEntries(analysis);
  for (let id = 0; id < PRODUCTS; id += 1) {
    const subject = SUBJECTS[id % SUBJECTS.length] ?? '';
    entries.take(
      makeProduct({
        productId: `prod_${id}`,
        title: `${subject} ${id}`,
        description: `Lesson ${id} about ${subject}. 第 ${id} 课：${subject}。`,
        language: id % 2 === 0 ? 'en' : 'zh',
        tags: [subject],
        author: `Author ${id % 500}`,
        level: id % 3 === 0 ? 'beginner' : null,
        contentHash: String(id),
        prices: [
          { amountMinor: 100 * (1 + (id % 300)), currency: 'CNY' },
          { amountMinor: 100 * (1 + (id % 60)), currency: 'USD' },
        ],
      }),
    );
  }
  const index = await entries.buildIndex(async () => {});
  return { products: entries.products(), placeOf: entries.placeOf, index, analysis };
}

/** Few products are taken by many and most by few; a learner keeps to a neighbourhood. */
function fillInterests(random: () => number): Interests {
  const interests = createInterests();
  for (let position = 1; position <= INTERACTIONS; position += 1) {
    const learner = Math.floor(random() * LEARNERS);
    const nearby = (learner * 7919) % PRODUCTS;
    const far = Math.floor(PRODUCTS * random() ** 4);
    const item = random() < 0.5 ? far : (nearby + Math.floor(200 * random() ** 2)) % PRODUCTS;
    interests.note({ learnerId: `learner_${learner}`, productId: `prod_${item}`, position, kind: 'taken' });
  }
  return interests;
}

function askAll(
  view: ShelfView,
  readTaste: ReadTaste,
  random: () => number,
): { ms: readonly number[]; empty: number } {
  const ms: number[] = [];
  let empty = 0;
  for (let asked = 0; asked < ASKED; asked += 1) {
    const learnerId = `learner_${Math.floor(random() * LEARNERS)}`;
    const started = process.cpuUsage();
    const { chosen } = planList(
      view,
      wishOf(QUESTIONS[asked % QUESTIONS.length] ?? '', readTaste(learnerId)),
      {
        learnerId,
        recommendationId: `rec_${asked}`,
        experiment: undefined,
        explorationShare: 0.05,
      },
    );
    const { user, system } = process.cpuUsage(started);
    ms.push((user + system) / 1_000);
    if (chosen.choices.length === 0) empty += 1;
  }
  return { ms, empty };
}

function wishOf(text: string, taste: ChoiceWish['taste']): ChoiceWish {
  const language = /[一-龥]/u.test(text) ? 'zh' : 'en';
  const currencies = language === 'zh' ? ['CNY', 'USD'] : ['USD', 'CNY'];
  const slots = readSlots(text);
  return {
    topic: slots.topic,
    wishes: readWishes(slots, { language, currencies }),
    bars: { ownedProductIds: new Set(), ownedGroups: new Set(), excludedKinds: [] },
    ...{ limit: 3, seed: 'bench', currencies, taste },
  };
}

function scanBare(random: () => number): number[] {
  const scores = Float32Array.from({ length: PRODUCTS }, random);
  return Array.from({ length: ASKED }, () => {
    const started = process.cpuUsage();
    topItems(scores, 3);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1_000;
  });
}

function sorted(ms: readonly number[]): number[] {
  return [...ms].sort((a, b) => a - b);
}

function figuresOf(ms: readonly number[]): Figures {
  return { p50CpuMs: rounded(percentile(sorted(ms), 0.5)), p95CpuMs: rounded(percentile(sorted(ms), 0.95)) };
}

function rssMb(): number {
  return process.memoryUsage.rss() / MEGABYTE;
}

function secondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return rounded((user + system) / 1e6);
}

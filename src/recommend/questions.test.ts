import { createReadStream, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { findProducts, type ImportSummary, importCatalog } from '../checkout/index.ts';
import { Language } from '../identity/wire.ts';
import { systemClock } from '../kernel/clock.ts';
import { openTestSqlite } from '../kernel/db/engines.testing.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import type { RecommendDeps } from './deps.ts';
import { recommendProducts } from './recommend-products.ts';
import { createShelf } from './shelf.ts';

const Question = z.strictObject({
  id: z.string(),
  language: Language,
  text: z.string(),
  /** External ids that a fair person would accept among three. */
  accepted: z.array(z.string()).min(1),
});
type Question = z.infer<typeof Question>;

const questions = z.array(Question).parse(JSON.parse(readFileSync('demo/questions.json', 'utf8')));

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let deps: RecommendDeps;
let summary: ImportSummary;

beforeAll(async () => {
  opened = await openTestSqlite();
  const { db } = opened;
  const clock = systemClock();
  const shelf = createShelf({ db, clock, log: silentLog(), livemode: false });
  deps = {
    db,
    clock,
    newId,
    livemode: false,
    shelf,
    ownedProductIds: async () => new Set(),
    isPersonalised: async () => true,
  };
  summary = await importCatalog(deps, {
    input: createReadStream('demo/catalog.jsonl'),
    format: 'jsonl',
    fields: {},
    levels: {},
    source: 'demo',
    priceUnit: 'major',
    baseUrl: 'http://localhost:3080',
    dryRun: false,
  });
});
afterAll(() => opened.remove());

async function answer({ text, language }: Question): Promise<string[]> {
  const view = await recommendProducts(deps, {
    learnerId: 'learner_1',
    conversationId: null,
    text,
    language,
    surface: 'web',
    limit: 3,
  });
  const products = await findProducts(
    opened.db.query,
    view.items.map(({ productId }) => productId),
  );
  const externalIds = new Map(products.map(({ product }) => [product.productId, product.externalId]));
  return view.items.map(({ productId }) => externalIds.get(productId) ?? '');
}

it('the demo catalogue imports whole, in both languages and all three kinds', async () => {
  expect(summary).toMatchObject({ refused: {}, warnings: {}, unmapped: [], duplicates: { rows: 0 } });
  expect(summary.created).toBeGreaterThanOrEqual(66);
  const { query } = opened.db;
  const rows = await query.selectFrom('product').select(['kind', 'language', 'url', 'externalId']).execute();
  expect(new Set(rows.map(({ kind, language }) => `${kind} ${language}`)).size).toBe(6);
  for (const { url, externalId } of rows) expect(url).toBe(`http://localhost:3080/learn/${externalId}`);
});

it('four of five questions of the demo have an accepted item among three, in each language', async () => {
  for (const language of Language.options) {
    const asked = questions.filter((question) => question.language === language);
    expect(asked.length).toBeGreaterThanOrEqual(20);
    const misses: string[] = [];
    for (const question of asked) {
      const found = await answer(question);
      const isHit = found.some((externalId) => question.accepted.includes(externalId));
      if (!isHit) misses.push(`${question.id} ${question.text} -> ${found.join(' ')}`);
    }
    const hitAt3 = 1 - misses.length / asked.length;
    console.log(`hit@3 ${language} ${hitAt3.toFixed(3)} of ${asked.length}`, misses);
    expect(hitAt3).toBeGreaterThanOrEqual(0.8);
  }
});

it('every accepted item of a question exists in the demo catalogue', async () => {
  const rows = await opened.db.query.selectFrom('product').select('externalId').execute();
  const known = new Set(rows.map(({ externalId }) => externalId));
  const lost = questions.flatMap(({ accepted }) => accepted.filter((externalId) => !known.has(externalId)));
  expect(lost).toEqual([]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importCatalog } from '../../checkout/index.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { migrate } from '../../kernel/db/migrate.ts';
import { openSqlite } from '../../kernel/db/sqlite.ts';
import { newId } from '../../kernel/id.ts';
import { silentLog } from '../../kernel/log.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import {
  createRunningExperiment,
  createShelf,
  recommendProducts,
  reportExperiment,
  startExperiment,
} from '../../recommend/index.ts';
import { ExportName } from '../export/wire.ts';
import { readRows } from '../rows/read-rows.ts';
import { RowsQuery } from '../rows/wire.ts';
import { ingest } from '../warehouse/ingest.ts';
import { openWarehouse, type Warehouse } from '../warehouse/open-warehouse.ts';
import { readFigures } from './read-figures.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-11-01T12:00:00Z');
let folder: string;
let db: Database;
let warehouse: Warehouse;
let nowMs = START_MS;
const clock = systemClock(() => nowMs);
const house = () => ({ db, clock, newId, livemode: false, log: silentLog() });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tilltalk-figures-'));
  db = openSqlite(join(folder, 'log.sqlite'));
  await migrate(db);
  warehouse = await openWarehouse({ file: ':memory:', threads: 1, memoryMb: 256 });
});
afterAll(async () => {
  await warehouse.close();
  await db.close();
  rmSync(folder, { recursive: true });
});

const read = (more: Partial<Parameters<typeof ingest>[0]> = {}) =>
  ingest({ db, clock, livemode: false, secret: 'secret', productsOf: async () => [], ...more }, warehouse);
const figures = (from: string, to: string, keepsText = false) =>
  readFigures({ db, livemode: false, keepsText, warehouse, clock, timeZone: 'UTC' }, { from, to });
const rowsOf = (sql: string) => warehouse.withSession((session) => session.rows(sql));

async function tell(type: string, learnerId: string, payload: Record<string, unknown>): Promise<void> {
  const event = {
    type,
    subjectId: learnerId,
    learnerId,
    conversationId: `conv_${learnerId}`,
    livemode: false,
  };
  await db.transact((tx) => appendEvent(house(), tx, { ...event, payload }));
}

async function pay(learnerId: string, number: number, amountMinor: number): Promise<void> {
  const paymentId = `pay_${learnerId}_${number}`;
  await tell('payment.succeeded', learnerId, { paymentId, currency: 'CNY', amountMinor, lines: [] });
}

/** A conversation whose messages follow each other by so many milliseconds. */
async function talk(
  learner: string,
  said: readonly (readonly [sender: string, afterMs: number])[],
): Promise<void> {
  const conversationId = `conv_${learner}`;
  const where = { livemode: 0, surface: 'web', language: 'zh' } as const;
  await db.query
    .insertInto('learner')
    .values({ learnerId: learner, isGuest: 0, livemode: 0, createdAtMs: nowMs, updatedAtMs: nowMs })
    .execute();
  await db.query
    .insertInto('conversation')
    .values({
      ...{ conversationId, learnerId: learner, ...where, channel: 'web', owner: 'bot', ownerId: null },
      ...{ status: 'open', lastSeq: said.length, createdAtMs: nowMs, updatedAtMs: nowMs },
    })
    .execute();
  await tell('conversation.started', learner, where);
  let createdAtMs = nowMs;
  for (const [place, [sender, afterMs]] of said.entries()) {
    createdAtMs += afterMs;
    const message = {
      conversationId,
      seq: place + 1,
      clientMessageId: null,
      type: 'message',
      sender,
    } as const;
    const content = JSON.stringify({ text: `秘密 ${place}` });
    const activityId = `act_${learner}_${place}`;
    await db.query
      .insertInto('activity')
      .values({ ...message, activityId, senderId: sender, replyToId: null, content, createdAtMs })
      .execute();
  }
}

it('variants are counted as the recommender names and counts them', async () => {
  await importCatalog(house(), {
    input: ['Python', 'SQL', 'Rust'].map(
      (subject, id) =>
        `${JSON.stringify({ id, title: `${subject} course`, language: 'en', kind: 'course', prices: { USD: '9' } })}\n`,
    ),
    ...{ format: 'jsonl', fields: {}, levels: {}, source: 's', priceUnit: 'major', dryRun: false },
  });
  const experiment = await startExperiment(house(), {
    ...{ name: 'words-or-taste', kind: 'split' },
    variants: [
      { name: 'words', policy: 'plain' },
      { name: 'other-words', policy: 'plain' },
    ],
  });
  if ('refused' in experiment) throw new Error(experiment.refused);
  const deps = {
    ...house(),
    shelf: createShelf(house()),
    ownedProductIds: async () => new Set<string>(),
    isPersonalised: async () => true,
    runningExperiment: createRunningExperiment(house()),
  };
  const asked = { language: 'en', surface: 'web', limit: 1 } as const;
  for (let number = 0; number < 8; number += 1) {
    const learnerId = `lrn_${number}`;
    const view = await recommendProducts(deps, {
      ...{ ...asked, learnerId, conversationId: `conv_${learnerId}`, text: 'a Rust course' },
    });
    const [item] = view.items;
    if (number % 3 !== 0) continue;
    const lines = [{ productId: item?.productId, impressionId: item?.impressionId, totalMinor: 900 }];
    const paid = { paymentId: `pay_${number}`, currency: 'USD', amountMinor: 900, lines };
    await tell('payment.succeeded', learnerId, paid);
  }
  await recommendProducts(deps, {
    ...asked,
    learnerId: 'lrn_9',
    conversationId: null,
    text: 'a Python course in Chinese',
  });
  await read();
  const { experiments, gaps } = await figures('2026-11-01', '2026-11-01');
  const known = await reportExperiment(db.query, experiment);
  const own = experiments.filter(({ experimentId }) => experimentId === experiment.experimentId);
  expect(own.length).toBe(2);
  const named = ({ variant, impressions }: (typeof known)[number]) => [variant, impressions];
  expect(own.map(({ variant, shown }) => [variant, shown]).sort()).toEqual(known.map(named).sort());
  expect(own.reduce((sum, { paid }) => sum + paid, 0)).toBe(3);
  expect(gaps.every(({ nothing, near }) => nothing + near > 0)).toBe(true);
  expect(gaps.map(({ name }) => name?.zh)).toEqual(gaps.map(() => expect.stringMatching(/\S/)));
});

it('answers are timed by who gave them, from the first message that waits; words are kept only where they may be', async () => {
  nowMs = START_MS + DAY_MS;
  await talk('ann', [
    ['learner', 0],
    ['bot', 400],
    ['learner', 60_000],
    ['learner', 5_000],
    ['system', 100],
    ['agent', 25_000],
    ['agent', 1_000],
    ['learner', 10_000],
  ]);
  await talk('bob', [
    ['learner', 0],
    ['bot', 800],
  ]);
  for (const activityId of ['act_ann_0', 'act_bob_0']) {
    const miss = {
      activityId,
      conversationId: `conv_${activityId.slice(4, 7)}`,
      language: 'zh',
      livemode: 0,
    };
    await db.query
      .insertInto('faq_miss')
      .values({ ...miss, createdAtMs: nowMs })
      .execute();
  }
  await read();
  const asked = { count: 2, conversations: 2, languages: ['zh'], lastAtMs: nowMs };
  expect((await figures('2026-11-02', '2026-11-02')).unanswered).toMatchObject([
    { ...asked, question: null },
  ]);
  expect((await figures('2026-11-02', '2026-11-02', true)).unanswered).toMatchObject([
    { ...asked, question: '秘密 0' },
  ]);
  expect((await figures('2026-11-02', '2026-11-02')).answers).toEqual([
    { sender: 'bot', count: 2, medianMs: 400, p95Ms: 800 },
    { sender: 'agent', count: 1, medianMs: 30_100, p95Ms: 30_100 },
  ]);
  const [kept] = await rowsOf(
    'SELECT count(*) AS "count", count("text") AS "texts", min("characters") AS "least" FROM "message"',
  );
  expect(kept).toEqual({ count: 10n, texts: 0n, least: 4 });
  const open = await openWarehouse({ file: ':memory:', threads: 1, memoryMb: 128 });
  await ingest({ db, livemode: false, secret: 's', productsOf: async () => [], keepsText: true }, open);
  const [said] = await open.withSession((session) =>
    session.rows('SELECT count("text") AS "texts" FROM "message"'),
  );
  expect(said).toEqual({ texts: 10n });
  await open.close();
});

it('whoever is erased takes the messages along; a table forgets what is older than it keeps, the books never do', async () => {
  await tell('learner.erased', 'ann', {});
  await db.query.deleteFrom('activity').where('conversationId', '=', 'conv_ann').execute();
  await read();
  expect(await rowsOf('SELECT count(*) AS "count" FROM "message"')).toEqual([{ count: 2n }]);
  expect((await figures('2026-11-02', '2026-11-02')).unanswered).toEqual([
    expect.objectContaining({ question: null, count: 1, conversationId: 'conv_bob' }),
  ]);
  nowMs += 10 * DAY_MS;
  await read({ retention: { message: 5, conversation: 30 } });
  expect(await rowsOf('SELECT count(*) AS "count" FROM "message"')).toEqual([{ count: 0n }]);
  expect(await rowsOf('SELECT count(*) AS "count" FROM "conversation"')).toEqual([{ count: 1n }]);
  await read({ retention: { line: 5 } });
  expect(
    await rowsOf('SELECT count(*) AS "count" FROM "journey_learner" WHERE "first5" IS NOT NULL'),
  ).toEqual([{ count: 0n }]);
});

it('learners are told apart by how lately, how often and for how much they paid', async () => {
  for (let number = 0; number < 10; number += 1) {
    nowMs += DAY_MS;
    await pay(`once_${number}`, 0, 1_000);
    if (number > 7) for (let again = 1; again < 4; again += 1) await pay(`once_${number}`, again, 9_000);
  }
  await read();
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const { segments } = await figures(day, day);
  expect(segments.map(({ segment, learners }) => [segment, learners])).toEqual([
    ['best', 2],
    ['new', 3],
    ['gone', 3],
    ['others', 5],
  ]);
  expect(segments[0]).toMatchObject({ purchases: 8, daysSinceMedian: 0 });
});

it('the rows behind a cohort and a refusal are those that their numbers count', async () => {
  await pay('late', 0, 1_000);
  nowMs += 15 * DAY_MS;
  await pay('late', 1, 2_000);
  const attempt = { paymentId: 'pay_x', gateway: 'stripe', method: 'card', currency: 'CNY', amountMinor: 5 };
  for (const [number, code] of ['no_funds', 'no_funds', 'expired'].entries())
    await tell('payment.attempt_failed', 'late', { ...attempt, attemptId: `att_${number}`, code });
  await tell('handoff.requested', 'late', { reason: 'asked', language: 'zh' });
  await read();
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const { cohorts, weeklyCohorts, gateways } = await figures(day, day);
  const ask = (query: object) =>
    readRows({ warehouse, clock, timeZone: 'UTC' }, RowsQuery.parse({ from: day, to: day, ...query }));
  for (const [of, list] of [
    ['cohort', cohorts.map(({ month, ...cohort }) => ({ start: `${month}-01`, ...cohort }))],
    ['weekly_cohort', weeklyCohorts.map(({ week, ...cohort }) => ({ start: week, ...cohort }))],
  ] as const) {
    expect(list.some(({ paidAgain }) => paidAgain.some((count) => count > 0))).toBe(true);
    for (const { start, learners, paidAgain } of list)
      for (const [later, count] of [learners, ...paidAgain].entries()) {
        const { columns, rows } = await ask({ of, cohort: start, later });
        const place = columns.indexOf('learner');
        expect(new Set(rows.map((row) => row[place])).size).toBe(count);
      }
  }
  const refused = gateways.find(({ gateway }) => gateway === 'stripe')?.codes ?? [];
  expect(refused.length).toBe(2);
  for (const { code, count } of refused)
    expect((await ask({ of: 'failures', gateway: 'stripe', code })).total).toBe(count);
  const page = await ask({ of: 'failures', limit: 1, offset: 2 });
  expect(page).toMatchObject({
    total: 3,
    rows: [
      [
        expect.any(String),
        'pay_x',
        expect.any(String),
        expect.any(String),
        'stripe',
        'card',
        'expired',
        'CNY',
        5,
      ],
    ],
  });
  for (const of of ExportName.options) expect((await ask({ of })).columns.length).toBeGreaterThan(1);
  expect((await ask({ of: 'handoffs' })).total).toBe(1);
});

it('the rows behind a gap, a variant and a number of an accounting day add up to them', async () => {
  const day = '2026-11-01';
  const entries = [
    ['revenue', -1_000],
    ['tax_payable', -60],
    ['discounts', 100],
    ['refunds', 50],
    ['fees', 7],
    ['gateway_clearing:stripe', 903],
  ] as const;
  const values = entries.map(
    ([account, amountMinor], number) =>
      `('ltx_${number}', ${number}, 'capture', 'r', '${day}', ${START_MS}, '${account}', 'CNY', ${amountMinor})`,
  );
  await rowsOf(`INSERT INTO "money" VALUES ${values.join(', ')}`);
  const { gaps, experiments, money } = await figures(day, day);
  const ask = (query: object) =>
    readRows({ warehouse, clock, timeZone: 'UTC' }, RowsQuery.parse({ from: day, to: day, ...query }));
  expect(gaps.length).toBeGreaterThan(0);
  for (const { topicId, asked, nothing, near } of gaps) {
    const totals = await Promise.all(
      [{}, { strategy: 'none' }, { strategy: 'near' }].map((more) =>
        ask({ of: 'gap', topic: topicId, ...more }),
      ),
    );
    expect(totals.map(({ total }) => total)).toEqual([asked, nothing, near]);
  }
  expect(experiments.some(({ shown }) => shown > 0)).toBe(true);
  for (const { experimentId, variant, shown, paid } of experiments) {
    const of = { of: 'exposed', variant, ...(experimentId === null ? {} : { experiment: experimentId }) };
    const { rows, columns, total } = await ask(of);
    const isPaid = columns.indexOf('isPaid');
    expect([total, rows.filter((row) => row[isPaid] === true).length]).toEqual([shown, paid]);
  }
  expect(money).toEqual([
    {
      ...{ accountingDay: day, currency: 'CNY', grossMinor: 1_000, discountMinor: 100, refundMinor: 50 },
      ...{ taxMinor: 60, feeMinor: 7, netMinor: 843, cashMinor: 903 },
    },
  ]);
  for (const [number, amountMinor] of [
    ...Object.entries(money[0] ?? {}).map(([name, value]) => [name.replace('Minor', ''), value] as const),
    ['sales', 850] as const,
  ]) {
    if (typeof amountMinor !== 'number') continue;
    const { rows, columns } = await ask({ of: 'ledger', currency: 'CNY', number });
    const at = columns.indexOf('amountMinor');
    expect(Math.abs(rows.reduce((sum, row) => sum + Number(row[at]), 0))).toBe(amountMinor);
  }
});

it('a cohort counts every month and week until the present one, those without a payment too', async () => {
  await pay('alone', 0, 1_000);
  await read();
  nowMs += 62 * DAY_MS;
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const { cohorts, weeklyCohorts } = await figures(day, day);
  expect(cohorts.at(-1)?.paidAgain.length).toBe(2);
  expect(weeklyCohorts.at(-1)?.paidAgain.length).toBeGreaterThanOrEqual(8);
});

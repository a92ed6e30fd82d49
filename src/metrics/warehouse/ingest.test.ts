import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../kernel/db/database.ts';
import { migrate } from '../../kernel/db/migrate.ts';
import { openSqlite } from '../../kernel/db/sqlite.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { ingest } from './ingest.ts';
import { openWarehouse, type Warehouse } from './open-warehouse.ts';
import { tablesOf } from './schema.ts';

let folder: string;
let db: Database;
let warehouse: Warehouse;
let nowMs = Date.parse('2026-11-01T00:00:00Z');
let ids = 0;
const deps = () => ({ db, livemode: false, secret: 'secret', productsOf: async () => [] });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tilltalk-facts-'));
  db = openSqlite(join(folder, 'log.sqlite'));
  await migrate(db);
  warehouse = await open('facts.duckdb');
});
afterAll(async () => {
  await warehouse.close();
  await db.close();
  rmSync(folder, { recursive: true });
});

const open = (name: string) => openWarehouse({ file: join(folder, name), threads: 1, memoryMb: 256 });

/** Ids of other things do not hold the learner's. */
const nameOf = (learner: string) => learner.replace('lrn_', '');

async function tell(
  type: string,
  learner: string,
  payload: Record<string, unknown>,
  conversation: string | null = `conv_${nameOf(learner)}`,
) {
  nowMs += 1_000;
  const newId = (prefix: string) => {
    ids += 1;
    return `${prefix}_${ids}`;
  };
  await db.transact((tx) =>
    appendEvent({ clock: { nowMs: () => nowMs, wallMs: () => nowMs }, newId }, tx, {
      type,
      subjectId: String(payload['subjectId'] ?? learner),
      learnerId: learner,
      conversationId: conversation,
      livemode: payload['livemode'] === true,
      payload,
    }),
  );
}

async function buy(learner: string, conversation?: string): Promise<void> {
  const where = { surface: 'web', language: 'zh' };
  const lines = [{ productId: 'prd_1', impressionId: `imp_${nameOf(learner)}`, totalMinor: 100 }];
  const payment = {
    paymentId: `pay_${nameOf(learner)}`,
    checkoutId: `co_${nameOf(learner)}`,
    currency: 'CNY',
    amountMinor: 100,
    ...where,
    lines,
  };
  await tell('conversation.started', learner, where, conversation);
  await tell(
    'turn.answered',
    learner,
    { ...where, intent: 'buy', subjectId: `act_${nameOf(learner)}` },
    conversation,
  );
  await tell('checkout.opened', learner, payment, conversation);
  await tell('payment.succeeded', learner, { ...payment, gateway: 'sandbox' }, conversation);
}

/** All that the facts say, in an order of its own. */
async function everything(from: Warehouse): Promise<Record<string, string[]>> {
  return from.withSession(async (session) => {
    const tables = Object.keys(tablesOf()).filter(
      (name) => !['progress', 'facet', 'content', 'product'].includes(name),
    );
    const told: Record<string, string[]> = {};
    for (const table of tables) {
      const rows = await session.rows(`FROM "${table}"`);
      told[table] = rows
        .map((row) =>
          JSON.stringify(row, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
        )
        .sort();
    }
    return told;
  });
}

const countOf = (table: string, condition = 'true') =>
  warehouse.withSession(async (session) => {
    const [row] = await session.rows(`SELECT count(*) AS "count" FROM "${table}" WHERE ${condition}`);
    return Number(row?.['count']);
  });

it('goes on from where it stopped, and what was read in pieces equals what is read at once', async () => {
  for (const learner of ['lrn_1', 'lrn_2']) await buy(learner);
  expect(await ingest(deps(), warehouse)).toMatchObject({ eventsCount: 8, position: 8, behind: 0 });
  expect((await ingest(deps(), warehouse)).eventsCount).toBe(0);
  // A process that dies leaves the file as its last commit was.
  await warehouse.close();
  warehouse = await open('facts.duckdb');
  await buy('lrn_3');
  await tell('payment.succeeded', 'lrn_1', {
    paymentId: 'pay_1',
    currency: 'CNY',
    amountMinor: 999,
    lines: [],
  });
  await tell('turn.answered', 'lrn_1', { intent: 'price', subjectId: 'act_live', livemode: true });
  expect((await ingest(deps(), warehouse)).eventsCount).toBe(6);
  expect(await countOf('sale')).toBe(3);
  expect(await countOf('sale', '"amountMinor" = 999')).toBe(0);
  expect(await countOf('turn')).toBe(3);
  const anew = await open('anew.duckdb');
  await ingest(deps(), anew);
  expect(await everything(warehouse)).toEqual(await everything(anew));
  await anew.close();
});

it('a guest’s conversation goes over to the learner with all that happened in it', async () => {
  await buy('lrn_guest', 'conv_moving');
  await ingest(deps(), warehouse);
  await tell(
    'conversation.moved',
    'lrn_1',
    { fromLearnerId: 'lrn_guest', toLearnerId: 'lrn_1' },
    'conv_moving',
  );
  await ingest(deps(), warehouse);
  expect(await countOf('journey_learner')).toBe(3);
  const keys = `(SELECT count(DISTINCT "learnerKey") FROM "turn")`;
  expect(await countOf('turn', `${keys} = 3`)).toBe(4);
});

it('a learner who asks to be forgotten leaves the facts, in a new file too; no id of theirs is ever in them', async () => {
  await tell('learner.erased', 'lrn_1', {}, null);
  await ingest(deps(), warehouse);
  expect(await countOf('journey_learner')).toBe(2);
  expect(await countOf('sale')).toBe(2);
  expect(await countOf('conversation')).toBe(2);
  const anew = await open('forgotten.duckdb');
  await ingest(deps(), anew);
  const [kept, told] = [await everything(warehouse), await everything(anew)];
  for (const table of ['conversation', 'turn', 'sale', 'line', 'journey_learner', 'journey_conversation'])
    expect(told[table]).toEqual(kept[table]);
  await anew.close();
  expect(JSON.stringify(kept)).not.toContain('lrn_');
});

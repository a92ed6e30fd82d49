import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/db/database.ts';
import { openTestPostgres, openTestSqlite } from '../kernel/db/engines.testing.ts';
import type { DomainEvent } from '../kernel/domain-event.ts';
import { createLog } from '../kernel/log.ts';
import { createFollowedLog } from './follow-log.ts';
import { logOf, paid, refunded, shown } from './funnel.testing.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-03-01');
const log = createLog({ level: 'silent', role: 'test' });

const item = (number: number) => ({ impressionId: `imp_${number}`, productId: 'prd_1', currency: 'CNY' });
const sale = (number: number) => ({
  paymentId: `pay_${number}`,
  currency: 'CNY',
  amountMinor: 100,
  lines: [{ productId: 'prd_1', impressionId: `imp_${number}`, totalMinor: 100 }],
});

async function write(db: Database, events: readonly DomainEvent[]): Promise<void> {
  const rows = events.map(({ livemode, payload, ...event }) => ({
    ...event,
    learnerId: null,
    conversationId: null,
    livemode: livemode ? 1 : 0,
    payload: JSON.stringify(payload),
  }));
  for (let at = 0; at < rows.length; at += 200) {
    await db.transact((tx) =>
      tx
        .insertInto('domain_event')
        .values(rows.slice(at, at + 200))
        .execute(),
    );
  }
}

describe.each([
  ['sqlite', openTestSqlite],
  ['postgresql', openTestPostgres],
])('the followed log (%s)', (_engine, open) => {
  // The log cannot be emptied, so each test has one of its own.
  const opened: { remove(): Promise<void> }[] = [];
  const newLog = async (): Promise<Database> => {
    const test = await open();
    opened.push(test);
    return test.db;
  };
  afterEach(async () => {
    for (const test of opened.splice(0)) await test.remove();
  });

  it('reads what is new, page by page, and nothing twice', async () => {
    const db = await newLog();
    const all = logOf(
      Array.from({ length: 1_300 }, (_, day) => shown(START_MS + day * 60_000, [item(day)])).concat([
        paid(START_MS + 2_000 * 60_000, sale(7)),
      ]),
    );
    await write(db, all.slice(0, 1_200));
    const followed = createFollowedLog({ db, log, livemode: false });
    const first = await followed.journeysSince(START_MS);
    expect([first.journeys.impressions.size, first.readUpToPosition]).toEqual([1_200, 1_200]);
    await write(db, all.slice(1_200));
    const [one, other] = await Promise.all([
      followed.journeysSince(START_MS),
      followed.journeysSince(START_MS),
    ]);
    expect(one.journeys).toBe(first.journeys);
    expect(other.journeys).toBe(first.journeys);
    expect([one.journeys.impressions.size, one.journeys.sales.size]).toEqual([1_300, 1]);
    expect(one.readUpToPosition).toBe(all.length);
  });

  it('begins shortly before the asked instant and reads again when asked about earlier days', async () => {
    const db = await newLog();
    await write(
      db,
      logOf(Array.from({ length: 40 }, (_, day) => shown(START_MS + day * DAY_MS, [item(day)]))),
    );
    const followed = createFollowedLog({ db, log, livemode: false });
    const late = await followed.journeysSince(START_MS + 30 * DAY_MS);
    expect([...late.journeys.impressions.keys()][0]).toBe('imp_30');
    const early = await followed.journeysSince(START_MS + 10 * DAY_MS);
    expect(early.journeys.impressions.size).toBe(30);
    const again = await followed.journeysSince(START_MS + 30 * DAY_MS);
    expect(again.journeys).toBe(early.journeys);
  });

  it('an event of the other mode, or one that cannot be read, is left out and stops nothing', async () => {
    const db = await newLog();
    const [live, broken, good, back] = logOf([
      shown(START_MS, [item(1)]),
      shown(START_MS, [item(2)]),
      shown(START_MS, [item(3)]),
      refunded(START_MS, { ...sale(3), refundId: 'ref_1' }),
    ]);
    if (!live || !broken || !good || !back) throw new Error('four events were made');
    await write(db, [{ ...live, livemode: true }, { ...broken, payload: { items: 'none' } }, good, back]);
    const { journeys } = await createFollowedLog({ db, log, livemode: false }).journeysSince(START_MS);
    expect([...journeys.impressions.keys()]).toEqual(['imp_3']);
    expect([...journeys.refunds.keys()]).toEqual(['ref_1']);
  });

  it('refuses by name what would not fit into memory, and still answers what fits', async () => {
    const db = await newLog();
    await write(
      db,
      logOf(Array.from({ length: 40 }, (_, day) => shown(START_MS + day * DAY_MS, [item(day)]))),
    );
    const followed = createFollowedLog({ db, log, livemode: false }, 20);
    await expect(followed.journeysSince(START_MS)).rejects.toMatchObject({
      code: 'analytics_range_too_large',
    });
    const late = await followed.journeysSince(START_MS + 25 * DAY_MS);
    expect(late.journeys.impressions.size).toBe(15);
    const more = logOf(
      Array.from({ length: 50 }, (_, day) => shown(START_MS + day * DAY_MS, [item(day)])),
    ).slice(40);
    await write(db, more);
    // What was kept has grown too large; beginning later makes room.
    const later = await followed.journeysSince(START_MS + 35 * DAY_MS);
    expect(later.journeys.impressions.size).toBe(15);
  });
});

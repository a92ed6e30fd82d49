import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../kernel/db/database.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { silentLog } from '../../kernel/log.ts';
import type { Attempt } from '../payment/store.ts';
import { openJournal, type PlacedOrder } from './attempt-journal.ts';

const DAY_MS = 86_400_000;

describe('the journal of attempts', () => {
  let opened: Awaited<ReturnType<typeof openTestSqlite>>;
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-journal-'));
  const journalFolder = join(folder, 'journal');
  let nowMs = Date.parse('2026-11-22T23:59:00Z');
  beforeAll(async () => {
    opened = await openTestSqlite();
    await opened.db.query.insertInto('learner').values(learner).execute();
  });
  afterAll(async () => {
    await opened.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (processId = '0123abcd-0000', db: Database = opened.db) =>
    openJournal({ folder: journalFolder, processId, wallMs: () => nowMs, db, log: silentLog() });
  const attempt = (reference: string, paymentId: string) =>
    ({ gatewayReference: reference, paymentId, amountMinor: 9900 }) as Attempt;
  const placed = (paymentId: string) =>
    ({
      payment: { paymentId },
      order: { learnerId: learner.learnerId },
      session: {},
      lines: [],
    }) as unknown as PlacedOrder;

  it('tells of an attempt its order and learner, across days, processes and lives', async () => {
    const first = open();
    first.recordOrder(placed('pay_1'));
    first.recordAttempt(attempt('T1', 'pay_1'));
    await first.close();
    nowMs += DAY_MS;
    const second = open('9999ffff-0000');
    second.recordAttempt(attempt('T2', 'pay_1'));
    second.recordAttempt(attempt('T3', 'pay_3'));
    await second.close();
    const found = await open().find(new Set(['T1', 'T2', 'T3', 'T4']));
    expect([...found.keys()].sort()).toEqual(['T1', 'T2', 'T3']);
    expect(found.get('T2')).toMatchObject({
      attempt: { gatewayReference: 'T2' },
      placed: { payment: { paymentId: 'pay_1' } },
      learner,
    });
    expect(found.get('T3')).toMatchObject({ placed: undefined, learner: undefined });
  });

  it('is read in spite of a line that a kill cut in half', async () => {
    const [name = ''] = readdirSync(journalFolder);
    appendFileSync(join(journalFolder, name), '{"kind":"attempt","attempt":{"gatewayRef');
    expect((await open().find(new Set(['T1']))).size).toBe(1);
  });

  it('can be read by its owner only, and forgets what is too old', async () => {
    for (const name of readdirSync(journalFolder)) {
      expect(statSync(join(journalFolder, name)).mode & 0o777).toBe(0o600);
    }
    await open().forget(0);
    expect((await open().find(new Set(['T1', 'T2']))).has('T1')).toBe(false);
    expect((await open().find(new Set(['T1', 'T2']))).has('T2')).toBe(true);
  });

  it('that cannot be written keeps nobody from buying', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, '');
    const journal = openJournal({
      folder: blocked,
      processId: '0123abcd',
      wallMs: () => nowMs,
      db: opened.db,
      log: silentLog(),
    });
    journal.recordAttempt(attempt('T9', 'pay_9'));
    await journal.close();
    expect((await journal.find(new Set(['T9']))).size).toBe(0);
  });
});

const learner = {
  learnerId: 'lrn_journal',
  hostUserId: 'reader-7',
  hostUserKey: 'test:reader-7',
  displayName: 'Reader',
  isGuest: 0,
  mergedIntoLearnerId: null,
  livemode: 0,
  createdAtMs: 1,
  updatedAtMs: 1,
};

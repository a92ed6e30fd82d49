import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until as untilIs } from '../../../test/support/until.ts';
import type { Database } from '../../kernel/db/database.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { silentLog } from '../../kernel/log.ts';
import type { Attempt } from '../payment/store.ts';
import { openJournal } from './attempt-journal.ts';
import type { PlacedOrder } from './journal-entry.ts';

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

  it('loses what an erased learner was, in files of all days, and is written on; others and the figures stay', async () => {
    const paying = { payerIpAddress: '203.0.113.7', returnUrl: 'https://reader.example/me', action: null };
    const write = (journal: ReturnType<typeof open>, paymentId: string, learnerId: string) => {
      const order = {
        ...placed(paymentId),
        order: { learnerId },
        session: { wechatOpenid: 'openid-of-one' },
      };
      journal.recordOrder(order as unknown as PlacedOrder);
      journal.recordAttempt({ ...attempt(`T${paymentId}`, paymentId), ...paying } as Attempt);
    };
    const other = {
      ...learner,
      learnerId: 'lrn_other',
      hostUserId: 'reader-8',
      hostUserKey: 'test:other',
      displayName: 'Another',
    };
    await opened.db.query.insertInto('learner').values(other).execute();
    const yesterday = open('aaaaaaaa-0000');
    write(yesterday, 'pay_6', learner.learnerId);
    await yesterday.close();
    nowMs += DAY_MS;
    const today = open('bbbbbbbb-0000');
    write(today, 'pay_7', learner.learnerId);
    write(today, 'pay_8', other.learnerId);
    const text = () =>
      readdirSync(journalFolder)
        .map((name) => readFileSync(join(journalFolder, name), 'utf8'))
        .join('\n');
    await untilIs(async () => text().includes('Another'), Boolean);
    const forgotten = { displayName: null, hostUserId: null, hostUserKey: '~who', erasedAtMs: nowMs };
    await opened.db.query
      .updateTable('learner')
      .set(forgotten)
      .where('learnerId', '=', learner.learnerId)
      .execute();
    await today.forgetLearner(learner.learnerId);
    write(today, 'pay_9', other.learnerId);
    await today.close();
    for (const gone of ['reader-7', '"Reader"']) expect(text()).not.toContain(gone);
    const found = await open().find(new Set(['Tpay_6', 'Tpay_7', 'Tpay_8', 'Tpay_9']));
    const emptied = { attempt: { payerIpAddress: null, returnUrl: null, amountMinor: 9900 } };
    for (const reference of ['Tpay_6', 'Tpay_7']) {
      expect(found.get(reference)).toMatchObject({ ...emptied, learner: forgotten });
      expect(found.get(reference)?.placed?.session.wechatOpenid).toBeNull();
    }
    for (const reference of ['Tpay_8', 'Tpay_9']) {
      expect(found.get(reference)).toMatchObject({ attempt: paying, learner: { displayName: 'Another' } });
    }
  });

  it('that another process wrote into when somebody was erased loses them the next night', async () => {
    const elsewhere = open('cccccccc-0000');
    elsewhere.recordOrder(placed('pay_10'));
    elsewhere.recordAttempt({ ...attempt('Tpay_10', 'pay_10'), payerIpAddress: '203.0.113.9' } as Attempt);
    const here = open('dddddddd-0000');
    await here.forgetLearner(learner.learnerId);
    const address = async () =>
      (await here.find(new Set(['Tpay_10']))).get('Tpay_10')?.attempt.payerIpAddress;
    expect(await address()).toBe('203.0.113.9');
    await elsewhere.close();
    nowMs += DAY_MS;
    await here.forget(60);
    expect(await address()).toBeNull();
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

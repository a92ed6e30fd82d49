import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { migrate } from '../kernel/db/migrate.ts';
import { openSqlite } from '../kernel/db/sqlite.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import { createMeter } from '../kernel/meter.ts';
import { appendEvent } from '../kernel/outbox.ts';
import { type AnalyticsDeps, createAnalytics } from './analytics.ts';
import { askSql } from './sql/ask-sql.ts';

const clock = systemClock();
const deps = (more: Pick<AnalyticsDeps, 'db' | 'folder' | 'isOwner'>): AnalyticsDeps => ({
  ...{ clock, log: silentLog(), meter: createMeter({ processMetrics: false }), livemode: false },
  ...{ timeZone: 'UTC', threads: 1, memoryMb: 128, keepsText: false, retention: {}, sqlTimeMs: 60_000 },
  ...{ secret: 'secret', productsOf: async () => [] },
  ...more,
});

it('a process that only sells keeps no facts, runs no job for them, and says where they are', async () => {
  const analytics = createAnalytics(deps({ db: {} as Database, folder: ':memory:', isOwner: false }));
  await expect(analytics.fresh()).rejects.toMatchObject({ code: 'analytics_elsewhere' });
  expect(analytics.jobs).toEqual([]);
  await analytics.close();
});

it('a copy for SQL that is young enough is asked again, but never one that shows a learner who was erased since', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-copy-'));
  const db = openSqlite(join(folder, 'log.sqlite'));
  await migrate(db);
  const analytics = createAnalytics(deps({ db, folder, isOwner: true }));
  const tell = (type: string, learnerId: string) => {
    const event = { type, subjectId: learnerId, learnerId, livemode: false };
    const where = { conversationId: `conv_${learnerId}`, payload: { surface: 'web', language: 'zh' } };
    return db.transact((tx) => appendEvent({ clock, newId }, tx, { ...event, ...where }));
  };
  const conversations = async () => {
    const answer = await askSql(analytics, {
      sql: 'SELECT "conversationId" FROM conversation ORDER BY ALL',
      actor: 'staff:test',
    });
    return { at: answer.snapshotAtMs, ids: answer.rows.flat() };
  };
  for (const learner of ['ann', 'bob']) await tell('conversation.started', learner);
  const first = await conversations();
  expect(first.ids).toEqual(['conv_ann', 'conv_bob']);
  await tell('conversation.started', 'cat');
  expect(await conversations()).toEqual(first);
  await tell('learner.erased', 'ann');
  const [one, other] = await Promise.all([conversations(), conversations()]);
  for (const { ids } of [one, other]) expect(ids).toEqual(['conv_bob', 'conv_cat']);
  await analytics.close();
  await db.close();
  rmSync(folder, { recursive: true });
});

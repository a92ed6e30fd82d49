import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { migrate } from '../../kernel/db/migrate.ts';
import { openSqlite } from '../../kernel/db/sqlite.ts';
import { newId } from '../../kernel/id.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { createAnalytics } from '../../metrics/index.ts';
import { reportCommand } from './analytics.ts';
import { runForText } from './command.testing.ts';

it('while another process keeps the facts, a report reads the logs anew and leaves its file alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-report-'));
  const db = openSqlite(join(folder, 'log.sqlite'));
  await migrate(db);
  const clock = systemClock();
  const event = { type: 'conversation.started', subjectId: 'conv_1', conversationId: 'conv_1' };
  await db.transact((tx) =>
    appendEvent({ clock, newId }, tx, {
      ...event,
      learnerId: 'ann',
      livemode: false,
      payload: { surface: 'web', language: 'zh' },
    }),
  );
  const elsewhere = createAnalytics({
    ...{ db, clock, log: silentLog(), meter: createMeter({ processMetrics: false }), livemode: false },
    ...{ timeZone: 'UTC', threads: 1, memoryMb: 128, keepsText: false, retention: {}, sqlTimeMs: 60_000 },
    ...{ secret: 'secret', productsOf: async () => [], folder, isOwner: false },
  });
  const told = await runForText(reportCommand, [], { facts: async () => elsewhere });
  expect([told.code, told.err]).toEqual([0, expect.stringContaining('read anew')]);
  expect(told.out).toContain('1 conversations');
  expect(readdirSync(folder).filter((name) => name.startsWith('analytics'))).toEqual([]);
  await db.close();
  rmSync(folder, { recursive: true });
});

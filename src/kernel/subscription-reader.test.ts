import { expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { openTestSqlite } from './db/engines.testing.ts';
import { createFailures } from './failed-delivery.ts';
import { newId } from './id.ts';
import { silentLog } from './log.ts';
import { createMeter } from './meter.ts';
import { appendEvent } from './outbox.ts';
import { createReader } from './subscription-reader.ts';

it('a subscription that nobody hears is woken by no commit, and read with the next poll all the same', async () => {
  const opened = await openTestSqlite();
  const deps = {
    db: opened.db,
    clock: systemClock(),
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
  };
  const heard: string[] = [];
  let isIdle = true;
  const reader = createReader(
    { ...deps, failures: createFailures(deps) },
    {
      name: 'idle',
      types: ['thing.happened'],
      isIdle: () => isIdle,
      handle: async ({ subjectId }) => void heard.push(subjectId),
    },
  );
  await reader.read();
  await opened.db.transact((tx) =>
    appendEvent({ ...deps, newId }, tx, {
      type: 'thing.happened',
      subjectId: 'a',
      livemode: false,
      payload: {},
    }),
  );
  expect(reader.hint(['thing.happened'])).toBe(false);
  await reader.read();
  expect(heard).toEqual([]);
  expect(reader.hint()).toBe(true);
  await reader.read();
  expect(heard).toEqual(['a']);
  isIdle = false;
  expect(reader.hint(['thing.happened'])).toBe(true);
  await opened.remove();
});

import { expect, it } from 'vitest';
import { systemClock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { silentLog } from '../kernel/log.ts';
import { createMeter } from '../kernel/meter.ts';
import { createAnalytics } from './analytics.ts';

it('a process that only sells keeps no facts, runs no job for them, and says where they are', async () => {
  const analytics = createAnalytics({
    db: {} as Database,
    clock: systemClock(),
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
    livemode: false,
    timeZone: 'UTC',
    folder: ':memory:',
    threads: 1,
    memoryMb: 128,
    keepsText: false,
    retention: {},
    sqlTimeMs: 1_000,
    secret: 'secret',
    productsOf: async () => [],
    isOwner: false,
  });
  await expect(analytics.fresh()).rejects.toMatchObject({ code: 'analytics_elsewhere' });
  expect(analytics.jobs).toEqual([]);
  await analytics.close();
});

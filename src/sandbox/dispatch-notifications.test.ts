import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Delivery } from './charge.ts';
import { dispatchAfter, newDispatcher, RETRY_DELAYS_MS, stopDispatcher } from './dispatch-notifications.ts';
import { openStore } from './journal.ts';
import { newMessageAgents } from './post-message.ts';

test('an untaken notification is retried after 1, 2, 4, 8, 15, 30, 60, 60 … seconds and given up after a day', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
  const store = openStore(dataDir);
  const delivery: Delivery = {
    eventId: 'evt_1',
    type: 'charge.succeeded',
    url: 'http://127.0.0.1:1/nobody',
    chargeId: 'ch_1',
    reference: 'TT1',
    refundReference: null,
    body: '{}',
    createdAtMs: 0,
    status: 'pending',
    attemptCount: 0,
    attempts: [],
    nextAttemptAtMs: 0,
  };
  store.record([{ kind: 'delivery', delivery }]);
  let wallMs = 0;
  const waits: number[] = [];
  const timers = {
    after: (delayMs: number, work: () => void) => {
      waits.push(delayMs);
      wallMs += delayMs;
      setImmediate(work);
    },
    stop: () => undefined,
  };
  const given = new Promise<void>((resolve) => {
    const record = store.record;
    store.record = (entries) => {
      record(entries);
      if (store.book.deliveries.get('evt_1')?.status === 'abandoned') resolve();
    };
  });
  const clock = { wallMs: () => wallMs, nowMs: () => wallMs };
  const dispatcher = newDispatcher(
    {
      store,
      clock,
      timers,
      faults: { list: [] },
      settings: { lateMs: 0 },
      notificationSecret: 'whsec_AAAA',
      retryDelaysMs: RETRY_DELAYS_MS,
    },
    newMessageAgents(1_000),
  );
  dispatchAfter(dispatcher, 'evt_1', 0);
  await given;
  expect(waits.slice(0, 9)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
  expect(wallMs).toBeGreaterThanOrEqual(24 * 3_600_000);
  expect(wallMs).toBeLessThan(24 * 3_600_000 + 60_001);
  stopDispatcher(dispatcher);
  store.close();
  rmSync(dataDir, { recursive: true });
});

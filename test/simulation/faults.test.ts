import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { postgresScenery, type Scenery, sqliteScenery } from './faults/databases.ts';
import type { History } from './faults/history.ts';
import { playHistory } from './faults/play.ts';
import { runHistories } from './faults/run-histories.ts';

/** A few of what `npm run test:faults` plays by the thousand, always the same: what is rare is looked for there. */
const SEED = 20261123;

describe.each([
  ['sqlite', 80, sqliteScenery],
  ['postgresql', 6, () => postgresScenery(inject('postgresUrl'))],
] as const)('random histories of clicks, messages, faults and crashes on %s', (_engine, runs, open) => {
  let scenery: Scenery;
  beforeAll(async () => {
    scenery = await open();
  });
  afterAll(() => scenery.close());

  it('charge nobody twice or for nothing, and come to rest', async () => {
    const { failure } = await runHistories(scenery, {
      seed: SEED,
      runs,
      path: undefined,
      shrink: false,
      say: () => {},
    });
    expect(failure).toBeNull();
  }, 240_000);

  it('book what was returned by a process that died over it, though a bank contests the rest and wins', async () => {
    const { problems, counts } = await playHistory(scenery, diedOverARefund);
    expect(problems).toEqual([]);
    expect(counts.get('dispute: opened > lost')).toBe(1);
    expect(counts.get('refund: unknown > succeeded')).toBe(1);
  });

  it('keep what is reserved when the news of an earlier decline comes late', async () => {
    const { problems, counts } = await playHistory(scenery, declinedThenReserved);
    expect(problems).toEqual([]);
    expect(counts.get('payment: authorized > succeeded')).toBe(1);
  });

  it('count a part that was taken though another who asked for it at once was refused', async () => {
    const { problems, counts } = await playHistory(scenery, refusedAndTaken);
    expect(problems).toEqual([]);
    expect(counts.get('fault capture: refused')).toBe(1);
    expect(counts.get('payment: authorized > succeeded')).toBe(1);
  });
});

const started: History = {
  seed: 2,
  manualCapture: false,
  faultRate: 0,
  batches: [
    [{ kind: 'start', product: 0, learner: 0 }],
    [{ kind: 'press', checkout: 0, method: 0, wallet: 0, sameKey: false }],
  ],
};

const heard: History['batches'] = [
  [{ kind: 'deliver', notification: 0, how: 'once' }],
  [{ kind: 'job', job: 'checkout.apply_gateway_events' }],
];

const declinedThenReserved: History = {
  ...started,
  manualCapture: true,
  batches: [
    ...started.batches,
    [{ kind: 'payer_fails', charge: 0 }],
    [{ kind: 'pays_all_the_same', charge: 0 }],
    // The reservation is heard of first.
    [{ kind: 'deliver', notification: 1, how: 'once' }],
    [{ kind: 'job', job: 'checkout.apply_gateway_events' }],
    ...heard,
    [{ kind: 'capture', checkout: 0 }],
  ],
};

const refusedAndTaken: History = {
  ...started,
  // An order in which the refusal is written first.
  seed: 1,
  manualCapture: true,
  batches: [
    ...started.batches,
    [{ kind: 'payer_pays', charge: 0 }],
    ...heard,
    [{ kind: 'crash', at: 'before_call', nth: 1 }],
    [{ kind: 'capture', checkout: 0, share: 1 }],
    [{ kind: 'wait', ms: 60_000 }],
    [{ kind: 'fault', operation: 'capture', fault: 'refused' }],
    [
      { kind: 'job', job: 'checkout.check_attempts' },
      { kind: 'job', job: 'checkout.check_attempts' },
    ],
  ],
};

const diedOverARefund: History = {
  ...started,
  batches: [
    ...started.batches,
    [{ kind: 'payer_pays', charge: 0 }],
    ...heard,
    [{ kind: 'part_refund', checkout: 0, share: 2 }],
    [{ kind: 'crash', at: 'after_call', nth: 1 }],
    [{ kind: 'job', job: 'checkout.execute_refunds' }],
    [{ kind: 'deliver', notification: 0, how: 'dropped' }],
    [{ kind: 'dispute', charge: 0, status: 'opened' }],
    ...heard,
    [{ kind: 'dispute', charge: 0, status: 'lost' }],
    ...heard,
  ],
};

it('the planted bugs still fit the code they are planted into', () => {
  const patches = resolve('test/simulation/planted');
  const house = mkdtempSync(join(tmpdir(), 'tilltalk-planted-'));
  try {
    for (const part of ['src', 'prisma']) cpSync(part, join(house, part), { recursive: true });
    const names = readdirSync(patches).filter((name) => name.endsWith('.patch'));
    expect(names.length).toBeGreaterThanOrEqual(20);
    for (const name of names)
      execFileSync('git', ['apply', '--check', '-C1', join(patches, name)], { cwd: house, stdio: 'pipe' });
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
});

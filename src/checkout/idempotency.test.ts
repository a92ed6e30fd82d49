import { beforeEach, describe, expect, it } from 'vitest';
import { type AdjustableClock, systemClock } from '../kernel/clock.ts';
import { describeOnBothEngines } from '../kernel/db/engines.testing.ts';
import { DomainError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { fingerprintOf } from './fingerprint.ts';
import { stripeProfile } from './idempotency/profiles.ts';
import {
  claimKey,
  forgetKeys,
  type IdempotentRequest,
  keepAnswer,
  releaseKey,
  runOnce,
} from './idempotency.ts';

describe('a fingerprint', () => {
  it('is the same for the same JSON value, however it is written', () => {
    const written = ['{"a":1.0,"b":[1,2],"c":null}', '{ "c": null, "b": [1, 2], "a": 1 }'];
    expect(new Set(written.map((text) => fingerprintOf(JSON.parse(text)))).size).toBe(1);
  });

  it.each([
    ['another order of an array', { b: [2, 1], a: 1, c: null }],
    ['null where nothing was', { a: 1, b: [1, 2], c: null, d: null }],
    ['text where a number was', { a: '1', b: [1, 2], c: null }],
  ])('differs for %s', (_name, command) => {
    expect(fingerprintOf(command)).not.toBe(fingerprintOf({ a: 1, b: [1, 2], c: null }));
  });
});

describeOnBothEngines('the idempotency engine', (database) => {
  let clock: AdjustableClock;
  let wallMs: number;
  let runs: number;
  let scope = 0;
  let request: IdempotentRequest;
  beforeEach(() => {
    wallMs = 1_800_000_000_000;
    clock = systemClock(() => wallMs);
    runs = 0;
    scope += 1;
    request = { scope: `lrn_${scope}:test`, key: 'k', fingerprint: fingerprintOf({ amountMinor: 1 }) };
  });

  const as = (processId: string, sharedDatabase = true) => ({
    db: database(),
    clock,
    processId,
    sharedDatabase,
  });
  const work = () => {
    runs += 1;
    return Promise.resolve({ status: 201, body: { run: runs } });
  };
  const failing = () => {
    runs += 1;
    return Promise.reject(new Error('a disk is full'));
  };
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'answered',
      (error: unknown) => (error instanceof DomainError ? error.code : 'failed'),
    );

  it('fifty equal requests at once run once; all are told the same', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => runOnce(as('p'), request, work)));
    expect(runs).toBe(1);
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body }))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('the same key with another input is refused, before and after the first has its answer', async () => {
    const other = { ...request, fingerprint: fingerprintOf({ amountMinor: 2 }) };
    await database().transact((tx) => claimKey(as('p'), tx, request));
    expect(await codeOf(runOnce(as('p'), other, work))).toBe('idempotency_key_reused');
    await database().transact((tx) => keepAnswer(tx, request, { status: 201, body: null }));
    expect(await codeOf(runOnce(as('p'), other, work))).toBe('idempotency_key_reused');
    expect(runs).toBe(0);
  });

  it('a key still running is waited for; one whose holder died long ago is resumed', async () => {
    await database().transact((tx) => claimKey(as('dead'), tx, request));
    expect(await codeOf(runOnce(as('p'), request, work))).toBe('idempotency_key_running');
    wallMs += limits.idempotencyLockMs;
    const claim = await database().transact((tx) => claimKey(as('p'), tx, request));
    expect(claim.outcome).toBe('resumed');
  });

  it('where one process is all there is, the key of its earlier life is resumed at once', async () => {
    await database().transact((tx) => claimKey(as('earlier life', false), tx, request));
    const claim = await database().transact((tx) => claimKey(as('p', false), tx, request));
    expect(claim.outcome).toBe('resumed');
  });

  it('a refusal leaves no key and no write, so the same key may try again', async () => {
    expect(await codeOf(runOnce(as('p'), request, failing))).toBe('failed');
    expect((await runOnce(as('p'), request, work)).replayed).toBe(false);
    expect(runs).toBe(2);
  });

  it('a key given free runs anew, one with an answer cannot be given free', async () => {
    await database().transact((tx) => claimKey(as('p'), tx, request));
    await releaseKey(database().query, request);
    await runOnce(as('p'), request, work);
    await releaseKey(database().query, request);
    expect((await runOnce(as('p'), request, work)).replayed).toBe(true);
    expect(runs).toBe(1);
  });

  it('answers are kept at least a day, then forgotten; a later request is a new one', async () => {
    await runOnce(as('p'), request, work);
    wallMs += 24 * 3_600_000;
    await forgetKeys(as('p'));
    expect((await runOnce(as('p'), request, work)).replayed).toBe(true);
    wallMs += limits.idempotencyRetentionMs;
    expect(await forgetKeys(as('p'))).toBeGreaterThan(0);
    expect((await runOnce(as('p'), request, work)).replayed).toBe(false);
  });

  it('by Stripe’s rules a failure is the answer too, and is given again; nothing it wrote stays', async () => {
    const stripe = { ...request, profile: stripeProfile };
    const first = await runOnce(as('p'), stripe, failing);
    expect(first).toMatchObject({ status: 500, replayed: false });
    expect(await runOnce(as('p'), stripe, work)).toEqual({ ...first, replayed: true });
    expect(runs).toBe(1);
    const other = { ...stripe, fingerprint: fingerprintOf({ amountMinor: 2 }) };
    expect(await codeOf(runOnce(as('p'), other, work))).toBe('idempotency_error');
  });

  it('by Stripe’s rules a key in use says so in Stripe’s words, and a refusal is not kept', async () => {
    const stripe = { ...request, profile: stripeProfile };
    await database().transact((tx) => claimKey(as('other'), tx, stripe));
    expect(await codeOf(runOnce(as('p'), stripe, work))).toBe('idempotency_key_in_use');
    await releaseKey(database().query, stripe);
    const refusal = new DomainError(stripeProfile.reused);
    expect(await codeOf(runOnce(as('p'), stripe, () => Promise.reject(refusal)))).toBe('idempotency_error');
    expect((await runOnce(as('p'), stripe, work)).replayed).toBe(false);
  });
});

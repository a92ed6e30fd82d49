import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newReference, startMerchant, startTestSandbox, type TestSandbox } from './sandbox.testing.ts';
import { startSandbox } from './server.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

test('a restart keeps the book, the test clock and the idempotency of references', async () => {
  const { reference } = await sandbox.charge();
  const open = await sandbox.charge();
  await sandbox.control('POST', '/pay', { reference });
  const refund = {
    refundReference: newReference(),
    chargeReference: reference,
    amountMinor: 5,
    currency: 'CNY',
    reason: '',
  };
  await sandbox.api('POST', '/v1/refunds', refund);
  await sandbox.control('POST', '/advance', { byMs: 1_000 });
  const { nowMs: before, ...bookBefore } = (await sandbox.control('GET', '/book')).json;
  const withoutUrls = (text: string) => text.replaceAll(/"payUrl":"[^"]+"/g, '');
  await sandbox.restart();
  const { nowMs: after, ...bookAfter } = (await sandbox.control('GET', '/book')).json;
  expect(withoutUrls(JSON.stringify(bookAfter))).toBe(withoutUrls(JSON.stringify(bookBefore)));
  expect(after).toBeGreaterThanOrEqual(before);
  expect((await sandbox.api('POST', '/v1/refunds', refund)).status).toBe(200);
  expect((await sandbox.control('POST', '/pay', { reference: open.reference })).status).toBe(200);
});

test('a notification is retried under one id until the merchant takes it, also across a restart', async () => {
  sandbox.merchant.answer = () => 500;
  const { reference } = await sandbox.charge();
  await sandbox.control('POST', '/pay', { reference });
  await sandbox.merchant.notification(() => true, 3);
  await sandbox.restart();
  sandbox.merchant.answer = () => 200;
  const seen = sandbox.merchant.received.length;
  const last = await sandbox.merchant.notification(() => true, seen + 1);
  expect(new Set(sandbox.merchant.received.map(({ event }) => event.eventId))).toEqual(
    new Set([last.event.eventId]),
  );
  await expect
    .poll(async () => (await sandbox.control('GET', '/notifications')).json.notifications[0]?.status)
    .toBe('delivered');
});

test('a merchant that is down is tried again until it is up', async () => {
  const down = await startMerchant();
  await down.close();
  const { reference } = await sandbox.charge({ notifyUrl: down.url });
  await sandbox.control('POST', '/pay', { reference });
  const firstError = async () => {
    const { json } = await sandbox.control('GET', '/notifications');
    return json.notifications[0]?.attempts[0]?.error;
  };
  await expect.poll(firstError).toContain('ECONNREFUSED');
  const up = await startMerchant(Number(new URL(down.url).port));
  await up.notification(({ event }) => event.data['reference'] === reference);
  await up.close();
});

test('a pending card refund survives a restart', async () => {
  await sandbox.restart({ refundDelayMs: 600_000 });
  const { reference } = await sandbox.charge({ method: 'card', flow: 'redirect' });
  await sandbox.control('POST', '/pay', { reference });
  const refund = {
    refundReference: newReference(),
    chargeReference: reference,
    amountMinor: 5,
    currency: 'CNY',
    reason: '',
  };
  expect((await sandbox.api('POST', '/v1/refunds', refund)).json.status).toBe('pending');
  await sandbox.restart({ wallMs: () => Date.now() + 600_001 });
  const told = await sandbox.merchant.notification(({ event }) => event.type === 'refund.succeeded');
  expect(told.event.data['refundReference']).toBe(refund.refundReference);
});

test('a torn last line is forgotten, and what is written after it is whole', async () => {
  const { reference } = await sandbox.charge();
  const file = join(sandbox.dataDir, 'sandbox.jsonl');
  appendFileSync(file, '{"kind":"charge","charge":{"chargeId":"ch_torn');
  await sandbox.restart();
  await sandbox.control('POST', '/pay', { reference });
  await sandbox.restart();
  const book = (await sandbox.control('GET', '/book')).json;
  expect(book.charges).toMatchObject([{ reference, status: 'succeeded' }]);
  expect(readFileSync(file, 'utf8')).not.toContain('ch_torn');
});

test('a journal damaged in the middle stops the start and is left as it is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
  const file = join(dataDir, 'sandbox.jsonl');
  writeFileSync(file, '{"kind":"clock","offsetMs":1}\n{"kind"\n{"kind":"clock","offsetMs":2}\n');
  await expect(startSandbox({ dataDir, secret: 'x' })).rejects.toThrow('line 2 of sandbox.jsonl');
  expect(readFileSync(file, 'utf8')).toContain('{"kind"\n');
  rmSync(dataDir, { recursive: true });
});

test('a payment is in the journal before it is acknowledged', async () => {
  const { reference } = await sandbox.charge();
  await sandbox.control('POST', '/pay', { reference });
  expect(readFileSync(join(sandbox.dataDir, 'sandbox.jsonl'), 'utf8')).toContain('"status":"succeeded"');
});

test.each(['SIGTERM', 'SIGINT', 'pipe', 'channel'] as const)(
  'the program says ready and ends cleanly by %s',
  async (way) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/sandbox/main.ts'], {
      env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_DATA_DIR: dataDir, SANDBOX_FOLLOW_PARENT: '1' },
      stdio: way === 'channel' ? ['ignore', 'pipe', 'inherit', 'ipc'] : ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    const line = await new Promise<string>((resolve) =>
      createInterface(child.stdout as Readable).once('line', resolve),
    );
    const { ready, url } = JSON.parse(line);
    expect(ready).toBe(true);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    if (way === 'pipe') child.stdin?.end();
    else if (way === 'channel') child.disconnect();
    else child.kill(way);
    expect(await ended).toBe(0);
    rmSync(dataDir, { recursive: true });
  },
);

test('a taken port ends the start with a reason', async () => {
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ dataDir: sandbox.dataDir, secret: 'x', port })).rejects.toThrow('EADDRINUSE');
});

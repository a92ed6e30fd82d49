import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery } from './charge.ts';
import type { Fault } from './faults.ts';
import { deriveKeys } from './keys.ts';
import { type RunningSandbox, type SandboxOptions, startSandbox } from './server.ts';
import type { ChargeView, RefundView } from './views.ts';

export const TEST_SECRET = 'a secret of this test';

export interface Received {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly event: { readonly eventId: string; readonly type: string; readonly data: Record<string, unknown> };
}

export interface TestMerchant {
  readonly url: string;
  readonly received: Received[];
  /** Decides the answers; 200 unless set. */
  answer: (received: Received) => number;
  /** The n-th notification (from 1) for which `wanted` holds, now or later. */
  notification(wanted: (received: Received) => boolean, nth?: number): Promise<Received>;
  close(): Promise<void>;
}

/** A merchant that listens for notifications; port 0 takes a free one. */
export async function startMerchant(port = 0): Promise<TestMerchant> {
  const waiting = new Set<() => void>();
  const received: Received[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const notification = { headers: request.headers, body, event: JSON.parse(body) as Received['event'] };
    received.push(notification);
    response.writeHead(merchant.answer(notification)).end();
    for (const check of [...waiting]) check();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const merchant: TestMerchant = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notifications`,
    received,
    answer: () => 200,
    notification: (wanted, nth = 1) =>
      new Promise((resolve) => {
        const check = () => {
          const found = received.filter(wanted)[nth - 1];
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return merchant;
}

/** The members of all answers that tests read. */
export interface ReplyBody extends Omit<ChargeView, 'object' | 'status'>, Omit<RefundView, keyof ChargeView> {
  readonly status: string;
  readonly code: string;
  readonly charges: readonly ChargeView[];
  readonly refunds: readonly RefundView[];
  readonly faults: readonly Fault[];
  readonly notifications: readonly Omit<Delivery, 'body'>[];
  readonly eventIds: readonly string[];
  readonly offsetMs: number;
  readonly nowMs: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Typed as if every member were there; a test reads those of the answer it expects. */
  readonly json: ReplyBody;
  readonly text: string;
}

export interface TestSandbox {
  readonly url: string;
  readonly apiKey: string;
  readonly merchant: TestMerchant;
  readonly dataDir: string;
  api(method: string, path: string, body?: unknown): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  /** Creates a charge with sensible input; returns its view. */
  charge(input?: Record<string, unknown>): Promise<ReplyBody>;
  /** Ends the sandbox and starts another on the same data. */
  restart(options?: Partial<SandboxOptions>): Promise<void>;
  close(): Promise<void>;
}

let referenceCount = 0;

export function newReference(): string {
  referenceCount += 1;
  return `TT${String(referenceCount).padStart(6, '0')}`;
}

/** A sandbox in process with a merchant, quick timers and its own data directory. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
  const merchant = await startMerchant();
  const defaults = {
    dataDir,
    secret: TEST_SECRET,
    slowMs: 50,
    lateMs: 80,
    refundDelayMs: 30,
    retryDelaysMs: [20],
  };
  let running: RunningSandbox = await startSandbox({ ...defaults, ...options });
  const { apiKey } = deriveKeys(TEST_SECRET);
  const sandbox: TestSandbox = {
    get url() {
      return running.url;
    },
    apiKey,
    merchant,
    dataDir,
    api: (method, path, body) =>
      call(running.url + path, { method, body, authorization: `Bearer ${apiKey}` }),
    control: (method, path, body) => call(`${running.url}/control${path}`, { method, body }),
    charge: async (input = {}) => {
      const reply = await sandbox.api('POST', '/v1/charges', chargeInput(merchant.url, input));
      if (reply.status > 299) throw new Error(`the charge was not created: ${reply.text}`);
      return reply.json;
    },
    restart: async (changed = {}) => {
      await running.close();
      running = await startSandbox({ ...defaults, ...options, ...changed });
    },
    close: async () => {
      await running.close();
      await merchant.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return sandbox;
}

/** A whole input of a charge, by Alipay QR over CNY 99.00 unless said otherwise. */
export function chargeInput(notifyUrl: string, input: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    reference: newReference(),
    merchantId: 'sbx_merchant',
    amountMinor: 9_900,
    currency: 'CNY',
    method: 'alipay',
    flow: 'qr',
    description: '机器学习入门',
    language: 'zh',
    notifyUrl,
    returnUrl: 'http://127.0.0.1:9/return',
    expiresAtMs: Date.now() + 15 * 60_000,
    ...input,
  };
}

interface CallInput {
  readonly method: string;
  readonly body: unknown;
  readonly authorization?: string;
}

async function call(url: string, { method, body, authorization }: CallInput): Promise<Reply> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : null, text };
}

export interface FormPage {
  readonly status: number;
  readonly text: string;
  readonly token: string;
  readonly headers: Headers;
}

/** Opens a page as a browser does and takes its form token. */
export async function openPage(url: string): Promise<FormPage> {
  const response = await fetch(url);
  const text = await response.text();
  const token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return { status: response.status, text, token, headers: response.headers };
}

/** Posts a form without following where it leads. */
export function postForm(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers });
}

/** Fills the card page and submits it; the answer is not followed. */
export async function submitCard(sandbox: TestSandbox, chargeId: string, number: string): Promise<Response> {
  const url = `${sandbox.url}/card/${chargeId}`;
  const { token } = await openPage(url);
  return postForm(url, { token, action: 'pay', number, expiry: '12/40', cvc: '123', name: 'LI LEI' });
}

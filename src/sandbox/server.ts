import { randomInt, randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiRoutes } from './api.ts';
import { controlRoutes } from './control.ts';
import type { SandboxDeps } from './deps.ts';
import {
  newDispatcher,
  RETRY_DELAYS_MS,
  resumeDeliveries,
  stopDispatcher,
} from './dispatch-notifications.ts';
import { SandboxError } from './errors.ts';
import { type Answer, jsonAnswer, problemAnswer } from './http.ts';
import { openStore } from './journal.ts';
import { deriveKeys } from './keys.ts';
import { newFormTokens } from './pages/form-tokens.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { resumeProcessing } from './pay-charge.ts';
import { newMessageAgents } from './post-message.ts';
import { resumeRefunds } from './refund-charge.ts';
import { buildRouter, type Router } from './router.ts';
import { closeExpiredCharges } from './settle-charge.ts';
import { newTimers } from './timers.ts';

const EXPIRY_SWEEP_MS = 1_000;
const AUTHORIZATION_TTL_MS = 7 * 86_400_000;
const KEEP_ALIVE_MS = 65_000;
const NOTIFICATION_TIMEOUT_MS = 10_000;

export interface SandboxOptions {
  readonly dataDir: string;
  readonly secret: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly merchantId?: string;
  readonly merchantName?: string;
  /** Base of the links that payers open, when it is not the address listened on. */
  readonly publicUrl?: string;
  /** Where a step of the test clock is told to the merchant, by its own key. */
  readonly merchantClockUrl?: string;
  /** How long the slow card is processing; 4 s. */
  readonly slowMs?: number;
  /** How long a late notification waits; 15 s. */
  readonly lateMs?: number;
  /** How long a card refund stays pending; 2 s. */
  readonly refundDelayMs?: number;
  /** How long a reservation can be captured; 7 days. */
  readonly authorizationTtlMs?: number;
  /** Waits between the attempts of a notification; the last one repeats. */
  readonly retryDelaysMs?: readonly number[];
  readonly notificationTimeoutMs?: number;
  /** Wall time. */
  readonly wallMs?: () => number;
}

export interface RunningSandbox {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the sandbox gateway: listens first, since holding the port also guards the data directory, then replays
 * the journal and takes up what was pending. Rejects when the port is taken or the journal is damaged.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const merchantId = options.merchantId ?? 'sbx_merchant';
  if (!/^\w{1,64}$/.test(merchantId))
    throw new Error(`${merchantId} is no merchant id: letters, digits, underscore`);
  const server = http.createServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const url = await listen(server, options);
  try {
    const deps = composeSandbox(options, { merchantId, url });
    const router = buildRouter([
      ...apiRoutes(deps),
      ...controlRoutes(deps),
      ...pageRoutes(deps),
      healthRoute,
    ]);
    server.on('request', (request, response) => void answerRequest(router, request, response));
    const sweep = setInterval(() => closeExpiredCharges(deps), EXPIRY_SWEEP_MS);
    resumeDeliveries(deps.dispatcher);
    resumeProcessing(deps);
    resumeRefunds(deps);
    return { url, close: () => closeSandbox(server, deps, sweep) };
  } catch (error) {
    server.close();
    throw error;
  }
}

const healthRoute = {
  method: 'GET',
  path: '/healthz',
  handler: () => jsonAnswer(200, { status: 'ok' }),
} as const;

function composeSandbox(
  options: SandboxOptions,
  { merchantId, url }: { merchantId: string; url: string },
): SandboxDeps {
  const keys = deriveKeys(options.secret);
  const store = openStore(options.dataDir);
  const wallMs = options.wallMs ?? Date.now;
  const clock = { wallMs, nowMs: () => wallMs() + store.book.clockOffsetMs };
  const timers = newTimers();
  const faults = { list: [] };
  const settings = {
    merchantId,
    merchantName: options.merchantName ?? 'Tilltalk',
    apiKey: keys.apiKey,
    publicUrl: (options.publicUrl ?? url).replace(/\/+$/, ''),
    merchantClockUrl: options.merchantClockUrl ?? null,
    slowMs: options.slowMs ?? 4_000,
    lateMs: options.lateMs ?? 15_000,
    refundDelayMs: options.refundDelayMs ?? 2_000,
    authorizationTtlMs: options.authorizationTtlMs ?? AUTHORIZATION_TTL_MS,
  };
  const { notificationSecret } = keys;
  const retryDelaysMs = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  const dispatcher = newDispatcher(
    { store, clock, timers, faults, settings, notificationSecret, retryDelaysMs },
    newMessageAgents(options.notificationTimeoutMs ?? NOTIFICATION_TIMEOUT_MS),
  );
  return {
    settings,
    clock,
    store,
    faults,
    timers,
    dispatcher,
    formTokens: newFormTokens(wallMs),
    newId: (prefix) => `${prefix}_${randomUUID().replaceAll('-', '')}`,
    newChallengeCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    waiting: new Map(),
  };
}

function listen(server: http.Server, options: SandboxOptions): Promise<string> {
  const host = options.host ?? '127.0.0.1';
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
    });
  });
}

async function closeSandbox(server: http.Server, deps: SandboxDeps, sweep: NodeJS.Timeout): Promise<void> {
  clearInterval(sweep);
  deps.timers.stop();
  stopDispatcher(deps.dispatcher);
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  deps.store.close();
}

async function answerRequest(
  router: Router,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await computeAnswer(router, request);
  // Left open on purpose: the caller sees a gateway that never answers.
  if (answer === null) return;
  const length = Buffer.byteLength(answer.body);
  // What is left of a body that was too large must not be read as the next request.
  const connection = answer.status === 413 ? { connection: 'close' } : {};
  response.writeHead(answer.status, { ...answer.headers, ...connection, 'content-length': length });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

async function computeAnswer(router: Router, request: IncomingMessage): Promise<Answer | null> {
  try {
    const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
    const { handler, params } = router(request.method ?? 'GET', path);
    return await handler({ request, path, params, query: new URLSearchParams(search) });
  } catch (error) {
    if (error instanceof SandboxError) return problemAnswer(error);
    // The caller hung up in the middle of its body: nobody is left to answer.
    if (request.destroyed && !request.complete) return null;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `${JSON.stringify({ level: 'error', message: 'sandbox request failed', detail })}\n`,
    );
    return problemAnswer(new SandboxError('internal_error'));
  }
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { firstPayment } from '../../docs/examples/first-payment.ts';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { limits } from '../../src/kernel/limits.ts';
import { typesOfApi } from '../support/describe-api.ts';
import { NO_SANDBOX, startTill, type Till } from '../support/till.ts';

let till: Till;
beforeAll(async () => {
  till = await startTill({ REQUESTS_PER_MINUTE: '20' });
  await till.product({ title: 'Python for the sandbox' });
});
afterAll(() => till.close());

/** A connection that has sent `said` and waits. */
async function hold(url: string, said: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  await once(socket, 'connect');
  socket.write(said);
  return socket;
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${till.url}${path}`, { headers });

it('tells that it lives, can serve and what it measured', async () => {
  expect((await get('/healthz')).status).toBe(200);
  expect(await (await get('/readyz')).json()).toEqual({ status: 'ok' });
  const metrics = await (await get('/metrics')).text();
  for (const name of [
    'tilltalk_http_request_seconds_bucket',
    'tilltalk_outbox_lag_seconds',
    'process_cpu_seconds_total',
  ]) {
    expect(metrics).toContain(name);
  }
});

it('tells its measures to this machine only', async () => {
  expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
});

it('describes its API as OpenAPI 3.1 and as a page, and every error code on a page of its own', async () => {
  const openapi = (await (await get('/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, unknown>;
  };
  expect(openapi.openapi).toBe('3.1.0');
  for (const path of [
    '/v1/sessions',
    '/v1/checkouts',
    '/v1/checkouts/{checkoutId}/pay',
    '/v1/orders',
    '/v1/recommendations',
  ]) {
    expect(Object.keys(openapi.paths)).toContain(path);
  }
  expect(await (await get('/docs')).text()).toContain('/v1/checkouts/{checkoutId}/pay');
  expect(await (await get('/docs/errors')).text()).toContain('id="price_changed"');
});

it('gives its clients types that are those of its API', async () => {
  const types = await typesOfApi(till.url);
  // Lines only: the whole would fill the screen.
  const stale = readFileSync('widgets/ui/api-types.ts', 'utf8') !== types;
  expect(stale, 'run npm run docs').toBe(false);
});

it('sells to the program that the docs give an integrator', async () => {
  const key = { kid: 'demo-1', secret: DEMO_SECRETS.host };
  const shop = { url: till.url, issuer: 'demo-platform', key };
  const buy = () =>
    firstPayment(shop, 'integrator-1', async () => {
      const { gatewayReference } = await till.db.query
        .selectFrom('payment_attempt')
        .select('gatewayReference')
        .executeTakeFirstOrThrow();
      await till.sandbox('/control/pay', {
        method: 'POST',
        body: JSON.stringify({ reference: gatewayReference }),
      });
    });
  // What is on sale is looked at again every few seconds only.
  const bought = await vi.waitFor(buy, { interval: 1_500, timeout: 15_000 });
  expect(bought.payment?.status).toBe('succeeded');
  expect(bought.access[0]?.startUrl).toMatch(/\/learn\//);
});

it.each([
  ['/v1/nothing', 'GET', undefined, 404, 'not_found'],
  ['/v1/sessions', 'POST', '{"language":', 400, 'invalid_request'],
  ['/v1/sessions', 'POST', '{"language":"fr"}', 400, 'invalid_request'],
  ['/v1/sessions', 'POST', '{"hostToken":"no.such.token"}', 401, 'host_token_refused'],
  ['/v1/sessions', 'POST', `{"hostToken":"${'x'.repeat(70_000)}"}`, 413, 'payload_too_large'],
  ['/v1/orders', 'GET', undefined, 401, 'unauthenticated'],
  ['/v1/gateways/nobody/notifications', 'POST', '{}', 404, 'gateway_unknown'],
  ['/v1/gateways/sandbox/notifications', 'POST', '{}', 401, 'notification_refused'],
])(
  'answers %s %s with a problem that has a code and a sentence in both languages',
  async (path, method, body, status, code) => {
    const response = await fetch(`${till.url}${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      code,
      status,
      message: { zh: expect.any(String), en: expect.any(String) },
    });
  },
);

it('slows down whoever asks too much, and says for how long', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => get('/v1/orders', { authorization: 'Bearer greedy' })),
  );
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(20);
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await refused[0]?.json()).toMatchObject({ code: 'rate_limited' });
});

it('ends although a browser holds a connection that it never used, and another has sent half of a head', async () => {
  const { running, url, close } = await startTill({ SANDBOX_URL: NO_SANDBOX });
  const held = await Promise.all(['', 'GET /readyz HTTP/1.1\r\nhost: till'].map((said) => hold(url, said)));
  const heldAfterOne = await hold(url, 'GET /healthz HTTP/1.1\r\nhost: till\r\n\r\nGET /readyz HTT');
  const [answer] = await once(heldAfterOne, 'data');
  expect(String(answer)).toContain('200 OK');
  const ended = [...held, heldAfterOne].map((socket) => once(socket, 'close'));
  const from = performance.now();
  await Promise.all([running.stop(), ...ended]);
  expect(performance.now() - from).toBeLessThan(limits.requestsEndTimeMaxMs);
  await close();
});

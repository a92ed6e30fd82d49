import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allErrors } from '../../src/app/all-errors.ts';
import { socketAccess } from '../../src/bot/index.ts';
import { socketEvents } from '../../src/bot/socket-events.ts';
import { StaffRole } from '../../src/identity/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { staffApi } from '../support/staff-api.ts';
import { startTill, type Till } from '../support/till.ts';
import { type Input, inputsFor, type Known, MARKUP, type Operation, operationsOf } from './fuzz-inputs.ts';
import { consoleEvents, fuzzSockets, learnerEvents } from './fuzz-sockets.ts';

/** A failure prints it; give it here, or another one, to look again. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_501);
/** The same inputs get past the same schemas on both; what differs is what the database makes of them. */
const inputsPerOperation = { sqlite: 8, postgresql: 3 } as const;
const bodiesPerEvent = 25;

const statusByCode = new Map(allErrors.map(({ code, status }) => [code, status]));
/** The ways in which a sound Tilltalk may answer 503. */
const documented503 = ['gateway_unavailable', 'unavailable'];

let till: Till;
let dropDatabase: () => Promise<void>;
let token: string;
let operations: Operation[];
let known: Known;
const callers: Record<string, Record<string, string>> = {};

async function openTill(engine: 'sqlite' | 'postgresql'): Promise<void> {
  const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
  dropDatabase = database?.drop ?? (async () => {});
  till = await startTill({ MESSAGES_PER_MINUTE: '1000000', ...(database && { DATABASE_URL: database.url }) });
  const openapi = await fetch(`${till.url}/openapi.json`);
  operations = operationsOf(await openapi.json());
  const learner = await till.learner();
  token = learner.token;
  callers['nobody'] = {};
  callers['a learner'] = { authorization: `Bearer ${learner.token}` };
  callers['the host platform'] = { authorization: `Bearer ${await hostServerToken()}` };
  for (const role of StaffRole.options) callers[`staff: ${role}`] = await staffHeaders(role);
  known = await fillTill();

  async function fillTill(): Promise<Known> {
    const product = await till.product();
    const gift = await till.product({ amountMinor: 0 });
    const open = (await learner.start(product)).body;
    const onPhone = (await learner.start(product, { surface: 'mobile_web' })).body;
    const waiting = await learner.pay(onPhone, { method: 'alipay' });
    const action = waiting.body.payment?.action;
    const endpoint = await hookOf(callers['the host platform'] ?? {});
    const given = await learner.pay((await learner.start(gift)).body);
    const [order] = await learner.orders();
    const [entitlement] = await learner.entitlements();
    return {
      productId: [product.productId, gift.productId],
      priceId: [product.priceId],
      currency: ['CNY'],
      expectedTotalMinor: [product.amountMinor, 0],
      checkoutId: [open.checkoutId, waiting.body.checkoutId, given.body.checkoutId],
      version: [open.consent.version],
      orderId: [order?.orderId],
      paymentId: [order?.paymentId],
      token: [action?.type === 'redirect' ? action.url.split('/').at(-1) : ''],
      endpointId: [endpoint],
      clientMessageId: ['message-0001'],
      entitlementId: [entitlement?.entitlementId],
      gateway: ['sandbox'],
      url: ['https://127.0.0.1:9/', 'https://shop.invalid/hook'],
      hostUserId: ['learner-1'],
      learnerId: [learner.learnerId],
      timeZone: ['Asia/Shanghai'],
    };
  }
}

async function hookOf(headers: Record<string, string>): Promise<string> {
  const made = await fetch(`${till.url}/v1/webhook-endpoints`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'https://shop.invalid/hook' }),
  });
  return ((await made.json()) as { endpointId: string }).endpointId;
}

async function staffHeaders(role: StaffRole): Promise<Record<string, string>> {
  const { cookie, view } = await staffApi(till, role);
  return { cookie, origin: till.url, 'x-tilltalk-csrf': view.csrfToken };
}

const who = [
  'nobody',
  'a learner',
  'the host platform',
  ...StaffRole.options.map((role) => `staff: ${role}`),
];

describe.each(['sqlite', 'postgresql'] as const)('on %s', (engine) => {
  beforeAll(() => openTill(engine));
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  it.each(who)(
    'bad input of %s at every route is a problem with a code, never a fault of ours',
    async (caller) => {
      expect(operations.length).toBeGreaterThan(40);
      for (const operation of operations) {
        const inputs = inputsFor(operation, callers[caller] ?? {}, known);
        const holds = fc.asyncProperty(inputs, async (input) =>
          expectSound(operation, await send(operation, input)),
        );
        await fc.assert(holds, { seed, numRuns: inputsPerOperation[engine], includeErrorInReport: true });
      }
    },
  );

  it('bad input at every socket event is acknowledged with a code, never a fault of ours', async () => {
    expect([...socketEvents.keys()].sort()).toEqual(Object.keys(learnerEvents).sort());
    const consoles = socketAccess.find(({ namespace }) => namespace === '/console');
    expect([...(consoles?.events ?? [])].sort()).toEqual(Object.keys(consoleEvents).sort());
    const { cookie, view } = await staffApi(till, 'agent');
    const staff = { cookie, origin: till.url, csrfToken: view.csrfToken };
    await fuzzSockets({ url: till.url, token, staff, known, statusByCode, seed, runs: bodiesPerEvent });
    expect((await fetch(`${till.url}/healthz`)).status).toBe(200);
  });

  it('NUL and half a surrogate pair, which PostgreSQL has no text for, are refused at the door; the words for them are not', async () => {
    const learner = callers['a learner'] ?? {};
    const headers = { ...learner, 'content-type': 'application/json', 'idempotency-key': 'nul' };
    const coupon = async (body: string) => {
      const path = '/v1/checkouts/none/coupon';
      return (await fetch(`${till.url}${path}`, { method: 'POST', headers, body })).status;
    };
    expect((await fetch(`${till.url}/v1/checkouts/a%00b`, { headers: learner })).status).toBe(400);
    expect(await coupon('{"code":"A\\u0000B"}')).toBe(400);
    expect(await coupon('{"code":"A\\ud800B"}')).toBe(400);
    expect(await coupon('{"code":"A\\ud83d\\ude00B"}')).not.toBe(400);
    expect(await coupon('{"code":"A\\\\u0000B"}')).toBe(404);
  });

  it('every POST that moves money declares an Idempotency-Key and refuses to do without one', async () => {
    const moving = operations.filter(
      ({ method, path }) => method === 'POST' && !movesNoMoney.some((pattern) => pattern.test(path)),
    );
    expect(moving.length).toBeGreaterThanOrEqual(9);
    const keyless = moving.filter(
      ({ parameters }) => !parameters.some((one) => one.in === 'header' && one.name === 'idempotency-key'),
    );
    expect(keyless.map(({ path }) => path)).toEqual([]);
    // Staff send bodies of many forms, which are looked at first; what stands behind is the same.
    for (const { path } of moving.filter((one) => !one.path.startsWith('/v1/console/'))) {
      for (const key of [undefined, '', '""', 'k'.repeat(256)]) {
        expect([path, key, await refusalWithout(path, key)]).toEqual([path, key, 'idempotency_key_missing']);
      }
    }
  });
});

interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

async function send({ method }: Operation, input: Input): Promise<Reply> {
  const response = await fetch(`${till.url}${input.path}`, {
    method,
    headers: input.headers,
    redirect: 'manual',
    ...(input.body === undefined ? {} : { body: input.body }),
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

function expectSound({ method, path }: Operation, reply: Reply): void {
  const label = `${method} ${path} answered ${reply.status}: ${reply.text.slice(0, 500)}`;
  if (reply.contentType.includes('html')) expect(reply.text, label).not.toContain(MARKUP);
  if (reply.status < 400) return;
  expect(reply.contentType, label).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(reply.text);
  expect(problem, label).toMatchObject({
    status: reply.status,
    message: { zh: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) },
  });
  expect(statusByCode.get(problem.code), label).toBe(reply.status);
  if (reply.status >= 500) expect(documented503, label).toContain(problem.code);
}

/** The POSTs that move no money: any other needs a key, so that a repeat is the same wish. */
const movesNoMoney = [
  /^\/v1\/sessions$/,
  /^\/v1\/(staff|privacy|webhook-endpoints|appeals|recommendations)(\/|$)/,
  // Talk, notes, cases and looks; money has checkouts, coupons and refunds in its address.
  /^\/v1\/console\/(conversations|canned-replies|labels|own-accounts|cases|invoices)(?!.*\/(checkouts|coupons|refunds))/,
  /^\/v1\/entitlements\/\{entitlementId\}\/usage$/,
  // A paper about money that has moved.
  /^\/v1\/(orders\/\{orderId\}\/invoice|host\/invoices\/\{invoiceRequestId\}\/outcome)$/,
  // It is decided once: the review itself is the key.
  /^\/v1\/console\/reviews\/\{reviewId\}\/decisions$/,
  // Rules, lists and snoozes judge money and move none; questions about figures read.
  /^\/v1\/console\/risk\//,
  // What is for sale at which price; each product says which of its states is changed.
  /^\/v1\/console\/catalog\//,
  /^(\/v1\/analytics\/|\/graphql$)/,
  // Opens a page; paying there has its own key.
  /^\/v1\/pay-links\/\{token\}\/open$/,
  // The gateway's event id is the key.
  /^\/v1\/gateways\/\{gateway\}\/notifications$/,
];

const total = { expectedTotalMinor: 9_900 };
/** A body that is in order, for what asks for one. */
const bodies: Record<string, unknown> = {
  '/v1/checkouts': {
    lines: [{ productId: 'prd_none', priceId: 'prc_none' }],
    currency: 'CNY',
    ...total,
    surface: 'web',
    language: 'zh',
  },
  '/v1/checkouts/{checkoutId}/pay': { ...total, method: 'card', consent: { version: '1', language: 'zh' } },
  '/v1/checkouts/{checkoutId}/coupon': { code: 'SPRING' },
  '/v1/host/payments/{paymentId}/refunds': { reason: '重复购买' },
  '/v1/host/refunds/{refundId}/resolution': { outcome: 'returned', note: '已线下退回' },
};

/** The code of what the learner or the host platform, whoever may do it, is told. */
async function refusalWithout(path: string, key: string | undefined): Promise<string> {
  const byHost = /^\/v1\/host\/|\/(capture|void)$/.test(path);
  const response = await fetch(`${till.url}${path.replaceAll(/\{\w+\}/g, 'none')}`, {
    method: 'POST',
    headers: {
      ...callers[byHost ? 'the host platform' : 'a learner'],
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(bodies[path] === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(bodies[path] === undefined ? {} : { body: JSON.stringify(bodies[path]) }),
  });
  return ((await response.json()) as { code: string }).code;
}

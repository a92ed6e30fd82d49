import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose, type House } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import type { CheckoutDeps } from '../../src/checkout/deps.ts';
import { receiveNotification } from '../../src/checkout/gateway/receive-notification.ts';
import type { GatewayPayment } from '../../src/checkout/gateway/types.ts';
import { checkoutJobs, createRouter, parseRecord } from '../../src/checkout/index.ts';
import { liveStates } from '../../src/checkout/payment/attempt.ts';
import { payCheckout } from '../../src/checkout/payment/pay-checkout.ts';
import { startCheckout } from '../../src/checkout/session/start-checkout.ts';
import type { CheckoutView, PaymentMethod } from '../../src/checkout/wire.ts';
import type { Caller } from '../../src/identity/index.ts';
import { DomainError } from '../../src/kernel/errors.ts';
import { addLearners } from '../support/learners.ts';
import { addProduct } from '../support/products.ts';
import { type Charge, payerPays, paymentOf } from './faults/book.ts';
import {
  type CreateOutcome,
  crash,
  createOutcomes,
  type PlannedGateways,
  plannedGateways,
} from './faults/planned-gateways.ts';
import { judgeFacts } from './judge-facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilltalk-fail-over-'));
let house: House;
beforeAll(async () => {
  house = await compose(readConfig({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent', PORT: '3999' }));
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

/** One learner with one checkout in front of three gateways. */
interface World {
  readonly gateways: PlannedGateways;
  readonly caller: Caller;
  readonly checkout: CheckoutView;
  deps: CheckoutDeps;
  lastPress: { key: string; method: PaymentMethod } | undefined;
}

async function openWorld(): Promise<World> {
  const gateways = plannedGateways(['model_a', 'model_b', 'model_c'], () => house.clock.nowMs());
  const router = await createRouter(house);
  router.close();
  const deps: CheckoutDeps = { ...house.checkout, gateways: gateways.all, router };
  const [learner] = await addLearners(house.db, 1);
  const product = await addProduct(house.db);
  const caller: Caller = {
    learnerId: learner?.learnerId ?? '',
    isGuest: false,
    expiresAtMs: Number.MAX_SAFE_INTEGER,
    wechatOpenid: null,
  };
  const body = {
    lines: [{ productId: product.productId, priceId: product.priceId }],
    currency: 'CNY',
    expectedTotalMinor: product.amountMinor,
    surface: 'web',
    language: 'zh',
  } as const;
  const answer = await startCheckout(deps, {
    caller,
    key: randomUUID(),
    body: { ...body, lines: [...body.lines] },
  });
  return { gateways, caller, checkout: answer.body as CheckoutView, deps, lastPress: undefined };
}

type Step =
  | { readonly kind: 'press'; readonly method: PaymentMethod; readonly outcomes: readonly CreateOutcome[] }
  | { readonly kind: 'retry'; readonly outcomes: readonly CreateOutcome[] }
  | { readonly kind: 'pay' | 'notify' | 'notify_stale'; readonly pick: number }
  | { readonly kind: 'arrive' }
  | { readonly kind: 'sweep'; readonly afterMs: number };

const outcomes = fc.array(fc.constantFrom(...createOutcomes), { minLength: 1, maxLength: 4 });
const pick = fc.nat(7);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      method: fc.constantFrom('alipay' as const, 'wechat_pay' as const),
      outcomes,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('retry' as const), outcomes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('pay' as const, 'notify' as const, 'notify_stale' as const),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('arrive' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sweep' as const),
      afterMs: fc.constantFrom(0, 3_000, 25_000, 1_000_000),
    }),
  },
);

async function take(world: World, now: Step): Promise<void> {
  if (now.kind === 'press') {
    world.lastPress = { key: randomUUID(), method: now.method };
    return press(world, now.outcomes);
  }
  if (now.kind === 'retry') return press(world, now.outcomes);
  if (now.kind === 'arrive') return arrive(world);
  if (now.kind === 'sweep') return sweep(world, now.afterMs);
  const { book } = world.gateways;
  const charges = [...book.charges.values()];
  const charge = charges[now.pick % Math.max(1, charges.length)];
  if (charge === undefined) return;
  if (now.kind === 'pay') payerPays(book, charge);
  if (now.kind === 'notify') await notify(world, charge, charge.status);
  if (now.kind === 'notify_stale') await notify(world, charge, 'pending');
}

/** Requests that were on their way arrive. */
function arrive({ gateways }: World): void {
  for (const land of gateways.book.onTheWay.splice(0)) land();
}

async function press(world: World, planned: readonly CreateOutcome[]): Promise<void> {
  if (world.lastPress === undefined) return;
  world.gateways.planned = [...planned];
  const { checkout, caller, lastPress } = world;
  const { key, method } = lastPress;
  const { totalMinor: expectedTotalMinor, consent } = checkout;
  const body = { method, expectedTotalMinor, consent: { ...consent, language: 'zh' as const } };
  const command = {
    ...{ caller, key, checkoutId: checkout.checkoutId, body },
    buyer: { country: 'CN', evidence: { source: 'seller', acceptLanguage: '' } },
    ipAddress: '127.0.0.1',
    device: 'desktop' as const,
  };
  try {
    await payCheckout(world.deps, command as Parameters<typeof payCheckout>[1]);
  } catch (error) {
    if (error instanceof DomainError) return;
    if (error !== crash) throw error;
    // The next life of the process has another name, by which keys of the former one are free.
    world.deps = { ...world.deps, processId: randomUUID() };
  }
}

async function notify(world: World, charge: Charge, status: GatewayPayment['status']): Promise<void> {
  const { reference, gateway } = charge;
  const notification = {
    eventId: `${reference}-${status}`,
    type: `charge.${status}`,
    occurredAtMs: 0,
    content: { kind: 'payment', payment: { ...paymentOf(charge), status } },
  };
  const body = Buffer.from(JSON.stringify(notification));
  await receiveNotification(world.deps, { gateway, raw: { headers: {}, body } });
}

async function sweep(world: World, afterMs: number): Promise<void> {
  house.clock.setOffsetMs(house.clock.offsetMs() + afterMs);
  for (const name of ['apply_gateway_events', 'check_attempts', 'execute_refunds', 'expire_sessions']) {
    await checkoutJobs(world.deps)
      .find((job) => job.name === `checkout.${name}`)
      ?.run();
  }
}

/** Everything that was on its way arrives, everything is told, asked about and returned. */
async function settle(world: World): Promise<void> {
  arrive(world);
  for (const charge of world.gateways.book.charges.values()) await notify(world, charge, charge.status);
  for (let round = 0; round < 8; round += 1) await sweep(world, 400_000);
}

async function judge(world: World): Promise<void> {
  const payment = await house.db.query
    .selectFrom('payment')
    .selectAll()
    .where('checkoutId', '=', world.checkout.checkoutId)
    .executeTakeFirst();
  const attempts = await house.db.query
    .selectFrom('payment_attempt')
    .selectAll()
    .where('paymentId', '=', payment?.paymentId ?? '')
    .orderBy('number')
    .execute();
  const { book, calls } = world.gateways;
  const captured = [...book.charges.values()].filter(({ status }) => status === 'succeeded');
  const kept = captured.filter((charge) => charge.refundedMinor === 0);
  expect(kept.length, 'captures that are kept').toBeLessThanOrEqual(1);
  for (const charge of captured)
    expect([0, charge.amountMinor], 'a capture is kept whole or returned whole').toContain(
      charge.refundedMinor,
    );
  const counted = attempts.filter(({ status }) => status === 'succeeded');
  expect(counted.map(({ gatewayReference }) => gatewayReference)).toEqual(
    kept.map(({ reference }) => reference),
  );
  expect(payment?.countedAttemptId ?? null).toBe(counted[0]?.attemptId ?? null);
  expect(attempts.filter(({ status }) => (liveStates as readonly string[]).includes(status))).toEqual([]);
  for (const attempt of attempts) {
    const tried = parseRecord(attempt.routing)?.tried ?? [];
    if (tried.length === 0) continue;
    const before = attempts.find(({ number }) => number === attempt.number - 1);
    const last = calls.findLast(({ reference }) => reference === before?.gatewayReference);
    expect(['declined_soft', 'declined_lock', 'refused'], 'what may be followed').toContain(last?.outcome);
    expect(
      book.charges.has(before?.gatewayReference ?? ''),
      'what was failed over from has charged nothing',
    ).toBe(false);
    expect(tried.length).toBeLessThan(3);
    const isAgain = tried.some(({ gateway }) => gateway === attempt.gateway);
    expect(isAgain, 'the same gateway follows a lock only').toBe(last?.outcome === 'declined_lock');
  }
  const references = calls.map(({ reference }) => reference);
  for (const reference of references)
    expect(attempts.map(({ gatewayReference }) => gatewayReference)).toContain(reference);
}

const seen = new Map<string, number>();

it('no history of presses, failures, crashes and messages keeps two captures, and nothing follows on doubt', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const world = await openWorld();
      for (const now of steps) await take(world, now);
      await settle(world);
      for (const { outcome } of world.gateways.calls) seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      await judge(world);
    }),
    { numRuns: 60 },
  );
  // A run that met no failing over would prove nothing.
  for (const outcome of createOutcomes) expect(seen.get(outcome) ?? 0, outcome).toBeGreaterThan(0);
}, 120_000);

it('after all those histories the facts, read from nothing, equal the ledger on every day and account', async () => {
  const { sumsCount, problems } = await judgeFacts(house.db);
  expect(problems).toEqual([]);
  expect(sumsCount).toBeGreaterThan(3);
});

it('a call that is repeated after a crash and not sent leaves doubt: the one before it may have arrived', async () => {
  const world = await openWorld();
  await take(world, { kind: 'press', method: 'alipay', outcomes: ['crash_after'] });
  await take(world, { kind: 'retry', outcomes: ['refused', 'accepted'] });
  expect(world.gateways.calls.map(({ gateway }) => gateway)).toEqual(['model_a', 'model_a']);
  await settle(world);
  await judge(world);
});

it('a crash after another gateway was written down is taken up there, never begun anew', async () => {
  const world = await openWorld();
  await take(world, { kind: 'press', method: 'alipay', outcomes: ['refused', 'crash_after'] });
  await take(world, { kind: 'retry', outcomes: [] });
  expect(world.gateways.calls.map(({ gateway }) => gateway)).toEqual(['model_a', 'model_b', 'model_b']);
  expect(new Set(world.gateways.calls.slice(1).map(({ reference }) => reference)).size).toBe(1);
  await settle(world);
  await judge(world);
});

it('every attempt of a press is journaled before its call, the one that failed over too', async () => {
  const world = await openWorld();
  const journaled: string[] = [];
  const journal = {
    recordAttempt: ({ gatewayReference }: { gatewayReference: string }) => journaled.push(gatewayReference),
    recordOrder: () => undefined,
  };
  world.deps = { ...world.deps, journal: journal as unknown as NonNullable<CheckoutDeps['journal']> };
  await take(world, { kind: 'press', method: 'alipay', outcomes: ['refused', 'accepted'] });
  expect(journaled).toEqual(world.gateways.calls.map(({ reference }) => reference));
});

it.each([
  ['a hard decline', ['declined_hard', 'accepted'], ['model_a']],
  ['a time-out', ['lost_before', 'accepted'], ['model_a']],
  ['trouble of the gateway that it said itself', ['declined_soft', 'accepted'], ['model_a', 'model_b']],
  ['a lock', ['declined_lock', 'accepted'], ['model_a', 'model_a']],
  [
    'a lock and then trouble',
    ['declined_lock', 'declined_soft', 'accepted'],
    ['model_a', 'model_a', 'model_b'],
  ],
  ['a connection refused twice', ['refused', 'refused', 'accepted'], ['model_a', 'model_b', 'model_c']],
  ['a hard decline at the second', ['refused', 'declined_hard', 'accepted'], ['model_a', 'model_b']],
  ['trouble everywhere', ['refused', 'refused', 'refused', 'accepted'], ['model_a', 'model_b', 'model_c']],
] as const)('after %s the gateways asked are these', async (_what, planned, asked) => {
  const world = await openWorld();
  await take(world, { kind: 'press', method: 'alipay', outcomes: planned });
  expect(world.gateways.calls.map(({ gateway }) => gateway)).toEqual(asked);
  await settle(world);
  await judge(world);
});

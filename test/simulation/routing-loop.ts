import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type House } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import type { CheckoutDeps } from '../../src/checkout/deps.ts';
import { receiveNotification } from '../../src/checkout/gateway/receive-notification.ts';
import { changeRouting, checkoutJobs, createRouter } from '../../src/checkout/index.ts';
import { payCheckout } from '../../src/checkout/payment/pay-checkout.ts';
import { startCheckout } from '../../src/checkout/session/start-checkout.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { DomainError } from '../../src/kernel/errors.ts';
import { acceptProposals, type Proposal, proposeRouting, readSuccess } from '../../src/metrics/index.ts';
import { addLearners } from '../support/learners.ts';
import { addProduct, type TestProduct } from '../support/products.ts';
import { type Charge, payerFails, payerPays, paymentOf } from './faults/book.ts';
import { type PlannedGateways, plannedGateways } from './faults/planned-gateways.ts';
import { type Random, seededRandom } from './random.ts';

type Surface = 'web' | 'mobile_web';

/** The share of payers who get through at a gateway; what the simulation knows and the house has to find out. */
export type SuccessOf = (gateway: string, surface: Surface, amountMinor: number) => number;

interface LoopRun {
  readonly seed: number;
  /** Orders of each of the two phases. */
  readonly orders: number;
  readonly gateways: readonly string[];
  readonly surfaces: readonly Surface[];
  readonly amountsMinor: readonly number[];
  readonly successOf: SuccessOf;
  /** Hundredths of the payments that follow the accepted proposals. */
  readonly share: number;
}

interface Phase {
  readonly orders: number;
  /** Payments that reached a gateway, and those of them that were paid. */
  readonly pressed: number;
  readonly paid: number;
  /** Payments for which more than one capture was kept. */
  readonly chargedTwice: number;
}

interface LoopReport {
  readonly before: Phase;
  readonly proposals: readonly Proposal[];
  readonly after: Phase;
}

interface Loop {
  readonly house: House;
  readonly deps: CheckoutDeps;
  readonly router: Awaited<ReturnType<typeof createRouter>>;
  readonly gateways: PlannedGateways;
  readonly products: readonly TestProduct[];
  readonly random: Random;
  readonly run: LoopRun;
}

/**
 * Sells through the real checkout in front of gateways of different success, once with even weights and once with what
 * the first phase proposed and an operator accepted. Now and then a call is lost or refused, as in life.
 */
export async function runRoutingLoop(run: LoopRun): Promise<LoopReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-loop-'));
  const house = await compose(readConfig({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent', PORT: '3999' }));
  try {
    const loop = await openLoop(house, run);
    const before = await sell(loop);
    const cells = await readSuccess(house.db.query, { sinceMs: 0, livemode: false });
    const proposals = proposeRouting(cells);
    if (proposals.length > 0)
      await acceptProposals(house, { proposals, share: run.share, acceptedBy: 'simulation' });
    await loop.router.refresh();
    return { before, proposals, after: await sell(loop) };
  } finally {
    await house.close();
    rmSync(folder, { recursive: true });
  }
}

async function openLoop(house: House, run: LoopRun): Promise<Loop> {
  const gateways = plannedGateways(run.gateways, () => house.clock.nowMs());
  const even = Object.fromEntries(run.gateways.map((name) => [name, 1]));
  await changeRouting(house, {
    ...{ changedBy: 'simulation', note: 'even' },
    change: (config) => ({ ...config, weights: { '*': even } }),
  });
  const router = await createRouter(house);
  router.close();
  const products: TestProduct[] = [];
  for (const amountMinor of run.amountsMinor) products.push(await addProduct(house.db, { amountMinor }));
  const deps: CheckoutDeps = { ...house.checkout, gateways: gateways.all, router };
  return { house, deps, router, gateways, products, random: seededRandom(run.seed), run };
}

async function sell(loop: Loop): Promise<Phase> {
  const { house, run } = loop;
  const learners = await addLearners(house.db, run.orders);
  for (const [number, { learnerId }] of learners.entries()) {
    await buy(loop, learnerId);
    if (number % 20 === 19) await sweep(loop, 0);
  }
  for (let round = 0; round < 6; round += 1) await sweep(loop, 400_000);
  return countPhase(loop, new Set(learners.map(({ learnerId }) => learnerId)));
}

/** One learner presses pay once; the gateway's success decides whether the payer gets through. */
async function buy(loop: Loop, learnerId: string): Promise<void> {
  const { deps, random, run, gateways, products } = loop;
  const surface = random.pick(run.surfaces);
  const product = random.pick(products);
  const caller = { learnerId, isGuest: false, expiresAtMs: Number.MAX_SAFE_INTEGER, wechatOpenid: null };
  const opened = await startCheckout(deps, {
    ...{ caller, key: randomUUID() },
    body: {
      lines: [{ productId: product.productId, priceId: product.priceId }],
      ...{ currency: 'CNY', expectedTotalMinor: product.amountMinor, surface, language: 'zh' },
    },
  });
  const { checkoutId, consent } = opened.body as CheckoutView;
  const trouble = random.next();
  gateways.planned = trouble < 0.02 ? ['lost_after'] : trouble < 0.04 ? ['refused'] : [];
  const seen = new Set(gateways.book.charges.keys());
  const command = {
    ...{ caller, key: randomUUID(), checkoutId },
    body: {
      method: 'alipay' as const,
      expectedTotalMinor: product.amountMinor,
      consent: { ...consent, language: 'zh' as const },
    },
    buyer: { country: 'CN', evidence: { source: 'seller', acceptLanguage: '' } },
    ipAddress: addressOf(gateways.calls.length),
    device: 'desktop' as const,
  };
  await payCheckout(deps, command as Parameters<typeof payCheckout>[1]).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });
  for (const charge of gateways.book.charges.values()) {
    if (seen.has(charge.reference)) continue;
    if (random.chance(run.successOf(charge.gateway, surface, charge.amountMinor)))
      payerPays(gateways.book, charge);
    else payerFails(gateways.book, charge);
    await notify(loop, charge);
  }
}

/** Nobody shares an address: many learners behind one would be stopped, as they should. */
const addressOf = (number: number): string =>
  `10.${number >> 12}.${(number >> 4) & 255}.${(number & 15) + 1}`;

async function notify({ deps }: Loop, charge: Charge): Promise<void> {
  const notification = {
    ...{ eventId: `${charge.reference}-${charge.status}`, type: `charge.${charge.status}`, occurredAtMs: 0 },
    content: { kind: 'payment', payment: paymentOf(charge) },
  };
  const body = Buffer.from(JSON.stringify(notification));
  await receiveNotification(deps, { gateway: charge.gateway, raw: { headers: {}, body } });
}

async function sweep({ house, deps }: Loop, afterMs: number): Promise<void> {
  house.clock.setOffsetMs(house.clock.offsetMs() + afterMs);
  for (const name of ['apply_gateway_events', 'check_attempts', 'execute_refunds', 'expire_sessions']) {
    await checkoutJobs(deps)
      .find((job) => job.name === `checkout.${name}`)
      ?.run();
  }
}

async function countPhase({ house, gateways }: Loop, learnerIds: ReadonlySet<string>): Promise<Phase> {
  const attempts = await house.db.query
    .selectFrom('payment_attempt')
    .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
    .select(['payment.paymentId', 'payment.learnerId', 'payment.status', 'payment_attempt.gatewayReference'])
    .execute();
  const own = attempts.filter(({ learnerId }) => learnerIds.has(learnerId));
  const kept = own.filter(({ gatewayReference }) => {
    const charge = gateways.book.charges.get(gatewayReference);
    return charge?.status === 'succeeded' && charge.refundedMinor === 0;
  });
  const paid = new Set(own.filter(({ status }) => status === 'succeeded').map(({ paymentId }) => paymentId));
  const charged = new Set(kept.map(({ paymentId }) => paymentId));
  const pressed = new Set(own.map(({ paymentId }) => paymentId)).size;
  return { orders: learnerIds.size, pressed, paid: paid.size, chargedTwice: kept.length - charged.size };
}

import type { GivenAnswer } from '../../../src/checkout/idempotency.ts';
import { applyCoupon, removeCoupon } from '../../../src/checkout/offer/apply-coupon.ts';
import { capturePayment } from '../../../src/checkout/payment/capture-payment.ts';
import { payCheckout } from '../../../src/checkout/payment/pay-checkout.ts';
import { voidPayment } from '../../../src/checkout/payment/void-payment.ts';
import type { RefundPart } from '../../../src/checkout/refund/allocate-refund.ts';
import { refundPayment } from '../../../src/checkout/refund/refund-payment.ts';
import { requestRefund } from '../../../src/checkout/refund/request-refund.ts';
import { resolveRefund } from '../../../src/checkout/refund/resolve-refund.ts';
import { cancelCheckout } from '../../../src/checkout/session/end-checkout.ts';
import { startCheckout } from '../../../src/checkout/session/start-checkout.ts';
import { viewCheckout } from '../../../src/checkout/session/view-checkout.ts';
import type { CheckoutView, PaymentMethod, StartCheckoutBody } from '../../../src/checkout/wire.ts';
import { changePrice } from '../../support/products.ts';
import type { Step, StepOf } from './history.ts';
import type { Process } from './process.ts';
import { ask, nth, type OpenCheckout, type World } from './world.ts';

const METHODS: readonly PaymentMethod[] = ['alipay', 'wechat_pay', 'card'];
const ACTOR = 'host';

type OnCheckout = Extract<Step, { readonly checkout: number }>;
export type PeoplesStep = OnCheckout | StepOf<'start' | 'top_up' | 'resolve' | 'reprice'>;

/** What learners and the seller's people and servers ask the house for. */
export async function askHouse(world: World, process: Process, step: PeoplesStep): Promise<void> {
  switch (step.kind) {
    case 'start':
      return start(world, process, step);
    case 'top_up':
      return startTopUp(world, process, step);
    case 'resolve':
      return resolve(world, process, step);
    case 'reprice':
      return reprice(world, step);
    default: {
      const checkout = nth(world.checkouts, step.checkout);
      if (checkout !== undefined) await onCheckout(world, process, { step, checkout });
    }
  }
}

interface Doing<One extends OnCheckout = OnCheckout> {
  readonly step: One;
  readonly checkout: OpenCheckout;
}

function onCheckout(world: World, process: Process, { step, checkout }: Doing): Promise<void> {
  switch (step.kind) {
    case 'press':
      return press(world, process, { step, checkout });
    case 'coupon':
    case 'no_coupon':
      return changeCoupon(world, process, { step, checkout });
    case 'cancel':
    case 'look':
      return look(world, process, { step, checkout });
    default:
      return onPayment(world, process, { step, checkout });
  }
}

/** A key as a browser makes it: new for a new wish, the old one when it asks again. */
function keyFor(world: World, wish: string, isAgain: boolean): string {
  const known = world.keys.get(wish);
  if (isAgain && known !== undefined) return known;
  const number = world.keys.size + world.answers.length;
  const key = `${wish}#${number}#${Math.floor(world.nowMs)}#${known ?? ''}`.slice(0, 200);
  world.keys.set(wish, key);
  return key;
}

const BASICS = { currency: 'CNY', surface: 'web', language: 'zh' } as const;

async function start(world: World, process: Process, { product, learner }: StepOf<'start'>): Promise<void> {
  const one = world.products[product];
  const wanted = one === undefined ? world.products : [one];
  const lines = wanted.map(({ productId, priceId }) => ({ productId, priceId }));
  const expectedTotalMinor = wanted.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  await open(world, process, { learner, body: { ...BASICS, lines, expectedTotalMinor } });
}

async function startTopUp(world: World, process: Process, { pack }: StepOf<'top_up'>): Promise<void> {
  const chosen = nth(process.deps.topUpPackages, pack);
  if (chosen === undefined) return;
  const { packageId, amountMinor: expectedTotalMinor } = chosen;
  await open(world, process, { learner: 0, body: { ...BASICS, topUp: { packageId }, expectedTotalMinor } });
}

async function open(
  world: World,
  { deps }: Process,
  { learner, body }: { learner: number; body: StartCheckoutBody },
): Promise<void> {
  const caller = nth(world.callers, learner);
  if (caller === undefined) return;
  const key = keyFor(world, `start:${learner}`, false);
  const answer = await ask(world, key, () => startCheckout(deps, { caller, key, body }));
  if (answer !== undefined) world.checkouts.push({ caller, view: answer.body as CheckoutView });
}

async function press(
  world: World,
  { deps }: Process,
  { step, checkout }: Doing<StepOf<'press'>>,
): Promise<void> {
  const { caller, view } = checkout;
  const { checkoutId, totalMinor, consent } = view;
  const method = METHODS[step.method % METHODS.length] ?? 'alipay';
  const walletMinor = Math.floor((totalMinor * step.wallet) / 10);
  const key = keyFor(world, `press:${checkoutId}:${method}:${walletMinor}:${totalMinor}`, step.sameKey);
  const body = {
    ...(totalMinor === walletMinor ? {} : { method }),
    ...(walletMinor === 0 ? {} : { walletMinor }),
    expectedTotalMinor: totalMinor,
    consent: { version: consent.version, language: 'zh' as const },
  };
  const around = {
    buyer: { country: 'CN', evidence: { source: 'seller' as const } },
    ipAddress: '192.0.2.1',
    device: 'desktop' as const,
  };
  await ask(world, key, () => payCheckout(deps, { caller, key, checkoutId, body, ...around }));
}

async function changeCoupon(
  world: World,
  { deps }: Process,
  { step, checkout }: Doing<StepOf<'coupon' | 'no_coupon'>>,
): Promise<void> {
  const { caller, view } = checkout;
  const { checkoutId } = view;
  const code = step.kind === 'coupon' ? nth(world.scene.coupons, step.coupon) : undefined;
  const key = keyFor(world, `coupon:${checkoutId}:${code}`, false);
  const answer = await ask(world, code === undefined ? null : key, async () =>
    code === undefined
      ? unkeyed(await removeCoupon(deps, { caller, checkoutId }))
      : applyCoupon(deps, { caller, key, checkoutId, code }),
  );
  if (answer !== undefined) checkout.view = answer.body as CheckoutView;
}

const unkeyed = (body: unknown): GivenAnswer => ({ status: 200, body, replayed: false });

async function look(
  world: World,
  { deps }: Process,
  { step, checkout }: Doing<StepOf<'cancel' | 'look'>>,
): Promise<void> {
  const { caller, view } = checkout;
  const { checkoutId } = view;
  if (step.kind === 'look') {
    await ask(world, null, async () => unkeyed(await viewCheckout(deps, { caller, checkoutId })));
    return;
  }
  const key = keyFor(world, `cancel:${checkoutId}`, false);
  await ask(world, key, () => cancelCheckout(deps, { caller, key, checkoutId }));
}

async function onPayment(
  world: World,
  { deps }: Process,
  { step, checkout }: Doing<StepOf<'refund' | 'part_refund' | 'capture' | 'void'>>,
): Promise<void> {
  const { caller, view } = checkout;
  const { checkoutId } = view;
  const key = keyFor(world, `${step.kind}:${checkoutId}`, step.kind === 'refund' && step.sameKey);
  const payment = await deps.db.query
    .selectFrom('payment')
    .select(['paymentId', 'amountMinor', 'orderId'])
    .where('checkoutId', '=', checkoutId)
    .executeTakeFirst();
  if (payment === undefined) return;
  const { paymentId } = payment;
  const works = {
    refund: () => requestRefund(deps, { caller, key, paymentId }),
    capture: () => {
      const share = step.kind === 'capture' ? (step.share ?? 10) : 10;
      const part = Math.max(1, Math.floor((payment.amountMinor * share) / 10));
      return capturePayment(deps, {
        ...{ actor: ACTOR, key, paymentId },
        ...(share < 10 ? { amountMinor: part } : {}),
      });
    },
    void: () => voidPayment(deps, { actor: ACTOR, key, paymentId }),
    part_refund: async () => {
      const share = step.kind === 'part_refund' ? step.share : 0;
      const part = await partOf(deps, payment, share);
      const by = { kind: 'host', id: ACTOR } as const;
      return refundPayment(deps, { by, key, paymentId, part, reason: 'goodwill' });
    },
  };
  await ask(world, key, works[step.kind]);
}

/** Tenths of the total, the first line, or all that is left. */
async function partOf(
  { db }: Process['deps'],
  { amountMinor: totalMinor, orderId }: { amountMinor: number; orderId: string },
  share: number,
): Promise<RefundPart> {
  if (share > 10) return { kind: 'whole' };
  if (share > 0) return { kind: 'amount', amountMinor: Math.max(1, Math.floor((totalMinor * share) / 10)) };
  const line = await db.query
    .selectFrom('order_line')
    .select('orderLineId')
    .where('orderId', '=', orderId)
    .orderBy('lineNumber')
    .executeTakeFirst();
  return line === undefined ? { kind: 'whole' } : { kind: 'lines', orderLineIds: [line.orderLineId] };
}

/** A person closes one of the refunds that wait for one. */
async function resolve(world: World, { deps }: Process, step: StepOf<'resolve'>): Promise<void> {
  const waiting = await deps.db.query
    .selectFrom('refund')
    .select('refundId')
    .where('status', '=', 'manual')
    .orderBy('refundId')
    .execute();
  const refund = nth(waiting, step.refund);
  if (refund === undefined) return;
  const { refundId } = refund;
  const key = keyFor(world, `resolve:${refundId}`, false);
  const body = { outcome: step.outcome, note: 'by a person of the model' };
  await ask(world, key, () => resolveRefund(deps, { actor: ACTOR, key, refundId, body }));
}

async function reprice(world: World, step: StepOf<'reprice'>): Promise<void> {
  const product = world.products[step.product];
  // Once each, also when two do it at once: the old price is history.
  if (product === undefined || product !== world.scene.products[step.product]) return;
  world.products[step.product] = { ...product };
  world.products[step.product] = await changePrice(world.scene.db, product, product.amountMinor + 100);
}

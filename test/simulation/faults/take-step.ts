import { receiveNotification } from '../../../src/checkout/gateway/receive-notification.ts';
import type { GatewayNotification, GatewayPayment } from '../../../src/checkout/gateway/types.ts';
import { capturePayment } from '../../../src/checkout/payment/capture-payment.ts';
import { payCheckout } from '../../../src/checkout/payment/pay-checkout.ts';
import { voidPayment } from '../../../src/checkout/payment/void-payment.ts';
import { refundPayment } from '../../../src/checkout/refund/refund-payment.ts';
import { requestRefund } from '../../../src/checkout/refund/request-refund.ts';
import { cancelCheckout } from '../../../src/checkout/session/end-checkout.ts';
import { startCheckout } from '../../../src/checkout/session/start-checkout.ts';
import { viewCheckout } from '../../../src/checkout/session/view-checkout.ts';
import type { CheckoutView, PaymentMethod } from '../../../src/checkout/wire.ts';
import { DomainError } from '../../../src/kernel/errors.ts';
import { count } from './coverage.ts';
import type { Step } from './history.ts';
import {
  type Charge,
  disputeCharge,
  type Message,
  payerFails,
  payerPays,
  paymentOf,
} from './model-gateway.ts';
import type { Process } from './process.ts';
import { ask, runJobs, type World } from './world.ts';

const METHODS: readonly PaymentMethod[] = ['alipay', 'wechat_pay', 'card'];

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** Lets one thing happen; what it names and does not exist yet is nothing. */
export async function takeStep(world: World, process: Process, step: Step): Promise<void> {
  count(world.counts, `step ${step.kind}`);
  switch (step.kind) {
    case 'start':
      return start(world, process, step);
    case 'press':
      return press(world, process, step);
    case 'cancel':
    case 'look':
    case 'refund':
    case 'part_refund':
    case 'capture':
    case 'void':
      return onCheckout(world, process, step);
    case 'payer_pays':
    case 'payer_fails':
    case 'dispute':
      return atGateway(world, step);
    case 'deliver':
      return deliver(world, process, step);
    case 'wait':
      world.nowMs += step.ms;
      for (const arrive of world.book.onTheWay.splice(0)) arrive();
      return undefined;
    case 'job':
      return runJobs(world, process, step.job);
    case 'crash':
      world.crash = { at: step.at, nth: step.nth };
  }
}

/** A tenth of the total, or more of them; the tenth tenth has what the others leave. */
const partOf = (totalMinor: number, share: number): number =>
  Math.max(1, Math.floor((totalMinor * share) / 10));

const nth = <Item>(items: readonly Item[], index: number): Item | undefined =>
  items[items.length === 0 ? 0 : index % items.length];

/** A key as a browser makes it: new for a new wish, the old one when it asks again. */
function keyFor(world: World, wish: string, isAgain: boolean): string {
  const known = world.keys.get(wish);
  if (isAgain && known !== undefined) return known;
  const key =
    `${wish}#${world.keys.size + world.answers.length}#${Math.floor(world.nowMs)}#${world.keys.get(wish) ?? ''}`.slice(
      0,
      200,
    );
  world.keys.set(wish, key);
  return key;
}

async function start(world: World, { deps }: Process, { product }: StepOf<'start'>): Promise<void> {
  const wanted = nth(world.scene.products, product);
  if (wanted === undefined) return;
  const key = keyFor(world, `start:${product}`, false);
  const body = {
    lines: [{ productId: wanted.productId, priceId: wanted.priceId }],
    currency: wanted.currency,
    expectedTotalMinor: wanted.amountMinor,
    surface: 'web' as const,
    language: 'zh' as const,
  };
  const answer = await ask(world, key, () => startCheckout(deps, { caller: world.caller, key, body }));
  if (answer !== undefined) world.checkouts.push(answer.body as CheckoutView);
}

async function press(world: World, { deps }: Process, step: StepOf<'press'>): Promise<void> {
  const checkout = nth(world.checkouts, step.checkout);
  if (checkout === undefined) return;
  const method = METHODS[step.method % METHODS.length] ?? 'alipay';
  const key = keyFor(world, `press:${checkout.checkoutId}:${method}`, step.sameKey);
  await ask(world, key, () =>
    payCheckout(deps, {
      caller: world.caller,
      key,
      checkoutId: checkout.checkoutId,
      body: {
        method,
        expectedTotalMinor: checkout.totalMinor,
        consent: { version: checkout.consent.version, language: 'zh' },
      },
      buyer: { country: 'CN', evidence: { source: 'seller' } },
      ipAddress: '192.0.2.1',
      device: 'desktop',
    }),
  );
}

async function onCheckout(
  world: World,
  { deps }: Process,
  step: StepOf<'cancel' | 'look' | 'refund' | 'part_refund' | 'capture' | 'void'>,
): Promise<void> {
  const checkout = nth(world.checkouts, step.checkout);
  if (checkout === undefined) return;
  const { checkoutId } = checkout;
  const { caller } = world;
  if (step.kind === 'look') {
    await ask(world, null, async () => {
      const body = await viewCheckout(deps, { caller, checkoutId });
      return { status: 200, body, replayed: false };
    });
    return;
  }
  const key = keyFor(world, `${step.kind}:${checkoutId}`, step.kind === 'refund' && step.sameKey);
  if (step.kind === 'cancel') {
    await ask(world, key, () => cancelCheckout(deps, { caller, key, checkoutId }));
    return;
  }
  const payment = await deps.db.query
    .selectFrom('payment')
    .select(['paymentId', 'amountMinor'])
    .where('checkoutId', '=', checkoutId)
    .executeTakeFirst();
  if (payment === undefined) return;
  const { paymentId } = payment;
  const share = step.kind === 'part_refund' ? step.share : 0;
  const works = {
    refund: () => requestRefund(deps, { caller, key, paymentId }),
    capture: () => capturePayment(deps, { actor: 'host', key, paymentId }),
    void: () => voidPayment(deps, { actor: 'host', key, paymentId }),
    part_refund: () =>
      refundPayment(deps, {
        by: { kind: 'host', id: 'host' },
        key,
        paymentId,
        part: { kind: 'amount', amountMinor: partOf(payment.amountMinor, share) },
        reason: 'goodwill',
      }),
  };
  await ask(world, key, works[step.kind]);
}

function atGateway(world: World, step: StepOf<'payer_pays' | 'payer_fails' | 'dispute'>): void {
  const { book } = world;
  const all = [...book.charges.values()];
  const open: Charge[] = step.kind === 'dispute' ? all : all.filter(({ status }) => status === 'pending');
  const charge = nth(open, step.charge);
  if (charge === undefined) return;
  if (step.kind === 'dispute') disputeCharge(book, charge, step.status);
  else if (step.kind === 'payer_pays') payerPays(book, charge);
  else payerFails(book, charge);
}

async function deliver(world: World, process: Process, step: StepOf<'deliver'>): Promise<void> {
  const { outbox, charges } = world.book;
  if (step.how === 'wrong_amount' || step.how === 'wrong_merchant') {
    const open = [...charges.values()].filter(({ status }) => status === 'pending');
    const charge = nth(open, step.notification);
    if (charge !== undefined) await lie(world, process, { charge, how: step.how });
    return;
  }
  const message = nth(outbox, step.notification);
  if (message === undefined) return;
  // What a bank decides is told until it is heard; of the rest the gateway can be asked.
  if (step.how === 'dropped' && message.notification.type === 'dispute') return;
  count(world.counts, `fault delivery: ${step.how}`);
  outbox.splice(outbox.indexOf(message), 1);
  if (step.how === 'dropped') return;
  await bring(world, process, message);
  if (step.how === 'twice') await bring(world, process, message);
}

let lies = 0;

/** Says of what nobody has paid yet that it was paid: less than asked, or to somebody else. */
async function lie(
  world: World,
  process: Process,
  { charge, how }: { charge: Charge; how: 'wrong_amount' | 'wrong_merchant' },
): Promise<void> {
  count(world.counts, `fault delivery: ${how}`);
  lies += 1;
  const change: Partial<GatewayPayment> =
    how === 'wrong_amount' ? { amountMinor: charge.amountMinor - 1 } : { gatewayMerchantId: 'm_other' };
  const payment: GatewayPayment = {
    ...paymentOf(charge),
    status: 'succeeded',
    paidAtMs: world.nowMs,
    ...change,
  };
  const notification: GatewayNotification = {
    eventId: `lie_${lies}`,
    type: 'payment',
    occurredAtMs: world.nowMs,
    content: { kind: 'payment', payment },
  };
  await bring(world, process, { gateway: charge.gateway, notification });
}

/** Brings a notification; a gateway that is not told "taken" would come again, which the history does itself. */
export async function bring(world: World, { deps }: Process, message: Message): Promise<void> {
  const raw = { headers: {}, body: Buffer.from(JSON.stringify(message.notification)) };
  try {
    await receiveNotification(deps, { gateway: message.gateway, raw });
  } catch (error) {
    if (!(error instanceof DomainError))
      world.problems.push(`a notification failed: ${(error as Error).stack}`);
  }
}

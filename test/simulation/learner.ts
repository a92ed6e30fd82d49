import { randomUUID } from 'node:crypto';
import type { CheckoutView, NextAction, PaymentMethod, RefundView } from '../../src/checkout/wire.ts';
import type { Api, Reply } from '../support/api.ts';
import type { TestProduct } from '../support/products.ts';
import type { Random } from './random.ts';

/** How a simulated learner goes about one purchase. */
export const habits = [
  'scan',
  'scan',
  'scan',
  'card',
  'double_press',
  'switch_method',
  'two_tabs',
  'two_tabs',
  'refund',
  'refund',
  'pay_and_leave',
  'leave_unpaid',
] as const;
export type Habit = (typeof habits)[number];

/** What the learner saw last: `paid` was shown by the server; `refunded` had their refund granted after that; `left` looked away after paying or without. */
export type Outcome = 'buying' | 'paid' | 'refunded' | 'owned' | 'ended' | 'left';

export interface Purchase {
  readonly learnerId: string;
  readonly productId: string;
  readonly habit: Habit;
  checkoutId: string | undefined;
  /** Presses of pay that are at the server right now. */
  pressing: number;
  outcome: Outcome;
}

export interface Shopping {
  readonly sandboxUrl: string;
  readonly random: Random;
  /** Every purchase that was begun, for whoever looks at the state after a crash. */
  readonly purchases: Purchase[];
  /** The server for the next request; a learner may speak to another one each time. */
  readonly apiFor: (learner: Learner) => Api;
  /** Nobody waits longer than this, wall time in ms. */
  readonly giveUpAtMs: number;
}

export interface Learner {
  readonly name: string;
  /** Their session at each server. */
  readonly apis: readonly Api[];
}

const POLL_MS = 30;
const WAIT_MAX_MS = 250;

/** Buys one product like the widget does: the server's state says what comes next, unanswered calls keep their key. */
export async function buy(
  shopping: Shopping,
  learner: Learner,
  choice: { product: TestProduct; habit: Habit },
): Promise<void> {
  const { product, habit } = choice;
  const tabs = habit === 'two_tabs' ? 2 : 1;
  await Promise.all(
    Array.from({ length: tabs }, async () => {
      const purchase: Purchase = {
        learnerId: learner.apis[0]?.learnerId ?? '',
        productId: product.productId,
        habit,
        checkoutId: undefined,
        pressing: 0,
        outcome: 'buying',
      };
      shopping.purchases.push(purchase);
      purchase.outcome = await goThrough({ shopping, learner, purchase, product, paidCharges: new Set() });
    }),
  );
}

interface Tab {
  readonly shopping: Shopping;
  readonly learner: Learner;
  readonly purchase: Purchase;
  readonly product: TestProduct;
  /** Charges at the gateway that the learner has tried to pay. */
  readonly paidCharges: Set<string>;
}

async function goThrough(tab: Tab): Promise<Outcome> {
  const key = randomUUID();
  const started = await insist<CheckoutView>(tab, (api) => api.start(tab.product, { key }));
  if (started.body.code === 'already_owned') return 'owned';
  if (started.status !== 201) throw new Error(`no checkout: ${JSON.stringify(started.body)}`);
  tab.purchase.checkoutId = started.body.checkoutId;
  for (;;) {
    const { body: view } = await insist<CheckoutView>(tab, (api) => api.view(started.body.checkoutId));
    const outcome = await (isOver(view) ? endOf(tab, view) : takeStep(tab, view));
    if (outcome !== null) return outcome;
  }
}

function isOver({ status }: CheckoutView): boolean {
  return status === 'complete' || status === 'expired' || status === 'canceled';
}

async function endOf(tab: Tab, view: CheckoutView): Promise<Outcome> {
  if (view.status !== 'complete') return 'ended';
  return tab.purchase.habit === 'refund' ? askBack(tab, view) : 'paid';
}

/** Changes their mind at once; what was free has nothing to give back. */
async function askBack(tab: Tab, { payment, totalMinor }: CheckoutView): Promise<Outcome> {
  if (payment === null || totalMinor === 0) return 'paid';
  const key = randomUUID();
  const answer = await insist<RefundView>(tab, (api) =>
    api.call('POST', `/v1/payments/${payment.paymentId}/refunds`, { key }),
  );
  if (answer.status !== 201) throw new Error(`no refund: ${JSON.stringify(answer.body)}`);
  return 'refunded';
}

/** Null when the learner should look again. */
async function takeStep(tab: Tab, view: CheckoutView): Promise<Outcome | null> {
  const action = view.payment?.action ?? { type: 'none' };
  if (action.type === 'none') return press(tab, view);
  if (action.type === 'wait') {
    await pause(POLL_MS);
    return null;
  }
  if (tab.purchase.habit === 'leave_unpaid') return 'left';
  const paid = await payAtGateway(tab, action);
  if (!paid) await pause(POLL_MS);
  else if (tab.purchase.habit === 'pay_and_leave') return 'left';
  return null;
}

async function press(tab: Tab, view: CheckoutView): Promise<Outcome | null> {
  const { habit } = tab.purchase;
  const method: PaymentMethod = habit === 'card' ? 'card' : 'wechat_pay';
  const times = habit === 'double_press' ? 2 : 1;
  const answers = await Promise.all(Array.from({ length: times }, () => pressOnce(tab, { view, method })));
  const refusals = answers.map(({ body }) => body.code);
  if (refusals.includes('already_owned')) return 'owned';
  // Four declined cards in a row are stopped for a while; nobody waits for that here.
  if (refusals.includes('payment_blocked')) return 'left';
  const action = answers[0]?.body.payment?.action;
  if (habit === 'switch_method' && action?.type === 'qr') await changeMind(tab, { view, action });
  return null;
}

async function pressOnce(
  tab: Tab,
  { view, method }: { view: CheckoutView; method: PaymentMethod },
): Promise<Reply<CheckoutView>> {
  const key = randomUUID();
  return insist<CheckoutView>(tab, async (api) => {
    tab.purchase.pressing += 1;
    try {
      return await api.pay(view, { key, method });
    } finally {
      tab.purchase.pressing -= 1;
    }
  });
}

/** Opens another way to pay and, now and then, scans the first code all the same. */
async function changeMind(
  tab: Tab,
  { view, action }: { view: CheckoutView; action: NextAction },
): Promise<void> {
  const scansBoth = tab.shopping.random.chance(0.5);
  await Promise.all([
    pressOnce(tab, { view, method: 'alipay' }),
    scansBoth ? payAtGateway(tab, action) : undefined,
  ]);
}

/** Pays as a payer does; false when this charge was tried before or the gateway would not have it. */
async function payAtGateway({ shopping, paidCharges }: Tab, action: NextAction): Promise<boolean> {
  const chargeId = await chargeOf(action);
  if (chargeId === undefined || paidCharges.has(chargeId)) return false;
  paidCharges.add(chargeId);
  const card = shopping.random.chance(0.2) ? '4000000000000002' : '4242424242424242';
  const response = await fetch(`${shopping.sandboxUrl}/control/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chargeId, card }),
  });
  await response.arrayBuffer();
  return response.ok;
}

/** The charge that a code or a redirect leads to; undefined while the server is away. */
async function chargeOf(action: NextAction): Promise<string | undefined> {
  if (action.type === 'qr') return action.qrText.split('/').at(-1);
  if (action.type !== 'redirect') return undefined;
  const response = await fetch(action.url, { redirect: 'manual' }).catch(() => undefined);
  await response?.arrayBuffer().catch(() => undefined);
  return response?.headers.get('location')?.split('/').at(-1);
}

/** Sends a call again until its answer is final; the caller's key stays the same. */
async function insist<T>(tab: Tab, call: (api: Api) => Promise<Reply<T>>): Promise<Reply<T>> {
  const { shopping, learner, purchase } = tab;
  let last: unknown;
  while (Date.now() < shopping.giveUpAtMs) {
    try {
      const reply = await call(shopping.apiFor(learner));
      if (isFinal(reply)) return reply;
      last = reply.body;
    } catch (error) {
      last = error;
    }
    await pause(WAIT_MAX_MS * shopping.random.next());
  }
  throw new Error(`${learner.name} waited too long: ${JSON.stringify(purchase)} ${String(last)}`);
}

/** The same judgement as the widget's: what is not final may have been done, and is asked again. */
function isFinal({ status, body }: Reply<unknown>): boolean {
  if (status >= 200 && status < 300) return true;
  if (body.code === 'idempotency_key_running') return false;
  return status >= 400 && status < 500 && status !== 401 && status !== 429;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

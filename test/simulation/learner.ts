import { randomUUID } from 'node:crypto';
import type { CheckoutView, NextAction, PaymentMethod, RefundView } from '../../src/checkout/wire.ts';
import type { Api, Reply } from '../support/api.ts';
import type { TestProduct } from '../support/products.ts';
import { gatewayNames, type Payer } from './counterparts.ts';
import type { Random } from './random.ts';

/** Where the money of a purchase comes from: one gateway, the wallet alone, or the wallet and a gateway. */
export const ways = [...gatewayNames, 'wallet', 'split'] as const;
export type Way = (typeof ways)[number];

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
  readonly way: Way;
  checkoutId: string | undefined;
  /** Presses of pay that are at the server right now. */
  pressing: number;
  outcome: Outcome;
}

export interface Shopping {
  readonly payer: Payer;
  readonly random: Random;
  /** Every purchase that was begun, for whoever looks at the state after a crash. */
  readonly purchases: Purchase[];
  /** The server for the next request; a learner may speak to another one each time. */
  readonly apiFor: (learner: Learner) => Api;
  /** Nobody waits longer than this, wall time in ms. */
  readonly giveUpAtMs: number;
  /** What a wallet is filled with first, where the way asks for it. */
  readonly topUp?: { readonly packageId: string; readonly amountMinor: number; readonly currency: string };
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
  choice: { product: TestProduct; habit: Habit; way?: Way },
): Promise<void> {
  const { product, habit, way = 'sandbox' } = choice;
  if (way === 'wallet' || way === 'split') await fillWallet(shopping, learner);
  const tabs = habit === 'two_tabs' ? 2 : 1;
  await Promise.all(
    Array.from({ length: tabs }, () =>
      goThrough(openTab({ shopping, learner }, { productId: product.productId, habit, way }), (api, key) =>
        api.start(product, { key }),
      ),
    ),
  );
}

/** A top-up is a purchase like another; where it came to nothing the gateway pays all. */
async function fillWallet(shopping: Shopping, learner: Learner): Promise<void> {
  const { topUp, random } = shopping;
  if (topUp === undefined) throw new Error('nothing to fill a wallet with');
  const { packageId, amountMinor: expectedTotalMinor, currency } = topUp;
  const way = random.pick(gatewayNames);
  const body = { topUp: { packageId }, currency, expectedTotalMinor, surface: 'web', language: 'zh' };
  await goThrough(openTab({ shopping, learner }, { productId: packageId, habit: 'scan', way }), (api, key) =>
    api.call('POST', '/v1/checkouts', { key, body }),
  );
}

interface Tab {
  readonly shopping: Shopping;
  readonly learner: Learner;
  readonly purchase: Purchase;
  /** What the learner has tried to pay at a gateway. */
  readonly paidTargets: Set<string>;
}

function openTab(
  { shopping, learner }: Pick<Tab, 'shopping' | 'learner'>,
  choice: Pick<Purchase, 'productId' | 'habit' | 'way'>,
): Tab {
  const purchase: Purchase = {
    ...choice,
    learnerId: learner.apis[0]?.learnerId ?? '',
    checkoutId: undefined,
    pressing: 0,
    outcome: 'buying',
  };
  shopping.purchases.push(purchase);
  return { shopping, learner, purchase, paidTargets: new Set() };
}

async function goThrough(
  tab: Tab,
  start: (api: Api, key: string) => Promise<Reply<CheckoutView>>,
): Promise<void> {
  const key = randomUUID();
  const started = await insist<CheckoutView>(tab, (api) => start(api, key));
  tab.purchase.outcome = await walk(tab, started);
}

async function walk(tab: Tab, started: Reply<CheckoutView>): Promise<Outcome> {
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
  const method = methodOf(tab);
  const times = habit === 'double_press' ? 2 : 1;
  const answers = await Promise.all(Array.from({ length: times }, () => pressOnce(tab, { view, method })));
  const refusals = answers.map(({ body }) => body.code);
  if (refusals.includes('already_owned')) return 'owned';
  // Four declined cards in a row are stopped for a while; nobody waits for that here.
  if (refusals.includes('payment_blocked')) return 'left';
  const action = answers[0]?.body.payment?.action;
  if (habit === 'switch_method' && action?.type === 'qr') await changeMind(tab, { view, action, method });
  return null;
}

function methodOf({ purchase, shopping }: Tab): PaymentMethod {
  if (purchase.way === 'sandbox') return purchase.habit === 'card' ? 'card' : 'wechat_pay';
  if (purchase.way === 'stripe') return 'card';
  if (purchase.way === 'alipay' || purchase.way === 'wechat_pay') return purchase.way;
  return shopping.random.pick(['alipay', 'wechat_pay', 'card'] as const);
}

/** How much of a checkout this learner takes from the wallet: all that goes, or about half of the total. */
function fromWallet({ purchase }: Tab, { wallet, totalMinor }: CheckoutView): number {
  const usable = wallet?.usableMinor ?? 0;
  if (purchase.way === 'wallet') return Math.min(usable, totalMinor);
  return purchase.way === 'split' ? Math.min(usable, Math.floor(totalMinor / 2)) : 0;
}

async function pressOnce(
  tab: Tab,
  { view, method }: { view: CheckoutView; method: PaymentMethod },
): Promise<Reply<CheckoutView>> {
  const key = randomUUID();
  const walletMinor = fromWallet(tab, view);
  return insist<CheckoutView>(tab, async (api) => {
    tab.purchase.pressing += 1;
    try {
      return await api.pay(view, { key, method, walletMinor });
    } finally {
      tab.purchase.pressing -= 1;
    }
  });
}

/** Opens another way to pay and, now and then, scans the first code all the same. */
async function changeMind(
  tab: Tab,
  { view, action, method }: { view: CheckoutView; action: NextAction; method: PaymentMethod },
): Promise<void> {
  const scansBoth = tab.shopping.random.chance(0.5);
  await Promise.all([
    pressOnce(tab, { view, method: method === 'alipay' ? 'wechat_pay' : 'alipay' }),
    scansBoth ? payAtGateway(tab, action) : undefined,
  ]);
}

/** Pays as a payer does; false when this was tried before or the gateway would not have it. */
async function payAtGateway({ shopping, paidTargets }: Tab, action: NextAction): Promise<boolean> {
  const target = await targetOf(action);
  if (target === undefined || paidTargets.has(target)) return false;
  paidTargets.add(target);
  return shopping.payer.pay(target, shopping.random);
}

/** What a code says, or where a redirect leads; undefined while the server is away. */
async function targetOf(action: NextAction): Promise<string | undefined> {
  if (action.type === 'qr') return action.qrText;
  if (action.type !== 'redirect') return undefined;
  const response = await fetch(action.url, { redirect: 'manual' }).catch(() => undefined);
  await response?.arrayBuffer().catch(() => undefined);
  return response?.headers.get('location') ?? undefined;
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

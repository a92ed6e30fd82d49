import type { CheckoutView, PaymentMethod } from '../../src/checkout/wire.ts';
import type { Language } from '../../src/identity/wire.ts';
import type { PayCheckoutBody } from '../ui/api.ts';
import { deviceIdOf } from '../ui/device-id.ts';
import type { Answer, Refusal } from '../ui/http.ts';
import { patiently } from '../ui/patiently.ts';
import { forgetWish, heldWish, isFinal, keepWish, wishNames } from '../ui/wishes.ts';
import type { Flow, ProductRequest } from './deps.ts';
import { priceObstacle } from './obstacle.ts';
import { stageOf } from './stage.ts';

/** A press on pay older than this is not repeated by itself: the learner may have changed their mind. */
const resumeWithinMs = 2 * 60_000;
const addressMax = 2048;

export interface PayCommand {
  view: CheckoutView;
  /** Null when nothing is left for it to pay. */
  method: PaymentMethod | null;
  /** What is to come from the wallet, as the learner saw it. */
  walletMinor: number;
  language: Language;
}

/** True when the learner wants the balance to be used; they said so last time, or have not said otherwise. */
export function usesBalance(flow: Flow): boolean {
  return flow.deps.keep.read<boolean>('balance') ?? true;
}

/** Presses pay, once however often it is pressed: the key is kept before it is sent and stays until the answer. */
export async function pay(flow: Flow, command: PayCommand): Promise<void> {
  if (flow.state.get().busy !== null) return;
  flow.state.set({ busy: 'pay', trouble: null });
  const { view, method, walletMinor } = command;
  const name = `pay:${view.checkoutId}:${method ?? 'free'}:${view.totalMinor}:${walletMinor}`;
  const body = { ...payBody(command, await flow.deps.pageUrl()), deviceId: deviceIdOf(flow.deps) };
  const isRepeat = heldWish(flow.deps, name) !== null;
  keepWish(flow.deps, name, body);
  let answer = await send(flow, view.checkoutId, name);
  if (isRepeat && answer?.ok && (await ledNowhere(flow, view))) {
    // The earlier press had been answered and refused by the gateway: this press is a new wish.
    keepWish(flow.deps, name, body);
    answer = await send(flow, view.checkoutId, name);
  }
  await settle(flow, view, answer);
  if (answer?.ok) leaveIfAsked(flow, answer.value);
  flow.state.set({ busy: null });
}

function payBody({ view, method, walletMinor, language }: PayCommand, page: string | null): PayCheckoutBody {
  return {
    ...(method === null ? {} : { method }),
    expectedTotalMinor: view.totalMinor,
    ...(walletMinor === 0 ? {} : { walletMinor }),
    consent: { version: view.consent.version, language },
    ...(page === null ? {} : { returnUrl: returnUrlOf(page) }),
  };
}

async function ledNowhere(flow: Flow, view: CheckoutView): Promise<boolean> {
  const fresh = await flow.deps.refresh(view.checkoutId);
  return fresh.ok && stageOf(fresh.value) === 'choose';
}

/** The server shows what became of the presses so far: none of them waits for its answer any more. */
export function letGo(flow: Flow, view: CheckoutView): void {
  if (flow.state.get().busy === null && stageOf(view) !== 'choose') forgetAll(flow, view.checkoutId);
}

/** After a reload: sends the press that had no answer yet again, with its own key. */
export async function resumePay(flow: Flow, view: CheckoutView): Promise<void> {
  const names = wishNames(flow.deps, `pay:${view.checkoutId}:`);
  const madeAtMs = (name: string) => heldWish(flow.deps, name)?.madeAtMs ?? 0;
  const name = names.sort((a, b) => madeAtMs(b) - madeAtMs(a))[0];
  if (!name) return;
  // The server has gone past it, or it is too old to be meant.
  if (stageOf(view) !== 'choose' || flow.deps.nowMs() - madeAtMs(name) > resumeWithinMs) {
    forgetAll(flow, view.checkoutId);
    return;
  }
  flow.state.set({ busy: 'pay' });
  await settle(flow, view, await send(flow, view.checkoutId, name));
}

async function send(flow: Flow, checkoutId: string, name: string): Promise<Answer<CheckoutView> | null> {
  const wish = heldWish<PayCheckoutBody>(flow.deps, name);
  if (!wish) return null;
  const answer = await patiently(() => flow.deps.api.payCheckout(checkoutId, wish.body, wish.key));
  if (answer.ok) forgetAll(flow, checkoutId);
  else if (isFinal(answer)) forgetWish(flow.deps, name);
  return answer;
}

function forgetAll(flow: Flow, checkoutId: string): void {
  for (const name of wishNames(flow.deps, `pay:${checkoutId}:`)) forgetWish(flow.deps, name);
}

async function settle(flow: Flow, view: CheckoutView, answer: Answer<CheckoutView> | null): Promise<void> {
  if (answer === null) return;
  if (answer.ok) {
    flow.deps.tell(answer.value);
    flow.state.set({ isChoosing: false });
    return;
  }
  await refuse(flow, view, answer);
}

async function refuse(flow: Flow, view: CheckoutView, refusal: Refusal): Promise<void> {
  if (refusal.code === 'identity_required') {
    flow.state.set({ obstacle: { kind: 'sign_in' } });
    return;
  }
  if (refusal.code === 'reauthentication_required') {
    flow.state.set({ obstacle: { kind: 'sign_in', again: true } });
    return;
  }
  if (refusal.code === 'already_owned') {
    const access = view.access[0];
    flow.state.set({ obstacle: { kind: 'owned', startUrl: access?.startUrl ?? null } });
    return;
  }
  if (refusal.code === 'price_changed') {
    flow.state.set({ obstacle: priceObstacle(productRequestOf(flow, view), refusal) });
    return;
  }
  flow.state.set({ trouble: { ...refusal.message, code: refusal.code } });
  // Terms, expiry or an attempt under way: the server's present view says what is to be shown.
  const fresh = await flow.deps.refresh(view.checkoutId);
  if (fresh.ok && stageOf(fresh.value) !== 'choose') flow.state.set({ isChoosing: false, trouble: null });
}

/** What to ask for again at the new price; a checkout of the widget has one line. */
function productRequestOf(flow: Flow, view: CheckoutView): ProductRequest {
  const { request } = flow.state.get();
  if (request.kind === 'product') return request;
  const { conversationId, currency, subtotalMinor: amountMinor } = view;
  const { productId = '', title = '' } = view.lines[0] ?? {};
  return {
    kind: 'product',
    productId,
    title,
    priceId: '',
    amountMinor,
    currency,
    impressionId: '',
    conversationId,
  };
}

function leaveIfAsked(flow: Flow, view: CheckoutView): void {
  const action = view.payment?.action;
  if (stageOf(view) === 'redirect' && action?.type === 'redirect') flow.deps.leave(action.url);
}

/** The server takes addresses up to a length; a longer one loses its query, not the payment. */
function returnUrlOf(page: string): string {
  if (page.length <= addressMax) return page;
  const { origin, pathname } = new URL(page);
  return `${origin}${pathname}`.slice(0, addressMax);
}

/** Gives the checkout up. What is paid already stays paid, and the view then says so. */
export async function cancel(flow: Flow, view: CheckoutView): Promise<void> {
  if (flow.state.get().busy !== null) return;
  flow.state.set({ busy: 'cancel', trouble: null });
  const name = `cancel:${view.checkoutId}`;
  const wish = keepWish(flow.deps, name, {});
  const answer = await patiently(() => flow.deps.api.cancelCheckout(view.checkoutId, wish.key));
  if (answer.ok || isFinal(answer)) forgetWish(flow.deps, name);
  if (answer.ok) flow.deps.tell(answer.value);
  else await refuse(flow, view, answer);
  flow.state.set({ busy: null });
}

import type { CheckoutView } from '../../src/checkout/wire.ts';
import type { Language } from '../../src/identity/wire.ts';
import type { StartCheckoutBody } from '../ui/api.ts';
import type { Refusal } from '../ui/http.ts';
import { patiently } from '../ui/patiently.ts';
import { forgetWish, isFinal, keepWish } from '../ui/wishes.ts';
import type { Flow, Obstacle, ProductRequest } from './deps.ts';
import { obstacleOf, ownedObstacle, priceObstacle } from './obstacle.ts';
import { resumePay } from './pay.ts';
import type { CheckoutRequest } from './request.ts';

/** Whose checkout it becomes, and in which language it is shown. */
export interface Shopper {
  isGuest: boolean;
  language: Language;
}

/** Opens what was asked for: the checkout itself, or one for the product (the same one again while it is open). */
export async function begin(flow: Flow, request: CheckoutRequest, shopper: Shopper): Promise<void> {
  const fresh = { obstacle: null, trouble: null, isChoosing: false, isToppingUp: false, beforeTopUp: null };
  flow.state.set({ ...fresh, request, busy: 'start' });
  const obstacle =
    request.kind === 'checkout'
      ? await openAgain(flow, request.checkoutId, shopper)
      : await openForProduct(flow, request, shopper);
  flow.state.set({ obstacle, busy: null });
}

async function openAgain(flow: Flow, checkoutId: string, shopper: Shopper): Promise<Obstacle | null> {
  const answer = await flow.deps.refresh(checkoutId);
  if (!answer.ok) return obstacleOf(answer, shopper);
  show(flow, answer.value);
  // Pay was pressed just before the page went away: that wish is brought to its end with its own key.
  await resumePay(flow, answer.value);
  return null;
}

async function openForProduct(
  flow: Flow,
  request: ProductRequest,
  shopper: Shopper,
): Promise<Obstacle | null> {
  if (shopper.isGuest) return { kind: 'sign_in' };
  const { keep } = flow.deps;
  const placeName = `checkout-of:${request.productId}`;
  const openId = keep.read<string>(placeName);
  const known = openId === null ? null : await flow.deps.refresh(openId);
  if (known?.ok && isStillThat(known.value, request)) {
    show(flow, known.value);
    return null;
  }
  const wishName = `start:${request.productId}:${request.priceId}:${request.amountMinor}`;
  const wish = keepWish(flow.deps, wishName, startBody(flow, request, shopper));
  const answer = await patiently(() => flow.deps.api.startCheckout(wish.body, wish.key));
  if (answer.ok || isFinal(answer)) forgetWish(flow.deps, wishName);
  if (!answer.ok) return refusedStart(flow, request, answer);
  keep.write(placeName, answer.value.checkoutId);
  flow.deps.tell(answer.value);
  show(flow, answer.value);
  return null;
}

function show(flow: Flow, view: CheckoutView): void {
  flow.deps.remember({ kind: 'checkout', checkoutId: view.checkoutId });
  flow.state.set({ checkoutId: view.checkoutId });
}

function isStillThat(view: CheckoutView, request: ProductRequest): boolean {
  const isOpen = view.status === 'open' || view.status === 'confirmed';
  return isOpen && view.subtotalMinor === request.amountMinor && view.currency === request.currency;
}

function startBody(flow: Flow, request: ProductRequest, shopper: Shopper): StartCheckoutBody {
  const { productId, priceId, impressionId, conversationId } = request;
  return {
    lines: [{ productId, priceId, ...(impressionId ? { impressionId } : {}) }],
    currency: request.currency,
    expectedTotalMinor: request.amountMinor,
    surface: flow.deps.surface(),
    language: shopper.language,
    ...(conversationId === null ? {} : { conversationId }),
  };
}

async function refusedStart(flow: Flow, request: ProductRequest, refusal: Refusal): Promise<Obstacle> {
  if (refusal.code === 'price_changed') return priceObstacle(request, refusal);
  if (refusal.code === 'already_owned') return ownedObstacle(flow, request.productId);
  return obstacleOf(refusal, { isGuest: false });
}

import type { CheckoutView } from '../../src/checkout/wire.ts';
import type { CheckoutRequest } from '../checkout/request.ts';
import type { Answer } from '../ui/http.ts';
import type { ChatDeps } from './deps.ts';

/** Reads what the learner has, so that no card offers it again. A guest has nothing yet. */
export async function readOwned(deps: ChatDeps): Promise<void> {
  const { learner } = deps.store.get();
  if (!learner || learner.isGuest) return;
  const answer = await deps.api.readEntitlements();
  if (!answer.ok || deps.store.get().learner !== learner) return;
  const active = answer.value.entitlements.filter(({ status }) => status === 'active');
  deps.store.set({
    owned: Object.fromEntries(active.map(({ productId, startUrl }) => [productId, { startUrl }])),
  });
}

/** Reads a checkout anew; every card and the sheet then show what the server says. */
export async function readCheckout(deps: ChatDeps, checkoutId: string): Promise<Answer<CheckoutView>> {
  const answer = await deps.api.readCheckout(checkoutId);
  if (answer.ok) tellCheckout(deps, answer.value);
  return answer;
}

let asking: Promise<unknown> = Promise.resolve();

/** Reads a checkout that a card shows, unless it is known; one after another, so that a long thread is no burst. */
export function watchCheckout(deps: ChatDeps, checkoutId: string): void {
  const isKnown = () => deps.store.get().checkouts[checkoutId] !== undefined;
  if (isKnown() || deps.store.get().learner === null) return;
  asking = asking.then(() => (isKnown() ? null : readCheckout(deps, checkoutId)));
}

/** Puts a checkout into the state; a just completed one also changes what the learner has. */
export function tellCheckout(deps: ChatDeps, view: CheckoutView): void {
  const { checkouts } = deps.store.get();
  const before = checkouts[view.checkoutId];
  // Answers may overtake each other on the network; the server's clock says which is newer.
  if (before && before.serverNowMs > view.serverNowMs) return;
  deps.store.set({ checkouts: { ...checkouts, [view.checkoutId]: view } });
  if (view.status === 'complete' && before?.status !== 'complete') void readOwned(deps);
}

/** Opens the checkout sheet, and again after a reload, until it is closed. */
export function openSheet(deps: ChatDeps, request: CheckoutRequest): void {
  deps.keep.write('sheet', request);
  deps.store.set({ sheet: request });
}

/** Closes the sheet; what was begun stays open at the server and on its card. */
export function closeSheet(deps: ChatDeps): void {
  deps.keep.remove('sheet');
  deps.store.set({ sheet: null });
}

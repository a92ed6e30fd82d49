import type { Refusal } from '../ui/http.ts';
import type { Flow, Obstacle, ProductRequest } from './deps.ts';

/** The new price, ready to be asked for; the learner decides. */
export function priceObstacle(request: ProductRequest, refusal: Refusal): Obstacle {
  const { newTotalMinor, currency, lines } = refusal.extra as {
    newTotalMinor?: number;
    currency?: string;
    lines?: { productId: string; priceId: string; amountMinor: number }[];
  };
  const line = lines?.find(({ productId }) => productId === request.productId);
  if (!line || newTotalMinor === undefined) return { kind: 'trouble', message: refusal.message };
  const price = {
    priceId: line.priceId,
    amountMinor: line.amountMinor,
    currency: currency ?? request.currency,
  };
  return {
    kind: 'price',
    beforeMinor: request.amountMinor,
    nowMinor: newTotalMinor,
    currency: price.currency,
    request: { ...request, ...price },
  };
}

/** The learner has it already: where it starts is looked up. */
export async function ownedObstacle(flow: Flow, productId: string): Promise<Obstacle> {
  const answer = await flow.deps.api.readEntitlements();
  const owned = answer.ok ? answer.value.entitlements.find((one) => one.productId === productId) : undefined;
  return { kind: 'owned', startUrl: owned?.startUrl ?? null };
}

/** What to show instead of the checkout when the server refused. */
export function obstacleOf(refusal: Refusal, shopper: { isGuest: boolean }): Obstacle {
  if (refusal.code === 'identity_required' || (shopper.isGuest && refusal.status === 401)) {
    return { kind: 'sign_in' };
  }
  return { kind: 'trouble', message: refusal.message };
}

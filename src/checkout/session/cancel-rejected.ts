import type { Subscription } from '../../kernel/outbox.ts';
import type { CheckoutDeps } from '../deps.ts';
import { endCheckout } from './end-checkout.ts';

/** A checkout that a person refused is canceled: nothing can be paid on it any more. */
export function cancelRejected(deps: CheckoutDeps): Subscription {
  return {
    name: 'checkout.cancel_rejected',
    types: ['risk.review_decided'],
    handle: async ({ payload }) => {
      const { decision, checkoutId } = payload as { decision: string; checkoutId: string };
      if (decision === 'rejected') await endCheckout(deps, { checkoutId, how: 'canceled' });
    },
  };
}

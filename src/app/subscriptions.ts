import {
  type HandoffDeps,
  type NoticeDeps,
  requestHandoff,
  sendCheckoutCard,
  sendReceipt,
  sendRefundHandover,
  sendRefundNotice,
  sendReviewNotice,
  settleHandoff,
} from '../bot/index.ts';
import { type CheckoutDeps, cancelRejected, settleHeld } from '../checkout/index.ts';
import type { Subscription } from '../kernel/outbox.ts';
import { labelDisputes } from '../risk/index.ts';
import { tellConsoles } from './console.ts';

/** Who hears which events: the only way that a lower domain speaks to a higher one. */
export function subscriptionsOf(checkout: CheckoutDeps, notices: NoticeDeps & HandoffDeps): Subscription[] {
  return [
    cancelRejected(checkout),
    settleHeld(checkout),
    sendCheckoutCard(notices),
    sendReceipt(notices),
    sendRefundHandover(notices),
    sendRefundNotice(notices),
    sendReviewNotice(notices),
    tellConsoles(notices),
    labelDisputes(checkout.risk),
    requestReviewHandoff(notices),
    settleReviewHandoff(notices),
  ];
}

/** A payment that a person must look at brings its conversation to people; without one the console's list of reviews does. */
function requestReviewHandoff(handoff: HandoffDeps): Subscription {
  return {
    name: 'bot.request_review_handoff',
    types: ['risk.review_opened'],
    handle: async ({ conversationId }) => {
      if (conversationId) await requestHandoff(handoff, { conversationId, reason: 'payment_review' });
    },
  };
}

/** Once it is decided, nobody waits for a person because of it any more. */
function settleReviewHandoff(handoff: HandoffDeps): Subscription {
  return {
    name: 'bot.settle_review_handoff',
    types: ['risk.review_decided'],
    handle: async ({ conversationId, payload }) => {
      const { decidedBy } = payload as { decidedBy?: string | null };
      if (conversationId) await settleHandoff(handoff, { conversationId, staffId: decidedBy ?? null });
    },
  };
}

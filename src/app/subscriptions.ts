import {
  type NoticeDeps,
  sendCheckoutCard,
  sendReceipt,
  sendRefundNotice,
  sendReviewNotice,
} from '../bot/index.ts';
import { type CheckoutDeps, cancelRejected } from '../checkout/index.ts';
import type { Subscription } from '../kernel/outbox.ts';
import { tellConsoles } from './console.ts';

/** Who hears which events: the only way that a lower domain speaks to a higher one. */
export function subscriptionsOf(checkout: CheckoutDeps, notices: NoticeDeps): Subscription[] {
  return [
    cancelRejected(checkout),
    sendCheckoutCard(notices),
    sendReceipt(notices),
    sendRefundNotice(notices),
    sendReviewNotice(notices),
    tellConsoles(notices),
  ];
}

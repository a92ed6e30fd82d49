import { type NoticeDeps, sendCheckoutCard, sendReceipt, sendRefundNotice } from '../bot/index.ts';
import type { Subscription } from '../kernel/outbox.ts';

/** Who hears which events: the only way that a lower domain speaks to a higher one. */
export function subscriptionsOf(notices: NoticeDeps): Subscription[] {
  return [sendCheckoutCard(notices), sendReceipt(notices), sendRefundNotice(notices)];
}

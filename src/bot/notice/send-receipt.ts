import type { Subscription } from '../../kernel/outbox.ts';
import { receiptAttachments } from '../cards.ts';
import type { NoticeDeps } from '../deps.ts';
import { notices } from '../text/notices.ts';
import { deliverNotice, isNoticeDelivered } from './deliver-notice.ts';

/** One receipt per order or top-up, however many entitlements it granted and however often that is told (C8). */
export function sendReceipt(deps: NoticeDeps): Subscription {
  return {
    name: 'bot.send_receipt',
    types: ['entitlement.granted', 'wallet.topped_up'],
    handle: async ({ type, payload }) => {
      const { orderId } = payload;
      // Access that was given without an order has nothing to prove.
      if (typeof orderId !== 'string') return;
      const activityId = `act_receipt_${orderId}`;
      if (await isNoticeDelivered(deps, activityId)) return;
      const receipt = await deps.receiptOf(orderId);
      if (receipt === null) throw new Error(`there is no receipt of the order ${orderId} yet`);
      const { card, ...address } = receipt;
      const { language } = address;
      const granted = card.totalMinor === 0 ? notices.free : notices.receipt;
      const sentence = type === 'wallet.topped_up' ? notices.toppedUp : granted;
      const attachments = receiptAttachments(card, language);
      await deliverNotice(deps, {
        activityId,
        address,
        draft: { text: sentence[language], language, attachments },
      });
    },
  };
}

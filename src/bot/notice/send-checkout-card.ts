import type { Subscription } from '../../kernel/outbox.ts';
import { checkoutAttachments } from '../cards.ts';
import type { NoticeDeps } from '../deps.ts';
import { notices } from '../text/notices.ts';
import { deliverNotice, isNoticeDelivered } from './deliver-notice.ts';

/** A checkout that was opened from a conversation stays reachable in it. */
export function sendCheckoutCard(deps: NoticeDeps): Subscription {
  return {
    name: 'bot.send_checkout_card',
    types: ['checkout.opened'],
    handle: async ({ subjectId: checkoutId, conversationId, payload }) => {
      if (conversationId === null || conversationId === undefined) return;
      const { sentBy, isShownInTurn } = payload as { sentBy?: unknown; isShownInTurn?: unknown };
      if (isShownInTurn === true) return;
      const activityId = `act_checkout_${checkoutId}`;
      if (await isNoticeDelivered(deps, activityId)) return;
      const checkout = await deps.describeCheckout(checkoutId);
      if (checkout === null) throw new Error(`there is no checkout ${checkoutId}`);
      const { card, ...address } = checkout;
      const { language } = address;
      const attachments = checkoutAttachments(card, language);
      const isSent = sentBy !== undefined;
      const text = (isSent ? notices.checkoutSent : notices.checkout)(card.title)[language];
      await deliverNotice(deps, { activityId, address, draft: { text, language, attachments } });
    },
  };
}

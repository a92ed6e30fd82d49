import type { Subscription } from '../../kernel/outbox.ts';
import { noticeAttachments } from '../cards.ts';
import type { NoticeDeps } from '../deps.ts';
import { formatMoney } from '../text/price.ts';
import { arrivalText, returnedText } from '../text/refund.ts';
import { deliverNotice, isNoticeDelivered } from './deliver-notice.ts';

/** Money that went back is told in the thread, once (C8). */
export function sendRefundNotice(deps: NoticeDeps): Subscription {
  return {
    name: 'bot.send_refund_notice',
    types: ['refund.succeeded'],
    handle: async ({ subjectId: refundId }) => {
      const activityId = `act_refund_${refundId}`;
      if (await isNoticeDelivered(deps, activityId)) return;
      const refund = await deps.refundNoticeOf(refundId);
      if (refund === null) throw new Error(`there is no refund ${refundId}`);
      const { card, cause, endsAccess, ...address } = refund;
      const { language } = address;
      const { orderNumber, reason, method, arrival } = card;
      const amount = formatMoney(card, language);
      const when = method && arrival ? arrivalText(method, arrival.text) : null;
      const text = returnedText({ amount, orderNumber, reason, cause, arrival: when, endsAccess })[language];
      const attachments = noticeAttachments(card, language);
      await deliverNotice(deps, { activityId, address, draft: { text, language, attachments } });
    },
  };
}

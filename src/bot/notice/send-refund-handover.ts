import type { Subscription } from '../../kernel/outbox.ts';
import type { NoticeDeps } from '../deps.ts';
import { formatMoney } from '../text/price.ts';
import { handedOverText } from '../text/refund.ts';
import { deliverNotice, isNoticeDelivered } from './deliver-notice.ts';

/** A refund that no gateway can carry out is told in the thread, once: a person has it now (C8). */
export function sendRefundHandover(deps: NoticeDeps): Subscription {
  return {
    name: 'bot.send_refund_handover',
    types: ['refund.handed_over'],
    handle: async ({ subjectId: refundId }) => {
      const activityId = `act_refund_person_${refundId}`;
      if (await isNoticeDelivered(deps, activityId)) return;
      const refund = await deps.refundNoticeOf(refundId);
      if (refund === null) throw new Error(`there is no refund ${refundId}`);
      const { card, cause: _cause, endsAccess: _endsAccess, ...address } = refund;
      const { orderNumber, reason } = card;
      const amount = formatMoney(card, address.language);
      const text = handedOverText({ amount, orderNumber, reason })[address.language];
      await deliverNotice(deps, { activityId, address, draft: { text, language: address.language } });
    },
  };
}

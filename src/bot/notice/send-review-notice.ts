import type { Subscription } from '../../kernel/outbox.ts';
import type { NoticeDeps } from '../deps.ts';
import { notices } from '../text/notices.ts';
import { deliverNotice } from './deliver-notice.ts';

/** What a person decided about a held payment is told in the thread, once (C8). An expired one is no news. */
export function sendReviewNotice(deps: NoticeDeps): Subscription {
  return {
    name: 'bot.send_review_notice',
    types: ['risk.review_decided'],
    handle: async ({ subjectId: reviewId, payload }) => {
      const { decision, checkoutId } = payload as { decision: string; checkoutId: string };
      if (decision !== 'approved' && decision !== 'rejected') return;
      const checkout = await deps.describeCheckout(checkoutId);
      if (checkout === null) throw new Error(`there is no checkout ${checkoutId}`);
      const { card, ...address } = checkout;
      const { language } = address;
      const text = notices[decision](card.title)[language];
      await deliverNotice(deps, {
        activityId: `act_review_${reviewId}`,
        address,
        draft: { text, language, attachments: [] },
      });
    },
  };
}

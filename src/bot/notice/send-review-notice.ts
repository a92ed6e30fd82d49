import type { Subscription } from '../../kernel/outbox.ts';
import { checkoutAttachments } from '../cards.ts';
import type { NoticeDeps } from '../deps.ts';
import type { Both } from '../text/both.ts';
import { notices } from '../text/notices.ts';
import { deliverNotice } from './deliver-notice.ts';

/**
 * What became of a held payment is told in the thread, once (C8): what a person decided, or that nobody did in time,
 * with the way to ask one. A checkout that its learner canceled is no news.
 */
export function sendReviewNotice(deps: NoticeDeps): Subscription {
  return {
    name: 'bot.send_review_notice',
    types: ['risk.review_decided'],
    handle: async ({ subjectId: reviewId, payload, occurredAtMs }) => {
      const { decision, checkoutId } = payload as { decision: string; checkoutId: string };
      const checkout = await deps.describeCheckout(checkoutId);
      if (checkout === null) throw new Error(`there is no checkout ${checkoutId}`);
      const { card, ...address } = checkout;
      const { language } = address;
      const isExpired = decision === 'expired';
      if (isExpired && occurredAtMs < card.expiresAtMs) return;
      const isReserved = decision === 'approved' && ((await deps.isReserved?.(checkoutId)) ?? false);
      const text = wordsOf(isReserved ? 'reserved' : decision)(card.title)[language];
      await deliverNotice(deps, {
        activityId: `act_review_${reviewId}`,
        address,
        draft: { text, language, attachments: isExpired ? checkoutAttachments(card, language) : [] },
      });
    },
  };
}

function wordsOf(decision: string): (title: string) => Both {
  if (decision === 'expired') return notices.reviewExpired;
  if (decision === 'reserved') return notices.approvedReserved;
  return decision === 'approved' ? notices.approved : notices.rejected;
}

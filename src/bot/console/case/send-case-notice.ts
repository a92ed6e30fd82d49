import type { Subscription } from '../../../kernel/outbox.ts';
import { deliverNotice, isNoticeDelivered } from '../../notice/deliver-notice.ts';
import type { Both } from '../../text/both.ts';
import { notices } from '../../text/notices.ts';
import { dayText } from '../day-text.ts';
import type { CaseDeps } from './begin-case.ts';
import { type Case, findCase } from './store.ts';

/**
 * What becomes of a case is told to its learner in the thread: that an appeal came in and until when it is answered,
 * and how any case was decided (C8).
 */
export function sendCaseNotice(deps: CaseDeps): Subscription {
  return {
    name: 'bot.send_case_notice',
    types: ['case.opened', 'case.decided'],
    handle: async ({ type, eventId, subjectId: caseId }) => {
      const activityId = `act_case_${eventId}`;
      if (await isNoticeDelivered(deps, activityId)) return;
      const about = await findCase(deps.db.query, caseId);
      if (about === undefined) throw new Error(`there is no case ${caseId}`);
      const { learnerId, conversationId } = about;
      const words = type === 'case.opened' ? receivedText(deps, about) : decidedText(about);
      if (words === null || learnerId === null) return;
      const language = about.language === 'en' ? 'en' : 'zh';
      const address = { learnerId, conversationId, language } as const;
      await deliverNotice(deps, { activityId, address, draft: { text: words[language], language } });
    },
  };
}

/** Cases that staff or gateways open are no news to who brought them. */
function receivedText({ checkout }: CaseDeps, { kind, caseNumber, dueAtMs }: Case): Both | null {
  if (kind !== 'appeal') return null;
  return notices.appealReceived(caseNumber, dayText(dueAtMs, checkout.merchant.timeZone));
}

function decidedText({ status, caseNumber, outcomeMessage }: Case): Both | null {
  const message = outcomeMessage ?? '';
  if (status === 'upheld') return notices.caseUpheld(caseNumber, message);
  return status === 'declined' ? notices.caseDeclined(caseNumber, message) : null;
}

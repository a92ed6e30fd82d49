import { type InvoiceNews, invoiceNewsOf } from '../../checkout/index.ts';
import type { Language } from '../../identity/wire.ts';
import type { Subscription } from '../../kernel/outbox.ts';
import type { ConversationDeps } from '../deps.ts';
import { notices } from '../text/notices.ts';
import { formatMoney } from '../text/price.ts';
import { deliverNotice, isNoticeDelivered } from './deliver-notice.ts';

/** What became of an invoice is told in the thread where it was bought (C8); once more when staff ask for that. */
export function sendInvoiceNotice(deps: ConversationDeps): Subscription {
  return {
    name: 'bot.send_invoice_notice',
    types: ['invoice.issued', 'invoice.declined', 'invoice.resent'],
    handle: async ({ type, eventId, subjectId }) => {
      const activityId = `act_invoice_${eventId}`;
      if (await isNoticeDelivered(deps, activityId)) return;
      const news = await invoiceNewsOf(deps.db.query, subjectId);
      if (news === undefined) throw new Error(`there is no invoice ${subjectId}`);
      const { learnerId, conversationId } = news;
      const language = await languageOf(deps, news);
      const text = textOf(type, news, language);
      await deliverNotice(deps, {
        activityId,
        address: { learnerId, conversationId, language },
        draft: { text, language },
      });
    },
  };
}

function textOf(type: string, news: InvoiceNews, language: Language): string {
  const { orderNumber, invoiceNumber, currency, totalMinor: amountMinor } = news;
  if (type === 'invoice.declined') return notices.invoiceDeclined(orderNumber)[language];
  const amount = formatMoney({ amountMinor, currency }, language);
  return notices.invoiceIssued({ orderNumber, invoiceNumber: invoiceNumber ?? '', amount })[language];
}

/** The thread's, else the learner's own of their last one. */
async function languageOf(
  deps: ConversationDeps,
  { conversationId, learnerId }: InvoiceNews,
): Promise<Language> {
  const threads = deps.db.query.selectFrom('conversation').select('language');
  const row = await (conversationId === null
    ? threads.where('learnerId', '=', learnerId).orderBy('updatedAtMs', 'desc')
    : threads.where('conversationId', '=', conversationId)
  ).executeTakeFirst();
  return row?.language === 'en' ? 'en' : 'zh';
}

import type { ToldPayment } from '../../checkout/index.ts';
import { ordersAttachments } from '../cards.ts';
import { account } from '../text/account.ts';
import { formatMoney } from '../text/price.ts';
import { paymentText, service } from '../text/service.ts';
import { quickReplies } from '../text/talk.ts';
import { matchTitle } from '../understanding/topic.ts';
import { say, sayText } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** Looks at what really became of the last payment and tells it. */
export function answerPaymentTrouble(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return tellPayment(deps, turn, null);
}

/** A learner's word moves nothing: what the payment itself says is told, as always (M2). */
export function answerClaimsPaid(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return tellPayment(deps, turn, account.claimsPaid[turn.understood.language]);
}

async function tellPayment(deps: AnswerDeps, turn: Turn, before: string | null): Promise<Answer> {
  const { learnerId } = turn.message;
  const [payments, orders] = await Promise.all([deps.paymentsOf(learnerId), deps.ordersOf(learnerId)]);
  const meant = paymentMeant(turn.understood.text, payments);
  if (meant === undefined) {
    const taps = [quickReplies.start, quickReplies.orders, quickReplies.person];
    const sentence = before ?? service.noPayments[turn.understood.language];
    return { drafts: [sayText(turn, sentence, { quickReplies: taps })] };
  }
  const { language } = turn.understood;
  const { surplusMinor, currency } = meant;
  const surplus = surplusMinor === 0 ? null : formatMoney({ amountMinor: surplusMinor, currency }, language);
  const told = paymentText(meant, surplus)[language];
  const open = meant.state === 'waiting' || meant.state === 'checking';
  const text = [...(before !== null && open ? [before] : []), told].join('\n');
  const shown = orders.filter(({ orderNumber }) => orderNumber === meant.orderNumber);
  return {
    drafts: [
      sayText(turn, text, {
        ...(shown.length === 0 ? {} : { attachments: ordersAttachments(shown, language) }),
        quickReplies:
          meant.state === 'paid'
            ? [quickReplies.content, quickReplies.person]
            : [quickReplies.howToPay, quickReplies.orders, quickReplies.person],
      }),
    ],
    open: { step: 'told_payment' },
  };
}

const UNSETTLED: readonly ToldPayment['state'][] = ['failed', 'waiting', 'checking', 'reserved'];

/** The payment that is named, else the newest that is not settled, else the newest. */
function paymentMeant(text: string, payments: readonly ToldPayment[]): ToldPayment | undefined {
  const numbered = payments.find(({ orderNumber }) => text.includes(orderNumber.toLowerCase()));
  if (numbered !== undefined) return numbered;
  const named = matchTitle(
    text,
    payments.map(({ title }) => title.toLowerCase()),
  );
  if (named !== null) return payments[named];
  return payments.find(({ state }) => UNSETTLED.includes(state)) ?? payments[0];
}

/** What can be done next, once what happened is told. */
export async function helpWithPayment(_deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const taps = [quickReplies.person, quickReplies.howToPay, quickReplies.orders];
  return { drafts: [say(turn, service.trouble, { quickReplies: taps })], open: { step: 'told_payment' } };
}

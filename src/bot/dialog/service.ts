import { accountAttachments } from '../cards.ts';
import type { Both } from '../text/both.ts';
import { formatMoney } from '../text/price.ts';
import { service } from '../text/service.ts';
import { quickReplies } from '../text/talk.ts';
import { say } from './say.ts';
import { answerSearch, readAsked } from './search.ts';
import { always } from './talk.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** What the platform does not have is said plainly, with what comes closest. */
export const answerShipping = always(service.shipping, quickReplies.start);
export const answerLogin = always(service.login, quickReplies.content, quickReplies.person);
export const answerMembership = always(service.membership, quickReplies.start, quickReplies.free);
export const answerGroupBuy = always(service.groupBuy, quickReplies.cheaper, quickReplies.start);

/** How a gift can be made, and what would suit when a subject is named. */
export async function answerGift(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const told = say(turn, service.gift, { quickReplies: [quickReplies.start, quickReplies.person] });
  if (!(await readAsked(deps, turn)).namesTopic) return { drafts: [told] };
  const found = await answerSearch(deps, turn);
  return found.missed === true ? { drafts: [told] } : { ...found, drafts: [told, ...found.drafts] };
}

/** Invoices are asked for on the order itself, where title and e-mail are never part of the conversation. */
export async function answerInvoice(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const orders = await deps.ordersOf(turn.message.learnerId);
  if (orders.every(({ status }) => status !== 'paid')) {
    return {
      drafts: [say(turn, service.noInvoice, { quickReplies: [quickReplies.orders, quickReplies.person] })],
    };
  }
  return leadTo(turn, service.invoice, 'invoice');
}

/** Data are seen, exported and erased by the learner's own press in the account. */
export async function answerPrivacy(_deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return leadTo(turn, service.privacy, 'privacy');
}

function leadTo(turn: Turn, sentence: Both, view: DoneInAccount): Answer {
  const attachments = wayIntoAccount(turn, view);
  return { drafts: [say(turn, sentence, { attachments, quickReplies: [quickReplies.person] })] };
}

type DoneInAccount = 'invoice' | 'privacy';

const ways: Readonly<Record<DoneInAccount, Both>> = {
  invoice: service.invoiceOpen,
  privacy: service.privacyOpen,
};

/** True for what learners do by their own press in the account. */
export function isDoneInAccount(intent: string): intent is DoneInAccount {
  return intent in ways;
}

/** The button that opens the account where that is done. */
export function wayIntoAccount(turn: Turn, view: DoneInAccount): ReturnType<typeof accountAttachments> {
  const { language } = turn.understood;
  return accountAttachments({ view, label: ways[view][language] }, language);
}

/** What the learner can spend, in each currency they have. */
export async function answerWallet(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const balances = (await deps.balancesOf(turn.message.learnerId)).filter(
    ({ paidMinor, bonusMinor }) => paidMinor + bonusMinor > 0,
  );
  if (balances.length === 0) {
    return { drafts: [say(turn, service.noBalance, { quickReplies: [quickReplies.start] })] };
  }
  const { language } = turn.understood;
  const text = (amount: (balance: (typeof balances)[number]) => number): string =>
    balances
      .filter((balance) => amount(balance) > 0)
      .map((balance) => formatMoney({ amountMinor: amount(balance), currency: balance.currency }, language))
      .join(' + ');
  const bonus = text(({ bonusMinor }) => bonusMinor);
  const sentence = service.balance(
    text(({ paidMinor, bonusMinor }) => paidMinor + bonusMinor),
    bonus === '' ? null : bonus,
  );
  return { drafts: [say(turn, sentence, { quickReplies: [quickReplies.start, quickReplies.orders] })] };
}

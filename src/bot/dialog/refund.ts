import type { RefundableOrder } from '../../checkout/index.ts';
import { refundAttachments } from '../cards.ts';
import { refund, refusalText } from '../text/refund.ts';
import { quickReplies } from '../text/talk.ts';
import { matchTitle } from '../understanding/topic.ts';
import type { RefundCard } from '../wire.ts';
import { say, sayText } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** Cards and reasons of one answer: the newest ones, few enough to read. */
const SHOWN_MAX = 3;

/** A card per order that can be refunded, else why not, order by order, and the way to a person. */
export async function answerRefund(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const all = await deps.refundableOrdersOf(turn.message.learnerId);
  const meant = ordersMeant(turn.understood.text, all);
  const refundable = meant.filter(({ refusal }) => refusal === null);
  if (refundable.length > 0) return offer(deps, turn, { meant, refundable });
  const refused = meant.slice(0, SHOWN_MAX);
  if (refused.length === 0) {
    return nothingToRefund(deps, turn);
  }
  const { language } = turn.understood;
  const sentences = refused.length === 1 ? [] : [refund.refused[language]];
  const text = [...sentences, ...reasonsOf(turn, refused), refund.askPerson[language]].join('\n');
  return { drafts: [sayText(turn, text, { quickReplies: [quickReplies.person, quickReplies.orders] })] };
}

/** What the platform's book is asked where there is no order to look at. */
const RULES_ASKED = { zh: '退款规则是什么', en: 'What is the refund policy?' };
const RULES_FROM = 0.85;

/** The rule first, as the platform tells it, then that no order was found. */
async function nothingToRefund(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { language } = turn.understood;
  const taps = [quickReplies.orders, quickReplies.person];
  const found = await deps.faq?.find({ text: RULES_ASKED[language], want: 'refund', confidence: 0 });
  const rule = found != null && found.score >= RULES_FROM ? found.entry.answer[language] : null;
  if (rule === null) return { drafts: [say(turn, refund.nothing, { quickReplies: taps })] };
  const text = `${rule}\n${refund.nothingBesides[language]}`;
  return { drafts: [sayText(turn, text, { quickReplies: taps })] };
}

/** Refusals that are news beside what can be refunded. */
const TOLD_BESIDE: readonly NonNullable<RefundableOrder['refusal']>[] = [
  'opened',
  'too_far',
  'exempt',
  'refund_running',
];

interface Offered {
  readonly meant: readonly RefundableOrder[];
  readonly refundable: readonly RefundableOrder[];
}

function offer(deps: AnswerDeps, turn: Turn, { meant, refundable }: Offered): Answer {
  const { language } = turn.understood;
  const cards = refundable.slice(0, SHOWN_MAX).map((order) => cardOf(order, deps.livemode));
  // What is long over interests nobody who can still have something refunded; what was just opened does.
  const telling = meant.filter(({ refusal }) => refusal !== null && TOLD_BESIDE.includes(refusal));
  const text = [
    refund.offer[language],
    ...reasonsOf(turn, telling.slice(0, SHOWN_MAX)),
    ...(refundable.length > SHOWN_MAX ? [refund.more[language]] : []),
  ].join('\n');
  const attachments = refundAttachments(cards, language);
  const taps = [quickReplies.keep, quickReplies.person];
  return {
    drafts: [sayText(turn, text, { attachments, quickReplies: taps })],
    open: { step: 'offered_refund' },
  };
}

function reasonsOf(turn: Turn, orders: readonly RefundableOrder[]): string[] {
  const { language } = turn.understood;
  return orders.flatMap((order) =>
    order.refusal === null ? [] : [refusalText(order.refusal, order)[language]],
  );
}

function cardOf(order: RefundableOrder, livemode: boolean): RefundCard {
  const { paymentId, orderNumber, title, amountMinor, currency, method, untilMs } = order;
  const way = method === null ? {} : { method };
  const destinations = [...order.destinations];
  return { paymentId, orderNumber, title, amountMinor, currency, ...way, destinations, untilMs, livemode };
}

/** What asking for a refund is said with: what remains may name the order. */
const ASKING =
  /把|给我|那[个门本]|退款|退钱|退费|退课|退货|退掉|退订|退还|退回|退|不想|能|可以|申请|刚|之前|\b(?:refund(?:s|ed|able|ing)?|money|back|return|request|have|need|wish|give|bought|paid|purchase[ds]?|on|from)\b/gu;
/** What is said of orders that are not to be given back. */
const KEPT =
  /[^，,。;；.]*(?:留着|留下|保留|不退|别退|别动|不动|不用动|不用退|还要(?!退)|\bleave\b|\buntouched\b|\bstays?\b|\bkeep(?:ing)?\b|\bnot the\b)[^，,。;；.]*/gu;
const NEWEST =
  /刚刚?才?(?:买|付|下单)|最近(?:一|那|这)[笔个门本单]|\bjust (?:bought|paid|purchased|ordered|got)\b|\b(?:last|latest|most recent) (?:order|purchase|course|book|one)\b/u;

/** The one order that the learner named or means by "just bought", else all of them. */
function ordersMeant(text: string, orders: readonly RefundableOrder[]): readonly RefundableOrder[] {
  const byNumber = orders.filter(({ orderNumber }) => text.includes(orderNumber.toLowerCase()));
  if (byNumber.length > 0) return byNumber;
  const titles = orders.map(({ title }) => title.toLowerCase());
  const named = matchTitle(text.replace(KEPT, ' ').replace(ASKING, ' '), titles);
  const one = named ?? (NEWEST.test(text) ? 0 : null);
  return one === null ? orders : orders.slice(one, one + 1);
}

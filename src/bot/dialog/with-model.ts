import type { LlmReading } from '../llm/types.ts';
import { type Both, both } from '../text/both.ts';
import { service } from '../text/service.ts';
import { quickReplies } from '../text/talk.ts';
import type { Draft } from '../types.ts';
import { INTENTS, type Intent } from '../understanding/intents.ts';
import type { Want } from '../understanding/wants.ts';
import { CARD, type ProductsCard } from '../wire.ts';
import { say } from './say.ts';
import { findAndShow, readAsked } from './search.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** Answers whose words may come from a model. Never those about money, orders, access, people or rules. */
const REWORDED: readonly Want[] = [
  ...(['search', 'exclude', 'cheaper', 'more', 'details', 'level', 'prerequisites', 'teacher'] as const),
  ...(['greeting', 'thanks', 'bye', 'off_topic', 'about_bot'] as const),
];

/** The answer with a model's words for its first reply, if there is one and it may be asked. */
export async function inOtherWords(
  { llm }: AnswerDeps,
  turn: Turn,
  { want, answer }: { want: Want; answer: Answer },
): Promise<Answer> {
  if (llm === undefined || answer.handoff !== undefined || !REWORDED.includes(want)) return answer;
  // Why something may not be sold to somebody is said in our own words.
  if (answer.isWithheld) return answer;
  const [first, ...rest] = answer.drafts;
  const pieces = await llm.reword({
    learnerId: turn.message.learnerId,
    language: first.language,
    question: turn.message.text,
    offline: first.text,
    items: itemsOf(first),
  });
  return pieces === null ? answer : { ...answer, drafts: [{ ...first, pieces }, ...rest] };
}

function itemsOf({ attachments = [] }: Draft) {
  const card = attachments.find(({ contentType }) => contentType === CARD.products);
  const { items } = (card?.content ?? { items: [] }) as Pick<ProductsCard, 'items'>;
  return items.map(({ productId: id, title, description: summary }) => ({ id, title, summary }));
}

/** What a model may take a message for: nothing that passes the thread on, and no rule of ours. */
const OFFERED = INTENTS.filter(
  (intent) => !['manipulate', 'abuse', 'human', 'language', 'claims_paid', 'unclear'].includes(intent),
);

/** What a model makes of a message that nothing else understood; null without one. */
export async function readByModel({ llm }: AnswerDeps, turn: Turn): Promise<LlmReading | null> {
  if (llm === undefined) return null;
  const { learnerId, text } = turn.message;
  return llm.understand({ learnerId, question: text, intents: OFFERED });
}

/** Looks for the subject that a model named, under the wishes that the learner said: those are never a model's. */
export async function searchByModel(deps: AnswerDeps, turn: Turn, topic: string): Promise<Answer> {
  const [said, named] = await Promise.all([readAsked(deps, turn), deps.readRequest(topic)]);
  return findAndShow(deps, turn, { ...said.slots, topic: named.slots.topic });
}

/** How each meaning is said with one tap. */
const SAYINGS: Partial<Record<Intent, Both>> = {
  refund: quickReplies.refund,
  payment_trouble: quickReplies.paymentTrouble,
  how_to_pay: quickReplies.howToPay,
  orders: quickReplies.orders,
  access: quickReplies.content,
  invoice: quickReplies.invoice,
  human: quickReplies.person,
  coupon: both('我有优惠码', 'I have a code'),
  wallet: both('我的余额', 'My balance'),
  privacy: both('我的个人数据', 'My personal data'),
  membership: both('有会员吗', 'Is there a membership'),
  gift: both('能送给朋友吗', 'Can I buy it as a gift'),
};
const UNSURE_BELOW = 0.5;

/** Asks which of the near meanings was right, once; null when none is near or it was asked just before. */
export function askMeaning(turn: Turn): Answer | null {
  const { alternatives, confidence, text } = turn.understood;
  const near = alternatives.flatMap((intent) => {
    const saying = SAYINGS[intent];
    return saying === undefined ? [] : [{ intent, saying }];
  });
  if (near.length === 0 || confidence >= UNSURE_BELOW || turn.step?.step === 'asked_meaning') return null;
  const taps = [...near.map(({ saying }) => saying), quickReplies.start, quickReplies.person];
  const unique = taps.filter((tap, index) => taps.indexOf(tap) === index);
  return {
    drafts: [say(turn, service.whichMeaning, { quickReplies: unique })],
    open: { step: 'asked_meaning', intents: near.map(({ intent }) => intent), text },
    missed: true,
  };
}

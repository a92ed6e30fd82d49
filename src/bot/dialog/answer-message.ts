import type { Language } from '../../identity/wire.ts';
import type { HandoffReason } from '../handoff/handoff.ts';
import { account } from '../text/account.ts';
import { handoff } from '../text/handoff.ts';
import { products } from '../text/products.ts';
import { quickReplies, talk } from '../text/talk.ts';
import type { DialogState, Draft, TurnMessage } from '../types.ts';
import type { Intent } from '../understanding/intents.ts';
import { understand } from '../understanding/understand.ts';
import {
  answerAccess,
  answerClaimsPaid,
  answerInvoice,
  answerOrders,
  answerPaymentTrouble,
} from './account.ts';
import { answerBuy, answerDetails, answerPrice } from './choose.ts';
import { answerRefund } from './refund.ts';
import { say } from './say.ts';
import { answerCheaper, answerSearch } from './search.ts';
import {
  always,
  answerDiscount,
  answerHuman,
  answerLanguage,
  answerManipulation,
  answerUnclear,
} from './talk.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

type AnswerIntent = (deps: AnswerDeps, turn: Turn) => Promise<Answer>;

/** Which dialog answers which intent. */
const DIALOGS: Readonly<Record<Intent, AnswerIntent>> = {
  manipulate: answerManipulation,
  payment_trouble: answerPaymentTrouble,
  claims_paid: answerClaimsPaid,
  how_to_pay: always(account.howToPay, quickReplies.start, quickReplies.paymentTrouble),
  refund: answerRefund,
  invoice: answerInvoice,
  human: answerHuman,
  language: answerLanguage,
  access: answerAccess,
  orders: answerOrders,
  discount: answerDiscount,
  cheaper: answerCheaper,
  buy: answerBuy,
  price: answerPrice,
  details: answerDetails,
  abuse: always(talk.insulted, quickReplies.person, quickReplies.orders),
  search: answerSearch,
  terms: always(products.terms, quickReplies.start),
  about_bot: always(talk.aboutMe, quickReplies.start, quickReplies.orders),
  off_topic: always(talk.offTopic, quickReplies.start, quickReplies.orders),
  greeting: always(talk.hello, quickReplies.start, quickReplies.orders),
  thanks: always(talk.welcome),
  bye: always(talk.goodbye),
  agreement: always(talk.fine),
  unclear: answerUnclear,
};

export interface AnsweredMessage {
  readonly drafts: readonly Draft[];
  readonly state: DialogState;
  readonly intent: Intent;
  /** Why a person is fetched with this answer. */
  readonly handoff?: HandoffReason | undefined;
  /** Of the answer. */
  readonly language: Language;
  /** The thread's language from now on. */
  readonly setLanguage?: Language | undefined;
}

/** Understands a learner's message and makes the bot's answer to it. Writes nothing but what its deps write. */
export async function answerMessage(
  deps: AnswerDeps,
  { message, state, replyActivityId }: Omit<Turn, 'understood'>,
): Promise<AnsweredMessage> {
  const understood = understand(message.text, spokenBefore(message, state));
  const turn: Turn = { message, understood, state, replyActivityId };
  const answer = await fetchPersonAfterMisses(deps, turn, await DIALOGS[understood.intent](deps, turn));
  const language = answer.setLanguage ?? understood.language;
  return {
    drafts: answer.drafts,
    state: nextState(turn, answer, language),
    intent: understood.intent,
    handoff: answer.handoff,
    language,
    setLanguage: answer.setLanguage,
  };
}

/**
 * Who was not understood twice in a row is passed to a person, if one is here: otherwise the bot goes on and offers it,
 * since silence would help nobody.
 */
async function fetchPersonAfterMisses(deps: AnswerDeps, turn: Turn, answer: Answer): Promise<Answer> {
  if (answer.missed !== true || turn.state.misses === 0) return answer;
  if (!(await deps.isPersonAvailable())) return answer;
  return { drafts: [say(turn, handoff.couldNotHelp)], handoff: 'not_understood' };
}

/** A switch of the widget's language counts for more than what was spoken before it. */
function spokenBefore(message: TurnMessage, { spoken }: DialogState): Language {
  return spoken?.widget === message.language ? spoken.language : message.language;
}

function nextState(turn: Turn, answer: Answer, language: Language): DialogState {
  const shown = answer.shown ?? turn.state.shown;
  return {
    spoken: { language, widget: answer.setLanguage ?? turn.message.language },
    ...(shown === undefined ? {} : { shown }),
    misses: answer.missed === true ? turn.state.misses + 1 : 0,
  };
}

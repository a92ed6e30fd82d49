import type { Language } from '../../identity/wire.ts';
import { transition } from '../../kernel/state-machine.ts';
import { writeHeardSubjects } from '../../recommend/index.ts';
import { answerFaq, noteUnanswered } from '../faq/answer-faq.ts';
import type { HandoffReason } from '../handoff/handoff.ts';
import { handoff } from '../text/handoff.ts';
import { products } from '../text/products.ts';
import { quickReplies, talk } from '../text/talk.ts';
import type { DialogState, Draft, TurnMessage } from '../types.ts';
import type { Intent } from '../understanding/intents.ts';
import { writePinyinOut } from '../understanding/pinyin.ts';
import { writePlainly } from '../understanding/plain-writing.ts';
import { understand } from '../understanding/understand.ts';
import type { Want } from '../understanding/wants.ts';
import { answerAccess, answerCancelOrder, answerOrders } from './account.ts';
import { withCardWarning } from './card-sent.ts';
import { answerBuy, answerDetails, answerPrice } from './choose.ts';
import { answerCompare } from './compare.ts';
import { continueStep } from './continue-step.ts';
import { answerCoupon } from './coupon.ts';
import { withoutDenied } from './denied.ts';
import { answerFact, answerPrerequisites } from './facts.ts';
import { filledOut } from './filled-out.ts';
import { answerHowToPay } from './how-to-pay.ts';
import { answerClaimsPaid, answerPaymentTrouble } from './payment.ts';
import { answerRefund } from './refund.ts';
import { meantWant } from './route.ts';
import { answerSameAuthor } from './same-author.ts';
import { say } from './say.ts';
import { answerCheaper, answerMore, answerSearch } from './search.ts';
import {
  answerGift,
  answerGroupBuy,
  answerInvoice,
  answerLogin,
  answerMembership,
  answerPrivacy,
  answerShipping,
  answerWallet,
} from './service.ts';
import { answerSeveral } from './several-wishes.ts';
import { stepOf, stepTransitions } from './steps.ts';
import {
  always,
  answerDiscount,
  answerHuman,
  answerLanguage,
  answerManipulation,
  answerUnclear,
} from './talk.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';
import { wishInStory } from './wish-in-story.ts';
import { askMeaning, inOtherWords, readByModel, searchByModel } from './with-model.ts';
import { withoutTakenBack } from './withdraw.ts';

type AnswerIntent = (deps: AnswerDeps, turn: Turn) => Promise<Answer>;

const answerTerms = always(products.terms, quickReplies.start);

/** Which dialog answers which intent. */
const DIALOGS: Readonly<Record<Want, AnswerIntent>> = {
  manipulate: answerManipulation,
  payment_trouble: answerPaymentTrouble,
  claims_paid: answerClaimsPaid,
  how_to_pay: answerHowToPay,
  coupon: answerCoupon,
  privacy: answerPrivacy,
  refund: answerRefund,
  invoice: answerInvoice,
  human: answerHuman,
  language: answerLanguage,
  access: answerAccess,
  orders: answerOrders,
  discount: answerDiscount,
  gift: answerGift,
  membership: answerMembership,
  group_buy: answerGroupBuy,
  wallet: answerWallet,
  more: answerMore,
  compare: answerCompare,
  cheaper: answerCheaper,
  buy: answerBuy,
  price: answerPrice,
  details: answerDetails,
  abuse: always(talk.insulted, quickReplies.person, quickReplies.orders),
  search: answerSearch,
  terms: answerTerms,
  certificate: answerTerms,
  download: answerTerms,
  validity: answerTerms,
  devices: answerTerms,
  update: answerTerms,
  trial: answerTerms,
  teacher: answerFact('teacher'),
  level: answerFact('level'),
  prerequisites: answerPrerequisites,
  duration: answerFact('duration'),
  exclude: answerSearch,
  refund_status: answerRefund,
  cancel_order: answerCancelOrder,
  playback_trouble: answerAccess,
  account_login: answerLogin,
  shipping: answerShipping,
  complaint: answerHuman,
  decline: always(talk.fine),
  distress: always(talk.distress, quickReplies.person),
  medical: always(talk.medical, quickReplies.start),
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
  { message: whole, state, replyActivityId }: Omit<Turn, 'understood' | 'step'>,
): Promise<AnsweredMessage> {
  const spoken = spokenBefore(whole, state);
  const message = {
    ...whole,
    text: await wishInStory(deps, readableText(whole.text, state, spoken), spoken),
  };
  const understood = understand(message.text, spoken);
  const turn: Turn = { message, understood, state, replyActivityId, step: stepOf(state.open) };
  const answer = await fetchPersonAfterMisses(
    deps,
    turn,
    withCardWarning(turn, await answerTurn(deps, turn)),
  );
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

/** Beside a card, a picture of money asks what it costs. */
const MONEY_ALONE = /^[\s💰💵💲💴💶💷🪙💸¥￥$€£]+[\s?？]*$/u;

/** The words that count: plainly written, without what they take back or deny, with what they leave out. */
function readableText(text: string, { shown }: DialogState, spoken: Language): string {
  if (shown !== undefined && MONEY_ALONE.test(text)) return spoken === 'zh' ? '多少钱？' : 'how much is it?';
  const said = withoutDenied(withoutTakenBack(writeHeardSubjects(writePinyinOut(writePlainly(text)))));
  return filledOut(said, shown?.request);
}

/** What the bot waits for comes first, then wishes that change what was asked for, then what the words mean alone. */
async function answerTurn(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const continued = await continueStep(deps, turn);
  if (continued !== null) return continued;
  const known = await answerFaq(deps, turn);
  if (known !== null) return known;
  const besides =
    (await answerSameAuthor(deps, turn)) ??
    (await answerSeveral(deps, turn, (want, part) => DIALOGS[want](deps, part)));
  if (besides !== null) return besides;
  const want = await meantWant(deps, turn);
  const answer = await DIALOGS[want](deps, turn);
  if (answer.missed !== true) return inOtherWords(deps, turn, { want, answer });
  await noteUnanswered(deps, turn);
  return (await answerByModel(deps, turn)) ?? askMeaning(turn) ?? answer;
}

/** A second try at what was not understood; null when a model does not help either. */
async function answerByModel(deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  const reading = await readByModel(deps, turn);
  if (reading === null) return null;
  const { intent, topic } = reading;
  const answer =
    topic !== null && intent === 'search'
      ? await searchByModel(deps, turn, topic)
      : await DIALOGS[intent](deps, turn);
  return answer.missed === true ? null : answer;
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
    ...openStep(turn, answer),
    ...(answer.answered === undefined ? {} : { answered: answer.answered }),
    misses: answer.missed === true ? turn.state.misses + 1 : 0,
  };
}

function openStep({ step }: Turn, { open }: Answer): Pick<DialogState, 'open'> {
  transition(stepTransitions, step?.step ?? 'none', open?.step ?? 'none');
  return open === undefined ? {} : { open };
}

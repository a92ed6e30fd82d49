import type { ReadRequest } from '../../recommend/index.ts';
import { conceptsOf } from '../understanding/concepts.ts';
import type { Intent } from '../understanding/intents.ts';
import { readTables } from '../understanding/tables.ts';
import { intentOf, type Want } from '../understanding/wants.ts';
import { codeIn } from './coupon.ts';
import { hasWishes } from './request.ts';
import { readAsked } from './search.ts';
import type { AnswerDeps, Turn } from './types.ts';

/** Wants that words such as "not in English" or "at most 300" are easily taken for. */
const MAY_BE_WISHES: readonly Want[] = [
  ...(['search', 'unclear', 'agreement', 'off_topic', 'greeting', 'language', 'terms', 'price'] as const),
  ...(['discount', 'details', 'exclude', 'decline', 'level', 'prerequisites', 'cheaper', 'more'] as const),
];

/** Talk that a subject of the catalogue is easily taken for when the classifier is not sure. */
const MAY_BE_SUBJECT: readonly Want[] = [
  'agreement',
  'decline',
  'greeting',
  'off_topic',
  'bye',
  'thanks',
  'unclear',
];
/** Ways of buying that words of a subject ("remote teams", "present at work") are taken for. */
const SOLD_WITH: readonly Want[] = ['group_buy', 'gift', 'membership', 'trial'];
const SURE_OF_SELLING = 0.65;
const SURE_FROM = 0.6;
const UNSURE_OF_TALK = 0.5;
/** Small talk is short: more than this beside a subject is about the subject. */
const TALK_CHARACTERS_MAX = 14;

/** Wants that a message about money or people keeps, whatever else its words may be. */
const KEPT: readonly Intent[] = [
  'manipulate',
  'human',
  'refund',
  'payment_trouble',
  'claims_paid',
  'abuse',
  'buy',
];

/** What a message is about, as far as its words, the catalogue and what was said before decide it. */
export async function meantWant(deps: AnswerDeps, turn: Turn): Promise<Want> {
  const { intent, want, confidence } = turn.understood;
  const isSure = confidence >= SURE_FROM;
  if (await namesCode(deps, turn)) return 'coupon';
  if (KEPT.includes(intent) && isSure) return (await isOwnWords(deps, turn)) ? 'search' : want;
  if (turn.state.shown !== undefined && choosesOnly(turn)) return takes(turn) ? 'buy' : 'details';
  const isOpen =
    SAID_WITH[intentOf(want)] !== undefined ||
    [MAY_BE_WISHES, MAY_BE_SUBJECT, SOLD_WITH].some((wants) => wants.includes(want)) ||
    !isSure;
  return isOpen ? wantByCatalogue(deps, turn) : want;
}

/** Who calls the own work silly beside a subject is not rude, and who asks for "system design" not sly. */
async function isOwnWords(deps: AnswerDeps, turn: Turn): Promise<boolean> {
  const { intent, text, confidence } = turn.understood;
  if (intent === 'manipulate' && confidence < SURELY_SLY && readTables(text).intent !== 'manipulate')
    return (await readAsked(deps, turn)).namesTopic;
  if (intent !== 'abuse' || text.length < TALK_CHARACTERS_MAX || !OWN.test(text)) return false;
  const asked = await readAsked(deps, turn);
  return asked.namesSubject;
}

const SURELY_SLY = 0.8;
const OWN = /自己|我的?|\bmy\b|\bmyself\b|\bi\b/u;

/** What a guess is acted on for: it shows what the learner has and how to go on, and does nothing. */
const GUESSED: readonly Want[] = [
  ...(['payment_trouble', 'refund', 'refund_status', 'orders', 'cancel_order', 'invoice', 'access'] as const),
  ...([
    'playback_trouble',
    'account_login',
    'coupon',
    'wallet',
    'privacy',
    'how_to_pay',
    'manipulate',
  ] as const),
  ...(['gift', 'group_buy', 'membership', 'abuse', 'off_topic', 'about_bot'] as const),
  ...(['devices', 'trial', 'validity', 'download', 'certificate', 'shipping', 'update'] as const),
];

/** Wants that name what is sold here sooner than they are talk of paying: "15 dollars at most, in dollars". */
const MAY_BE_BUDGET: readonly Want[] = ['how_to_pay', 'wallet', 'coupon', 'terms'];

/** Wants that a code is easily taken for: "SAVE20 at checkout". */
const MAY_BE_CODE: readonly Want[] = ['buy', 'price', 'discount', 'search', 'unclear', 'validity'];

/** Whether capitals with digits are named that the catalogue does not know: nobody writes a subject so. */
async function namesCode(deps: AnswerDeps, { understood, message }: Turn): Promise<boolean> {
  if (!MAY_BE_CODE.includes(understood.want)) return false;
  const code = codeIn(message.text);
  if (code === null || !/^(?=.*[A-Z].*[A-Z])(?=.*\d)[A-Z\d-]+$/.test(code)) return false;
  return !(await deps.readRequest(code)).isKnown;
}

/** What the catalogue makes of words that alone could mean several things. */
async function wantByCatalogue(deps: AnswerDeps, turn: Turn): Promise<Want> {
  const { text } = turn.understood;
  const asked = await readAsked(deps, turn);
  if (!asked.isKnown && /\d/.test(text) && codeIn(turn.message.text) !== null) return 'coupon';
  // "Something I can finish in an hour or two" asks for such a thing, not how long one is.
  if (asked.slots.isBrief === true && turn.state.shown === undefined) return 'search';
  const goesOn = turn.state.shown?.request === undefined ? null : wantGoingOn(turn, asked);
  if (goesOn !== null) return goesOn;
  return wantBySubject(turn, asked);
}

/** What a subject that is named makes of an unsure want, or a guess where none is. */
function wantBySubject(turn: Turn, asked: ReadRequest): Want {
  const { want, text, guess } = turn.understood;
  const fact = want === 'search' && asked.namesTopic ? factAsked(text) : null;
  if (fact === 'duration' || fact === 'teacher') return fact;
  const guessed = guess === null ? null : guessTaken(turn, guess, asked);
  if (guessed !== null) return guessed;
  const isSubject = asked.namesTopic && (isAboutSubject(turn, asked) || isOnlySubject(turn));
  return isSubject || isAboutCatalogue(turn.understood, asked) ? 'search' : want;
}

/** Whether what sounds like talk is about something that is sold here. */
function isAboutCatalogue({ want, confidence, text }: Turn['understood'], asked: ReadRequest): boolean {
  if (!MAY_BE_SUBJECT.includes(want)) return false;
  const isUnsure = confidence < SURE_FROM;
  if (want === 'off_topic') return confidence < UNSURE_OF_TALK && asked.namesSubject;
  return (isUnsure || text.length >= TALK_CHARACTERS_MAX) && asked.isKnown;
}

/** Wants that stories are told of, and the ideas such a story has several of, whatever else is spoken of. */
const TROUBLES: readonly Want[] = [
  ...(['payment_trouble', 'refund', 'refund_status', 'orders', 'invoice', 'access'] as const),
  'playback_trouble',
];
const TELLING = ['pay', 'charge', 'fail', 'bank', 'twice', 'refund', 'arrive', 'past', 'expense', 'missing'];
const TOLD_MIN = 3;

/** A guess where no subject is named, or a question about what is shown. */
function guessTaken({ state, understood }: Turn, guess: Want, asked: ReadRequest): Want | null {
  const isTrouble = TROUBLES.includes(guess);
  if (isTrouble && conceptsOf(understood.text).filter((idea) => TELLING.includes(idea)).length >= TOLD_MIN)
    return guess;
  const isFree = !asked.namesTopic && (isTrouble || !asked.pointsToTopic);
  if (GUESSED.includes(guess) && isFree) return guess;
  const asksOfOne = ASKED_OF_ONE.includes(guess) && QUESTION.test(understood.text);
  return asksOfOne && state.shown !== undefined ? guess : null;
}

/** Whether words beside a subject are about it: "a Chinese version of the parenting one", "for remote teams". */
function isAboutSubject({ understood: { want, confidence } }: Turn, { slots }: ReadRequest): boolean {
  if (want === 'language') return slots.language !== undefined || confidence < SURE_FROM;
  if (want === 'privacy') return confidence < SURE_OF_SELLING;
  if (MAY_BE_BUDGET.includes(want) && confidence < SURE_OF_SELLING) {
    return slots.priceCeiling !== undefined || slots.kind !== undefined || slots.level !== undefined;
  }
  return SOLD_WITH.includes(want) && confidence < SURE_OF_SELLING;
}

/** Wants that their own words are said with: without one of them a subject that is named is what is meant. */
const SAID_WITH: Readonly<Partial<Record<Want, RegExp>>> = {
  language:
    /说|讲|用|换|切|改|回答|回复|语言|\b(?:speak|talk|answer|reply|respond|write|switch|change|use|languages?)\b|\bin (?:english|chinese)\b|please|pls/u,
  privacy:
    /我的|账|帐|隐私|数据|信息|注销|记录|\b(?:my|mine|me|account|data|info\w*|privacy|track\w*|store|keep|delete)\b/u,
  discount:
    /折|优惠|便宜|价|券|码|减|少|贵|活动|促销|钱|\b(?:discount\w*|deals?|pric\w+|cheap\w*|off|coupons?|codes?|sale|bargain\w*|lower|less|cost\w*|expensive|afford|money|percent|promo\w*)\b|[%$]/u,
  terms:
    /吗|么|能|可以|多久|几|[?？]|\b(?:can|could|is|are|do|does|will|how|certificate|offline|download|devices?)\b/u,
};

/** Whether a subject stands where nothing that such a want is said with does: "英语语法" asks for no other language. */
function isOnlySubject({ understood: { want, text } }: Turn): boolean {
  const words = SAID_WITH[intentOf(want)];
  return words !== undefined && !words.test(text);
}

/** A question or a wish about what is shown; null when it is neither. */
function wantGoingOn(turn: Turn, asked: ReadRequest): Want | null {
  const { want, text } = turn.understood;
  const fact = want === 'search' && !asked.isKnown ? factAsked(text) : null;
  if (fact !== null) return fact;
  return !asked.hasSubject && changesWishes(turn) && hasWishes(asked.slots, text) ? 'search' : null;
}

/** Asked as a question, these are about what is shown: "can beginners follow it?" */
const ASKED_OF_ONE: readonly Want[] = ['details', 'level', 'prerequisites'];
const QUESTION = /吗|么|[?？]|不$|能不能|可不可以|^(?:is|are|can|could|do|does|would)\b/u;

/** Whether wishes in the message would be about what was asked for, not about one product. */
function changesWishes({ understood }: Turn): boolean {
  const { want, confidence, choice, text } = understood;
  if (!MAY_BE_WISHES.includes(want) && confidence >= SURE_FROM) return false;
  return !ASKED_OF_ONE.includes(want) || (choice === null && !QUESTION.test(text));
}

const FACTS: readonly (readonly [Want, RegExp])[] = [
  ['duration', /多久|多长|几(?:个)?(?:小时|周|天|节)|课时|时长|\bhow (?:long|many hours)\b/u],
  ['teacher', /谁(?:讲|写|教)|老师|讲师|作者|\bwho\b|\bauthor\b|\bteacher\b|\binstructor\b/u],
  ['level', /难不难|难吗|难度|适合.{0,6}吗|听得?懂|跟得上|\bhard\b|\bdifficult\b|\bsuitable\b/u],
];

function factAsked(text: string): Want | null {
  return FACTS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const TAKES =
  /就|要|选|买|拿|来|下单|拍|定|订|\b(?:take|get|want|go with|choose|pick|have|buy|order|i'll)\b/u;
const WONDERS =
  /详细|介绍|具体|讲讲|说说|了解|看看|是啥|是什么|\b(?:more|about|tell|details?|see|what|how)\b/u;

/** A place named alone leads to the card with its button; where there are no buttons, to the link to pay. */
function takes({ message, understood }: Turn): boolean {
  return TAKES.test(understood.text) || (message.paysByLink === true && !WONDERS.test(understood.text));
}

/** What a place is named with; what remains is something else. */
const NAMING =
  /一下|第?\s*[一二两三四五六1-6]\s*(?:个|门|本|款|套|节|号|种|项)?|最(?:后|便宜|贵)(?:的|一?个|一?门|一?本)?|中间的?|还是|倒数|(?:这|那)(?:个|门|本|款)?|详细|介绍|具体|讲讲|说说|了解|看看|是啥|是什么|就|要|选|买|拿|来|定|看|回到?|刚才|刚刚|之前|上面|前面|哪(?:一)?(?:个|门|本|款)?|是|吧|呢|了|的|我|想|再|好|嗯|行|可以|课程?|书|[，。,.!！?？\s]|\b(?:the|number|no\.?|option|item|first|second|third|fourth|fifth|sixth|last|one|two|three|[1-6](?:st|nd|rd|th)?|cheapest|most expensive|please|ok(?:ay)?|i'll|i|take|get|want|go|with|choose|pick|have|that|this|then|more|about|tell|me|details?|on|let's|let|see|it|what|which|how|and|is|of|them|these|those|go|back|to|return|again|actually|well|so|hmm+)\b|#/gu;

/** A message that names a place of the list shown and nothing else: "那就第二个", "the first one, please". */
function choosesOnly({ understood }: Turn): boolean {
  const { choice, text } = understood;
  return choice !== null && choice.kind !== 'it' && text.replace(NAMING, '') === '';
}

import type { ReadRequest, Slots } from '../../recommend/index.ts';
import { productAttachments, productsAttachments } from '../cards.ts';
import type { RecommendedList, RecommendForTurn } from '../deps.ts';
import type { Both } from '../text/both.ts';
import { formatPrice } from '../text/price.ts';
import { products } from '../text/products.ts';
import { buyReply, buyThis, detailsReply, quickReplies, subjectReply } from '../text/talk.ts';
import { mendSlips } from '../understanding/normalize.ts';
import type { ProductCard } from '../wire.ts';
import { goOnFrom, withoutTakenWishes } from './request.ts';
import { say, sayText } from './say.ts';
import { sellable } from './sellable.ts';
import type { Answer, AnswerDeps, ShownList, Turn } from './types.ts';

/** Products of one request that are remembered as shown: "others" means others than these. */
const SEEN_MAX = 30;

/** Looks for what was asked, going on from what was asked before; says so when nothing fits. */
export async function answerSearch(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const read = await readAsked(deps, turn);
  const slots = goOnFrom(turn.state.shown?.request, read, turn.understood.text);
  return findAndShow(deps, turn, slots);
}

/** What the message asks for, slips of the input method mended and wishes that are taken back left out. */
export function readAsked(deps: AnswerDeps, { message }: Turn): ReturnType<AnswerDeps['readRequest']> {
  return deps.readRequest(withoutTakenWishes(mendSlips(message.text)));
}

/** Looks for what a request asks for. */
export async function findAndShow(deps: AnswerDeps, turn: Turn, slots: Slots): Promise<Answer> {
  const question = slots.topic === '' ? turn.message.text : slots.topic;
  const list = await recommend(deps, turn, { question, slots });
  if (list.items.length === 0) {
    return foundNothing(turn, { list, question, slots, read: await deps.readRequest(question) });
  }
  return showList(turn, { list, question, slots, headline: await headlineOf(deps, list, question) });
}

/** Looks for what costs less than everything shown last. */
export async function answerCheaper(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { shown } = turn.state;
  const last = shown === undefined ? null : await deps.readShown(shown.activityId);
  const cheapest = last === null ? undefined : (spokenOf(turn, last) ?? cheapestOf(sellable(last)));
  if (shown === undefined || last === null || cheapest === undefined) return answerSearch(deps, turn);
  const read = await deps.readRequest(turn.message.text);
  // Who names an amount has said how much cheaper.
  if (read.hasSubject || read.slots.priceCeiling !== undefined) return answerSearch(deps, turn);
  const { question } = shown;
  const { amountMinor, currency } = cheapest;
  const slots = goOnFrom(shown.request ?? { topic: question }, read, turn.understood.text);
  const list =
    amountMinor === 0
      ? null
      : await recommend(deps, turn, { question, slots, cheaperThan: { amountMinor, currency } });
  const items = (list?.items ?? []).filter(
    (item) => item.currency === currency && item.amountMinor < amountMinor,
  );
  if (list !== null && items.length > 0) {
    return showList(turn, { list: { ...list, items }, question, slots, headline: products.cheaper });
  }
  const { language } = turn.understood;
  const sentence = products.cheapestShown(cheapest.title, formatPrice(cheapest, language));
  const attachments = productAttachments(last.recommendationId, cheapest, language);
  return {
    drafts: [say(turn, sentence, { attachments, quickReplies: [buyThis, quickReplies.free] })],
    shown: { ...shown, focus: last.items.indexOf(cheapest) },
  };
}

/** What others are asked for with. */
const ASKING_FOR_MORE =
  /换一?[批些组个]|还有|再来|有没有|别的|其[他它]的?|更多的?|下一[批页]|这(?:些|几个)|都?不(?:喜欢|感兴趣|合适|想要|行)|\b(?:what|anything|something|any|show|me|got|else|others?|different|more|ones?|options?|choices|suggestions?|recommendations?|none of (?:these|those|them)|don't|like|these|those|them|next)\b/giu;

/** Looks for others than those shown so far. */
export async function answerMore(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { shown } = turn.state;
  if (shown?.request === undefined) return answerSearch(deps, turn);
  const read = await deps.readRequest(turn.message.text.replace(ASKING_FOR_MORE, ' '));
  if (read.hasSubject) return answerSearch(deps, turn);
  const { question, seen = [] } = shown;
  const slots = goOnFrom(shown.request, read, turn.understood.text);
  const list = await recommend(deps, turn, { question, slots, shownProductIds: seen });
  if (list.items.length > 0) {
    return showList(turn, { list, question, slots, seen, headline: products.others });
  }
  return {
    drafts: [say(turn, products.noOthers, { quickReplies: [quickReplies.start, quickReplies.free] })],
  };
}

type Ask = Pick<RecommendForTurn, 'slots' | 'cheaperThan' | 'shownProductIds'> & {
  readonly question: string;
};

export function recommend(deps: AnswerDeps, turn: Turn, { question, ...ask }: Ask): Promise<RecommendedList> {
  const { learnerId, conversationId, activityId, surface } = turn.message;
  return deps.recommendProducts({
    ...{ learnerId, conversationId, surface, turnActivityId: activityId },
    text: question,
    language: turn.understood.language,
    ...ask,
  });
}

interface ListToShow {
  readonly list: RecommendedList;
  readonly question: string;
  readonly slots: Slots;
  readonly headline: Both;
  /** Shown for the same request before. */
  readonly seen?: readonly string[];
}

function showList(turn: Turn, { list, question, slots, headline, seen = [] }: ListToShow): Answer {
  const { language } = turn.understood;
  const { recommendationId, items, relaxed, withheld = [] } = list;
  const asksLevel = isOfSeveralLevels(items) && slots.level === undefined && list.strategy === 'match';
  const told = [...withheld, ...relaxed].map(({ message }) => message);
  const asked = asksLevel ? [products.askLevel[language]] : [];
  const text = [...told, headline[language], ...asked].join('\n');
  return {
    drafts: [
      sayText(turn, text, {
        attachments: productsAttachments({ recommendationId, items: [...items] }, language),
        quickReplies: tapsFor(items, asksLevel),
      }),
    ],
    shown: {
      activityId: turn.replyActivityId,
      question,
      request: slots,
      seen: [...seen, ...items.map(({ productId }) => productId)].slice(-SEEN_MAX),
    },
    ...(withheld.length === 0 ? {} : { isWithheld: true }),
    ...(asksLevel ? { open: { step: 'asked_level' } } : {}),
  };
}

/** A list for beginners and others is better chosen from once the learner's own level is known. */
function isOfSeveralLevels(items: readonly ProductCard[]): boolean {
  const isFor = (levels: readonly (string | null)[]) => items.some(({ level }) => levels.includes(level));
  return isFor(['beginner']) && isFor(['intermediate', 'advanced']);
}

function tapsFor(items: readonly ProductCard[], asksLevel: boolean): readonly Both[] {
  if (asksLevel) return [quickReplies.beginner, quickReplies.someBasis, quickReplies.cheaper];
  if (items.length === 1) return [buyThis, quickReplies.cheaper, quickReplies.others];
  return [buyReply(0), detailsReply(1), quickReplies.compare, quickReplies.cheaper, quickReplies.others];
}

/** For whom somebody asks: a child that is to learn it. */
const FOR_CHILD =
  /(?:适合|给|教|帮|为)[^，。,.]{0,6}(?:孩子|小孩|小学生|初中生|小朋友|儿子|女儿|闺女|孙[子女]|娃|儿童)|(?:小学生?|少儿|儿童|幼儿)的?[^，。]{0,4}(?:课|书)|\b(?:for|teach) (?:my |a |our )?(?:[\w-]+ )?(?:kids?|child(?:ren)?|son|daughter|grand\w+|nephew|niece)\b|\byear[- ]old\b/iu;
const CHILDREN_IN_TITLE = /少儿|孩子|亲子|育儿|儿童|\b(?:kids?|child\w*|parent\w*|toddlers?)\b/iu;

async function headlineOf(deps: AnswerDeps, list: RecommendedList, question: string): Promise<Both> {
  if (list.strategy === 'near') {
    const [missing] = (await deps.readRequest(question)).missing;
    return missing === undefined ? products.near : products.nearTo(missing);
  }
  const isForAdults = list.items.every(({ title }) => !CHILDREN_IN_TITLE.test(title));
  if (isForAdults && list.strategy === 'match' && FOR_CHILD.test(question)) return products.notForChildren;
  if (list.items.length === 1) return products.foundOne;
  return list.strategy === 'browse' ? products.browse : products.found;
}

interface Nothing {
  readonly list: RecommendedList;
  readonly question: string;
  readonly slots: Slots;
  readonly read: ReadRequest;
}

/** Nothing was found: a wish that is never given up is in the way, or there is nothing on the subject at all. */
function foundNothing(turn: Turn, { list, question, slots, read }: Nothing): Answer {
  const { unmet = [], withheld = [] } = list;
  if (withheld.length > 0) {
    const told = withheld.map(({ message }) => message).join('\n');
    const taps = [quickReplies.start, quickReplies.person];
    return { drafts: [sayText(turn, told, { quickReplies: taps })], isWithheld: true };
  }
  if (unmet.length === 0) return nothingOn(turn, question, read);
  const isFree = slots.free === true;
  const sentence = unmet.includes('price')
    ? isFree
      ? products.noneFree
      : products.noneInBudget
    : products.noneInLanguage;
  const taps = [
    ...(unmet.includes('price') ? [quickReplies.anyPrice] : []),
    ...(unmet.includes('language') ? [quickReplies.anyLanguage] : []),
    quickReplies.start,
  ];
  const { shown } = turn.state;
  return {
    drafts: [say(turn, sentence, { quickReplies: taps })],
    shown: { activityId: shown?.activityId ?? turn.replyActivityId, question, request: slots },
  };
}

/** The subject that is not here, by name, and what lies beside it. */
function nothingOn(turn: Turn, question: string, { missing, neighbour }: ReadRequest): Answer {
  const beside = neighbour === null ? [] : [subjectReply(neighbour)];
  const taps = [...beside, quickReplies.start, quickReplies.free, quickReplies.person];
  const said = missing
    .filter((word) => neighbour !== null || isSaidAsSubject(word, question))
    .join(turn.understood.language === 'zh' ? '”“' : '”, “');
  const named = neighbour === null ? products.noneOn(said) : products.noneOnBut(said, neighbour);
  return { drafts: [say(turn, said === '' ? products.none : named, { quickReplies: taps })], missed: true };
}

/** Whether an unknown word stands where a subject does: "learn origami", "折纸课", or alone. */
function isSaidAsSubject(word: string, question: string): boolean {
  if (!SAYABLE.test(word) || /^\p{Script=Han}$/u.test(word)) return false;
  const [before = '', ...rest] = question.split(word);
  const after = rest.join(word);
  return SUBJECT_AFTER.test(before) || SUBJECT_BEFORE.test(after) || !/[\p{L}\d]/u.test(before + after);
}

const SUBJECT_AFTER =
  /(?:学习?|学点|讲|教|关于|有没有|有)(?:一?[点些下])?的?$|\b(?:on|about|learn(?:ing)?|study(?:ing)?|into|teach(?: me)?|course in|how to)(?: (?:some|a|an|the|to))? $/iu;
const SUBJECT_BEFORE =
  /^(?:方面|相关|入门|基础)?的?(?:课|书|专栏|教程|内容|电子书)|^ ?(?:courses?|class(?:es)?|lessons?|books?|columns?|tutorials?|training|for beginners)\b/iu;
/** "hjkl" names nothing. */
const SAYABLE = /[aeiouy]|[^a-z]/iu;

/** The one that "cheaper than it" means, if one was spoken of. */
function spokenOf({ understood, state }: Turn, list: ShownList): ProductCard | undefined {
  const focus = state.shown?.focus;
  const item = understood.choice?.kind === 'it' && focus !== undefined ? list.items[focus] : undefined;
  return item !== undefined && sellable(list).includes(item) ? item : undefined;
}

function cheapestOf(items: readonly ProductCard[]): ProductCard | undefined {
  return items.reduce<ProductCard | undefined>(
    (best, item) => (best === undefined || item.amountMinor < best.amountMinor ? item : best),
    undefined,
  );
}

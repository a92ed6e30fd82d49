import type { Language } from '../../identity/wire.ts';
import { productAttachments, productsAttachments } from '../cards.ts';
import type { Both } from '../text/both.ts';
import { factsText } from '../text/compare.ts';
import { formatPrice } from '../text/price.ts';
import { products } from '../text/products.ts';
import { buyReply, buyThis, detailsReply, quickReplies } from '../text/talk.ts';
import { placeOf } from '../understanding/choice.ts';
import { isElsewhere, matchTitle, topicTokens } from '../understanding/topic.ts';
import { CARD, type ProductCard, type ProductsCard } from '../wire.ts';
import { buyByLink } from './buy-by-link.ts';
import { say, sayText } from './say.ts';
import { answerSearch } from './search.ts';
import { refused, sellable } from './sellable.ts';
import type { Answer, AnswerDeps, ShownList, Turn } from './types.ts';

/**
 * Shows the one product that is to be bought; the learner's press on its button opens the checkout. Where there is no
 * such button, the checkout is opened and a link leads to it.
 */
export function answerBuy(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { paysByLink = false } = turn.message;
  return answerAboutOne(deps, turn, {
    ...(paysByLink && { act: (item: ProductCard) => buyByLink(deps, turn, item) }),
    sentence: (item) =>
      item.amountMinor === 0 ? products.pressGet(item.title) : products.pressBuy(item.title),
    askWith: buyReply,
  });
}

/** Tells the price of one product shown, or of all. */
export async function answerPrice(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { language } = turn.understood;
  return answerAboutOne(deps, turn, {
    sentence: (item) => products.price(item.title, formatPrice(item, language)),
    all: (list) => ({
      drafts: [
        sayText(turn, pricesText(list, language), {
          attachments: productsAttachments(
            { recommendationId: list.recommendationId, items: [...list.items] },
            language,
          ),
          quickReplies: [buyReply(0), quickReplies.cheaper],
        }),
      ],
    }),
  });
}

function pricesText({ items }: ShownList, language: Language): string {
  const each = items.map((item) => products.price(item.title, formatPrice(item, language))[language]);
  return [products.prices[language], ...each].join('\n');
}

/** Tells what one product is about, in its own words. */
export function answerDetails(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return answerAboutOne(deps, turn, {
    sentence: (item) =>
      products.details(item.title, item.description, {
        zh: factsText(item, 'zh'),
        en: factsText(item, 'en'),
      }),
    askWith: detailsReply,
  });
}

/** The text without what only asks. */
function textOf({ understood }: Turn, { asking }: AboutOne): string {
  return asking === undefined ? understood.text : understood.text.replace(asking, ' ');
}

export interface AboutOne {
  readonly sentence: (item: ProductCard) => Both | Promise<Both>;
  /** What is done about it, where more than a sentence and its card is wanted. */
  readonly act?: (item: ProductCard) => Promise<Answer>;
  /** Words that ask and name nothing: without them the text may still name a product. */
  readonly asking?: RegExp;
  /** How to ask which one is meant, one tap each. */
  readonly askWith?: (index: number) => Both;
  /** What to say when no single one is named. */
  readonly all?: (list: ShownList) => Answer | Promise<Answer>;
}

/** Answers about one of the products shown: the one that is named, else the one last spoken of. */
export async function answerAboutOne(deps: AnswerDeps, turn: Turn, about: AboutOne): Promise<Answer> {
  const { shown } = turn.state;
  const list = shown === undefined ? null : await deps.readShown(shown.activityId);
  if (shown === undefined || list === null || list.items.length === 0) {
    return topicTokens(textOf(turn, about)).length > 0 ? aboutNamed(deps, turn, about) : nothingShown(turn);
  }
  const { namesSubject } = await deps.readRequest(textOf(turn, about));
  const place = findPlace(turn, list, namesSubject ? textOf(turn, about) : '');
  if (place === 'other') return aboutNamed(deps, turn, about);
  if (place === null && turn.understood.choice?.kind === 'place') return noSuchPlace(turn, list);
  if (place === null || list.items[place] === undefined) {
    const open = { ...list, items: sellable(list) };
    return (await about.all?.(open)) ?? askWhich(turn, list, about);
  }
  return { ...(await aboutPlace(turn, list, { place, about })), shown: { ...shown, focus: place } };
}

/** Of what is named before it was shown: the list that is found, and the answer about its first when that is named. */
async function aboutNamed(deps: AnswerDeps, turn: Turn, about: AboutOne): Promise<Answer> {
  const answer = await answerSearch(deps, turn);
  if (answer.isWithheld) return answer;
  const [draft] = answer.drafts;
  const card = draft.attachments?.find(({ contentType }) => contentType === CARD.products);
  const { items } = (card?.content ?? { items: [] }) as Pick<ProductsCard, 'items'>;
  const [first] = items;
  if (first === undefined || answer.shown === undefined) return answer;
  if (!isNamedAlone(textOf(turn, about), items)) return answer;
  if (about.act !== undefined) return about.act(first);
  const text = (await about.sentence(first))[turn.understood.language];
  return { ...answer, drafts: [{ ...draft, text }], shown: { ...answer.shown, focus: 0 } };
}

/** Whether the words name the first of a list and no other of it. */
function isNamedAlone(text: string, items: readonly ProductCard[]): boolean {
  const wanted = topicTokens(text);
  const shares = items.map(({ title }) => {
    const has = new Set(topicTokens(title.toLowerCase()));
    return wanted.filter((token) => has.has(token)).length;
  });
  return (shares[0] ?? 0) > 0 && shares.slice(1).every((share) => share < (shares[0] ?? 0));
}

async function aboutPlace(
  turn: Turn,
  list: ShownList,
  { place, about }: { place: number; about: AboutOne },
): Promise<Answer> {
  const item = list.items[place];
  if (item === undefined) return nothingShown(turn);
  const refusal = list.withheld?.get(item.productId);
  if (refusal !== undefined) return refused(turn, [refusal]);
  if (about.act !== undefined) return about.act(item);
  const attachments = productAttachments(list.recommendationId, item, turn.understood.language);
  const more = turn.message.paysByLink ? { attachments, quickReplies: [buyThis] } : { attachments };
  return { drafts: [say(turn, await about.sentence(item), more)] };
}

/** Questions about what is shown that name nothing of it. */
const ASKS_FACTS =
  /^(?:那|是|它|这|那个|这个)*(?:谁|哪个老师|哪位老师|讲师|作者|主讲|老师|难不难|难吗|适合(?:新手|零基础|小白|初学者)|有(?:什么|哪些)内容)|\bwho (?:is|are|wrote|writes|teaches|taught|made)\b|\bwho's\b|^(?:is|are) (?:it|this|that)\b|没(?:有)?(?:学|接触|用|碰)过[^，。]{0,12}(?:听|看|跟|学)|\bdo i (?:need|have) to (?:know|learn|have)\b/u;

/** The place meant; null when it is open which; `other` when something else than the list is spoken of. */
function findPlace(turn: Turn, list: ShownList, text: string): number | 'other' | null {
  const { choice, intent } = turn.understood;
  const { items } = list;
  const { shown } = turn.state;
  if (choice?.kind === 'place') return placeOf(choice, items, shown?.focus);
  if (ASKS_FACTS.test(turn.understood.text)) return placeOf({ kind: 'it' }, items, shown?.focus);
  const titles = items.map((item) => item.title.toLowerCase());
  // "Buy the cheapest one on photography" beside a list on cooking asks for another list.
  const spokenOf = [...titles, shown?.question.toLowerCase() ?? ''];
  if (choice !== null && intent !== 'details' && isElsewhere(text, spokenOf)) return 'other';
  if (choice !== null && choice.kind !== 'it') return placeOf(choice, items, shown?.focus);
  const named = matchTitle(text, titles);
  if (named !== null) return named;
  if (choice === null && topicTokens(text).length > 0) return 'other';
  return placeOf({ kind: 'it' }, items, shown?.focus);
}

function nothingShown(turn: Turn): Answer {
  return {
    drafts: [say(turn, products.nothingShown, { quickReplies: [quickReplies.start, quickReplies.free] })],
  };
}

function noSuchPlace(turn: Turn, list: ShownList): Answer {
  const sentence = products.noSuchPlace(list.items.length);
  return { drafts: [say(turn, sentence, { quickReplies: list.items.map((_, index) => buyReply(index)) })] };
}

function askWhich(turn: Turn, list: ShownList, { askWith = buyReply }: AboutOne): Answer {
  const named = list.items.map((item, index) => `${index + 1}. ${item.title}`).join('\n');
  const text = `${products.which[turn.understood.language]}\n${named}`;
  return {
    drafts: [sayText(turn, text, { quickReplies: list.items.map((_, index) => askWith(index)) })],
    open: { step: 'asked_which', about: askWith === buyReply ? 'buy' : 'details' },
  };
}

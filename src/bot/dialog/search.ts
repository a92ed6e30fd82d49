import type { Money } from '../../kernel/money.ts';
import { productAttachments, productsAttachments } from '../cards.ts';
import type { RecommendedList } from '../deps.ts';
import type { Both } from '../text/both.ts';
import { formatPrice } from '../text/price.ts';
import { products } from '../text/products.ts';
import { buyReply, buyThis, detailsReply, quickReplies } from '../text/talk.ts';
import type { ProductCard } from '../wire.ts';
import { say, sayText } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** Looks for what was asked; asks back when nothing fits. */
export async function answerSearch(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const list = await recommend(deps, turn, { question: turn.message.text });
  if (list.items.length === 0) return foundNothing(turn, list);
  return showList(turn, { list, question: turn.message.text, headline: headlineOf(list) });
}

/** Looks for what costs less than everything shown last. */
export async function answerCheaper(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { shown } = turn.state;
  const last = shown === undefined ? null : await deps.readShown(shown.activityId);
  const cheapest = last === null ? undefined : cheapestOf(last.items);
  if (shown === undefined || last === null || cheapest === undefined) return answerSearch(deps, turn);
  const { question } = shown;
  const { amountMinor, currency } = cheapest;
  const list =
    amountMinor === 0
      ? null
      : await recommend(deps, turn, { question, cheaperThan: { amountMinor, currency } });
  const items = (list?.items ?? []).filter(
    (item) => item.currency === currency && item.amountMinor < amountMinor,
  );
  if (list !== null && items.length > 0) {
    return showList(turn, { list: { ...list, items }, question, headline: products.cheaper });
  }
  const { language } = turn.understood;
  const sentence = products.cheapestShown(cheapest.title, formatPrice(cheapest, language));
  const attachments = productAttachments(last.recommendationId, cheapest, language);
  return {
    drafts: [say(turn, sentence, { attachments, quickReplies: [buyThis, quickReplies.free] })],
    shown: { ...shown, focus: last.items.indexOf(cheapest) },
  };
}

function recommend(
  deps: AnswerDeps,
  turn: Turn,
  ask: { question: string; cheaperThan?: Money },
): Promise<RecommendedList> {
  const { learnerId, conversationId, activityId, surface } = turn.message;
  return deps.recommendProducts({
    learnerId,
    conversationId,
    turnActivityId: activityId,
    text: ask.question,
    language: turn.understood.language,
    surface,
    ...(ask.cheaperThan === undefined ? {} : { cheaperThan: ask.cheaperThan }),
  });
}

interface ListToShow {
  readonly list: RecommendedList;
  readonly question: string;
  readonly headline: Both;
}

function showList(turn: Turn, { list, question, headline }: ListToShow): Answer {
  const { language } = turn.understood;
  const { recommendationId, items, relaxed } = list;
  const told = relaxed.map(({ message }) => message);
  const text = [...told, headline[language]].join('\n');
  return {
    drafts: [
      sayText(turn, text, {
        attachments: productsAttachments({ recommendationId, items: [...items] }, language),
        quickReplies:
          items.length === 1
            ? [buyThis, quickReplies.cheaper]
            : [buyReply(0), detailsReply(1), quickReplies.cheaper],
      }),
    ],
    shown: { activityId: turn.replyActivityId, question },
  };
}

function headlineOf(list: RecommendedList) {
  if (list.strategy === 'near') return products.near;
  if (list.items.length === 1) return products.foundOne;
  return list.strategy === 'browse' ? products.browse : products.found;
}

function foundNothing(turn: Turn, list: RecommendedList): Answer {
  const { language } = turn.understood;
  const told = list.relaxed.map(({ message }) => message);
  const text = [...told, products.none[language]].join('\n');
  return {
    drafts: [
      sayText(turn, text, {
        quickReplies: [quickReplies.start, quickReplies.free, quickReplies.orders],
      }),
    ],
    missed: true,
  };
}

function cheapestOf(items: readonly ProductCard[]): ProductCard | undefined {
  return items.reduce<ProductCard | undefined>(
    (best, item) => (best === undefined || item.amountMinor < best.amountMinor ? item : best),
    undefined,
  );
}

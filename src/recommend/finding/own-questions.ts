import { findProducts, type Product } from '../../checkout/index.ts';
import { limits } from '../../kernel/limits.ts';
import { chooseProducts } from '../choose-products.ts';
import type { RecommendDeps } from '../deps.ts';
import type { ShelfView } from '../shelf.ts';
import type { ChoiceWish } from '../types.ts';
import { preferredCurrencies, readWishes } from '../wishes.ts';
import { traceFinding } from './trace-finding.ts';
import type { OwnQuestion } from './wire.ts';

const QUESTIONS_MAX = 40;
const TAGS_MAX = 12;

/**
 * The questions that a product's own words make, and at which rank each of them finds it: its title, tags, creator, series
 * and topics, the last in both languages. Null when there is no such product.
 */
export async function ownQuestions(deps: RecommendDeps, productId: string): Promise<OwnQuestion[] | null> {
  const [found] = await findProducts(deps.db.query, [productId]);
  if (found === undefined) return null;
  const view = await deps.shelf.view();
  return questionsOf(view, found.product).map((question) =>
    answerOwn(view, { question, product: found.product }),
  );
}

type Question = Pick<OwnQuestion, 'text' | 'from'>;

function questionsOf(view: ShelfView, { productId, title, tags, author, links }: Product): Question[] {
  const topicIds = view.products[view.placeOf(productId) ?? -1]?.topicIds ?? [];
  const names = topicIds.flatMap((id) => view.analysis.topics.topics.get(id)?.name ?? []);
  const all: Question[] = [
    { from: 'title', text: title },
    ...(links.series === null ? [] : [{ from: 'series', text: links.series.name } as const]),
    ...tags.slice(0, TAGS_MAX).map((text): Question => ({ from: 'tag', text })),
    ...(author === null ? [] : [{ from: 'author', text: author } as const]),
    ...names.flatMap(({ zh, en }): Question[] => [
      { from: 'topic', text: zh },
      { from: 'topic', text: en },
    ]),
  ];
  const byText = new Map(all.toReversed().map((question) => [question.text.toLowerCase(), question]));
  return [...byText.values()].toReversed().slice(0, QUESTIONS_MAX);
}

function answerOwn(
  view: ShelfView,
  { question, product }: { question: Question; product: Product },
): OwnQuestion {
  const language = product.language === 'en' ? 'en' : 'zh';
  const currencies = preferredCurrencies(language, undefined);
  const wish: ChoiceWish = {
    topic: question.text,
    wishes: readWishes({ topic: question.text, language }, { language, currencies }),
    bars: { ownedProductIds: new Set(), ownedGroups: new Set(), excludedKinds: [] },
    limit: limits.recommendationsMax,
    seed: '',
    currencies,
  };
  const chosen = chooseProducts(view, wish);
  const [traced] = traceFinding({ view, wish, chosen })(product.productId);
  return {
    ...question,
    rank: traced?.rank ?? null,
    removedBy: traced === undefined ? 'not_on_sale' : traced.removedBy,
    unmet: [...(traced?.unmet ?? [])],
  };
}

import { leaningOf, withoutLong } from './lean-choices.ts';
import { arrangeList } from './rank/arrange-list.ts';
import { createFit, type Fit, tasteOf } from './rank/fit-taste.ts';
import type { UnitMatch } from './search/coverage.ts';
import type { ShelfView } from './shelf.ts';
import type { Choice, ChoiceWish, Chosen, Evidence, ShelfProduct } from './types.ts';
import { isBarred, keepWished, meetsAll, metWishes, unmetWishes, waitsToBeAsked } from './wishes.ts';

/** So many products are drawn from by the seed; enough for a varied list. */
const SAMPLED_MAX = 2_000;
const DRAWN_MAX = 400;
/** So many that suit the learner best are looked at besides the drawn ones. */
const SUITING_MAX = 100;
/** What suits counts this much more than what a draw gives; a new author, kind or subject counts 1. */
const TASTE_WEIGHT = 3;
/** Less than this is not the reason why a product is shown. */
const TASTE_NAMED_MIN = 0.15;
/** For a learner of whom nothing is known: what many took comes somewhat sooner. */
const POPULARITY_WEIGHT = 0.7;
const POPULAR_MIN = 0.5;

/**
 * A mixed list for a learner who named no subject: different topics and kinds, what anybody can start with
 * first, and, where it is known, what suits what the learner took before. The draw depends on the seed only, so
 * that a learner who asks again sees the same.
 */
export function browseProducts(view: ShelfView, wish: ChoiceWish): Omit<Chosen, 'askedTopicIds'> {
  const open = view.products.filter((product) => isOpen(product, wish));
  const wished = open.filter((product) => meetsAll(product, wish.wishes));
  const { kept, givenUp } = wished.length > 0 ? { kept: wished, givenUp: [] } : giveUpSome(open, wish);
  const fitOf = createFit(view, wish.taste);
  const drawn = withSuiting(sampleOf(kept, wish.seed), { view, kept, wish })
    .map((product) => drawnOf(product, { wish, fit: fitOf(product) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, DRAWN_MAX);
  const spreadOut = spread(withoutLong(drawn, wish.wishes), wish.limit * 4).map((one) => choiceOf(one, wish));
  const choices = arrangeList(spreadOut, wish.limit, wish.currencies ?? []);
  const unmet = choices.length === 0 && open.length > 0 ? unmetWishes(open, wish.wishes) : [];
  return { strategy: choices.length === 0 ? 'none' : 'browse', choices, relaxed: givenUp, unmet };
}

function isOpen(product: ShelfProduct, { bars }: ChoiceWish): boolean {
  return !isBarred(product, bars) && !waitsToBeAsked(product, bars);
}

function giveUpSome(open: readonly ShelfProduct[], { wishes }: ChoiceWish) {
  const { kept, givenUp } = keepWished(
    open.map((product) => ({ product })),
    wishes,
  );
  return { kept: kept.map(({ product }) => product), givenUp };
}

/** Every so many-th product of a large shop, from a place that the seed decides. */
function sampleOf(products: readonly ShelfProduct[], seed: string): readonly ShelfProduct[] {
  const step = Math.ceil(products.length / SAMPLED_MAX);
  const offset = Math.floor(hashOf(seed) * step);
  return step <= 1 ? products : products.filter((_, place) => place % step === offset);
}

function ownTopic({ topicIds }: ShelfProduct): UnitMatch[] {
  return topicIds.slice(0, 1).map((topicId) => ({ surface: '', topicId, isSaid: false, isInHead: true }));
}

/** The sample and what suits the learner best of those that may be shown. */
function withSuiting(
  sample: readonly ShelfProduct[],
  { view, kept, wish }: { view: ShelfView; kept: readonly ShelfProduct[]; wish: ChoiceWish },
): readonly ShelfProduct[] {
  if (wish.taste?.isPersonal !== true || sample.length === kept.length) return sample;
  const inSample = new Set(sample);
  const suiting = wish.taste.best(SUITING_MAX).flatMap((productId) => {
    const product = view.products[view.placeOf(productId) ?? -1];
    return product === undefined || inSample.has(product) ? [] : [product];
  });
  return [...sample, ...suiting.filter((product) => isOpen(product, wish) && meetsAll(product, wish.wishes))];
}

interface Drawn {
  readonly product: ShelfProduct;
  readonly score: number;
  readonly fit: Fit;
  readonly popularity: number;
}

function drawnOf(product: ShelfProduct, { wish, fit }: { wish: ChoiceWish; fit: Fit }): Drawn {
  const isKnown = wish.taste?.isPersonal ?? true;
  const popularity = isKnown ? 0 : (wish.taste?.popularityOf(product.productId) ?? 0);
  const score = drawOf(wish.seed, product) + TASTE_WEIGHT * fit.strength + POPULARITY_WEIGHT * popularity;
  return { product, score: score * leaningOf(product, wish), fit, popularity };
}

function choiceOf({ product, score, fit, popularity }: Drawn, { wishes }: ChoiceWish): Choice {
  const evidence: Evidence = {
    strategy: 'browse',
    matches: ownTopic(product),
    met: metWishes(product, wishes),
    ...tasteOf(fit, TASTE_NAMED_MIN),
    ...(popularity < POPULAR_MIN ? {} : { isPopular: true }),
  };
  return { product, score, evidence };
}

/** Takes the best drawn again and again, each time preferring a topic, kind and author not taken yet. */
function spread(drawn: readonly Drawn[], count: number): Drawn[] {
  const waiting = [...drawn];
  const taken: Drawn[] = [];
  const seen = new Set<string>();
  while (waiting.length > 0 && taken.length < count) {
    const novelty = ({ product, score }: Drawn): number =>
      score + marksOf(product).reduce((sum, mark) => sum + (seen.has(mark) ? 0 : 1), 0);
    const next = waiting.reduce((best, one) => (novelty(one) > novelty(best) ? one : best));
    waiting.splice(waiting.indexOf(next), 1);
    if (next.product.translationGroup !== null && seen.has(`group ${next.product.translationGroup}`))
      continue;
    taken.push(next);
    for (const mark of marksOf(next.product)) seen.add(mark);
    seen.add(`group ${next.product.translationGroup}`);
  }
  return taken;
}

function marksOf(product: ShelfProduct): string[] {
  const marks = [`kind ${product.kind}`];
  if (product.author !== null) marks.push(`author ${product.author}`);
  if (product.topicIds[0] !== undefined) marks.push(`topic ${product.topicIds[0]}`);
  return marks;
}

/** A number from 0 to 1 by seed and product, plus a little for what needs nothing to start with. */
function drawOf(seed: string, product: ShelfProduct): number {
  const isForAll = product.level === 'beginner' || product.level === 'all';
  return hashOf(`${seed} ${product.productId}`) + (isForAll ? 0.5 : 0);
}

/** FNV-1a, from 0 to below 1. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) / 2 ** 32;
}

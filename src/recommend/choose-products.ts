import { browseProducts } from './browse-products.ts';
import { leaningOf, withoutLong } from './lean-choices.ts';
import { arrangeList } from './rank/arrange-list.ts';
import { createFit, type Fit, tasteOf } from './rank/fit-taste.ts';
import { type Coverage, measureCoverage } from './search/coverage.ts';
import { type Question, readQuestion } from './search/question.ts';
import type { SearchOptions } from './search/search-index.ts';
import type { ShelfView } from './shelf.ts';
import type { Choice, ChoiceWish, Chosen, Evidence, ShelfProduct, Wishes } from './types.ts';
import { varyChoices } from './vary-choices.ts';
import { isBarred, keepWished, meetsAll, meetsWish, metWishes, unmetWishes } from './wishes.ts';

const CANDIDATES_MAX = 150;
/** A product is about the question when its title, tags or author name a topic of it or answer this share of it … */
const HEAD_SHARE_MIN = 0.25;
/** … and only touches it when its whole text answers this share. */
export const TOUCH_SHARE_MIN = 0.3;
/** Products far below the best one, in the language wished for or in any, are another subject. */
const BEST_SCORE_SHARE_MIN = 0.4;
const LEVEL_BONUS = 1.15;
/** How much more the product counts that suits the learner's taste best. */
const TASTE_BONUS = 0.35;
/** Less taste than this is not the reason why a product is shown. */
const TASTE_NAMED_MIN = 0.2;

/**
 * Chooses products for a question from the catalogue in memory: by text, then by wishes. Never one that is
 * barred; a wish is given up only when nothing meets it, and is named.
 */
export function chooseProducts(view: ShelfView, wish: ChoiceWish): Chosen {
  const question = readQuestion(view.analysis, view.index, wish.topic);
  const askedTopicIds = [...new Set(question.units.flatMap((unit) => unit.topics.map((topic) => topic.id)))];
  if (question.units.length === 0) return { ...browseProducts(view, wish), askedTopicIds };
  const candidates = findCandidates(view, question, wish);
  const about = candidates.filter(isAbout);
  const touching = candidates.filter((candidate) => candidate.share >= TOUCH_SHARE_MIN);
  const strategy = about.length > 0 ? 'match' : touching.length > 0 ? 'near' : 'none';
  if (strategy === 'none') return { strategy, choices: [], relaxed: [], unmet: [], askedTopicIds };

  const fitting = strategy === 'match' ? about : touching;
  const { kept, givenUp } = keepNamed(fitting, wish.wishes);
  if (kept.length === 0) {
    const products = fitting.map(({ product }) => product);
    const unmet = unmetWishes(products, wish.wishes);
    return { strategy: 'none', choices: [], relaxed: [], unmet, askedTopicIds };
  }
  const fitOf = createFit(view, wish.taste);
  return {
    strategy,
    choices: arrangeList(
      varyChoices(
        withoutLong(kept, wish.wishes).map((candidate) =>
          choiceOf(candidate, {
            ...{ strategy, wishes: wish.wishes, fit: fitOf(candidate.product) },
            leaning: leaningOf(candidate.product, wish),
          }),
        ),
        wish.limit,
      ),
      wish.limit,
      wish.currencies ?? [],
    ),
    relaxed: givenUp,
    unmet: [],
    askedTopicIds,
  };
}

/** A level or a format is given up sooner than the subject that was named, for what other words only point to. */
function keepNamed(fitting: readonly Candidate[], wishes: Wishes): ReturnType<typeof keepWished<Candidate>> {
  const all = keepWished(fitting, wishes);
  if (all.kept.some(({ hasTopic }) => hasTopic)) return all;
  const named = keepWished(
    fitting.filter(({ hasTopic, product }) => hasTopic && meetsWish(product, wishes, 'language')),
    wishes,
  );
  return named.kept.length > 0 ? named : all;
}

/** Whether a product is about the question, and does not only touch it. */
export function isAbout({ hasTopic, isDirect, headShare }: Coverage): boolean {
  return hasTopic || (isDirect && headShare >= HEAD_SHARE_MIN);
}

export interface Candidate extends Coverage {
  readonly product: ShelfProduct;
  readonly score: number;
}

/** The best of all and the best that meet every wish: in a large catalogue the second need not be among the first. */
export function findCandidates(
  view: ShelfView,
  question: Question,
  { bars, wishes }: ChoiceWish,
): Candidate[] {
  const demand = (accepts: (product: ShelfProduct) => boolean): SearchOptions => ({
    limit: CANDIDATES_MAX,
    accepts: (document) => {
      const product = view.products[document];
      return product !== undefined && !isBarred(product, bars) && accepts(product);
    },
  });
  const lists = view.index.searchEach(question.terms, [
    demand(() => true),
    demand((product) => meetsAll(product, wishes)),
  ]);
  const found = new Map(lists.flat().map(({ document, score }) => [document, score] as const));
  const coverageOf = measureCoverage(view.index, question);
  const candidates = [...found].flatMap(([document, score]): Candidate[] => {
    const product = view.products[document];
    if (product === undefined) return [];
    const coverage = coverageOf(document);
    return [{ ...coverage, product, score: weighScore(score, coverage) }];
  });
  const isOwn = ({ product }: Candidate): boolean => product.language === wishes.language;
  // What is too dear is not what others are measured by, as long as there are others.
  const affordable = candidates.filter((one) => isAbout(one) && meetsWish(one.product, wishes, 'price'));
  const compared = affordable.length > 0 ? affordable : candidates;
  const best = bestScore(compared);
  const ownBest = bestScore(compared.filter(isOwn));
  return candidates.filter(
    (candidate) => candidate.score >= BEST_SCORE_SHARE_MIN * (isOwn(candidate) ? ownBest : best),
  );
}

/** What the text index gives, by how much of the question the product answers. */
export function weighScore(textScore: number, { share, headShare }: Coverage): number {
  return textScore * (0.25 + 0.5 * share + 0.25 * headShare);
}

function bestScore(candidates: readonly Candidate[]): number {
  return candidates.reduce((most, { score }) => Math.max(most, score), 0);
}

function choiceOf(
  { product, score, matches }: Candidate,
  {
    strategy,
    wishes,
    fit,
    leaning,
  }: { strategy: 'match' | 'near'; wishes: Wishes; fit: Fit; leaning: number },
): Choice {
  const hasExactLevel = wishes.level !== null && product.level === wishes.level;
  const evidence: Evidence = {
    strategy,
    matches: strategy === 'near' ? matches : matches.filter(({ isInHead }) => isInHead),
    met: metWishes(product, wishes),
    ...tasteOf(fit, TASTE_NAMED_MIN),
  };
  const levelled = leaning * (hasExactLevel ? score * LEVEL_BONUS : score);
  return { product, score: levelled * (1 + TASTE_BONUS * fit.strength), evidence };
}

import { findCandidates, isAbout, TOUCH_SHARE_MIN, weighScore } from '../choose-products.ts';
import { createFit } from '../rank/fit-taste.ts';
import { type Coverage, measureCoverage } from '../search/coverage.ts';
import { readQuestion } from '../search/question.ts';
import type { ShelfView } from '../shelf.ts';
import type { ChoiceWish, Chosen, LearnerTaste, ShelfProduct } from '../types.ts';
import { barOf, madeWishes, meetsWish } from '../wishes.ts';
import type { FindingScores, FoundBy, Removal } from './wire.ts';

/** What became of one product on the way to a list. */
export interface TracedProduct {
  readonly product: ShelfProduct;
  readonly scores: FindingScores;
  readonly foundBy: readonly FoundBy[];
  readonly removedBy: Removal | null;
  readonly unmet: readonly ('level' | 'kind' | 'language' | 'price')[];
  readonly rank: number | null;
}

export interface Traced {
  readonly view: ShelfView;
  readonly wish: ChoiceWish;
  readonly chosen: Chosen;
}

const LOOKED_AT_MAX = 60;

/**
 * Follows a choice that was made: what the words find, what each source says for it, and what removed it. Asks the same
 * functions as choosing does, and changes nothing.
 */
export function traceFinding(traced: Traced): (productId?: string) => TracedProduct[] {
  const { view, wish, chosen } = traced;
  const question = readQuestion(view.analysis, view.index, wish.topic);
  const found = view.index.search(question.terms, { limit: LOOKED_AT_MAX });
  const textOf = new Map(found.map(({ document, score }) => [document, score]));
  const coverageOf = measureCoverage(view.index, question);
  const fitOf = createFit(view, wish.taste);
  const asked = question.units.length > 0;
  const candidates = new Set(asked ? findCandidates(view, question, wish).map(({ product }) => product) : []);
  const trace = (place: number): TracedProduct[] => {
    const product = view.products[place];
    if (product === undefined) return [];
    const coverage = coverageOf(place);
    const text = textOf.get(place) ?? textScoreOf(view, { terms: question.terms, place });
    const known = { product, coverage, isCandidate: candidates.has(product) };
    const chosenPlace = chosen.choices.findIndex((choice) => choice.product.productId === product.productId);
    const choice = chosen.choices[chosenPlace];
    const isShown = chosenPlace >= 0 && chosenPlace < wish.limit;
    return [
      {
        product,
        scores: scoresOf(product, {
          ...{ text, coverage, taste: wish.taste, strength: fitOf(product).strength },
          total: choice?.score ?? weighScore(text, coverage),
        }),
        foundBy: foundByOf(view, coverage),
        rank: isShown ? chosenPlace + 1 : null,
        ...(isShown
          ? { removedBy: null, unmet: [] }
          : removalOf(traced, { ...known, isWaiting: choice !== undefined })),
      },
    ];
  };
  return (productId) => {
    if (productId !== undefined) return [view.placeOf(productId) ?? []].flat().flatMap(trace);
    const shown = chosen.choices.flatMap(({ product }) => view.placeOf(product.productId) ?? []);
    return [...new Set([...shown, ...found.map(({ document }) => document)])].flatMap(trace);
  };
}

interface Known {
  readonly product: ShelfProduct;
  readonly coverage: Coverage;
  readonly isCandidate: boolean;
  readonly isWaiting: boolean;
}

function removalOf(
  { wish, chosen }: Traced,
  { product, coverage, isCandidate, isWaiting }: Known,
): Pick<TracedProduct, 'removedBy' | 'unmet'> {
  const removed = (removedBy: Removal) => ({ removedBy, unmet: [] });
  const bar = barOf(product, wish.bars);
  if (bar !== null) return removed(bar);
  if (isWaiting) return removed('waits');
  const isMixed = chosen.strategy === 'browse';
  if (!isMixed && coverage.share < TOUCH_SHARE_MIN && !isAbout(coverage)) return removed('too_little');
  if (!isMixed && !isCandidate) return removed('far_below_best');
  if (chosen.strategy === 'match' && !isAbout(coverage)) return removed('only_touches');
  const unmet = madeWishes(wish.wishes).filter(
    (one) => !chosen.relaxed.includes(one) && !meetsWish(product, wish.wishes, one),
  );
  if (unmet.length > 0) return { removedBy: 'wish', unmet };
  return removed(isMixed ? 'waits' : 'variety');
}

interface Measured {
  readonly text: number;
  readonly coverage: Coverage;
  readonly taste: LearnerTaste | undefined;
  readonly strength: number;
  readonly total: number;
}

function scoresOf(
  { productId }: ShelfProduct,
  { text, coverage, taste, strength, total }: Measured,
): FindingScores {
  return {
    text,
    share: coverage.share,
    headShare: coverage.headShare,
    taste: strength,
    popularity: taste?.popularityOf(productId) ?? 0,
    total,
  };
}

function foundByOf({ analysis }: ShelfView, { matches }: Coverage): FoundBy[] {
  return matches.map(({ surface, topicId, isInHead }) => ({
    surface,
    topic: analysis.topics.topics.get(topicId ?? '')?.name ?? null,
    isInHead,
  }));
}

/** Of one document that is not among the best. */
function textScoreOf(
  { index }: ShelfView,
  { terms, place }: { terms: Parameters<ShelfView['index']['search']>[0]; place: number },
): number {
  const accepts = (document: number): boolean => document === place;
  return index.search(terms, { limit: 1, accepts })[0]?.score ?? 0;
}

import { type SaleBounds, type Unsold, whyUnsold } from '../checkout/index.ts';
import type { BuyerFacts } from '../identity/index.ts';
import type { Language } from '../identity/wire.ts';
import { isAbout } from './choose-products.ts';
import { measureCoverage } from './search/coverage.ts';
import { readQuestion } from './search/question.ts';
import { pairsOf, runsOf } from './search/tokens.ts';
import type { ShelfView } from './shelf.ts';
import type { ChoiceWish, ShelfProduct } from './types.ts';
import { barOf } from './wishes.ts';

/** A product that words find and that may not be sold to who asks. */
export interface Withheld {
  readonly productId: string;
  readonly why: Unsold | 'full';
  readonly minAgeYears: number | null;
}

const LOOKED_AT_MAX = 3;
/** A product is named when the words hold this share of its title. */
const NAMED_SHARE_MIN = 0.6;

/** The products that a question is about most and that may not be sold to who asks; none where nothing is known of them. */
export function findWithheld(view: ShelfView, { topic, bars }: ChoiceWish): Withheld[] {
  const { buyer } = bars;
  if (view.hasBounds !== true || buyer === undefined) return [];
  const question = readQuestion(view.analysis, view.index, topic);
  if (question.units.length === 0) return [];
  const accepts = (document: number): boolean => {
    const product = view.products[document];
    const bar = product === undefined ? null : barOf(product, bars);
    return bar === 'region' || bar === 'age' || bar === 'full';
  };
  const coverageOf = measureCoverage(view.index, question);
  return view.index
    .search(question.terms, { limit: LOOKED_AT_MAX, accepts })
    .filter(({ document }) => isAbout(coverageOf(document)))
    .flatMap(({ document }) => withheldOf(view.products[document], buyer) ?? []);
}

/** Null when a product may be sold, or is not known. */
export function withheldOf(product: ShelfProduct | undefined, buyer: BuyerFacts): Withheld | null {
  const { saleBounds, isFull, productId = '' } = product ?? {};
  const unsold = saleBounds === undefined ? null : whyUnsold(saleBounds, buyer);
  const why = isFull === true ? 'full' : unsold;
  return why === null ? null : { productId, why, minAgeYears: saleBounds?.minAgeYears ?? null };
}

/** Whether words name a title: who asks for a subject is not told of everything that is not for them. */
export function namesTitle(words: string, title: string): boolean {
  const wanted = termsOf(title);
  const said = new Set(termsOf(words));
  const share = wanted.filter((term) => said.has(term)).length / Math.max(1, wanted.length);
  return share >= NAMED_SHARE_MIN;
}

function termsOf(text: string): string[] {
  const runs = runsOf(text.toLowerCase());
  return [...runs.filter(({ isHan }) => !isHan).map(({ term }) => term), ...pairsOf(runs)];
}

type Told = Pick<Withheld, 'why'> & {
  readonly title: string;
  readonly minAgeYears: SaleBounds['minAgeYears'];
};

/** What is said of a product that was asked for by name and may not be sold to who asks. */
export function explainWithheld({ why, title, minAgeYears }: Told, language: Language): string {
  if (why === 'full') {
    return language === 'zh'
      ? `抱歉，《${title}》的名额已经满了。如果有人退出，会重新开放。`
      : `Sorry, all places of “${title}” are taken. If somebody leaves, one opens again.`;
  }
  if (why === 'region') {
    return language === 'zh'
      ? `《${title}》暂时不在你所在的国家或地区销售，抱歉。`
      : `I'm sorry, “${title}” is not available in your country or region.`;
  }
  return language === 'zh'
    ? `《${title}》适合 ${minAgeYears} 岁及以上的学员，现在还不能卖给你，抱歉。`
    : `I'm sorry, “${title}” is for learners aged ${minAgeYears} and over, so you can't buy it yet.`;
}

import type { Language } from '../identity/wire.ts';
import type { RecommendDeps } from './deps.ts';
import { buyerFor } from './prepare-list.ts';
import { explainWithheld, withheldOf } from './withheld.ts';

export interface TellWithheld {
  readonly learnerId: string;
  /** What was shown before, perhaps to somebody of whom nothing was known yet. */
  readonly items: readonly { readonly productId: string; readonly title: string }[];
  readonly language: Language;
}

/** Which of these may not be sold to a learner, by product, each with the sentence to say. From memory where none asks. */
export async function tellWithheld(
  deps: Pick<RecommendDeps, 'shelf' | 'buyerFacts'>,
  { learnerId, items, language }: TellWithheld,
): Promise<ReadonlyMap<string, string>> {
  const view = await deps.shelf.view();
  const buyer = await buyerFor(deps, view, learnerId);
  if (buyer === undefined) return new Map();
  return new Map(
    items.flatMap(({ productId, title }) => {
      const one = withheldOf(view.products[view.placeOf(productId) ?? -1], buyer);
      return one === null ? [] : [[productId, explainWithheld({ ...one, title }, language)] as const];
    }),
  );
}

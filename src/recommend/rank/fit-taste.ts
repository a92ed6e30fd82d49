import type { ShelfView } from '../shelf.ts';
import type { LearnerTaste, ShelfProduct, TasteEvidence } from '../types.ts';

/** How well a product suits what a learner took before. */
export interface Fit {
  /** From 0 to 1. */
  readonly strength: number;
  /** Found when asked for: most products that are measured are never shown. */
  readonly evidence: () => TasteEvidence | undefined;
}

/** What of a fit goes into the evidence: nothing below `strengthMin`, nothing that may not be named. */
export function tasteOf({ strength, evidence }: Fit, strengthMin: number): { taste?: TasteEvidence } {
  const taste = strength < strengthMin ? undefined : evidence();
  return taste === undefined ? {} : { taste };
}

/** The same subject counts less than what learners really took together. */
const SUBJECT_STRENGTH = 0.5;
/** The learner's newest products are compared by subject. */
const COMPARED_MAX = 10;

const NO_FIT: Fit = { strength: 0, evidence: () => undefined };

/**
 * Measures products against a learner's taste: by what learners took together, and, for what nobody took yet, by
 * subject and author of the learner's own newest products.
 */
export function createFit(view: ShelfView, taste: LearnerTaste | undefined): (product: ShelfProduct) => Fit {
  if (taste === undefined || !taste.isPersonal) return () => NO_FIT;
  const own = taste.newest(COMPARED_MAX).flatMap((productId) => {
    const place = view.placeOf(productId);
    return place === undefined ? [] : (view.products[place] ?? []);
  });
  return (product) => {
    const strength = taste.strengthOf(product.productId);
    if (strength > 0) return { strength, evidence: () => taste.evidenceFor(product.productId) };
    return bySubject(product, own);
  };
}

function bySubject(product: ShelfProduct, own: readonly ShelfProduct[]): Fit {
  let best: ShelfProduct | undefined;
  let most = 0;
  for (const known of own) {
    const shared = product.topicIds.filter((topicId) => known.topicIds.includes(topicId)).length;
    const all = product.topicIds.length + known.topicIds.length - shared;
    const author = product.author !== null && product.author === known.author ? 0.3 : 0;
    const likeness = (all === 0 ? 0 : 0.7 * (shared / all)) + author;
    if (likeness > most) [best, most] = [known, likeness];
  }
  if (best === undefined) return NO_FIT;
  const evidence: TasteEvidence = { kind: 'subject', sourceProductId: best.productId };
  return { strength: SUBJECT_STRENGTH * most, evidence: () => evidence };
}

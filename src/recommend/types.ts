import type { SaleBounds } from '../checkout/index.ts';
import type { ProductKind, ProductLevel } from '../checkout/wire.ts';
import type { BuyerFacts } from '../identity/index.ts';
import type { Money } from '../kernel/money.ts';
import type { UnitMatch } from './search/coverage.ts';
import type { RecommendationStrategy, Relaxation } from './wire.ts';

/** Which part of a series a product is. */
export interface SeriesPlace {
  readonly seriesKey: string;
  /** From 1. */
  readonly part: number;
}

/** What recommending keeps of a product in memory; what is shown is read from the catalogue again. */
export interface ShelfProduct {
  readonly productId: string;
  readonly translationGroup: string | null;
  readonly kind: ProductKind;
  readonly language: string;
  readonly level: ProductLevel | null;
  readonly author: string | null;
  readonly isOnSale: boolean;
  readonly prices: readonly Money[];
  /** Topics of title and tags, most telling first. */
  readonly topicIds: readonly string[];
  /** Null: not told; left out: not known here. */
  readonly durationMinutes?: number | null;
  /** Left out: no part of a series. */
  readonly series?: SeriesPlace;
  /** Bundles that open it; left out: none. */
  readonly bundleIds?: readonly string[];
  /** What it opens as a bundle; left out: it is none. */
  readonly partIds?: readonly string[];
  /** What should be learned before; left out: nothing. */
  readonly prerequisiteIds?: readonly string[];
  /** Left out: sold everywhere, to anybody. */
  readonly saleBounds?: SaleBounds;
  /** True: as many have bought it as may. */
  readonly isFull?: true;
}

/** What a learner wishes besides the subject, with defaults filled in. Wishes may be given up, aloud. */
export interface Wishes {
  readonly level: 'beginner' | 'intermediate' | 'advanced' | null;
  readonly kind: ProductKind | null;
  readonly language: string;
  /** Zero: only what is free. */
  readonly ceiling: Money | null;
  readonly floor: Money | null;
  /** True when the learner named the language, which is then never given up. */
  readonly isLanguageNamed: boolean;
  /** True: something short is preferred. */
  readonly isBrief?: true;
  /** True: the ceiling is an amount that is meant about. */
  readonly isAround?: true;
}

/** What is never given up. */
export interface Bars {
  readonly ownedProductIds: ReadonlySet<string>;
  /** Groups of which the learner owns one language already. */
  readonly ownedGroups: ReadonlySet<string>;
  readonly excludedKinds: readonly ProductKind[];
  /** In an open checkout already; left out: none. */
  readonly inCheckoutProductIds?: ReadonlySet<string>;
  /** Left out: none. */
  readonly excludedTopicIds?: ReadonlySet<string>;
  /** Parts of what is asked for that are turned down; left out: none. */
  readonly excludedProductIds?: ReadonlySet<string>;
  /** Shown before, where others are asked for; left out: none. */
  readonly shownProductIds?: ReadonlySet<string>;
  /** Where the learner is and how old, as far as it is known; left out: not asked. */
  readonly buyer?: BuyerFacts;
}

/** Why a product was chosen: only what was really found. Kept with the impression. */
export interface Evidence {
  readonly strategy: 'match' | 'near' | 'browse';
  /** What question and product share; of a product that nobody asked about, its own first topic. */
  readonly matches: readonly UnitMatch[];
  /** The wishes that it meets. */
  readonly met: readonly Relaxation[];
  /** Left out: what the learner took before did not choose it. */
  readonly taste?: TasteEvidence;
  /** True: among what many took, for a learner of whom nothing else is known. */
  readonly isPopular?: boolean;
  /** True: shown because it costs far less than what stands above it. */
  readonly isCheaper?: boolean;
}

/**
 * Which product of the learner's own speaks for another one, and how: taken by the same learners, taken soon
 * after, or on the same subject.
 */
export interface TasteEvidence {
  readonly kind: 'alike' | 'next' | 'subject';
  readonly sourceProductId: string;
}

/** What is known of a learner's taste, for one turn. */
export interface LearnerTaste {
  /** False when there is nothing of the learner's own to go by. */
  readonly isPersonal: boolean;
  /** From 0 to 1 for the product that suits best. */
  strengthOf(productId: string): number;
  /** From 0 to 1 for what most learners took. */
  popularityOf(productId: string): number;
  /** The learner's own, newest first. */
  newest(count: number): string[];
  /** Products that suit best, best first; some may be gone. */
  best(count: number): string[];
  evidenceFor(productId: string): TasteEvidence | undefined;
}

export interface Choice {
  readonly product: ShelfProduct;
  readonly score: number;
  readonly evidence: Evidence;
}

/** What to choose for. */
export interface ChoiceWish {
  /** The question's subject, see `Slots.topic`. */
  readonly topic: string;
  readonly wishes: Wishes;
  readonly bars: Bars;
  readonly limit: number;
  /** Makes a mixed list differ between learners and stay the same for one. */
  readonly seed: string;
  /** Currencies to compare prices in, best first; left out: prices are not compared. */
  readonly currencies?: readonly string[];
  /** Left out: words only. */
  readonly taste?: LearnerTaste | undefined;
}

/** What was chosen. */
export interface Chosen {
  readonly strategy: RecommendationStrategy;
  /** Best first; may be more than the limit. */
  readonly choices: readonly Choice[];
  readonly relaxed: readonly Relaxation[];
  /** Nothing on the subject meets these, and they are never given up. */
  readonly unmet: readonly Relaxation[];
  /** Topics that the question names. */
  readonly askedTopicIds: readonly string[];
}

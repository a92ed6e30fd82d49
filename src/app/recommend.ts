import { type CheckoutDeps, openCheckoutProductIds, ownedProductIds } from '../checkout/index.ts';
import { findBuyerFacts, isPersonalised } from '../identity/index.ts';
import {
  createRunningExperiment,
  createShelf,
  createTaste,
  type RecommendDeps,
  type Taste,
} from '../recommend/index.ts';

/** The share of mixed lists whose last place shows what waits below, so that new content is tried too. */
const EXPLORATION_SHARE = 0.05;

/** Recommending with a memory of its own. */
export interface Recommending extends RecommendDeps {
  readonly taste: Taste;
}

/** Connects recommending with what selling and identity know of a learner. */
export function recommendOf(checkout: CheckoutDeps): Recommending {
  return {
    ...checkout,
    shelf: createShelf(checkout),
    taste: createTaste(checkout),
    runningExperiment: createRunningExperiment(checkout),
    explorationShare: EXPLORATION_SHARE,
    ownedProductIds: (learnerId) => ownedProductIds(checkout, learnerId),
    openCheckoutProductIds: (learnerId) => openCheckoutProductIds(checkout, learnerId),
    buyerFacts: (learnerId) => findBuyerFacts(checkout.db.query, learnerId),
    isPersonalised: (learnerId) => isPersonalised(checkout.db.query, learnerId),
  };
}

import type { BuyerFacts } from '../identity/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import type { NewId } from '../kernel/id.ts';
import type { RunningExperiment } from './experiment/running-experiment.ts';
import type { Taste } from './rank/taste.ts';
import type { Shelf } from './shelf.ts';

export interface RecommendDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly livemode: boolean;
  readonly shelf: Shelf;
  /** Products that the learner may open already; selling knows. */
  readonly ownedProductIds: (learnerId: string) => Promise<ReadonlySet<string>>;
  /** False for learners who turned personalisation off: what they did before neither chooses nor is kept to choose by. */
  readonly isPersonalised: (learnerId: string) => Promise<boolean>;
  /** Where a learner is and how old, as far as it is known; asked only where products ask. Left out: nothing is known. */
  readonly buyerFacts?: (learnerId: string) => Promise<BuyerFacts>;
  /** Products of the learner's open checkouts; selling knows. Left out: not looked at. */
  readonly openCheckoutProductIds?: (learnerId: string) => Promise<ReadonlySet<string>>;
  /** What learners took before; left out: words only. */
  readonly taste?: Taste;
  /** Left out: no experiments. */
  readonly runningExperiment?: RunningExperiment;
  /** The share of mixed lists whose last place explores; left out: none. */
  readonly explorationShare?: number;
}

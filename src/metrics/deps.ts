import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import type { Log } from '../kernel/log.ts';

export interface MetricsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Facts of the other mode are not counted (M11). */
  readonly livemode: boolean;
  /** IANA time zone of questions that name none: the merchant's. */
  readonly timeZone: string;
  /** Titles by product id; a product that is gone is left out. */
  readonly titlesOf: (productIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

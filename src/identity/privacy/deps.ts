import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { HouseKey } from '../../kernel/derive-key.ts';
import type { NewId } from '../../kernel/id.ts';
import type { Seal } from '../../kernel/seal.ts';

/** What keeping and forgetting of personal data needs. */
export interface PersonalDataDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly livemode: boolean;
  /** Seals learners' own keys. */
  readonly seal: Seal;
  /** Make the pseudonyms; the first is used for new ones. */
  readonly houseKeys: readonly HouseKey[];
}

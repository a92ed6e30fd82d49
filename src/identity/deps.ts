import type { Clock } from '../kernel/clock.ts';
import type { Database, Tx } from '../kernel/db/database.ts';
import type { HouseKey } from '../kernel/derive-key.ts';
import type { NewId } from '../kernel/id.ts';
import type { HostJwks } from './jwks.ts';
import type { SigningKey } from './types.ts';

export interface IdentityDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly livemode: boolean;
  /** Keys of our own tokens. */
  readonly tokenKeys: readonly SigningKey[];
  /** Keys by which the host platform signs its learners' identity. */
  readonly hostKeys: readonly SigningKey[];
  /** The keys it publishes; left out when it shares secrets only. */
  readonly hostJwks?: HostJwks | undefined;
  /** Who its tokens must name as their issuer; left out = anybody who has a key. */
  readonly hostIssuer?: string | undefined;
  /** Make the pseudonyms of those who had their data deleted. */
  readonly houseKeys: readonly HouseKey[];
  /** What moves with a guest who signs in, in the same transaction. */
  readonly onGuestSignedIn: (tx: Tx, fromLearnerId: string, toLearnerId: string) => Promise<void>;
}

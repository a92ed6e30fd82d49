import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { NewId } from '../../kernel/id.ts';
import type { RateLimit } from '../../kernel/rate-limit.ts';

export interface StaffDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Makes a cookie's token: at least 128 random bits. */
  readonly newSecret: () => string;
  /** Where browsers reach Tilltalk; https makes the cookie Secure. */
  readonly publicUrl: string;
  /** Tries of signing in, per login: known or not. */
  readonly signInLimit: RateLimit;
  /** Tries of signing in, per address: a whole office may share one. */
  readonly addressLimit: RateLimit;
  /** Told after a session has ended by signing out; `isGone` when it was the last one. Must be safe to run twice. */
  readonly onSignedOut: (ended: { staffId: string; sessionHash: string; isGone: boolean }) => Promise<void>;
}

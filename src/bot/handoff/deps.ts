import type { EntitlementView, OrderView } from '../../checkout/wire.ts';
import type { RequireStaff, StaffCaller } from '../../identity/index.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import type { Viewers } from '../console/viewer/viewers.ts';
import type { HandoffDeps } from '../deps.ts';
import type { ReadMarkBook } from '../types.ts';
import type { ConsoleAssessment, ConsoleHeldPayment, ConsolePayment, ConsoleReview } from './wire.ts';

export interface DecideReview {
  readonly reviewId: string;
  readonly staffId: string;
  readonly decision: 'approve' | 'reject';
  readonly note: string | null;
}

/** What the console shows beside a thread. */
export interface ConsoleDeps extends HandoffDeps {
  /** Newest first, as the two below. */
  ordersOf(learnerId: string): Promise<readonly OrderView[]>;
  paymentsOf(learnerId: string): Promise<readonly ConsolePayment[]>;
  entitlementsOf(learnerId: string): Promise<readonly EntitlementView[]>;
  riskOf(learnerId: string): Promise<{
    readonly assessments: readonly ConsoleAssessment[];
    readonly reviews: readonly ConsoleReview[];
  }>;
  /** Whether a payment of this thread waits for a person. */
  hasHeldPayment(conversationId: string): Promise<boolean>;
  /** Held payments that wait for a person, oldest first. */
  openReviews(): Promise<readonly ConsoleHeldPayment[]>;
  /** Settles a held payment; left out where payments are not held. */
  readonly decideReview?: ((command: DecideReview) => Promise<void>) | undefined;
}

export interface ConsoleRoutesDeps extends ConsoleDeps {
  readonly requireStaff: RequireStaff;
}

export interface ConsoleSocketsDeps
  extends Pick<ConsoleDeps, 'db' | 'clock' | 'broadcast' | 'hasHeldPayment'> {
  readonly log: Log;
  readonly meter: Meter;
  readonly viewers: Viewers;
  readonly readMarks: ReadMarkBook;
  /** Throws a `DomainError` unless the handshake is an agent's from our own page. */
  admitAgent(handshake: {
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly csrfToken: string;
  }): Promise<StaffCaller>;
  /** Which sessions are still signed in. */
  liveSessionHashes(): Promise<ReadonlySet<string>>;
}

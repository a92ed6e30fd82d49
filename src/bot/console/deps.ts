import type { CheckoutDeps } from '../../checkout/index.ts';
import type { Authenticate, RequireStaff, StaffCaller } from '../../identity/index.ts';
import type { Log } from '../../kernel/log.ts';
import type { Segmenter } from '../../recommend/index.ts';
import type { ConversationDeps } from '../deps.ts';
import type { ConsoleAssessment, ConsoleReview } from '../handoff/wire.ts';
import type { Viewers } from './viewer/viewers.ts';

/** An automatic refusal of a payment that a learner asks a person to look at. */
export interface PaymentRefusal {
  /** `payment_blocked`, or `payment_rejected` when a person had said no already. */
  readonly subject: string;
  readonly learnerId: string;
  readonly conversationId: string | null;
}

/** What the console's operations need. */
export interface ConsoleOpsDeps extends ConversationDeps {
  readonly log: Log;
  /** Giving money back, coupons and checkouts. */
  readonly checkout: CheckoutDeps;
  readonly viewers: Viewers;
  /** Cuts what is searched for into words. */
  segmenter(): Promise<Segmenter>;
  /** Whether a payment of this thread waits for a person. */
  hasHeldPayment(conversationId: string): Promise<boolean>;
  riskOf(learnerId: string): Promise<{
    readonly assessments: readonly ConsoleAssessment[];
    readonly reviews: readonly ConsoleReview[];
  }>;
  /** The refusal of a checkout's payment by rules or model; null when it was not refused. */
  paymentRefusalOf(checkoutId: string): Promise<PaymentRefusal | null>;
  /** Lets a learner pay though rules refuse, once and for a time, in the caller's transaction. */
  allowPayment: AllowPayment;
  /** Left out where nothing is known beyond the host platform's id. */
  contactOf?(learnerId: string): Promise<{ readonly email: string | null; readonly phone: string | null }>;
}

export type AllowPayment = (
  tx: Parameters<Parameters<ConversationDeps['db']['transact']>[0]>[0],
  command: { readonly learnerId: string; readonly caseId: string; readonly checkoutId: string },
) => Promise<void>;

export interface ConsoleOpsRoutesDeps extends ConsoleOpsDeps {
  readonly requireStaff: RequireStaff;
  readonly authenticate: Authenticate;
}

/** Who asks and about which thread. */
export interface InThread {
  readonly caller: StaffCaller;
  readonly conversationId: string;
}

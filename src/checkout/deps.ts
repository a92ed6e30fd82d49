import type { Broadcast } from '../kernel/broadcast.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import type { NewId } from '../kernel/id.ts';
import type { Log } from '../kernel/log.ts';
import type { Meter } from '../kernel/meter.ts';
import type { RateLimit } from '../kernel/rate-limit.ts';
import type { RiskDeps } from '../risk/index.ts';
import type { CaptureMode, PaymentGateway } from './gateway/types.ts';
import type { RefundRules } from './refund/rules/rules.ts';
import type { Router } from './routing/router.ts';
import type { StaffCaps } from './staff-caps.ts';
import type { AttemptJournal } from './statement/attempt-journal.ts';
import type { TopUpPackage } from './wallet/top-up.ts';

/** The legal entity that sells (M11, M12). */
export interface Merchant {
  readonly merchantAccountId: string;
  readonly legalName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA time zone of its accounting days (M16). */
  readonly timeZone: string;
  /** Tax contained in its prices, parts per million: 60000 = 6 %. */
  readonly taxRatePpm: number;
}

/** What a creator is owed of the price of their products, tax and discounts taken off. */
export interface CreatorShare {
  /** Letters, digits, `_` and `-`: names the account `creator_payable:…`. */
  readonly creatorId: string;
  /** As in the catalogue. */
  readonly author: string;
  /** Parts per million: 300000 = 30 %. */
  readonly sharePpm: number;
}

/** How a learner wrote in a conversation; says much about who, or what, is writing. */
export interface ChatPace {
  readonly messagesCount: number;
  /** Wall time in ms; null without a message. */
  readonly firstMessageAtMs: number | null;
  /** Median of the pauses between messages in ms; null below two messages. */
  readonly medianGapMs: number | null;
}

export interface CheckoutDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly meter: Meter;
  readonly broadcast: Broadcast;
  readonly livemode: boolean;
  readonly merchant: Merchant;
  readonly risk: RiskDeps;
  /** Asked of the conversation's own domain, which stands above. */
  readonly chatPaceOf: (thread: { conversationId: string; learnerId: string }) => Promise<ChatPace>;
  /** How payments are collected: at once, or reserved first and taken when the seller says so. */
  readonly captureMode: CaptureMode;
  /** What becomes of a reserved payment that nobody decided about before its end. */
  readonly authorizationEnd: 'void' | 'capture';
  /** How many days the lines of a statement are kept that agreed with our books. */
  readonly statementLinesDays: number;
  /** The refund rules in force; an order keeps their version. */
  readonly refundRules: RefundRules;
  /** What one member of staff may give alone (M17). */
  readonly staffCaps: StaffCaps;
  /** How often a learner may try a coupon's code. */
  readonly couponTries: RateLimit;
  /** By name; the first that offers a method serves it. */
  readonly gateways: readonly PaymentGateway[];
  /** Chooses among them. */
  readonly router: Router;
  /** How many notifications that prove nothing are kept, by gateway. */
  readonly quarantineLimit: RateLimit;
  /** What learners can top their wallets up with; none when the wallet is not offered. */
  readonly topUpPackages: readonly TopUpPackage[];
  /** Creators who are owed a share of what is sold. */
  readonly creatorShares: readonly CreatorShare[];
  /** True when gateways split to creators themselves (分账): then each payment with a share is flagged (M17). */
  readonly splitAtGateway: boolean;
  /** Where browsers and gateways reach us, without a slash at the end. */
  readonly publicUrl: string;
  /** Origins of the sites that embed the widget. */
  readonly allowedSites: readonly string[];
  /** Signs the tokens of return pages. */
  readonly returnSecret: string;
  /** Names this process in the idempotency keys that it is running. */
  readonly processId: string;
  /** Notes orders and attempts beside the database; left out where nothing has to survive a restored backup. */
  readonly journal?: AttemptJournal;
  /** True when other processes share the database: a key held by another may be alive. */
  readonly sharedDatabase: boolean;
  /** Runs a job of `checkoutJobs` soon. */
  readonly wakeJob: (name: CheckoutJobName) => void;
}

export type CheckoutJobName =
  | 'checkout.apply_gateway_events'
  | 'checkout.check_attempts'
  | 'checkout.count_doubts'
  | 'checkout.check_ledger'
  | 'checkout.reconcile_statements'
  | 'checkout.check_complaints'
  | 'checkout.check_disputes'
  | 'checkout.forget_statement_lines'
  | 'checkout.execute_refunds'
  | 'checkout.read_complaints'
  | 'checkout.expire_sessions'
  | 'checkout.expire_wallet'
  | 'checkout.forget_idempotency_keys'
  | 'checkout.return_coupons'
  | 'checkout.return_places'
  | 'checkout.start_prices';

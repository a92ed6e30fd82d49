import type { DescribedCoupon, RefundableOrder, ToldPayment } from '../checkout/index.ts';
import type { EntitlementView, OrderView, PaymentMethod } from '../checkout/wire.ts';
import type { Language, Surface } from '../identity/wire.ts';
import type { Broadcast } from '../kernel/broadcast.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import type { NewId } from '../kernel/id.ts';
import type { Log } from '../kernel/log.ts';
import type { Meter } from '../kernel/meter.ts';
import type { Money } from '../kernel/money.ts';
import type { RateLimit } from '../kernel/rate-limit.ts';
import type { ReadRequest, Slots } from '../recommend/index.ts';
import type { FaqBook } from './faq/types.ts';
import type { Llm } from './llm/types.ts';
import type { ReadMarkBook, Turns } from './types.ts';
import type { CheckoutCard, NoticeCard, ProductCard, ReceiptCard } from './wire.ts';

/** What every write into a conversation needs. */
export interface ConversationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly broadcast: Broadcast;
  readonly livemode: boolean;
}

export interface RecommendForTurn {
  readonly learnerId: string;
  readonly conversationId: string;
  /** The learner's message that this answers. */
  readonly turnActivityId: string;
  /** What the learner wrote, masked. */
  readonly text: string;
  /** What it asks for, together with what was asked before. */
  readonly slots: Slots;
  readonly language: Language;
  readonly surface: Surface;
  /** Not these again. */
  readonly shownProductIds?: readonly string[];
  /** Only what costs less than this. */
  readonly cheaperThan?: Money;
}

export interface RecommendedList {
  readonly recommendationId: string;
  /** `near`: only touches what was asked; `browse`: nothing particular was asked; `none`: `items` is empty. */
  readonly strategy: 'match' | 'near' | 'browse' | 'none';
  readonly items: readonly ProductCard[];
  /** Wishes that nothing on the subject meets and that are never given up; `items` is then empty. Left out: none. */
  readonly unmet?: readonly ('level' | 'kind' | 'language' | 'price')[];
  /** Asked for by name and not to be sold to this learner, each with the sentence to say. Left out: none. */
  readonly withheld?: readonly { readonly message: string }[];
  /** Wishes that could not be met, each with the sentence to say in the language asked for. */
  readonly relaxed: readonly { readonly message: string }[];
}

/** What a learner chose in words where no button of ours can be pressed. */
export interface OpenCheckoutForTurn {
  readonly learnerId: string;
  readonly conversationId: string;
  /** The learner's message that asks for it. */
  readonly turnActivityId: string;
  readonly item: ProductCard;
  readonly language: Language;
  readonly surface: Surface;
}

/**
 * The checkout, or why there is none: nobody is signed in, they have it already, it is not sold any more, all places are
 * taken, it is not sold where they are, they are too young for it.
 */
export type CheckoutForTurn =
  | { readonly outcome: 'opened'; readonly card: CheckoutCard }
  | { readonly outcome: 'guest' | 'owned' | 'gone' | 'full' | 'region' | 'age' };

/** Who works here and is signed in. */
export interface PresenceDeps {
  /** Agents who are signed in, by id. */
  presentAgentIds(): Promise<ReadonlySet<string>>;
}

/** What passing a thread between bot and people needs. */
export interface HandoffDeps extends ConversationDeps, PresenceDeps {
  /** Null when there is no such account. */
  nameOfStaff(staffId: string): Promise<string | null>;
}

/** What the dialogs ask of the domains below. */
export interface DialogDeps extends PresenceDeps {
  /** What the platform knows; left out: nothing. */
  readonly faq?: FaqBook;
  /** A language model from outside; left out: none. */
  readonly llm?: Llm | undefined;
  /** What a learner's words ask for. */
  readRequest(text: string): Promise<ReadRequest>;
  /** Chooses products and commits their impressions. */
  recommendProducts(command: RecommendForTurn): Promise<RecommendedList>;
  /** Which of the products shown may not be sold to a learner, by id, each with the sentence to say. Left out: none. */
  withheldOf?(ask: {
    readonly learnerId: string;
    readonly items: readonly ProductCard[];
    readonly language: Language;
  }): Promise<ReadonlyMap<string, string>>;
  /** Titles of what should be learned before a product, as the catalogue has them. */
  prerequisitesOf(productId: string): Promise<readonly string[]>;
  /** Opens a checkout at the present price; for one message once, however often its turn runs. */
  openCheckout(command: OpenCheckoutForTurn): Promise<CheckoutForTurn>;
  /** Newest first. */
  ordersOf(learnerId: string): Promise<readonly OrderView[]>;
  entitlementsOf(learnerId: string): Promise<readonly EntitlementView[]>;
  /** Paid orders, newest first, each with whether the learner can have it refunded by themselves. */
  refundableOrdersOf(learnerId: string): Promise<readonly RefundableOrder[]>;
  /** The newest payments, newest first, with what became of each. */
  paymentsOf(learnerId: string): Promise<readonly ToldPayment[]>;
  /** What a code gives this learner. */
  describeCoupon(ask: { learnerId: string; code: string }): Promise<DescribedCoupon>;
  /** The ways to pay on a surface in a currency, each with whether it is set up. Left out: not known. */
  waysToPay?(place: {
    readonly surface: Surface;
    readonly currency: string;
  }): readonly { readonly method: PaymentMethod; readonly isOpen: boolean }[];
  /** What a learner can spend, by currency. */
  balancesOf(learnerId: string): Promise<readonly Balance[]>;
}

/** A balance; bonus is part of nothing else. */
export interface Balance {
  readonly currency: string;
  readonly paidMinor: number;
  readonly bonusMinor: number;
}

/** To whom and where a notice about money goes. */
export interface NoticeAddress {
  readonly learnerId: string;
  readonly conversationId: string | null;
  readonly language: Language;
}

export interface RefundNotice extends NoticeAddress {
  readonly card: NoticeCard;
  /** Why the money went back, as the refund says it. */
  readonly cause: string;
  readonly endsAccess: boolean;
}

/** What the subscriptions ask of the domains below; null when the thing does not exist. */
export interface NoticeDeps extends ConversationDeps {
  receiptOf(orderId: string): Promise<(NoticeAddress & { readonly card: ReceiptCard }) | null>;
  /** Whether a checkout is paid already and its money only reserved; left out where nothing is. */
  isReserved?(checkoutId: string): Promise<boolean>;
  describeCheckout(checkoutId: string): Promise<(NoticeAddress & { readonly card: CheckoutCard }) | null>;
  refundNoticeOf(refundId: string): Promise<RefundNotice | null>;
}

export interface ClickDeps extends ConversationDeps {
  /** Null when no such impression exists. */
  findImpression(impressionId: string): Promise<ShownImpression | null>;
}

export interface ShownImpression {
  readonly impressionId: string;
  readonly recommendationId: string;
  readonly productId: string;
  /** To whom it was shown. */
  readonly learnerId: string;
  /** Where it was shown; null outside conversations. */
  readonly conversationId: string | null;
}

export interface TurnDeps extends ConversationDeps, DialogDeps {
  readonly log: Log;
  readonly meter: Meter;
}

/** What `handleTurn` needs besides the turns of this process. */
export interface HandleTurnDeps extends ConversationDeps {
  readonly log: Log;
  readonly turns: Turns;
}

/** Who opened a socket, as their token proves. */
export interface SocketCaller {
  readonly learnerId: string;
  readonly isGuest: boolean;
  /** When the token ends, wall time in ms. */
  readonly expiresAtMs: number;
}

export interface BotSocketsDeps extends ClickDeps, HandleTurnDeps, HandoffDeps {
  readonly meter: Meter;
  /** Throws a `DomainError` when the token proves nothing. */
  authenticate(token: string): Promise<SocketCaller>;
  /** Per learner, over all sockets: messages. */
  readonly messageLimit: RateLimit;
  /** Per conversation: messages, from whichever device. */
  readonly conversationLimit: RateLimit;
  /** Per socket: events of any kind. */
  readonly eventLimit: RateLimit;
  /** Per address: connections and events; many learners may share one. */
  readonly addressLimit: RateLimit;
  /** Whether a proxy of ours says where a connection comes from. */
  readonly trustProxy: boolean;
  readonly readMarks: ReadMarkBook;
}

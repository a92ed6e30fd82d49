import { z } from 'zod';
import type { OrderView, ProductKind, ProductLevel } from '../checkout/wire.ts';
import { Language, Surface } from '../identity/wire.ts';
import type { ReadMarks, StreamingActivity, TypingView } from './conversation/wire.ts';

const Id = z.string().min(1).max(64);

/** Content types of our own attachments; each travels with a fallback any Activity client can show. */
export const CARD = {
  products: 'application/vnd.tilltalk.products+json',
  checkout: 'application/vnd.tilltalk.checkout+json',
  receipt: 'application/vnd.tilltalk.receipt+json',
  orders: 'application/vnd.tilltalk.orders+json',
  notice: 'application/vnd.tilltalk.notice+json',
  refund: 'application/vnd.tilltalk.refund+json',
  csat: 'application/vnd.tilltalk.csat+json',
  account: 'application/vnd.tilltalk.account+json',
} as const;

/** One recommended product as the learner sees it. The price is the catalogue's, by id. */
export interface ProductCard {
  impressionId: string;
  productId: string;
  title: string;
  kind: ProductKind;
  language: string;
  level: ProductLevel | null;
  author: string | null;
  /** Left out or null: not told by the catalogue. */
  durationMinutes?: number | null;
  /** From which age it is; left out: any. */
  minAgeYears?: number | undefined;
  description: string;
  coverUrl: string | null;
  url: string | null;
  priceId: string;
  amountMinor: number;
  currency: string;
  /** One line: why this product is shown. */
  reason: string;
}

export interface ProductsCard {
  recommendationId: string;
  items: ProductCard[];
}

/** A checkout that was opened in this conversation; the frame asks the server for its present state. */
export interface CheckoutCard {
  checkoutId: string;
  title: string;
  totalMinor: number;
  currency: string;
  expiresAtMs: number;
}

export interface ReceiptCard {
  orderId: string;
  orderNumber: string;
  paymentId: string;
  /** Our number at the gateway; null when nothing had to be paid. */
  gatewayReference: string | null;
  method: string | null;
  lines: { productId: string; title: string; totalMinor: number; startUrl: string | null }[];
  totalMinor: number;
  taxMinor: number;
  currency: string;
  sellerName: string;
  paidAtMs: number;
  livemode: boolean;
}

export interface OrdersCard {
  orders: OrderView[];
}

/** How soon money that goes back is there. */
export interface ArrivalView {
  /** The latest, in ms. */
  byMs: number;
  text: { zh: string; en: string };
}

/** Offers a whole refund of one order; the frame asks the server for its present state. */
export interface RefundCard {
  paymentId: string;
  orderNumber: string;
  title: string;
  amountMinor: number;
  currency: string;
  /** Where the money goes back to; left out when that is not known. */
  method?: string;
  /** Each way it goes back, first to last: a payment method or `wallet`; left out of cards from before. */
  destinations?: { method: string; amountMinor: number; arrival: ArrivalView }[];
  /** The last instant of the refund window, in ms. */
  untilMs: number;
  livemode: boolean;
}

/** News about money that is no receipt. */
export interface NoticeCard {
  kind: 'refund';
  /** What was bought went back, or money that no order needs. */
  reason: 'order' | 'surplus';
  amountMinor: number;
  currency: string;
  orderNumber: string;
  /** A payment method or `wallet`; left out of cards from before, as is its arrival. */
  method?: string;
  arrival?: ArrivalView;
}

/** Leads to a view of the learner's own account: their orders, to ask for an invoice of one, or their data. */
export interface AccountCard {
  view: 'orders' | 'invoice' | 'privacy';
  /** What its button says. */
  label: string;
}

/** Asks how the talk with a person went. Answered once, by `csat:answer`. */
export interface CsatCard {
  csatId: string;
  /** About whom; null when that is nobody in particular. */
  agentName: string | null;
  /** 1 to 5 and its words, once answered: in the copy that a client makes of its own answer. */
  score?: number;
  comment?: string;
}

/** An entry of a conversation, in the form of the Activity schema (Bot Framework, version 3.3). */
export interface Activity {
  id: string;
  type: 'message' | 'event';
  channelId: 'tilltalk';
  /** ISO 8601. */
  timestamp: string;
  locale?: string;
  from: { id: string; name?: string; role: 'user' | 'bot' };
  conversation: { id: string };
  replyToId?: string;
  text?: string;
  name?: string;
  value?: unknown;
  /** The conversation that an event is about, for programs. */
  relatesTo?: {
    channelId: 'tilltalk';
    conversation: { id: string };
    user: { id: string };
    bot: { id: string };
  };
  /** Cards (`CARD`) and files that were sent: a file's `content` is a `FileContent`. */
  attachments?: { contentType: string; content?: unknown; name?: string }[];
  suggestedActions?: { to: string[]; actions: SuggestedAction[] };
  channelData: {
    /** Place in the conversation: 1, 2, 3 … without gaps. */
    seq: number;
    sender: 'learner' | 'bot' | 'agent' | 'system';
    clientMessageId?: string;
  };
}

/** An answer for one tap; `icon` names a drawing that our widget puts beside the words. */
export interface SuggestedAction {
  type: 'imBack';
  title: string;
  value: string;
  channelData?: { icon: 'up' | 'down' };
}

/** Socket event `conversation:open`: finds or begins the learner's thread and replays what came after `afterSeq`. */
export const OpenConversation = z.strictObject({
  conversationId: Id.optional(),
  /** The last `seq` this client has; 0 for none. */
  afterSeq: z.number().int().min(0),
  /** Asks for the page before this `seq` instead; `afterSeq` is then 0. */
  beforeSeq: z.number().int().min(1).optional(),
  language: Language,
  surface: Surface,
});
export type OpenConversation = z.infer<typeof OpenConversation>;

export interface OpenedConversation {
  conversationId: string;
  language: Language;
  lastSeq: number;
  /** Oldest first; after `afterSeq`, at most a page. */
  activities: Activity[];
  /** True when older activities than `activities[0]` exist and were not asked for. */
  hasEarlier: boolean;
  /** Left out by servers that know no people. */
  handoff?: HandoffView;
  /** Left out by servers that keep none. */
  marks?: ReadMarks;
}

/** Who answers in a thread (C3). */
export interface HandoffView {
  owner: 'bot' | 'queue' | 'agent';
  /** Place in the line, from 1; null outside it. */
  position: number | null;
  agentName: string | null;
  /** About how long the wait is, in ms; null or left out when nobody can know. */
  expectedWaitMs?: number | null;
  /** In the line while no people are there: when they are back, in ms; null when that is not known. */
  opensAtMs?: number | null;
  /** True for a thread that was closed: the next message opens it again, with the bot. */
  isClosed?: boolean;
  /** When this was so, server's wall time in ms: the newer view counts. */
  atMs: number;
}

/** As many files go with one message. */
export const attachmentsPerMessageMax = 5;

/** Socket event `message:send`. `clientMessageId` is made and kept by the browser; a repeat changes nothing. */
export const SendMessage = z.strictObject({
  conversationId: Id,
  clientMessageId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  /** May be blank only beside files. */
  text: z.string().max(4000),
  /** Files that were uploaded before, in the order they are shown. */
  attachmentIds: z.array(Id).min(1).max(attachmentsPerMessageMax).optional(),
  /** More than half of it was pasted; what was pasted is not told. A sign of a script, as forgeable as any. */
  isPasted: z.boolean().optional(),
});
export type SendMessage = z.infer<typeof SendMessage>;

export interface MessageCommitted {
  activityId: string;
  seq: number;
}

/** Socket event `card:click`: a tap on a card's button, for attribution only. */
export const ClickCard = z.strictObject({
  conversationId: Id,
  impressionId: Id,
  button: z.enum(['buy', 'details', 'start']),
});
export type ClickCard = z.infer<typeof ClickCard>;

/** Socket event `language:set`: the learner switched the widget's language. */
export const SetLanguage = z.strictObject({ conversationId: Id, language: Language });
export type SetLanguage = z.infer<typeof SetLanguage>;

/** Socket event `csat:answer`: how it went with a person, once; a repeat of the same answer changes nothing. */
export const AnswerCsat = z.strictObject({
  conversationId: Id,
  csatId: Id,
  score: z.number().int().min(1).max(5),
  comment: z.string().trim().max(1000).optional(),
});
export type AnswerCsat = z.infer<typeof AnswerCsat>;

/** What was kept of it; another answer given before stays. */
export interface CsatAnswered {
  score: number;
  comment: string | null;
}

/** Every socket event is acknowledged by this. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: AckError };

export interface AckError {
  code: string;
  message: { zh: string; en: string };
  /** Set when the same request may succeed later by itself: how long to wait, in ms. */
  retryAfterMs?: number;
}

/** What the server sends by itself. */
export interface ServerEvents {
  'activity:added': (activity: Activity) => void;
  'typing:changed': (event: TypingView) => void;
  /** A reply grows. */
  'activity:typing': (activity: StreamingActivity) => void;
  /** Somebody has got further, on whichever device. */
  'read:changed': (event: { conversationId: string; marks: ReadMarks }) => void;
  /** Who answers, or the place in the line, changed. */
  'handoff:changed': (event: { conversationId: string; handoff: HandoffView }) => void;
  /** The learner had their data deleted, on whichever device: this one drops all of it. The server closes the socket. */
  'learner:erased': () => void;
  /** The frame should read this checkout again. */
  'checkout:changed': (event: { checkoutId: string }) => void;
}

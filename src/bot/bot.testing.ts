import type { RefundableOrder, ToldPayment } from '../checkout/index.ts';
import type { EntitlementView, OrderView } from '../checkout/wire.ts';
import { memoryBroadcast } from '../kernel/broadcast.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import { createMeter } from '../kernel/meter.ts';
import { readSlots } from '../recommend/index.ts';
import { activityOfRow } from './conversation/activity.ts';
import { openConversation } from './conversation/open-conversation.ts';
import type { HandoffDeps, RecommendedList, RecommendForTurn, TurnDeps } from './deps.ts';
import { handleTurn } from './turn/handle-turn.ts';
import { createTurns } from './turn/turns.ts';
import type { Turns } from './types.ts';
import type { Activity, ProductCard } from './wire.ts';

/** Products that tests recommend: amounts that no text of the bot contains by chance. */
export const PRODUCTS: readonly ProductCard[] = [
  product({ place: 1, title: 'Python 零基础', amountMinor: 12_917 }),
  product({ place: 2, title: 'SQL 数据分析', amountMinor: 8_831 }),
  product({ place: 3, title: '摄影构图', amountMinor: 0 }),
];

function product({
  place,
  title,
  amountMinor,
}: {
  place: number;
  title: string;
  amountMinor: number;
}): ProductCard {
  return {
    impressionId: `imp_${place}`,
    productId: `prd_${place}`,
    title,
    kind: 'course',
    language: 'zh',
    level: 'beginner',
    author: '林知远',
    description: `${title}，讲得清楚。`,
    coverUrl: null,
    url: place === 1 ? 'https://learn.example/python' : '/learn/x',
    priceId: `prc_${place}`,
    amountMinor,
    currency: 'CNY',
    reason: '适合新手',
  };
}

export const ORDER: OrderView = {
  orderId: 'ord_1',
  orderNumber: '20261122AB12CD34',
  status: 'paid',
  checkoutId: 'co_1',
  paymentId: 'pay_1',
  currency: 'CNY',
  totalMinor: 12_917,
  lines: [
    {
      productId: 'prd_1',
      title: 'Python 零基础',
      totalMinor: 12_917,
      startUrl: 'https://learn.example/python/start',
    },
  ],
  createdAtMs: 1_000,
  paidAtMs: 2_000,
};

export const REFUNDABLE: RefundableOrder = {
  orderId: 'ord_1',
  orderNumber: '20261122AB12CD34',
  paymentId: 'pay_1',
  title: 'Python 零基础',
  amountMinor: 12_917,
  currency: 'CNY',
  method: 'wechat_pay',
  destinations: [
    {
      method: 'wechat_pay',
      amountMinor: 12_917,
      arrival: { byMs: 259_202_000, text: { zh: '1–3 天', en: '1–3 days' } },
    },
  ],
  paidAtMs: 2_000,
  untilMs: 604_802_000,
  days: 7,
  legalText: null,
  refusal: null,
};

export const PAYMENT: ToldPayment = {
  orderNumber: '20261122AB12CD34',
  title: 'Python 零基础',
  state: 'failed',
  failure: {
    zh: '银行拒绝了这次付款，没有扣款。',
    en: 'Your bank declined this payment; nothing was charged.',
  },
  method: 'card',
  amountMinor: 12_917,
  currency: 'CNY',
  surplusMinor: 0,
  createdAtMs: 1_000,
};

export const ENTITLEMENT: EntitlementView = {
  entitlementId: 'ent_1',
  productId: 'prd_1',
  title: 'Python 零基础',
  kind: 'course',
  status: 'active',
  grantedAtMs: 2_000,
  startUrl: 'https://learn.example/python/start',
};

/** What names wishes only. */
const NOTHING_MISSING = { pointsToTopic: false, missing: [], neighbour: null };
const NO_SUBJECT = /便宜|cheaper|换一批|others|预算|price|基础|beginner|basics|语言|language|免费|free/iu;

const NO_COUPON = {
  ...{ refusal: 'unknown' as const, percentOff: null, amountsOff: [], minimums: [] },
  ...{ endsAtMs: null, productKinds: null, isForSome: false },
};

export interface TestBot {
  readonly deps: TurnDeps & HandoffDeps & { turns: Turns };
  /** What the recommender was asked, in order. */
  readonly asked: RecommendForTurn[];
  /** Moves wall time forward. */
  pass(ms: number): void;
  /** A learner of their own, known to the database. */
  newLearner(): Promise<string>;
  /** Opens the learner's thread. */
  open(learnerId: string, language?: 'zh' | 'en'): Promise<string>;
  /** Sends a message and waits for the bot's answer; returns the replies to it. */
  ask(thread: { learnerId: string; conversationId: string }, text: string): Promise<Activity[]>;
  transcript(conversationId: string): Promise<Activity[]>;
}

/** The bot over a real database, with the domains below it faked; `changes` replaces any part. */
export function createTestBot(db: Database, changes: Partial<TurnDeps & HandoffDeps> = {}): TestBot {
  let aheadMs = 0;
  const asked: RecommendForTurn[] = [];
  const turnDeps = {
    db,
    clock: systemClock(() => Date.now() + aheadMs),
    newId,
    broadcast: memoryBroadcast(),
    livemode: false,
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
    recommendProducts: async (command: RecommendForTurn) => {
      asked.push(command);
      return recommend(command);
    },
    prerequisitesOf: async () => [],
    openCheckout: async () => ({ outcome: 'guest' as const }),
    ordersOf: async () => [],
    entitlementsOf: async () => [],
    presentAgentIds: async () => new Set<string>(),
    nameOfStaff: async () => null,
    refundableOrdersOf: async () => [],
    readRequest: async (text: string) => ({
      slots: readSlots(text),
      hasSubject: !NO_SUBJECT.test(text),
      ...{
        isKnown: /python|sql|摄影|photo|吉他/iu.test(text),
        namesTopic: /python|sql|摄影|photo|吉他/iu.test(text),
        namesSubject: /python|sql|摄影|photo|吉他/iu.test(text),
        ...NOTHING_MISSING,
      },
    }),
    paymentsOf: async () => [],
    describeCoupon: async ({ code }: { code: string }) => ({ ...NO_COUPON, code }),
    balancesOf: async () => [],
    ...changes,
  };
  const deps = { ...turnDeps, turns: createTurns(turnDeps) };
  const transcript = (conversationId: string) => readTranscript(db, conversationId);
  return {
    deps,
    asked,
    pass: (ms) => {
      aheadMs += ms;
    },
    newLearner: () => addLearner(db),
    open: async (learnerId, language = 'zh') => {
      const opened = await openConversation(deps, { learnerId, afterSeq: 0, language, surface: 'web' });
      return opened.conversationId;
    },
    ask: async (thread, text) => {
      const turn = await handleTurn(deps, { ...thread, text, clientMessageId: newId('msg') });
      await turn.answered;
      const activities = await transcript(thread.conversationId);
      return activities.filter((activity) => activity.replyToId === turn.committed.activityId);
    },
    transcript,
  };
}

function recommend(command: RecommendForTurn): RecommendedList {
  const knows = /python|sql|摄影|photo|推荐|recommend|免费|free|课|course/iu.test(command.text);
  const ceiling = command.cheaperThan?.amountMinor ?? Number.MAX_SAFE_INTEGER;
  const items = knows ? PRODUCTS.filter((item) => item.amountMinor < ceiling) : [];
  return {
    recommendationId: newId('rec'),
    strategy: items.length > 0 ? 'match' : 'none',
    items,
    relaxed: [],
  };
}

export async function addLearner(db: Database): Promise<string> {
  const learnerId = newId('lrn');
  await db.query
    .insertInto('learner')
    .values({
      learnerId,
      hostUserId: null,
      hostUserKey: null,
      displayName: null,
      isGuest: 1,
      mergedIntoLearnerId: null,
      livemode: 0,
      createdAtMs: 1,
      updatedAtMs: 1,
    })
    .execute();
  return learnerId;
}

async function readTranscript(db: Database, conversationId: string): Promise<Activity[]> {
  const rows = await db.query
    .selectFrom('activity')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .orderBy('seq')
    .execute();
  return rows.map(activityOfRow);
}

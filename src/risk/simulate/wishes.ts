import type { Random } from '../train/random.ts';
import {
  cheapPrices,
  dearPrices,
  humanPace,
  noChat,
  prices,
  scriptedPace,
} from '../train/simulated-purchase.ts';
import type { JudgePayment } from '../types.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../windows.ts';

/** Who comes: a good learner, or one of five attacks on a shop that sells in chat. */
export const visitorKinds = [
  'good',
  'card_testing',
  'account_takeover',
  'promo_abuse',
  'read_then_refund',
  'friendly_fraud',
] as const;
export type VisitorKind = (typeof visitorKinds)[number];

/** What a visitor wants at a moment. Whether they get it, the shop decides. */
export interface Wish {
  readonly atMs: number;
  readonly visitor: number;
  readonly kind: VisitorKind;
  /** Of the same purchase: pressed again only while it is not paid. */
  readonly purchase: number;
  readonly learner: number;
  readonly accountCreatedAtMs: number;
  readonly amountMinor: number;
  readonly method: 'card' | 'wechat_pay';
  readonly pace: Pick<JudgePayment, 'messagesCount' | 'firstMessageAtMs' | 'medianGapMs'>;
  readonly ip: string;
  readonly device: string;
  readonly promo: string | null;
  /** How likely the payer's bank says no; and how likely a challenge stops them. */
  readonly declineChance: number;
  readonly challengeFailure: number;
  /** How likely it is given back, or disputed weeks later; and whether it is fraud in truth. */
  readonly refundChance: number;
  readonly disputeChance: number;
  readonly isFraud: boolean;
}

export interface Stage {
  readonly random: Random;
  readonly beginMs: number;
  readonly endMs: number;
}

type Base = Pick<Wish, 'visitor' | 'kind' | 'learner' | 'accountCreatedAtMs' | 'ip' | 'device'>;

const calm = {
  declineChance: 0.05,
  challengeFailure: 0.03,
  refundChance: 0.06,
  disputeChance: 0,
  isFraud: false,
  promo: null,
} as const;

/** Everything one visitor will want, in the order of time. */
export function wishesOf(kind: VisitorKind, visitor: number, stage: Stage): Wish[] {
  return stories[kind](visitor, stage).filter(({ atMs }) => atMs < stage.endMs);
}

const stories: Readonly<Record<VisitorKind, (visitor: number, stage: Stage) => Wish[]>> = {
  good: goodWishes,
  card_testing: cardTestingWishes,
  account_takeover: takeoverWishes,
  promo_abuse: promoAbuseWishes,
  read_then_refund: refundWishes,
  friendly_fraud: friendlyFraudWishes,
};

function baseOf(kind: VisitorKind, visitor: number, { random, beginMs }: Stage): Base {
  return {
    ...{ visitor, kind, learner: visitor },
    accountCreatedAtMs: beginMs - random.between(1, 400) * DAY_MS,
    device: `browser ${visitor}`,
    ip: `198.${random.whole(0, 250)}.${random.whole(0, 250)}.${random.whole(1, 250)}`,
  };
}

/** A purchase that is pressed up to `tries` times, a minute or so between. */
function purchaseOf(
  base: Base,
  { random }: Stage,
  wanted: Partial<Wish> & { atMs: number; tries?: number },
): Wish[] {
  const { tries = 1, ...rest } = wanted;
  const purchase = random.whole(1, 2 ** 40);
  const method = random.chance(0.35) ? 'card' : 'wechat_pay';
  const amountMinor = random.pick(prices);
  return Array.from({ length: tries }, (_, attempt) => ({
    ...{ ...base, ...calm, purchase, method, amountMinor, pace: noChat(), ...rest },
    atMs: wanted.atMs + attempt * random.around(50, 0.5) * SECOND_MS,
  }));
}

function goodWishes(visitor: number, stage: Stage): Wish[] {
  const { random, beginMs, endMs } = stage;
  const base = baseOf('good', visitor, stage);
  const pace = humanPace(random);
  const wishes: Wish[] = [];
  let atMs = random.between(beginMs, endMs);
  const isNew = random.chance(0.4);
  const own = isNew ? { ...base, accountCreatedAtMs: atMs - random.around(6 * MINUTE_MS, 1) } : base;
  for (let left = random.whole(1, 4); left > 0; left -= 1) {
    const amountMinor = random.pick(random.chance(0.12) ? dearPrices : prices);
    const declineChance = random.chance(0.05) ? 0.4 : 0.04;
    const tries = random.whole(1, 3);
    // Every fourth has a telephone beside the computer.
    const device = visitor % 4 === 0 && left % 2 === 0 ? `telephone ${visitor}` : own.device;
    const wanted = { atMs, tries, amountMinor, declineChance, device, pace: pace(atMs) };
    wishes.push(...purchaseOf(own, stage, wanted));
    atMs += random.around(8 * DAY_MS, 1);
  }
  return wishes;
}

/** Stolen cards, one after another, small amounts, from an account made for it. */
function cardTestingWishes(visitor: number, stage: Stage): Wish[] {
  const { random, beginMs, endMs } = stage;
  const base = baseOf('card_testing', visitor, stage);
  let atMs = random.between(beginMs, endMs - DAY_MS);
  const account = { ...base, accountCreatedAtMs: atMs - random.around(3 * MINUTE_MS, 1) };
  const pause = random.around(14, 0.6) * SECOND_MS;
  const wishes: Wish[] = [];
  for (let cards = random.whole(8, 25); cards > 0; cards -= 1) {
    wishes.push(
      ...purchaseOf(account, stage, {
        ...{ atMs, method: 'card', amountMinor: random.pick(cheapPrices), isFraud: true },
        ...{ declineChance: 0.92, challengeFailure: 0.98, disputeChance: 0.9 },
        pace: random.chance(0.5) ? noChat() : scriptedPace(random)(atMs),
      }),
    );
    atMs += pause * random.between(0.5, 2);
  }
  return wishes;
}

function takeoverWishes(visitor: number, stage: Stage): Wish[] {
  const { random, endMs } = stage;
  const own = goodWishes(visitor, stage).map((wish) => ({ ...wish, kind: 'account_takeover' as const }));
  const first = own[0];
  if (first === undefined) return own;
  let atMs = Math.min(endMs - DAY_MS, first.atMs + random.around(20 * DAY_MS, 0.4));
  const base = {
    ...baseOf('account_takeover', visitor, stage),
    accountCreatedAtMs: first.accountCreatedAtMs,
    device: `thief ${visitor}`,
  };
  const taken: Wish[] = [];
  for (let left = random.whole(3, 6); left > 0; left -= 1) {
    taken.push(
      ...purchaseOf(base, stage, {
        ...{ atMs, tries: 2, method: 'card', amountMinor: random.pick(dearPrices), isFraud: true },
        ...{ declineChance: 0.35, challengeFailure: 0.85, disputeChance: 0.9 },
      }),
    );
    atMs += random.around(5 * MINUTE_MS, 0.7);
  }
  return [...own.filter((wish) => wish.atMs < (taken[0]?.atMs ?? 0)), ...taken];
}

/** Many accounts from one address, each with the code for newcomers. */
function promoAbuseWishes(visitor: number, stage: Stage): Wish[] {
  const { random, beginMs, endMs } = stage;
  const base = baseOf('promo_abuse', visitor, stage);
  let atMs = random.between(beginMs, endMs - DAY_MS);
  return Array.from({ length: random.whole(4, 10) }, (_, account) => {
    atMs += random.around(9 * MINUTE_MS, 0.6);
    const learner = visitor * 1_000 + account + 1_000_000_000;
    // A private window is a new browser each time; every other abuser does not think of it.
    const device = visitor % 2 === 0 ? base.device : `window ${learner}`;
    const accountCreatedAtMs = atMs - random.around(2 * MINUTE_MS, 0.5);
    const fresh = { ...base, learner, device, accountCreatedAtMs };
    return purchaseOf(fresh, stage, { atMs, promo: 'NEWCOMER', amountMinor: 990, isFraud: true });
  }).flat();
}

function refundWishes(visitor: number, stage: Stage): Wish[] {
  return seriesOf(baseOf('read_then_refund', visitor, stage), stage, { refundChance: 0.9 });
}

/** Buys as others do, and tells the bank weeks later that it was not them. */
function friendlyFraudWishes(visitor: number, stage: Stage): Wish[] {
  return seriesOf(baseOf('friendly_fraud', visitor, stage), stage, { disputeChance: 0.6, method: 'card' });
}

function seriesOf(base: Base, stage: Stage, what: Partial<Wish>): Wish[] {
  const { random, beginMs, endMs } = stage;
  const pace = humanPace(random);
  let atMs = random.between(beginMs, Math.max(beginMs, endMs - 40 * DAY_MS));
  return Array.from({ length: random.whole(3, 9) }, () => {
    atMs += random.around(3 * DAY_MS, 0.7);
    return purchaseOf(base, stage, { atMs, tries: 2, pace: pace(atMs), isFraud: true, ...what });
  }).flat();
}

import { createHash } from 'node:crypto';
import { timesTypicalPrice } from './amount-scale.ts';
import type { History } from './history/facts.ts';
import type { JudgePayment } from './types.ts';
import { DAY_MS, SECOND_MS } from './windows.ts';

/** How a feature enters the model: its range, and a logarithm where a doubling means the same at every size. */
interface Shape {
  readonly scale: 'plain' | 'log1p' | 'log';
  readonly min: number;
  readonly max: number;
}

const flag: Shape = { scale: 'plain', min: 0, max: 1 };
const count = (max: number): Shape => ({ scale: 'log1p', min: 0, max });

/**
 * Every feature of the model, in the order of its vector. Counts contain the present press. A feature that cannot be
 * known is null, and the model then takes its mean. A changed line changes the schema hash: models trained before
 * are refused.
 */
export const featureShapes = {
  /** Amount in typical prices of its currency (amount-scale.ts). */
  amountTypical: { scale: 'log', min: 0.02, max: 200 },
  accountAgeDays: { scale: 'log1p', min: 0, max: 730 },
  /** 1 when nothing was paid in 90 days. */
  isFirstPurchase: flag,
  paidCount_90d: count(100),
  /** Presses of pay. */
  payments_1h: count(100),
  payments_24h: count(200),
  /** Attempts that the payer's bank or the payer's check declined. */
  failures_10m: count(50),
  failures_24h: count(100),
  /** Distinct products whose pay was pressed. */
  products_24h: count(100),
  /** Paid within a day and now, in typical prices. */
  spend_24h: { scale: 'log1p', min: 0, max: 400 },
  refunds_30d: count(50),
  /** 1 when the checkout was opened in a conversation with messages of the learner. */
  hasMessages: flag,
  /** From the learner's first message to this press. */
  secondsToPay: { scale: 'log1p', min: 2, max: 86_400 },
  messagesCount: count(200),
  /** Median pause between the learner's messages. */
  medianGapSeconds: { scale: 'log1p', min: 0.3, max: 3_600 },
  /** Amount against the median of what the learner paid in 90 days; null for a first purchase. */
  amountAgainstOwn: { scale: 'log', min: 0.02, max: 100 },
  /** What the amount is above two typical prices, fading as the account grows old: half after one day. */
  dearWhileNew: { scale: 'log1p', min: 0, max: 200 },
  byCard: flag,
  onPhone: flag,
} as const satisfies Readonly<Record<string, Shape>>;

export type FeatureName = keyof typeof featureShapes;
export type Features = Readonly<Record<FeatureName, number | null>>;
export const featureNames = Object.keys(featureShapes) as FeatureName[];

/** SHA-256 over names, order and shapes of the features: what a model was trained on. */
export const schemaHash: string = createHash('sha256').update(JSON.stringify(featureShapes)).digest('hex');

/** Where an amount begins to count as dear, in typical prices. */
const DEAR_FROM = 2;

export interface Now {
  /** Business time: account age and windows. */
  readonly nowMs: number;
  /** Wall time: the pace of a conversation. */
  readonly wallMs: number;
}

/** The features of a press of pay. Pure. */
export function extractFeatures(command: JudgePayment, history: History, now: Now): Features {
  const amountTypical = timesTypicalPrice(command.amountMinor, command.currency);
  const accountAgeDays = Math.max(0, (now.nowMs - command.accountCreatedAtMs) / DAY_MS);
  const { ownMedian } = history;
  return {
    amountTypical,
    accountAgeDays,
    isFirstPurchase: history.paidCount90d === 0 ? 1 : 0,
    paidCount_90d: history.paidCount90d,
    payments_1h: history.presses1h + 1,
    payments_24h: history.presses24h + 1,
    failures_10m: history.failures10m,
    failures_24h: history.failures24h,
    products_24h: new Set([...history.productIds24h, ...command.productIds]).size,
    spend_24h: history.paid24h + amountTypical,
    refunds_30d: history.refunds30d,
    ...paceOf(command, now.wallMs),
    amountAgainstOwn: ownMedian === null ? null : amountTypical / ownMedian,
    dearWhileNew: Math.max(0, amountTypical - DEAR_FROM) / (1 + accountAgeDays),
    byCard: command.method === 'card' ? 1 : 0,
    onPhone: command.surface === 'web' ? 0 : 1,
  };
}

function paceOf(
  { messagesCount, firstMessageAtMs, medianGapMs }: JudgePayment,
  wallMs: number,
): Pick<Features, 'hasMessages' | 'secondsToPay' | 'messagesCount' | 'medianGapSeconds'> {
  return {
    hasMessages: messagesCount !== null && messagesCount > 0 ? 1 : 0,
    secondsToPay: firstMessageAtMs === null ? null : Math.max(0, wallMs - firstMessageAtMs) / SECOND_MS,
    messagesCount,
    medianGapSeconds: medianGapMs === null ? null : medianGapMs / SECOND_MS,
  };
}

/** The features as the model sees them before scaling; NaN stands for what is not known. */
export function vectorOf(features: Features): Float64Array {
  return Float64Array.from(featureNames, (name) => shaped(features[name], featureShapes[name]));
}

function shaped(value: number | null, { scale, min, max }: Shape): number {
  if (value === null) return Number.NaN;
  const within = Math.min(Math.max(value, min), max);
  if (scale === 'log') return Math.log(within);
  return scale === 'log1p' ? Math.log1p(within) : within;
}

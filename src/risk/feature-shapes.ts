import { createHash } from 'node:crypto';

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
  /** Of the learner's conversations within a day: a person was asked for; somebody tried to give the bot orders. */
  handoffs_24h: count(20),
  flagged_24h: count(20),
  /** Messages that were mostly pasted, as a share of those of this conversation; null without messages. */
  pastedShare: flag,
  /** Amount against the median of what the learner paid in 90 days; null for a first purchase. */
  amountAgainstOwn: { scale: 'log', min: 0.02, max: 100 },
  /** What the amount is above two typical prices, fading as the account grows old: half after one day. */
  dearWhileNew: { scale: 'log1p', min: 0, max: 200 },
  byCard: flag,
  onPhone: flag,
  /** Counted over whom and what the press concerns (velocity/velocity-spec.ts). */
  payments_10m_ip: count(200),
  payments_24h_ip: count(500),
  failures_1h_ip: count(100),
  learners_24h_ip: count(25),
  chargebacks_90d_ip: count(50),
  payments_1h_network: count(500),
  failures_1h_network: count(200),
  learners_24h_network: count(25),
  failures_24h_device: count(100),
  learners_30d_device: count(25),
  /** Browsers of this learner, and for how many days this one has been theirs: 0 for one never seen with them. */
  devices_30d: count(25),
  deviceAgeDays: { scale: 'log1p', min: 0, max: 90 },
  failures_24h_payment: count(100),
  learners_30d_payment: count(25),
  learners_7d_emailDomain: count(25),
  learners_24h_promo: count(25),
  learners_7d_promo: count(25),
  failures_10m_item: count(200),
  chargebackShare_30d_item: { scale: 'plain', min: 0, max: 1 },
  chargebacks_90d: count(50),
} as const satisfies Readonly<Record<string, Shape>>;

export type FeatureName = keyof typeof featureShapes;
export type Features = Readonly<Record<FeatureName, number | null>>;
export const featureNames = Object.keys(featureShapes) as FeatureName[];

/** SHA-256 over names, order and shapes of the features: what a model was trained on. */
export const schemaHash: string = createHash('sha256').update(JSON.stringify(featureShapes)).digest('hex');

const shapes = featureNames.map((name) => ({ name, shape: featureShapes[name] as Shape }));

/** The features as the model sees them before scaling; NaN stands for what is not known. */
export function vectorOf(features: Features): Float64Array {
  const vector = new Float64Array(shapes.length);
  for (let place = 0; place < shapes.length; place += 1) {
    const { name, shape } = shapes[place] as (typeof shapes)[number];
    vector[place] = shaped(features[name], shape);
  }
  return vector;
}

function shaped(value: number | null, { scale, min, max }: Shape): number {
  if (value === null) return Number.NaN;
  const within = Math.min(Math.max(value, min), max);
  if (scale === 'log') return Math.log(within);
  return scale === 'log1p' ? Math.log1p(within) : within;
}

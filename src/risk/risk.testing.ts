import { type AdjustableClock, systemClock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import { createMeter } from '../kernel/meter.ts';
import { appendEvent } from '../kernel/outbox.ts';
import { createRisk } from './create-risk.ts';
import { conclude } from './decide/conclude.ts';
import type { RiskPolicy } from './decide/policy.ts';
import type { RiskDeps } from './deps.ts';
import { type FeatureName, type Features, featureNames } from './feature-shapes.ts';
import type { RiskModel } from './model/model.ts';
import { byPriority } from './rules/evaluate-rules.ts';
import type { Rule } from './rules/rule.ts';
import { standardRules } from './rules/standard-rules.ts';
import type { JudgePayment, ReviewStanding } from './types.ts';
import { DAY_MS, MINUTE_MS } from './windows.ts';

export const MODEL_FILE = 'demo/risk-model.json';

interface RiskTestOptions {
  readonly modelFile?: string | null;
  readonly modelsFolder?: string;
  readonly policy?: RiskPolicy;
  readonly rules?: readonly Rule[];
}

/** Risk on a database, by the standard rules and, unless asked for, without a model. Its clock can be moved. */
export function riskOn(
  db: Database,
  { modelFile = null, ...options }: RiskTestOptions = {},
): RiskDeps & { clock: AdjustableClock } {
  const clock = systemClock();
  const kernel = {
    db,
    clock,
    newId,
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
    livemode: false,
  };
  return { ...createRisk(kernel, { modelFile, ...options }), clock };
}

/** A press of pay that nothing speaks against: a learner of a month, one message, 99 CNY by QR code. */
export function pressOf(change: Partial<JudgePayment> = {}): JudgePayment {
  const nowMs = Date.now();
  return {
    learnerId: newId('lrn'),
    accountCreatedAtMs: nowMs - 30 * DAY_MS,
    conversationId: null,
    checkoutId: newId('co'),
    productIds: ['prd_one'],
    amountMinor: 9_900,
    currency: 'CNY',
    method: 'wechat_pay',
    surface: 'web',
    messagesCount: 1,
    firstMessageAtMs: nowMs - MINUTE_MS,
    medianGapMs: null,
    ...change,
  };
}

/** What is concluded of a press with these features by the standard rules, with a model or without. */
export function concludeOf(
  model: RiskModel | null,
  features: Features,
  review: ReviewStanding | null = null,
): ReturnType<typeof conclude> {
  const page = { rules: byPriority(standardRules) };
  const nowMs = Date.now();
  return conclude({ page, model }, { command: pressOf(), features, review, nowMs, wallMs: nowMs });
}

/** Features of an ordinary press, with what a test is about. */
export function featuresOf(change: Partial<Record<FeatureName, number | null>> = {}): Features {
  const none = Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<FeatureName, number>;
  return {
    ...none,
    amountTypical: 1,
    accountAgeDays: 30,
    isFirstPurchase: 1,
    payments_1h: 1,
    payments_24h: 1,
    products_24h: 1,
    spend_24h: 1,
    hasMessages: 1,
    secondsToPay: 60,
    messagesCount: 1,
    medianGapSeconds: null,
    amountAgainstOwn: null,
    ...change,
  };
}

/** Writes an event as selling does. */
export async function tell(
  deps: RiskDeps,
  learnerId: string,
  [type, payload]: readonly [string, Readonly<Record<string, unknown>>],
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const about = { subjectId: newId('pay'), learnerId, livemode: deps.livemode };
    await appendEvent(deps, tx, { type, payload, ...about });
  });
}

export const declined = ['payment.attempt_failed', { code: 'card_declined' }] as const;
export const paid = (amountMinor: number, currency = 'CNY') =>
  ['payment.succeeded', { amountMinor, currency }] as const;
export const opened = (...productIds: string[]) =>
  ['payment.created', { lines: productIds.map((productId) => ({ productId })) }] as const;
export const refunded = ['refund.succeeded', { reason: 'learner_request' }] as const;

import { timesTypicalPrice } from './amount-scale.ts';
import type { Features } from './feature-shapes.ts';
import type { History } from './history/facts.ts';
import type { JudgePayment } from './types.ts';
import { unknownVelocity } from './velocity/velocity-spec.ts';
import { DAY_MS, SECOND_MS } from './windows.ts';

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
    products_24h: productsOf(history.productIds24h, command.productIds),
    spend_24h: history.paid24h + amountTypical,
    refunds_30d: history.refunds30d,
    ...paceOf(command, now.wallMs),
    handoffs_24h: history.signals24h?.handed_off ?? 0,
    flagged_24h: history.signals24h?.flagged ?? 0,
    pastedShare: pastedShareOf(command.messagesCount, history.signals24h?.pasted ?? 0),
    amountAgainstOwn: ownMedian === null ? null : amountTypical / ownMedian,
    dearWhileNew: Math.max(0, amountTypical - DEAR_FROM) / (1 + accountAgeDays),
    byCard: command.method === 'card' ? 1 : 0,
    onPhone: command.surface === 'web' ? 0 : 1,
    ...(history.velocity ?? unknownVelocity),
  };
}

/** How many distinct ones there are; mostly one was pressed today, and then no set is made. */
function productsOf(before: ReadonlySet<string>, productIds: readonly string[]): number {
  const [productId] = productIds;
  if (productId === undefined || productIds.length > 1) return new Set([...before, ...productIds]).size;
  return before.size + (before.has(productId) ? 0 : 1);
}

/** Pasting is told by the learner, not by the conversation: of several at once no more than all of this one counts. */
function pastedShareOf(messagesCount: number | null, pasted: number): number | null {
  return messagesCount === null || messagesCount === 0 ? null : Math.min(1, pasted / messagesCount);
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

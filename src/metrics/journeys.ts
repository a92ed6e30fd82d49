import type { DomainEvent } from '../kernel/domain-event.ts';
import { splitAmount } from '../kernel/money.ts';
import { OpenedPayload, PaymentPayload, RefundedPayload, ShownPayload } from './facts.ts';

/** The steps after the impression, in order; an impression's steps are kept as bits. */
export const STEPS = ['opened', 'pressed', 'paid', 'refunded'] as const;
export type Step = (typeof STEPS)[number];

export interface ShownOnce {
  readonly atMs: number;
  readonly productId: string;
  readonly channel: string;
  readonly language: string;
  readonly currency: string;
}

/** One line that was opened, pressed, paid or refunded without an impression. */
export interface DirectLine {
  readonly step: Step;
  readonly atMs: number;
  readonly currency: string;
}

/** Money that came or went, split over its lines. */
export interface MoneyFact {
  readonly atMs: number;
  readonly currency: string;
  readonly parts: readonly { readonly impressionId: string | null; readonly amountMinor: number }[];
}

/**
 * What the log tells, one record per impression, sale and refund. Every record is kept under the id of its fact, so a
 * fact that is told twice counts once, and the order in which types are read does not matter.
 */
export interface Journeys {
  readonly impressions: Map<string, ShownOnce>;
  readonly steps: Map<string, number>;
  readonly directLines: Map<string, DirectLine>;
  readonly sales: Map<string, MoneyFact>;
  readonly refunds: Map<string, MoneyFact>;
}

export function emptyJourneys(): Journeys {
  return {
    impressions: new Map(),
    steps: new Map(),
    directLines: new Map(),
    sales: new Map(),
    refunds: new Map(),
  };
}

/** How many records are kept. */
export function sizeOf(journeys: Journeys): number {
  return Object.values(journeys).reduce((sum, kept: Map<string, unknown>) => sum + kept.size, 0);
}

export function hasReached(bits: number, step: Step): boolean {
  return (bits & bitOf(step)) !== 0;
}

function bitOf(step: Step): number {
  return 1 << STEPS.indexOf(step);
}

/** Takes one event in. Throws a ZodError when its payload is not what its type promises. */
export function noteEvent(journeys: Journeys, event: DomainEvent): void {
  const note = takers[event.type];
  if (note !== undefined) note(journeys, event);
}

type Taker = (journeys: Journeys, event: DomainEvent) => void;

const takers: Readonly<Record<string, Taker>> = {
  'recommendation.shown': (journeys, event) => {
    const { items, language, surface } = ShownPayload.parse(event.payload);
    for (const { impressionId, productId, currency } of items) {
      keepFirst(journeys.impressions, impressionId, {
        atMs: event.occurredAtMs,
        productId,
        channel: surface,
        language,
        currency,
      });
    }
  },
  'checkout.opened': (journeys, event) => {
    const opened = OpenedPayload.parse(event.payload);
    noteStep(journeys, 'opened', { ...opened, atMs: event.occurredAtMs, subjectId: opened.checkoutId });
  },
  'payment.created': (journeys, event) => {
    const payment = PaymentPayload.parse(event.payload);
    noteStep(journeys, 'pressed', { ...payment, atMs: event.occurredAtMs, subjectId: payment.paymentId });
  },
  'payment.succeeded': (journeys, event) => {
    const payment = PaymentPayload.parse(event.payload);
    noteStep(journeys, 'paid', { ...payment, atMs: event.occurredAtMs, subjectId: payment.paymentId });
    keepFirst(journeys.sales, payment.paymentId, moneyOf(event, payment));
  },
  'payment.refunded': (journeys, event) => {
    const refund = RefundedPayload.parse(event.payload);
    // A line of which something is left was not refunded, though money went back.
    const lines = refund.lines.filter(({ isWhole }) => isWhole !== false);
    noteStep(journeys, 'refunded', {
      ...refund,
      lines,
      atMs: event.occurredAtMs,
      subjectId: refund.paymentId,
    });
    keepFirst(journeys.refunds, refund.refundId, refundedOf(event, refund));
  },
};

function keepFirst<Value>(kept: Map<string, Value>, id: string, value: Value): void {
  if (!kept.has(id)) kept.set(id, value);
}

interface StepFact {
  readonly atMs: number;
  readonly subjectId: string;
  readonly currency: string;
  readonly lines: PaymentPayload['lines'];
}

function noteStep(journeys: Journeys, step: Step, fact: StepFact): void {
  const { atMs, currency, subjectId } = fact;
  for (const { impressionId, productId } of fact.lines) {
    if (typeof impressionId === 'string') {
      journeys.steps.set(impressionId, (journeys.steps.get(impressionId) ?? 0) | bitOf(step));
    } else {
      keepFirst(journeys.directLines, `${step}:${subjectId}:${productId}`, { step, atMs, currency });
    }
  }
}

function refundedOf(event: DomainEvent, refund: RefundedPayload): MoneyFact {
  if (refund.lines.some(({ refundedMinor }) => refundedMinor === undefined)) return moneyOf(event, refund);
  const parts = refund.lines.map(({ impressionId, refundedMinor }) => ({
    impressionId: impressionId ?? null,
    amountMinor: refundedMinor ?? 0,
  }));
  return { atMs: event.occurredAtMs, currency: refund.currency, parts };
}

/** Lines sum to the amount already; splitting keeps it so when a refund returns only part of them. */
function moneyOf(event: DomainEvent, { currency, amountMinor, lines }: PaymentPayload): MoneyFact {
  const weights = lines.map(({ totalMinor }) => totalMinor ?? 0);
  const canWeigh = weights.some((weight) => weight > 0);
  const amounts = splitAmount(amountMinor, canWeigh ? weights : lines.map(() => 1));
  const parts = lines.map(({ impressionId }, place) => ({
    impressionId: impressionId ?? null,
    amountMinor: amounts[place] ?? 0,
  }));
  return { atMs: event.occurredAtMs, currency, parts };
}

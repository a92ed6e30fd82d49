import type { DomainEvent } from '../kernel/domain-event.ts';
import type { FunnelQuestion } from './count-funnel.ts';
import { amountOf, type ToldLine } from './funnel.testing.ts';

interface Payload {
  readonly [id: string]: unknown;
  readonly items: readonly { impressionId: string; productId: string; currency: string }[];
  readonly lines: readonly ToldLine[];
  readonly currency: string;
  readonly surface: string;
  readonly language: string;
}
const payloadOf = (event: DomainEvent) => event.payload as unknown as Payload;

const steps = [
  ['opened', 'checkout.opened', 'checkoutId'],
  ['pressed', 'payment.created', 'paymentId'],
  ['paid', 'payment.succeeded', 'paymentId'],
  ['refunded', 'payment.refunded', 'paymentId'],
] as const;

/** The funnel by its definition, as slowly and plainly as can be. */
export function naiveFunnel(events: readonly DomainEvent[], question: FunnelQuestion) {
  const ofPeriod = impressionsOf(events, question).filter(({ atMs }) => inPeriod(question, atMs));
  const counted = ofPeriod.filter(({ currency }) => isWanted(question, currency));
  const keys = [...new Set(counted.map(({ key }) => key))].filter((key) => key !== '');
  const ids = ofPeriod.map(({ impressionId }) => impressionId);
  return {
    total: countsOf(events, counted),
    rows: Object.fromEntries(
      keys.map((key) => [
        key,
        countsOf(
          events,
          counted.filter((one) => one.key === key),
        ),
      ]),
    ),
    withoutImpression: Object.fromEntries(
      steps.map(([step, type, idName]) => [step, directOf(ofType(events, type), idName, question)]),
    ),
    money: currenciesOf(events)
      .filter((currency) => isWanted(question, currency))
      .map((currency) => ({
        currency,
        paid: amountsOf(factsOf(events, 'payment.succeeded', 'paymentId'), { ...question, currency }, ids),
        refunded: amountsOf(factsOf(events, 'payment.refunded', 'refundId'), { ...question, currency }, ids),
      }))
      .filter(({ paid, refunded }) => paid.totalMinor > 0 || refunded.totalMinor > 0),
  };
}

function naiveDay(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .formatToParts(atMs)
    .map(({ type, value }) => [type, value]);
  const { year, month, day } = Object.fromEntries(parts) as Record<string, string>;
  return `${year}-${month}-${day}`;
}

function inPeriod(question: FunnelQuestion, atMs: number): boolean {
  const day = naiveDay(atMs, question.timeZone);
  return question.from <= day && day <= question.to;
}

function isWanted({ currency }: FunnelQuestion, given: string): boolean {
  return currency === undefined || currency === given;
}

function ofType(events: readonly DomainEvent[], type: string): DomainEvent[] {
  return events.filter((event) => event.type === type);
}

function impressionsOf(events: readonly DomainEvent[], { timeZone, breakdown }: FunnelQuestion) {
  const told = ofType(events, 'recommendation.shown').flatMap((event) =>
    payloadOf(event).items.map((item) => ({ event, ...item })),
  );
  return told
    .filter((one, place) => told.findIndex((other) => other.impressionId === one.impressionId) === place)
    .map(({ event, impressionId, productId, currency }) => {
      const day = naiveDay(event.occurredAtMs, timeZone);
      const { surface, language } = payloadOf(event);
      const key = { none: '', day, product: productId, channel: surface, language }[breakdown];
      return { impressionId, atMs: event.occurredAtMs, currency, key };
    });
}

function countsOf(events: readonly DomainEvent[], impressions: readonly { readonly impressionId: string }[]) {
  const reached = (type: string) =>
    impressions.filter(({ impressionId }) =>
      ofType(events, type).some((event) =>
        payloadOf(event).lines.some((line) => line.impressionId === impressionId),
      ),
    ).length;
  return {
    impressions: impressions.length,
    ...Object.fromEntries(steps.map(([step, type]) => [step, reached(type)])),
  };
}

function directOf(events: readonly DomainEvent[], idName: string, question: FunnelQuestion): number {
  return events
    .flatMap((event) =>
      payloadOf(event).lines.map((line) => ({
        event,
        line,
        name: `${payloadOf(event)[idName]} ${line.productId}`,
      })),
    )
    .filter(({ line }) => line.impressionId === null)
    .filter(({ name }, place, all) => all.findIndex((other) => other.name === name) === place)
    .filter(
      ({ event }) => isWanted(question, payloadOf(event).currency) && inPeriod(question, event.occurredAtMs),
    ).length;
}

function currenciesOf(events: readonly DomainEvent[]): string[] {
  const currencies = events.map((event) => payloadOf(event).currency).filter((one) => one !== undefined);
  return [...new Set(currencies)].sort();
}

/** Each fact once: as it was told first. */
function factsOf(events: readonly DomainEvent[], type: string, idName: string): DomainEvent[] {
  return ofType(events, type).filter(
    (event, place, all) =>
      all.findIndex((other) => payloadOf(other)[idName] === payloadOf(event)[idName]) === place,
  );
}

function amountsOf(facts: readonly DomainEvent[], question: FunnelQuestion, periodIds: readonly string[]) {
  const lines = facts
    .filter((event) => payloadOf(event).currency === question.currency)
    .filter((event) => inPeriod(question, event.occurredAtMs))
    .flatMap((event) => payloadOf(event).lines);
  const isOfPeriod = ({ impressionId }: ToldLine) =>
    impressionId !== null && periodIds.includes(impressionId);
  return {
    totalMinor: amountOf(lines),
    periodImpressionsMinor: amountOf(lines.filter(isOfPeriod)),
    otherImpressionsMinor: amountOf(lines.filter((line) => line.impressionId !== null && !isOfPeriod(line))),
    withoutImpressionMinor: amountOf(lines.filter((line) => line.impressionId === null)),
  };
}

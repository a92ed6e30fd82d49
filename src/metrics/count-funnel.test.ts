import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DomainEvent } from '../kernel/domain-event.ts';
import { countFunnel, type FunnelQuestion } from './count-funnel.ts';
import { amountOf, logOf, opened, paid, pressed, refunded, shown } from './funnel.testing.ts';
import { emptyJourneys, noteEvent } from './journeys.ts';
import { naiveFunnel } from './naive-funnel.testing.ts';
import { FunnelBreakdown } from './wire.ts';

const HOUR_MS = 3_600_000;
/** Nights on which a clock was moved, by zone: forward, back, at midnight, by half an hour, and a day left out. */
const borders: readonly [timeZone: string, nightOf: string][] = [
  ['Asia/Shanghai', '2026-05-02'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/London', '2026-10-25'],
  ['Africa/Cairo', '2026-04-24'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/St_Johns', '2010-11-07'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Kiritimati', '2026-01-01'],
];

const impressionIds = ['imp_1', 'imp_2', 'imp_3', 'imp_4'];
const lineOf = fc.record({
  productId: fc.constantFrom('prd_1', 'prd_2', 'prd_3'),
  impressionId: fc.constantFrom(...impressionIds, 'imp_never_told', null),
  totalMinor: fc.integer({ min: 0, max: 9999 }),
});
const linesOf = fc.uniqueArray(lineOf, { minLength: 1, maxLength: 3, selector: (line) => line.productId });
const currencyOf = fc.constantFrom('CNY', 'JPY');
const idOf = (prefix: string) => fc.integer({ min: 1, max: 3 }).map((number) => `${prefix}_${number}`);

function eventsAround(nightOf: string) {
  const startMs = Date.parse(nightOf) - 30 * HOUR_MS;
  const atMs = fc.oneof(
    fc.integer({ min: startMs, max: startMs + 84 * HOUR_MS }),
    // Clocks move on round times, so the milliseconds beside them are worth a look.
    fc
      .tuple(fc.integer({ min: 0, max: 84 * 4 }), fc.integer({ min: -1, max: 1 }))
      .map(([quarter, off]) => startMs + quarter * 900_000 + off),
  );
  const item = fc.record({
    impressionId: fc.constantFrom(...impressionIds),
    productId: fc.constantFrom('prd_1', 'prd_2', 'prd_3'),
    currency: currencyOf,
  });
  const where = fc.record({
    surface: fc.constantFrom('web', 'mobile_web'),
    language: fc.constantFrom('zh', 'en'),
  });
  const payment = fc
    .record({ paymentId: idOf('pay'), currency: currencyOf, lines: linesOf })
    .map((told) => ({ ...told, amountMinor: amountOf(told.lines) }));
  const event = fc.oneof(
    fc.tuple(atMs, fc.array(item, { maxLength: 3 }), where).map((told) => shown(...told)),
    fc
      .tuple(atMs, fc.record({ checkoutId: idOf('co'), currency: currencyOf, lines: linesOf }))
      .map((told) => opened(...told)),
    fc.tuple(atMs, payment).map((told) => pressed(...told)),
    fc.tuple(atMs, payment).map((told) => paid(...told)),
    fc.tuple(atMs, payment, idOf('ref')).map(([at, told, refundId]) => refunded(at, { ...told, refundId })),
  );
  return fc.array(event, { maxLength: 30 });
}

const cases = fc.constantFrom(...borders).chain(([timeZone, nightOf]) =>
  fc.record({
    events: eventsAround(nightOf).chain((events) =>
      // Some are told twice, anywhere later in the log.
      fc.subarray(events).map((again) => logOf([...events, ...again])),
    ),
    question: fc
      .record({
        first: fc.integer({ min: -1, max: 1 }),
        length: fc.integer({ min: 0, max: 2 }),
        breakdown: fc.constantFrom(...FunnelBreakdown.options),
        currency: fc.constantFrom(undefined, 'CNY', 'JPY'),
      })
      .map(
        ({ first, length, ...rest }): FunnelQuestion => ({
          ...rest,
          timeZone,
          from: dayAfter(nightOf, first),
          to: dayAfter(nightOf, first + length),
        }),
      ),
  }),
);

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

function countedOf(events: readonly DomainEvent[], question: FunnelQuestion) {
  const journeys = emptyJourneys();
  for (const event of events) noteEvent(journeys, event);
  return countFunnel(journeys, question);
}

it('counts what the definition says, for every breakdown, over moved clocks, repeats and late steps', () => {
  const met = { rows: 0, refunded: 0, direct: 0, other: 0 };
  fc.assert(
    fc.property(cases, ({ events, question }) => {
      const counted = countedOf(events, question);
      const naive = naiveFunnel(events, question);
      expect(counted.total).toEqual(naive.total);
      const filled = counted.rows.filter(([, { impressions }]) => impressions > 0);
      expect(Object.fromEntries(filled)).toEqual(naive.rows);
      expect(counted.withoutImpression).toEqual(naive.withoutImpression);
      const moved = counted.money.filter((row) => row.paid.totalMinor > 0 || row.refunded.totalMinor > 0);
      expect(moved).toEqual(naive.money);
      met.rows += filled.length;
      met.refunded += counted.total.refunded;
      met.direct += counted.withoutImpression.paid;
      met.other += counted.money.filter(({ paid: inn }) => inn.otherImpressionsMinor > 0).length;
    }),
    { numRuns: 600 },
  );
  // The cases are worth something only when they reach every part of the answer.
  expect(Object.values(met).every((count) => count > 20)).toBe(true);
});

it('rows sum to the total, the parts of an amount to the whole, whatever the order of the log', () => {
  fc.assert(
    fc.property(cases, fc.integer(), ({ events, question }, seed) => {
      const counted = countedOf(events, question);
      for (const name of ['impressions', 'opened', 'pressed', 'paid', 'refunded'] as const) {
        const sum = counted.rows.reduce((whole, [, counts]) => whole + counts[name], 0);
        expect(question.breakdown === 'none' ? counted.total[name] : sum).toBe(counted.total[name]);
      }
      for (const { paid: inn, refunded: out } of counted.money) {
        for (const { totalMinor, ...parts } of [inn, out]) {
          expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(totalMinor);
        }
      }
      // Types are read one after another: only the order within a type may matter.
      const types = [...new Set(events.map(({ type }) => type))];
      const turned = types.map((_, place) => types[(place + Math.abs(seed)) % types.length]);
      const reordered = turned.flatMap((type) => events.filter((event) => event.type === type));
      expect(countedOf(reordered, question)).toEqual(counted);
    }),
  );
});

it('shows every day of the period, the empty ones too', () => {
  const question = {
    from: '2026-10-24',
    to: '2026-10-26',
    timeZone: 'Europe/London',
    breakdown: 'day',
  } as const;
  const item = { impressionId: 'imp_1', productId: 'prd_1', currency: 'CNY' };
  // 23:30 UTC is past midnight in London before the clocks go back and before midnight after.
  const events = logOf([
    shown(Date.parse('2026-10-24T23:30:00Z'), [item]),
    shown(Date.parse('2026-10-25T23:30:00Z'), [{ ...item, impressionId: 'imp_2' }]),
  ]);
  expect(countedOf(events, question).rows.map(([day, { impressions }]) => [day, impressions])).toEqual([
    ['2026-10-24', 0],
    ['2026-10-25', 2],
    ['2026-10-26', 0],
  ]);
});

it('a refund of part of a payment is shared by its lines and sums exactly', () => {
  const lines = [
    { productId: 'prd_1', impressionId: 'imp_1', totalMinor: 100 },
    { productId: 'prd_2', impressionId: null, totalMinor: 200 },
  ];
  const refund = { refundId: 'ref_1', paymentId: 'pay_1', currency: 'CNY', amountMinor: 100, lines };
  const counted = countedOf(logOf([refunded(Date.parse('2026-10-24'), refund)]), {
    from: '2026-10-24',
    to: '2026-10-24',
    timeZone: 'UTC',
    breakdown: 'none',
  });
  expect(counted.money[0]?.refunded).toEqual({
    totalMinor: 100,
    periodImpressionsMinor: 0,
    otherImpressionsMinor: 33,
    withoutImpressionMinor: 67,
  });
});

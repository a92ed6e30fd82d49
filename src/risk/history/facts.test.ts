import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, windows } from '../windows.ts';
import { createFactBook, type Fact, medianOf } from './facts.ts';

const NOW = 1_000 * DAY_MS;
const who = { learnerId: 'lrn_a' };

const facts = fc.array(
  fc.record({
    kind: fc.constantFrom('pressed' as const, 'declined' as const, 'refunded' as const),
    agoMs: fc.integer({ min: 0, max: 40 * DAY_MS }),
  }),
  { maxLength: 60 },
);

describe('the book of facts', () => {
  it('counts exactly what lies within each window', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const book = createFactBook();
        for (const { kind, agoMs } of list) book.observe({ ...who, kind, atMs: NOW - agoMs });
        const within = (kind: Fact['kind'], windowMs: number) =>
          list.filter((fact) => fact.kind === kind && fact.agoMs < windowMs).length;
        expect(book.lookBack('lrn_a', NOW)).toMatchObject({
          presses1h: within('pressed', HOUR_MS),
          presses24h: within('pressed', DAY_MS),
          failures10m: within('declined', 10 * MINUTE_MS),
          failures24h: within('declined', DAY_MS),
          refunds30d: within('refunded', 30 * DAY_MS),
        });
      }),
    );
  });

  it('counts what a conversation tells within a day, and tells nothing where nothing was seen', () => {
    const book = createFactBook();
    expect(book.lookBack('lrn_a', NOW).signals24h).toBeUndefined();
    for (const kind of ['handed_off', 'flagged', 'pasted', 'pasted'] as const)
      book.observe({ ...who, kind, atMs: NOW - HOUR_MS });
    book.observe({ ...who, kind: 'pasted', atMs: NOW - DAY_MS });
    expect(book.lookBack('lrn_a', NOW).signals24h).toEqual({ handed_off: 1, flagged: 1, pasted: 2 });
  });

  it('keeps learners apart and takes what is handed in beside it', () => {
    const book = createFactBook();
    book.observe({ learnerId: 'lrn_b', kind: 'pressed', atMs: NOW });
    expect(book.lookBack('lrn_a', NOW).presses1h).toBe(0);
    expect(book.lookBack('lrn_b', NOW, [{ learnerId: 'lrn_b', kind: 'pressed', atMs: NOW }]).presses1h).toBe(
      2,
    );
    expect(book.lookBack('lrn_b', NOW).presses1h).toBe(1);
  });

  it('sums what was paid, and what was free is no purchase', () => {
    const book = createFactBook();
    const paid = (timesTypical: number, agoMs: number) =>
      book.observe({ ...who, kind: 'paid', timesTypical, atMs: NOW - agoMs });
    paid(1, HOUR_MS);
    paid(3, 2 * HOUR_MS);
    paid(10, 50 * DAY_MS);
    paid(0, HOUR_MS);
    paid(7, 91 * DAY_MS);
    expect(book.lookBack('lrn_a', NOW)).toMatchObject({ paid24h: 4, paidCount90d: 3, ownMedian: 3 });
  });

  it('names each product once', () => {
    const book = createFactBook();
    for (const productIds of [['prd_1', 'prd_2'], ['prd_2'], ['prd_3']])
      book.observe({ ...who, kind: 'opened', productIds, atMs: NOW });
    expect([...book.lookBack('lrn_a', NOW).productIds24h]).toEqual(['prd_1', 'prd_2', 'prd_3']);
  });

  it('stays small whatever one learner does, and still sees that it is much', () => {
    const book = createFactBook();
    for (let index = 0; index < 10_000; index += 1) book.observe({ ...who, kind: 'pressed', atMs: NOW });
    const { presses1h } = book.lookBack('lrn_a', NOW);
    expect(presses1h).toBeGreaterThanOrEqual(250);
    expect(presses1h).toBeLessThanOrEqual(500);
  });

  it('forgets learners of whom nothing was heard in 90 days', () => {
    const book = createFactBook();
    book.observe({ learnerId: 'lrn_gone', kind: 'pressed', atMs: NOW - windows.paidMs });
    for (let index = 0; index < 20_000; index += 1)
      book.observe({ learnerId: `lrn_${index % 50}`, kind: 'pressed', atMs: NOW });
    expect(book.learnersCount()).toBe(50);
  });
});

it('the median of an even list lies between the middle two, of an empty one nowhere', () => {
  expect([medianOf([]), medianOf([4]), medianOf([9, 1]), medianOf([3, 1, 2])]).toEqual([null, 4, 5, 2]);
});

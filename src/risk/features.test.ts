import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timesTypicalPrice } from './amount-scale.ts';
import { featureNames, featureShapes, vectorOf } from './feature-shapes.ts';
import { extractFeatures } from './features.ts';
import { type History, noHistory } from './history/facts.ts';
import { pressOf } from './risk.testing.ts';
import { DAY_MS } from './windows.ts';

const NOW = { nowMs: Date.UTC(2026, 4, 1), wallMs: Date.UTC(2026, 4, 1) };
const nothing: History = noHistory;
const newcomer = pressOf({ accountCreatedAtMs: NOW.nowMs, firstMessageAtMs: NOW.wallMs - 12_000 });

describe('features', () => {
  it('count the present press, its product and its amount', () => {
    expect(extractFeatures(newcomer, nothing, NOW)).toMatchObject({
      payments_1h: 1,
      payments_24h: 1,
      products_24h: 1,
      spend_24h: 9_900 / 8_000,
      isFirstPurchase: 1,
      amountAgainstOwn: null,
      accountAgeDays: 0,
      secondsToPay: 12,
    });
    const signals24h = { handed_off: 1, flagged: 2, pasted: 3 };
    const talk = { ...newcomer, messagesCount: 4 };
    expect(extractFeatures(talk, { ...nothing, signals24h }, NOW)).toMatchObject({
      ...{ handoffs_24h: 1, flagged_24h: 2, pastedShare: 0.75 },
    });
    expect(extractFeatures({ ...talk, messagesCount: null }, nothing, NOW).pastedShare).toBeNull();
    const known = { ...nothing, presses1h: 2, presses24h: 5, productIds24h: new Set(['prd_one', 'prd_two']) };
    expect(extractFeatures(newcomer, { ...known, ownMedian: 0.5, paidCount90d: 3 }, NOW)).toMatchObject({
      payments_1h: 3,
      payments_24h: 6,
      products_24h: 2,
      isFirstPurchase: 0,
      amountAgainstOwn: 9_900 / 8_000 / 0.5,
    });
  });

  it('measure the pace by wall time and the account by business time', () => {
    const later = { nowMs: NOW.nowMs + 3 * DAY_MS, wallMs: NOW.wallMs };
    expect(extractFeatures(newcomer, nothing, later)).toMatchObject({ accountAgeDays: 3, secondsToPay: 12 });
  });

  it('say of a checkout without a conversation that nothing is known of its pace', () => {
    const silent = pressOf({ messagesCount: null, firstMessageAtMs: null, medianGapMs: null });
    expect(extractFeatures(silent, nothing, NOW)).toMatchObject({
      hasMessages: 0,
      secondsToPay: null,
      messagesCount: null,
      medianGapSeconds: null,
    });
  });

  it('read an amount at the price level of its currency, whatever its decimals', () => {
    expect(timesTypicalPrice(24_000, 'CNY')).toBe(3);
    expect(timesTypicalPrice(9_000, 'USD')).toBe(3);
    expect(timesTypicalPrice(12_000, 'JPY')).toBe(3);
    expect(timesTypicalPrice(30_000, 'KWD')).toBe(3);
    expect(timesTypicalPrice(9_000, 'AUD')).toBe(3);
  });

  it('become a vector in their order, finite or NaN for the unknown, whatever the command holds', () => {
    const count = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.record({
          amountMinor: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
          currency: fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'XYZ'),
          accountCreatedAtMs: fc.integer({ min: 0, max: NOW.nowMs + DAY_MS }),
          messagesCount: fc.option(count),
          firstMessageAtMs: fc.option(fc.integer({ min: 0, max: NOW.wallMs + DAY_MS })),
          medianGapMs: fc.option(count),
        }),
        fc.record({ presses1h: count, failures10m: count, paid24h: count, refunds30d: count }),
        (command, history) => {
          const features = extractFeatures(pressOf(command), { ...nothing, ...history }, NOW);
          const vector = vectorOf(features);
          expect(vector).toHaveLength(featureNames.length);
          for (const [place, name] of featureNames.entries()) {
            const value = vector[place] ?? Number.NaN;
            expect(Number.isNaN(value)).toBe(features[name] === null);
            if (features[name] === null) continue;
            expect(Math.abs(value)).toBeLessThanOrEqual(Math.max(10, featureShapes[name].max));
          }
        },
      ),
    );
  });
});

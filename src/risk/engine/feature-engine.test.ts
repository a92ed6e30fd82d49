import { describe, expect, it } from 'vitest';
import { createFeatureEngine } from './feature-engine.ts';
import { SERIES_ROWS_MAX } from './series.ts';
import type { Attempt, FeatureSpec, Measure, RiskEvent } from './types.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 0, 1);

const over = (measure: Measure, windowMs = HOUR_MS, delayMs?: number): FeatureSpec => ({
  name: JSON.stringify([measure, windowMs, delayMs]),
  key: 'ip',
  measure,
  windowMs,
  ...(delayMs !== undefined && { delayMs }),
});
function press(id: number, agoMs: number, amount = 100): Attempt & { kind: 'attempt' } {
  return { id, kind: 'attempt', atMs: NOW_MS - agoMs, amount, keys: { ip: 1, learner: id } };
}
/** What one measure says of a press of now, id 999, amount 100. */
function measured(spec: FeatureSpec, before: readonly RiskEvent[]) {
  const engine = createFeatureEngine([spec]);
  for (const event of before) engine.observe(event);
  return engine.countAndSnapshot({ ...press(999, 0) })[0];
}

describe('the feature engine', () => {
  it('counts what lies within its window and the present press, whatever the order of events', () => {
    const before = [press(1, HOUR_MS), press(2, HOUR_MS - 1), press(3, 5)];
    const count = over({ of: 'count', kind: 'attempt' });
    expect([measured(count, before), measured(count, [...before].reverse())]).toEqual([3, 3]);
  });

  it('takes an event in once, and measures the same before and after', () => {
    const engine = createFeatureEngine([over({ of: 'sum', kind: 'attempt' })]);
    const attempt = press(5, 0);
    const first = engine.countAndSnapshot(attempt);
    expect([engine.countAndSnapshot(attempt), engine.snapshot(attempt)]).toEqual([first, first]);
  });

  it('sees nothing that happened later when the past is asked', () => {
    const engine = createFeatureEngine([over({ of: 'count', kind: 'attempt' })]);
    for (const event of [press(1, 10), press(2, 0)]) engine.observe(event);
    expect(engine.snapshot(press(3, 5))[0]).toBe(2);
  });

  it('tells partners apart up to 25, several of one press too', () => {
    const learners = over({ of: 'distinct', partner: 'learner' });
    const many = Array.from({ length: 40 }, (_, at) => press(at + 1, at + 1));
    const sameLearner = [press(1, 3), press(2, 2)].map((one) => ({ ...one, keys: { ip: 1, learner: 7 } }));
    expect(measured(learners, sameLearner)).toBe(2);
    expect(measured(learners, many)).toBe(25);
    const items = { ...over({ of: 'distinct', partner: 'item' }) };
    const both = { ...press(1, 3), keys: { ip: 1, item: [4, 5] } };
    expect(measured(items, [both, both])).toBe(2);
  });

  it('knows for how long a partner has been seen with a key: 0 for a new one, nothing where none is named', () => {
    const age = over({ of: 'sinceFirstWith', partner: 'device', unitMs: HOUR_MS }, DAY_MS);
    const engine = createFeatureEngine([age]);
    const by = (id: number, agoMs: number, device?: number) => ({
      ...press(id, agoMs),
      keys: { ip: 1, ...(device !== undefined && { device }) },
    });
    const ages = [by(1, 6 * HOUR_MS, 7), by(2, 2 * HOUR_MS, 8), by(3, 0, 7), by(4, 0, 8), by(5, 0)];
    expect(ages.map((one) => engine.countAndSnapshot(one)[0])).toEqual([0, 0, 6, 2, Number.NaN]);
  });

  it('knows a fraud from the day of its label on, in the window of its payment', () => {
    const share = over({ of: 'fraudShare' }, 7 * DAY_MS, 7 * DAY_MS);
    const payments = [press(1, 8 * DAY_MS), press(2, 9 * DAY_MS), press(3, DAY_MS)];
    const label = (atMs: number) =>
      ({ ...press(1, 0), kind: 'chargeback', atMs, ofAtMs: NOW_MS - 8 * DAY_MS }) as const;
    expect(measured(share, [...payments, label(NOW_MS - DAY_MS)])).toBe(0.5);
    const later = createFeatureEngine([share]);
    for (const event of [...payments, label(NOW_MS + 1)]) later.observe(event);
    expect(later.snapshot(press(999, 0))[0]).toBe(0);
  });

  it('compares an amount with what was before it, never with itself', () => {
    const before = [press(1, 30, 40), press(2, 20, 50), press(3, 10, 60)];
    expect(measured(over({ of: 'timesMedian', kind: 'attempt' }), before)).toBe(2);
    expect(measured(over({ of: 'timesMean', kind: 'attempt' }), [])).toBeNaN();
    expect(measured(over({ of: 'above', times: 1.2, medianMs: HOUR_MS }), before)).toBe(1);
    expect(measured(over({ of: 'sinceLast', kind: 'attempt' }), before)).toBe(10);
  });

  it('knows how old the run of frauds at the end of a window is, the last good payment, and dear ones before', () => {
    const frauds = [2, 3].map(
      (id) =>
        ({
          ...press(id, 0),
          kind: 'chargeback',
          atMs: NOW_MS - 1,
          ofAtMs: NOW_MS - (5 - id) * DAY_MS,
        }) as const,
    );
    const payments = [press(1, 9 * DAY_MS), press(2, 3 * DAY_MS), press(3, 2 * DAY_MS)];
    const week = (of: 'sinceRun' | 'sinceGood') => over({ of }, 30 * DAY_MS, DAY_MS);
    expect(measured(week('sinceRun'), [...payments, ...frauds])).toBe(3 * DAY_MS);
    expect(measured(week('sinceGood'), [...payments, ...frauds])).toBe(9 * DAY_MS);
    expect(measured(week('sinceRun'), payments)).toBeNaN();
    const amounts = [press(1, 50, 400), press(2, 30, 100), press(3, 20, 300), press(4, 10, 100)];
    const dear = (which: 'last' | 'first') =>
      over({ of: 'sinceAbove', which, times: 1.5, medianMs: HOUR_MS });
    expect(['last' as const, 'first' as const].map((which) => measured(dear(which), amounts))).toEqual([
      20, 50,
    ]);
    expect(measured(dear('last'), [])).toBeNaN();
  });

  it('forgets the oldest of too many rows, and keys that no window reaches', () => {
    const engine = createFeatureEngine([over({ of: 'count', kind: 'attempt' })]);
    for (let id = 1; id <= 2 * SERIES_ROWS_MAX; id += 1) engine.observe(press(id, 10));
    expect(engine.snapshot(press(1, 0))[0]).toBe(SERIES_ROWS_MAX + 1);
    for (let id = 1; id <= 50_000; id += 1)
      engine.observe({ ...press(id, 0), atMs: NOW_MS + 2 * HOUR_MS + id, keys: { ip: 2 } });
    expect(engine.keysCount()).toBe(1);
  });

  it('refuses windows without an end and features of one name', () => {
    const endless = over({ of: 'count', kind: 'attempt' }, Number.POSITIVE_INFINITY);
    expect(() => createFeatureEngine([endless])).toThrow(/finite/);
    const twice = over({ of: 'count', kind: 'attempt' });
    expect(() => createFeatureEngine([twice, twice])).toThrow(/share a name/);
  });
});

import { expect, it } from 'vitest';
import { resolvePeriod } from './period.ts';
import { FunnelQuery } from './wire.ts';

it.each([
  [{}, { from: '2026-02-20', to: '2026-03-21' }],
  [{ from: '2026-03-01' }, { from: '2026-03-01', to: '2026-03-21' }],
  [{ from: '2026-04-01' }, { from: '2026-04-01', to: '2026-04-01' }],
  [{ to: '2026-01-30' }, { from: '2026-01-01', to: '2026-01-30' }],
  [
    { from: '2026-01-01', to: '2027-02-04' },
    { from: '2026-01-01', to: '2027-02-04' },
  ],
])('%j asks about %j on 2026-03-21', (asked, period) => {
  expect(resolvePeriod(asked, '2026-03-21')).toEqual(period);
});

it.each([
  [{ from: '2026-03-02', to: '2026-03-01' }],
  [{ from: '2026-01-01', to: '2027-02-05' }],
  [{ from: '2020-01-01' }],
])('%j is refused as no period', (asked) => {
  expect(() => resolvePeriod(asked, '2026-03-21')).toThrow(
    expect.objectContaining({ code: 'invalid_request' }),
  );
});

it.each([
  { from: '2026-02-30' },
  { to: '2026-3-1' },
  { from: '9999-12-01', to: '9999-12-31' },
  { timeZone: 'Mars/Olympus' },
  { breakdown: 'mood' },
  { currency: 'yuan' },
  { form: '2026-03-01' },
])('%j is no question', (query) => {
  expect(FunnelQuery.safeParse(query).success).toBe(false);
});

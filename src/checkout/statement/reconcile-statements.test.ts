import { expect, it } from 'vitest';
import { dueDays } from './reconcile-statements.ts';

const at = (text: string) => Date.parse(text);

it('a day is due from ten in the morning after it, in the gateway’s own zone', () => {
  const firstAtMs = at('2026-11-20T00:00:00+08:00');
  const days = (now: string, timeZone = 'Asia/Shanghai') => dueDays({ nowMs: at(now), firstAtMs, timeZone });
  expect(days('2026-11-22T09:59:59+08:00')).toEqual(['2026-11-20']);
  expect(days('2026-11-22T10:00:00+08:00')).toEqual(['2026-11-20', '2026-11-21']);
  // In London the first attempt was still made on the 19th.
  expect(days('2026-11-22T10:00:00+08:00', 'UTC')).toEqual(['2026-11-19', '2026-11-20']);
});

it('days on which nothing ran are made up, the oldest first, for a week at most', () => {
  const firstAtMs = at('2026-01-01T00:00:00+08:00');
  const days = dueDays({ nowMs: at('2026-11-22T12:00:00+08:00'), firstAtMs, timeZone: 'Asia/Shanghai' });
  expect(days).toHaveLength(7);
  expect([days[0], days.at(-1)]).toEqual(['2026-11-15', '2026-11-21']);
});

it('before there was anything to compare nothing is due', () => {
  const nowMs = at('2026-11-22T12:00:00+08:00');
  expect(dueDays({ nowMs, firstAtMs: nowMs, timeZone: 'Asia/Shanghai' })).toEqual([]);
});

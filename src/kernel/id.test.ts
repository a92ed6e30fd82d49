import { expect, it } from 'vitest';
import { firstIdSince, newId, newReference, referenceTimeMs } from './id.ts';

it('makes ids that do not repeat and references that fit the narrowest gateway', () => {
  const ids = new Set(Array.from({ length: 20_000 }, () => newId('pay')));
  expect(ids.size).toBe(20_000);
  expect(newReference('T')).toMatch(/^[A-Z0-9]{1,32}$/);
});

it('bounds the ids of an instant from below, so that a key range is a time range', () => {
  const before = firstIdSince('act', Date.now());
  const id = newId('act');
  expect(id > before).toBe(true);
  expect(id < firstIdSince('act', Date.now() + 1)).toBe(true);
});

it('tells when a reference was made, and nothing of numbers that are not ours', () => {
  const before = Date.now();
  const madeMs = referenceTimeMs(newReference('T')) ?? 0;
  expect(madeMs).toBeGreaterThanOrEqual(before);
  expect(madeMs).toBeLessThanOrEqual(Date.now());
  for (const foreign of ['', 'T1', newReference('T').toLowerCase(), `${newReference('T')}!`])
    expect(referenceTimeMs(foreign)).toBeNull();
});

import { expect, it } from 'vitest';
import { firstIdSince, newId, newReference } from './id.ts';

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

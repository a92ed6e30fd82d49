import { expect, it } from 'vitest';
import { newId, newReference } from './id.ts';

it('makes ids that do not repeat and references that fit the narrowest gateway', () => {
  const ids = new Set(Array.from({ length: 20_000 }, () => newId('pay')));
  expect(ids.size).toBe(20_000);
  expect(newReference('T')).toMatch(/^[A-Z0-9]{1,32}$/);
});

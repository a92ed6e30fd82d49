import { expect, it } from 'vitest';
import { holdsStorableText } from './storable-text.ts';

it.each([
  ['plain text', 'Python 入门 👩‍👩‍👧'],
  ['numbers, null and lists', { a: [1, null, true, 'x'] }],
  ['the words for NUL', '\\u0000'],
])('%s can be kept', (_name, value) => {
  expect(holdsStorableText(value)).toBe(true);
});

it.each([
  ['NUL', 'a\0b'],
  ['half a pair at the end', 'a\uD83D'],
  ['half a pair at the beginning', '\uDE00a'],
  ['a pair the wrong way round', '\uDE00\uD83D'],
  ['NUL deep inside', { a: [{ b: '\0' }] }],
  ['half a pair as a key', { '\uD800': 1 }],
])('%s cannot', (_name, value) => {
  expect(holdsStorableText(value)).toBe(false);
});

it('what is nested ten thousand deep is looked through without recursion', () => {
  const nested: unknown = JSON.parse(`${'['.repeat(10_000)}"\\u0000"${']'.repeat(10_000)}`);
  expect(holdsStorableText(nested)).toBe(false);
});

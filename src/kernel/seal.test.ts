import { expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const old = { kid: 'k1', secret: 'the first secret of the house' };
const fresh = { kid: 'k2', secret: 'the second secret of the house' };

it('what is sealed opens at its own place only, and shows nothing of itself', () => {
  const seal = createSeal([old]);
  const sealed = seal.seal('whsec_very-secret', 'we_1');
  expect(sealed).not.toContain('secret');
  expect(seal.open(sealed, 'we_1')).toBe('whsec_very-secret');
  expect(() => seal.open(sealed, 'we_2')).toThrow();
  expect(seal.seal('whsec_very-secret', 'we_1')).not.toBe(sealed);
});

it('a rotation opens what the former key sealed, and nothing once that key is gone', () => {
  const sealed = createSeal([old]).seal('text', 'place');
  expect(createSeal([fresh, old]).open(sealed, 'place')).toBe('text');
  expect(createSeal([fresh, old]).seal('text', 'place')).toMatch(/^k2:/);
  expect(() => createSeal([fresh]).open(sealed, 'place')).toThrow('not configured');
});

it('changed bytes do not open', () => {
  const seal = createSeal([old]);
  const sealed = seal.seal('text', 'place');
  const last = sealed.at(-2) === 'A' ? 'B' : 'A';
  expect(() => seal.open(sealed.slice(0, -2) + last + sealed.slice(-1), 'place')).toThrow();
});

import { expect, it } from 'vitest';
import { rememberLast } from './remember-last.ts';

it('the same words about the same thing are read once, and the oldest of many are forgotten', () => {
  const remembered = rememberLast<object, string>(2);
  const [one, other] = [{}, {}];
  let reads = 0;
  const read = (about: object, text: string): string =>
    remembered(about, text, () => {
      reads += 1;
      return text.toUpperCase();
    });
  expect([read(one, 'a'), read(one, 'a'), read(other, 'a')]).toEqual(['A', 'A', 'A']);
  expect(reads).toBe(2);
  read(one, 'b');
  read(one, 'c');
  read(one, 'a');
  expect(reads).toBe(5);
});

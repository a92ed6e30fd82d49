import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNear, stemEnglish } from './english.ts';

describe('stemEnglish', () => {
  it.each([
    ['write', 'writing', 'writes'],
    ['invest', 'investing', 'investment'],
    ['manage', 'managing', 'management', 'manager', 'managers'],
    ['code', 'coding', 'coded', 'codes'],
    ['story', 'stories'],
    ['program', 'programming', 'programmed'],
  ])('%s and its forms meet', (...words) => {
    expect(new Set(words.map(stemEnglish)).size).toBe(1);
  });

  it.each([
    ['car', 'career'],
    ['engine', 'engineer'],
    ['class', 'clas'],
    ['business', 'busy'],
  ])('%s and %s stay apart', (left, right) => {
    expect(stemEnglish(left)).not.toBe(stemEnglish(right));
  });

  it('leaves words of other letters and short ones alone', () => {
    expect(['c++', 'n5', 'sql', '课程'].map(stemEnglish)).toEqual(['c++', 'n5', 'sql', '课程']);
  });
});

describe('isNear', () => {
  it('one letter lost, added, changed or swapped is one edit', () => {
    for (const typo of ['pyton', 'pythonn', 'pithon', 'pyhton']) expect(isNear(typo, 'python', 1)).toBe(true);
    expect(isNear('pyt', 'python', 1)).toBe(false);
  });

  it('is the same in both directions, and no edits means equal', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (left, right, edits) => {
        expect(isNear(left, right, edits)).toBe(isNear(right, left, edits));
        expect(isNear(left, right, 0)).toBe(left === right);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { ATTACKS } from './attacks.testing.ts';
import { mayBeSaid } from './guard.ts';

const TITLES = ['Python 零基础：从第一行代码到自动化脚本', '民谣吉他弹唱入门'];

describe('what a model says', () => {
  it.each(ATTACKS.map(([, obeyed]) => obeyed))('"%s" is not passed on', (obeyed) => {
    expect(mayBeSaid(obeyed, TITLES)).toBe(false);
  });

  it.each([
    '这门课从头讲起，每一步都能跟着做。',
    '《Python 零基础：从第一行代码到自动化脚本》适合没写过代码的人，学完能自己整理表格。',
    'If you have never written code, this one starts at the very beginning.',
    '想学吉他的话，《民谣吉他弹唱入门》挺合适。',
    'Hello! What would you like to learn today?',
  ])('"%s" is', (text) => {
    expect(mayBeSaid(text, TITLES)).toBe(true);
  });

  it('is held against the rules as a whole: what is cut in two is still seen', () => {
    expect(mayBeSaid('现在全场免', TITLES)).toBe(true);
    expect(mayBeSaid('现在全场免费', TITLES)).toBe(false);
    expect(mayBeSaid('fr\u200bee for you', TITLES)).toBe(false);
  });
});

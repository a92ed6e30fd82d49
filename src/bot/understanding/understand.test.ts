import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, readChoice } from './choice.ts';
import { INTENTS } from './intents.ts';
import { detectLanguage } from './language.ts';
import { isOneSlipAway, normalizeText } from './normalize.ts';
import { sayingsOf } from './sayings.testing.ts';
import { matchTitle } from './topic.ts';
import { understand } from './understand.ts';

describe('intents', () => {
  for (const intent of INTENTS) {
    it.each(sayingsOf(intent))(`${intent}: %s`, (saying) => {
      expect(understand(saying, 'zh').intent).toBe(intent);
    });
  }

  it('reads any text without failing, also a very long one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(understand(text, 'en').intent).toBeTypeOf('string');
      }),
    );
    // The process's own work: a busy machine must not decide this.
    const startedAt = process.cpuUsage();
    for (const piece of ['付', 'a ', '第一', 'order ', '便宜', '我的', '1 '])
      understand(piece.repeat(4000), 'zh');
    const { user, system } = process.cpuUsage(startedAt);
    expect(user + system).toBeLessThan(5_000_000);
  });
});

describe('language', () => {
  it.each([
    ['我想学 Python machine learning', 'en', 'zh'],
    ['hello', 'zh', 'en'],
    ['I want to learn 中文', 'zh', 'en'],
    ['Python', 'zh', 'zh'],
    ['Python', 'en', 'en'],
    ['Excel 2021', 'zh', 'zh'],
    ['你好', 'en', 'zh'],
    ['123', 'en', 'en'],
    ['??', 'zh', 'zh'],
    ['thanks', 'zh', 'en'],
    ['What does 你好 mean?', 'zh', 'en'],
    ['買第一個', 'en', 'zh'],
  ] as const)('"%s" in a thread in %s is answered in %s', (text, fallback, language) => {
    expect(detectLanguage(text, fallback)).toBe(language);
  });
});

describe('choices', () => {
  const items = [{ amountMinor: 9900 }, { amountMinor: 4900 }, { amountMinor: 19900 }];

  it.each([
    ['买第一个', 0],
    ['买第 2 个', 1],
    ['3号', 2],
    ['最后一个多少钱', 2],
    ['买最便宜的', 1],
    ['最贵的那个', 2],
    ['买第两个', 1],
    ['2', 1],
    ['buy the first one', 0],
    ['buy the 2nd', 1],
    ['number three please', 2],
    ['#2', 1],
    ['the last one', 2],
    ['the cheapest', 1],
    ['the most expensive one', 2],
    ['i want to buy 2', 1],
  ])('"%s" means place %i', (text, place) => {
    const choice = readChoice(normalizeText(text));
    expect(choice && placeOf(choice, items, undefined)).toBe(place);
  });

  it('"it" means the one last spoken of, the only one, or has to be asked', () => {
    const choice = readChoice('买它');
    expect(choice && placeOf(choice, items, 2)).toBe(2);
    expect(choice && placeOf(choice, items, undefined)).toBeNull();
    expect(choice && placeOf(choice, items.slice(0, 1), undefined)).toBe(0);
  });

  it('a place that the list does not have is none, and amounts are no places', () => {
    const choice = readChoice('买第六个');
    expect(choice && placeOf(choice, items, 0)).toBeNull();
    expect(readChoice('想买 3 门课')).toBeNull();
    expect(readChoice('预算 5 元')).toBeNull();
    expect(readChoice('buy 2 courses')).toBeNull();
  });

  it('finds the title that was named, and none when two fit', () => {
    const titles = ['python 零基础入门', 'sql 数据分析实战', '摄影构图与用光'];
    expect(matchTitle('买 sql 那个', titles)).toBe(1);
    expect(matchTitle('我想买摄影课', titles)).toBe(2);
    expect(matchTitle('买摄影构图', titles)).toBe(2);
    expect(matchTitle('买吉他', titles)).toBeNull();
    expect(matchTitle('买 python', ['python 入门', 'python 进阶'])).toBeNull();
  });
});

describe('slips', () => {
  it('mends one slip in words that matter and leaves real words alone', () => {
    expect(normalizeText('Refnud')).toBe('refund');
    expect(normalizeText('my oder')).toBe('my order');
    expect(normalizeText('an older curse')).toBe('an older curse');
    expect(normalizeText('pyhton')).toBe('pyhton');
  });

  it('knows exactly the strings one slip away', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom('refund', 'invoice', 'second'), fc.nat(20), fc.constantFrom(...'abcxyz')),
        ([word, at, letter]) => {
          const place = at % word.length;
          expect(isOneSlipAway(word.slice(0, place) + word.slice(place + 1), word)).toBe(true);
          expect(isOneSlipAway(word.slice(0, place) + letter + word.slice(place), word)).toBe(true);
          expect(isOneSlipAway(word.slice(0, place) + letter + word.slice(place + 1), word)).toBe(true);
          expect(isOneSlipAway(`${word}${letter}${letter}`, word)).toBe(false);
        },
      ),
    );
  });
});

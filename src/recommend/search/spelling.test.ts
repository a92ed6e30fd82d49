import { expect, it } from 'vitest';
import { isSpelledOut, spellingsOf } from '../text/syllables.ts';
import { namesTopic } from './names-topic.ts';
import { createSpelling } from './spelling.ts';

const { spelled, soundsLike } = createSpelling(new Set(['摄影', '失眠', '理财', '日语', '数据库', 'Python']));

it('letters find the word that is typed with them, with one letter wrong where that is allowed', () => {
  expect(spelled('sheying', 0)).toEqual({ term: '摄影', isExact: true });
  expect(spelled('lixcai', 1)).toEqual({ term: '理财', isExact: false });
  expect(spelled('lixcai', 0)).toBeUndefined();
  expect(spelled('shoulder', 1)).toBeUndefined();
});

it('a wrong character is the one that sounds alike, where another of the word is right', () => {
  expect(soundsLike('失免')).toBe('失眠');
  expect(soundsLike('舍影')).toBe('摄影');
  // Both characters are other ones: that is another word sooner than a slip.
  expect(soundsLike('示面')).toBeUndefined();
});

it('a character of several readings is typed in each', () => {
  expect(spellingsOf('银行')).toEqual(expect.arrayContaining(['yinhang', 'yinxing']));
  expect(spellingsOf('Go')).toEqual([]);
});

it.each([
  ['tuijian', true],
  ['xiangxue', true],
  ['course', false],
  ['kubernetes', false],
])('%s can be Chinese syllables: %s', (letters, can) => {
  expect(isSpelledOut(letters)).toBe(can);
});

it.each([
  ['孩子晚上不肯睡觉', true],
  ['i want to get better at public speaking', true],
  ['where is my order', false],
  ['我的订单呢', false],
])('“%s” names a topic: %s', (text, names) => {
  expect(namesTopic(text)).toBe(names);
});

import { expect, it } from 'vitest';
import { writePinyinOut } from './pinyin.ts';

it.each([
  ['tuikuan', '退款'],
  ['wo yao tuikuan', '我要退款'],
  ['sheying ke you ma', '摄影课有吗'],
  ['woxiangxue python', '我想学 python'],
  ['我要kaifapiao', '我要开发票'],
  ['tuijian lixcai de shu', '推荐理财的书'],
  ['wo xiang xue qianduan', '我想学前端'],
])('pinyin "%s" is read as "%s"', (text, read) => {
  expect(writePinyinOut(text)).toBe(read);
});

it.each([
  'you',
  'hi',
  'refund',
  'he and me',
  'Python',
  'I want to learn',
  '想学 Excel',
  'ok',
  'make a new one',
  'can you make me an offer',
  'women like the same songs',
])('"%s" is no pinyin', (text) => {
  expect(writePinyinOut(text)).toBe(text);
});

import { describe, expect, it } from 'vitest';
import { readSlots } from '../../recommend/index.ts';
import { codeIn } from './coupon.ts';
import { withoutDenied } from './denied.ts';
import { filledOut } from './filled-out.ts';
import { goOnFrom } from './request.ts';
import { withoutTakenBack } from './withdraw.ts';

const before = readSlots('100 元以内的 Python 课程');
const next = (text: string, hasSubject: boolean) => {
  const slots = { ...readSlots(text), topic: hasSubject ? text : '' };
  return goOnFrom(
    before,
    {
      ...{ slots, hasSubject, isKnown: hasSubject, namesTopic: hasSubject },
      ...{ namesSubject: hasSubject, pointsToTopic: false },
      ...{ missing: [], neighbour: null },
    },
    text,
  );
};

describe('wishes over turns', () => {
  it('words without a subject change the wishes and keep the rest', () => {
    expect(next('预算可以到300', false)).toMatchObject({
      topic: before.topic,
      priceCeiling: { amount: '300' },
    });
    expect(next('我是零基础', false)).toMatchObject({ level: 'beginner', priceCeiling: { amount: '100' } });
    expect(next('不要课程，要电子书', false)).toMatchObject({ kind: 'ebook', excludedKinds: ['course'] });
  });

  it('a wish that is taken back is gone', () => {
    expect(next('预算不限', false)).not.toHaveProperty('priceCeiling');
  });

  it('a subject that hangs on what was said keeps the budget; any other begins anew', () => {
    expect(next('那摄影呢', true)).toMatchObject({ topic: '那摄影呢', priceCeiling: { amount: '100' } });
    expect(next('想学摄影', true)).not.toHaveProperty('priceCeiling');
  });
});

it.each([
  ['算了，还是看看乐理吧', '还是看看乐理吧'],
  ['no, cheaper', 'cheaper'],
  ['never mind, show me Kubernetes instead', 'show me Kubernetes instead'],
  ['算了', '算了'],
  ['no thanks', 'no thanks'],
  ['no more than 20 dollars', 'no more than 20 dollars'],
])('"%s" means "%s"', (text, meant) => {
  expect(withoutTakenBack(text)).toBe(meant);
});

it.each([
  ['优惠码 KAIXUE88 能便宜多少', 'KAIXUE88'],
  ['what does code SPRING25 give me', 'SPRING25'],
  ['订单 20261122AB12CD34 的', null],
  ['有没有优惠券', null],
])('"%s" names the code %s', (text, code) => {
  expect(codeIn(text)).toBe(code);
});

it.each([
  ['不用转客服，你直接告诉我怎么退', '你直接告诉我怎么退'],
  ["I don't want a refund, I just want it to open", 'I just want it to open'],
  ['我不是不想学英语，就是怕难', '我想学英语，就是怕难'],
  ['有没有不要钱的', '有没有不要钱的'],
  ['我不要退款', '我不要退款'],
])('of "%s" what is denied does not count: "%s"', (said, meant) => {
  expect(withoutDenied(said)).toBe(meant);
});

it.each([
  ['wait make that 20', 'at most 20'],
  ['说错了 是七十', '不超过七十元'],
  ['2', '2'],
  ['第三个', '第三个'],
])('after a budget "%s" means "%s", and without one only itself', (said, meant) => {
  expect(filledOut(said, before)).toBe(meant);
  expect(filledOut(said, readSlots('Python'))).toBe(said);
});

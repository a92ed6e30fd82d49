import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmountWords } from './amount-words.ts';
import { readSlots } from './slots.ts';
import { Slots } from './wire.ts';

const slotsOf = (text: string) => {
  const { topic, ...slots } = readSlots(text);
  return slots;
};
const ceiling = (amount: string, currency: string | null = null) => ({ priceCeiling: { amount, currency } });

describe('price ceiling', () => {
  it.each([
    ['预算两位数', ceiling('99.99')],
    ['under a tenner', ceiling('10')],
    ['a couple hundred yuan max', ceiling('200', 'CNY')],
    ['forty-five bucks', ceiling('45', 'USD')],
    ["I'm not paying more than 20", ceiling('20')],
    ['不想花超过一百', ceiling('100')],
    ['红包剩了150', ceiling('150')],
    ['免费的就算了', {}],
    ['I only have 60', ceiling('60')],
    ['手头就一百块', ceiling('100', 'CNY')],
    ['between 20 and 40 usd', { ...ceiling('40', 'USD'), priceFloor: { amount: '20', currency: 'USD' } }],
    ['150到200之间的', { ...ceiling('200'), priceFloor: { amount: '150', currency: null } }],
    ['zero budget', { free: true }],
    ['太难了', { level: 'beginner' }],
    ['not aimed at beginners', { level: 'intermediate' }],
    ['电子书就算了', { excludedKinds: ['ebook'] }],
    ['100元以内的课', ceiling('100', 'CNY')],
    ['100 以内', ceiling('100')],
    ['不超过九十九块九', ceiling('99', 'CNY')],
    ['别超过 200', ceiling('200')],
    ['预算两百左右', ceiling('200')],
    ['预算大概 80', ceiling('80')],
    ['最多一百五', ceiling('150')],
    ['50到100元的', ceiling('100', 'CNY')],
    ['50-100 元', ceiling('100', 'CNY')],
    ['两三百块的', ceiling('300', 'CNY')],
    ['几十块钱', ceiling('100', 'CNY')],
    ['￥99.90 以下', ceiling('99.90', 'CNY')],
    ['20美元以下', ceiling('20', 'USD')],
    ['20刀', ceiling('20', 'USD')],
    ['3000日元以内', ceiling('3000', 'JPY')],
    ['我只有50块钱', ceiling('50', 'CNY')],
    ['under $30', ceiling('30', 'USD')],
    ['less than 20 bucks', ceiling('20', 'USD')],
    ['cheaper than 15', ceiling('15')],
    ['no more than twenty dollars', ceiling('20', 'USD')],
    ['$25 or less', ceiling('25', 'USD')],
    ['25 max', ceiling('25')],
    ['a budget of 1,200 yen', ceiling('1200', 'JPY')],
    ['between $10 and $30', ceiling('30', 'USD')],
    ['$10 to $30', ceiling('30', 'USD')],
    ['something for €12.50', ceiling('12.50', 'EUR')],
  ])('%s', (text, expected) => {
    expect(slotsOf(text)).toMatchObject(expected);
  });

  it.each([
    '30天学会日语',
    '不超过3小时的',
    '3节以内讲完',
    'under 30 minutes a day',
    'within 2 weeks',
    '一百种吃法',
    '超过100元的',
    'over $50',
    '100元以上的',
    'N5 日语',
    'Python 3.12',
  ])('%s names no ceiling', (text) => {
    expect(slotsOf(text)).not.toHaveProperty('priceCeiling');
  });
});

describe('level, kind, language, free', () => {
  it.each([
    ['零基础学日语', { level: 'beginner' }],
    ['我是小白', { level: 'beginner' }],
    ['完全不会弹', { level: 'beginner' }],
    ['有一点基础', { level: 'intermediate' }],
    ['不是零基础', { level: 'intermediate' }],
    ['进阶一点的', { level: 'intermediate' }],
    ['高级课', { level: 'advanced' }],
    ["I've never painted, I mean never drawn", { level: 'beginner' }],
    ['python from scratch', { level: 'beginner' }],
    ['not a beginner', { level: 'intermediate' }],
    ['not a beginner, advanced please', { level: 'advanced' }],
    ['I know the basics', { level: 'intermediate' }],
    ['in-depth rust', { level: 'advanced' }],
    ['有电子书吗', { kind: 'ebook' }],
    ['有什么书讲宋朝', { kind: 'ebook' }],
    ['想看专栏', { kind: 'column' }],
    ['视频课', { kind: 'course' }],
    ['any columns on sleep', { kind: 'column' }],
    ['an e-book on type', { kind: 'ebook' }],
    ['不要视频课，要电子书', { kind: 'ebook', excludedKinds: ['course'] }],
    ['no ebooks please', { excludedKinds: ['ebook'] }],
    ['英文版的', { language: 'en' }],
    ['something in Chinese', { language: 'zh' }],
    ['免费的', { free: true }],
    ['不要钱的', { free: true }],
    ['anything free?', { free: true }],
  ])('%s', (text, expected) => {
    expect(slotsOf(text)).toMatchObject(expected);
  });

  it.each([
    ['in my free time', 'free'],
    ['feel free to suggest', 'free'],
    ['sugar-free cooking', 'free'],
    ['100元的', 'free'],
    ['学英文', 'language'],
    ['academic writing in English', 'language'],
    ['想学读书方法', 'kind'],
    ['facebook ads', 'kind'],
  ])('%s says nothing of %s', (text, slot) => {
    expect(slotsOf(text)).not.toHaveProperty(slot);
  });
});

describe('readSlots', () => {
  it('leaves the subject as the topic', () => {
    expect(readSlots('100元以内的零基础日语电子书').topic).toBe('的 日语');
    expect(readSlots('machine learning course under $40').topic).toBe('machine learning');
  });

  it('says of any text something of the right form', () => {
    const part = fc.constantFrom(
      '元',
      '$',
      '100',
      '以内',
      '课',
      '不要',
      '书',
      'free',
      ' ',
      '几',
      'k',
      '.',
      '零',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(Slots.safeParse(readSlots(text.slice(0, 4000))).success).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('readAmountWords', () => {
  it.each([
    ['一百', '100'],
    ['一百五', '150'],
    ['一百零五', '105'],
    ['两百五十', '250'],
    ['一千二', '1200'],
    ['十五', '15'],
    ['一万', '10000'],
    ['3百', '300'],
    ['1.5k', '1500'],
    ['1,299', '1299'],
    ['twenty five', '25'],
    ['nothing', null],
  ])('%s is %s', (text, amount) => {
    expect(readAmountWords(text)).toBe(amount);
  });
});

it.each([
  ['anything short that helps', { isBrief: true }],
  ['想要短一点的课', { isBrief: true }],
  ['200块左右的课', { isAround: true, priceCeiling: { amount: '200', currency: 'CNY' } }],
])('"%s" prefers and does not demand', (text, slots) => {
  expect(readSlots(text)).toMatchObject(slots);
});

it.each(['短视频剪辑', 'how to write short stories', '预算两百左右'])('"%s" prefers nothing', (text) => {
  expect(readSlots(text)).not.toHaveProperty('isBrief');
  expect(readSlots(text)).not.toHaveProperty('isAround');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSensitive } from './mask.ts';
import { maskWords } from './mask-words.ts';
import { isChineseIdentityNumber, isLuhn } from './secret-numbers.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

function withLuhnDigit(body: string): string {
  const last = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => isLuhn(`${body}${digit}`));
  return `${body}${last}`;
}

const cardNumber = fc
  .constantFrom(
    ['4', 16],
    ['4', 13],
    ['51', 16],
    ['2221', 16],
    ['34', 15],
    ['62', 16],
    ['62', 19],
    ['6011', 16],
    ['3530', 16],
  )
  .chain(([start, length]) =>
    digits(Number(length) - 1 - String(start).length).map((rest) => withLuhnDigit(`${start}${rest}`)),
  );

const identityNumber = fc
  .record({
    region: fc.constantFrom('110101', '310104', '440305', '510107'),
    year: fc.integer({ min: 1930, max: 2015 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    order: digits(3),
  })
  .map(({ region, year, month, day, order }) => {
    const body = `${region}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${order}`;
    const check = [...'0123456789X'].find((last) => isChineseIdentityNumber(`${body}${last}`, false));
    return `${body}${check}`;
  });

const words = fc.constantFrom('我的卡号是', 'card: ', '请帮我付款，', 'visa', '(', '号码：', 'pay with ', '');
const after = fc.constantFrom('', ' 谢谢', '。', ', thanks', ')', ' exp 12/29', '，有效期 12/29');

describe('masking', () => {
  it('hides every card number, in one piece, in groups, with full-width digits', () => {
    const wide = (text: string) =>
      text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const grouped = (text: string, between: string) => text.replace(/(.{4})(?=.)/g, `$1${between}`);
    const shape = fc.constantFrom(
      (text: string) => text,
      (text: string) => grouped(text, ' '),
      (text: string) => grouped(text, '-'),
      (text: string) => grouped(text, '\u3000'),
      wide,
    );
    fc.assert(
      fc.property(fc.record({ before: words, number: cardNumber, behind: after, draw: shape }), (drawn) => {
        const { before, number, behind, draw } = drawn;
        const masked = maskSensitive(`${before}${draw(number)}${behind}`);
        expect(masked).not.toContain(number.slice(0, -4));
        expect(masked.startsWith(`${before}••••${number.slice(-4)}`)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('hides every identity number of 18 places and old ones of 15', () => {
    fc.assert(
      fc.property(words, identityNumber, (before, number) => {
        for (const drawn of [number, `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`]) {
          const masked = maskSensitive(`${before}${drawn}`);
          expect(masked).toMatch(/••••(?:[0-9Xx]{4})?$/);
          expect(masked).not.toContain(number.slice(0, -4));
        }
        const old = `${number.slice(0, 6)}${number.slice(8, 17)}`;
        expect(maskSensitive(`身份证 ${old}`)).not.toContain(old);
      }),
    );
  });

  it('hides a lower-case check letter and full-width ones too', () => {
    expect(maskSensitive('11010119900307803x')).toBe('••••');
    expect(maskSensitive('身份证１１０１０１１９９００３０７８０３Ｘ。')).toBe('身份证••••。');
  });

  it.each([
    ['cvv 123', 'cvv ••••'],
    ['CVV: 1234, thanks', 'CVV: ••••, thanks'],
    ['my security code is 987', 'my security code is ••••'],
    ['安全码是123', '安全码是••••'],
    ['卡背面后三位：456', '卡背面后三位：••••'],
    ['CVC2=321。', 'CVC2=••••。'],
    ['the digits on the back are 555', 'the digits on the back are ••••'],
    ['123 is my cvv', '•••• is my cvv'],
    ['4242 4242 4242 4242 12/28 123', '••••4242 12/28 ••••'],
    ['4242424242424242，12/2028，999', '••••4242，12/2028，••••'],
    ['4242424242424242, cvv 123', '••••4242, cvv ••••'],
    ['卡号是４２４２　４２４２　４２４２　４２４２', '卡号是••••4242'],
  ])('hides the secret of "%s"', (text, masked) => {
    expect(maskSensitive(text)).toBe(masked);
  });

  it.each([
    '第二个多少钱？199.00 还是 299 元',
    '预算 500-800 元，有没有 199 的课',
    'Is it $1,299.00 or 4,242.00?',
    '我的订单号 TT20261122103015000042 一直没到账',
    'order 202611221030150042',
    '2026112222001488881401234567',
    '电话 13812345678 或 021-62345678',
    'call 13812345678 13912345678',
    '99 129 268 399 199 499',
    '2026-11-22 10:30:15',
    'ISBN 9787115428028',
    'pay_01jd3k9m2n5p8q1r4s7t',
    'security code 课程多少钱 1299',
    'cvv 是什么？这门课 199 元',
    'the price is 199, cvv is asked later',
    '１９９元的课',
  ])('leaves "%s" as it is', (text) => {
    expect(maskSensitive(text)).toBe(text);
  });

  it('masking twice is masking once, and short numbers never change', () => {
    const pieces = fc.array(
      fc.oneof(cardNumber, identityNumber, fc.string(), digits(3), fc.constantFrom('cvv ', ' 12/28 ', '，')),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(pieces, (list) => {
        const once = maskSensitive(list.join(' '));
        expect(maskSensitive(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (number) => {
        expect(maskSensitive(`¥${number}`)).toBe(`¥${number}`);
      }),
    );
  });
});

it('in what is given as a whole, words are masked wherever they stand, and ids and addresses never', () => {
  const card = '4242 4242 4242 4242';
  const ids = { externalId: '4242424242424242', url: 'https://a.example/4242424242424242', endsAtMs: 4242 };
  expect(maskWords({ ...ids, note: card, days: [{ name: { zh: card, en: 'a' } }], tags: [card] })).toEqual({
    ...ids,
    note: '••••4242',
    days: [{ name: { zh: '••••4242', en: 'a' } }],
    tags: ['••••4242'],
  });
});

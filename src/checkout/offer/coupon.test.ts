import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canTransition, unreachableStates } from '../../kernel/state-machine.ts';
import { CODE_PATTERN, canonicalCode, codeKeyOf, newCouponCode } from './code.ts';
import { type Coupon, type CouponCase, couponUseTransitions, judgeCoupon } from './coupon.ts';

const coupon = (terms: Partial<Coupon> = {}): Coupon => ({
  couponId: 'cpn_1',
  code: 'SPRING',
  codeKey: 'test:SPRING',
  livemode: 0,
  merchantAccountId: 'ma_demo',
  kind: terms.percentOff === null ? 'amount' : 'percent',
  percentOff: 20,
  amountsOff: null,
  minimums: null,
  productIds: null,
  productKinds: null,
  firstPurchaseOnly: 0,
  learnerId: null,
  perLearnerLimit: 1,
  stock: null,
  taken: 0,
  startsAtMs: null,
  endsAtMs: null,
  status: 'active',
  note: null,
  createdBy: 'cli',
  createdAtMs: 1,
  updatedAtMs: 1,
  ...terms,
});

const off = (amountsOff: Record<string, number>) => coupon({ percentOff: null, amountsOff });

const lines = [
  { productId: 'prd_a', kind: 'course', amountMinor: 9900 },
  { productId: 'prd_b', kind: 'ebook', amountMinor: 1999 },
] as const;

function judge(terms: Coupon, given: Partial<CouponCase> = {}) {
  const thing = { learnerId: 'lrn_1', lines, currency: 'CNY', nowMs: 1_000, hasBought: false, ...given };
  const judged = judgeCoupon({ coupon: terms, ...thing });
  return judged.refusal === null ? judged.discountsMinor : judged.refusal.code;
}

describe('a coupon', () => {
  it('by percentage is rounded down and split over the lines by largest remainder', () => {
    // 20 % of 118.99 is 23.798: 23.79, of which 19.793… belong to the first line.
    expect(judge(coupon())).toEqual([1979, 400]);
  });

  it('takes an amount off in its own currency, never more than the products cost', () => {
    expect(judge(off({ CNY: 2000 }))).toEqual([1664, 336]);
    expect(judge(off({ CNY: 999_999 }))).toEqual([9900, 1999]);
    expect(judge(off({ USD: 300 }))).toBe('coupon_other_currency');
  });

  it('is for some products or kinds alone, and then only those get cheaper', () => {
    expect(judge(coupon({ productIds: ['prd_b'] }))).toEqual([0, 399]);
    expect(judge(coupon({ productKinds: ['course'] }))).toEqual([1980, 0]);
    expect(judge(coupon({ productKinds: ['column'] }))).toBe('coupon_not_for_item');
    expect(judge(coupon({ productIds: ['prd_b'], productKinds: ['course'] }))).toBe('coupon_not_for_item');
  });

  it('counts towards its minimum only what it is for', () => {
    const terms = { minimums: { CNY: 5000 }, productKinds: ['ebook'] as const };
    expect(judge(coupon(terms))).toBe('coupon_minimum_not_met');
    expect(judge(coupon({ minimums: { CNY: 11_899 } }))).toEqual([1979, 400]);
    expect(judge(coupon({ minimums: { USD: 1 } }))).toBe('coupon_other_currency');
  });

  it('holds from its start until just before its end', () => {
    const terms = coupon({ startsAtMs: 1_000, endsAtMs: 2_000 });
    expect(judge(terms, { nowMs: 999 })).toBe('coupon_not_started');
    expect(judge(terms, { nowMs: 1_999 })).toEqual([1979, 400]);
    expect(judge(terms, { nowMs: 2_000 })).toBe('coupon_expired');
  });

  it('of somebody else, or disabled, is as good as none', () => {
    expect(judge(coupon({ learnerId: 'lrn_2' }))).toBe('coupon_unknown');
    expect(judge(coupon({ status: 'disabled' }))).toBe('coupon_unknown');
    expect(judge(coupon({ learnerId: 'lrn_1' }))).toEqual([1979, 400]);
  });

  it('for a first purchase is refused to whoever has bought', () => {
    expect(judge(coupon({ firstPurchaseOnly: 1 }), { hasBought: true })).toBe('coupon_first_purchase_only');
    expect(judge(coupon({ firstPurchaseOnly: 1 }))).toEqual([1979, 400]);
  });

  it('that would give nothing is not taken', () => {
    const cheap = [{ productId: 'prd_a', kind: 'course', amountMinor: 4 }] as const;
    expect(judge(coupon(), { lines: cheap })).toBe('coupon_not_for_item');
    expect(judge(coupon(), { lines: [{ ...cheap[0], amountMinor: 0 }] })).toBe('coupon_not_for_item');
  });

  it('never makes a line cost less than nothing, and its parts sum to the discount', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 2 ** 41 }),
        (costs, percentOff, amountMinor) => {
          const many = costs.map((cost, index) => ({
            productId: `p${index}`,
            kind: 'course' as const,
            amountMinor: cost,
          }));
          const sum = costs.reduce((total, cost) => total + cost, 0);
          for (const [terms, most] of [
            [coupon({ percentOff }), Math.floor((sum * percentOff) / 100)],
            [off({ CNY: amountMinor }), Math.min(amountMinor, sum)],
          ] as const) {
            const parts = judge(terms, { lines: many });
            if (typeof parts === 'string') expect(most).toBe(0);
            else {
              expect(parts.reduce((total, part) => total + part, 0)).toBe(most);
              expect(parts.every((part, index) => part >= 0 && part <= (costs[index] ?? 0))).toBe(true);
            }
          }
        },
      ),
    );
  });
});

describe('a code', () => {
  it('is found whatever its capitals, spaces, dashes and width', () => {
    for (const typed of ['ab12-cd34', ' AB12 CD34 ', 'ａｂ１２－ｃｄ３４', 'Ab12cd34'])
      expect(codeKeyOf(typed, false)).toBe('test:AB12CD34');
    expect(codeKeyOf('ab12', true)).toBe('live:AB12');
    expect(canonicalCode('新人 礼包')).toBe('新人礼包');
  });

  it('that is generated has sixty random bits and is a code', () => {
    const codes = new Set(Array.from({ length: 1_000 }, () => newCouponCode('vip')));
    expect(codes.size).toBe(1_000);
    for (const code of codes) {
      expect(code).toMatch(/^VIP(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
      expect(CODE_PATTERN.test(code)).toBe(true);
    }
  });
});

describe('a use of a coupon', () => {
  it('is redeemed only while reserved, and given back once', () => {
    expect(unreachableStates(couponUseTransitions, 'reserved')).toEqual([]);
    expect(canTransition(couponUseTransitions, 'returned', 'redeemed')).toBe(false);
    expect(canTransition(couponUseTransitions, 'returned', 'returned')).toBe(false);
    expect(canTransition(couponUseTransitions, 'redeemed', 'redeemed')).toBe(false);
  });
});

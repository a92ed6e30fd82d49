import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OrderLine } from '../../kernel/db/tables.ts';
import { sumAmounts, taxContained } from '../../kernel/money.ts';
import { allocateRefund, type LineShare, refundableOf } from './allocate-refund.ts';
import type { LineBalance } from './line-balances.ts';

const line = (orderLineId: string, totalMinor: number): OrderLine =>
  ({ orderLineId, totalMinor, taxMinor: taxContained(totalMinor, 60_000) }) as OrderLine;

const untouched = (of: OrderLine): LineBalance => ({
  line: of,
  returnedMinor: 0,
  remainingMinor: of.totalMinor,
  returnedTaxMinor: 0,
  isLeaving: false,
  isContested: false,
  isChargedBack: false,
});

const after = (balance: LineBalance, shares: readonly LineShare[]): LineBalance => {
  const share = shares.find(({ orderLineId }) => orderLineId === balance.line.orderLineId);
  return {
    ...balance,
    returnedMinor: balance.returnedMinor + (share?.amountMinor ?? 0),
    remainingMinor: balance.remainingMinor - (share?.amountMinor ?? 0),
    returnedTaxMinor: balance.returnedTaxMinor + (share?.taxMinor ?? 0),
  };
};

it('an amount is spread by largest remainder, and a line that gets nothing has no share', () => {
  const balances = [line('a', 100), line('b', 100), line('c', 100), line('free', 0)].map(untouched);
  const shares = allocateRefund(balances, { kind: 'amount', amountMinor: 100 });
  expect(shares.map(({ orderLineId, amountMinor }) => [orderLineId, amountMinor])).toEqual([
    ['a', 34],
    ['b', 33],
    ['c', 33],
  ]);
  expect(allocateRefund(balances, { kind: 'amount', amountMinor: 1 })).toHaveLength(1);
});

it('whole lines give all that is left of them and say so', () => {
  const balances = [line('a', 9_900), line('b', 100)].map(untouched);
  expect(allocateRefund(balances, { kind: 'lines', orderLineIds: ['b'] })).toEqual([
    { orderLineId: 'b', amountMinor: 100, taxMinor: 6, isRest: true },
  ]);
});

it('any parts in any order sum exactly, never exceed a line, and end with all of its tax', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 8 }),
      (totals, parts) => {
        let balances = totals.map((total, place) => untouched(line(`l${place}`, total)));
        const give = (amountMinor: number): void => {
          const shares = allocateRefund(balances, { kind: 'amount', amountMinor });
          expect(sumAmounts(shares.map((share) => share.amountMinor))).toBe(amountMinor);
          for (const { amountMinor: share, taxMinor } of shares) expect(taxMinor).toBeLessThanOrEqual(share);
          balances = balances.map((balance) => after(balance, shares));
          for (const { remainingMinor } of balances) expect(remainingMinor).toBeGreaterThanOrEqual(0);
        };
        for (const part of parts) if (part <= refundableOf(balances)) give(part);
        if (refundableOf(balances) > 0) give(refundableOf(balances));
        expect(refundableOf(balances)).toBe(0);
        for (const balance of balances) expect(balance.returnedTaxMinor).toBe(balance.line.taxMinor);
      },
    ),
    { numRuns: 200 },
  );
});

import { splitAmount, sumAmounts } from '../../kernel/money.ts';
import type { LineBalance } from './line-balances.ts';

/** What is to go back: all that is left, all that is left of some lines, or an amount spread over the lines. */
export type RefundPart =
  | { readonly kind: 'whole' }
  | { readonly kind: 'lines'; readonly orderLineIds: readonly string[] }
  | { readonly kind: 'amount'; readonly amountMinor: number };

/** The share of a refund in one line. */
export interface LineShare {
  readonly orderLineId: string;
  readonly amountMinor: number;
  /** Tax contained in it. */
  readonly taxMinor: number;
  /** True when nothing is left of the line after it. */
  readonly isRest: boolean;
}

/**
 * Spreads a refund over the lines of its order: an amount in proportion to what is left of each, by largest remainder,
 * so that shares sum to it exactly and none exceeds its line. Lines without a share are left out. The amount must not
 * exceed what is left.
 */
export function allocateRefund(balances: readonly LineBalance[], part: RefundPart): LineShare[] {
  const amounts = amountsOf(balances, part);
  return balances
    .map((balance, place) => shareOf(balance, amounts[place] ?? 0))
    .filter(({ amountMinor }) => amountMinor > 0);
}

/** What can still be refunded of all lines. */
export function refundableOf(balances: readonly LineBalance[]): number {
  return sumAmounts(balances.map(({ remainingMinor }) => remainingMinor));
}

function amountsOf(balances: readonly LineBalance[], part: RefundPart): number[] {
  const remaining = balances.map(({ remainingMinor }) => remainingMinor);
  if (part.kind === 'amount') return splitAmount(part.amountMinor, remaining);
  if (part.kind === 'whole') return remaining;
  return balances.map(({ line, remainingMinor }) =>
    part.orderLineIds.includes(line.orderLineId) ? remainingMinor : 0,
  );
}

function shareOf(balance: LineBalance, amountMinor: number): LineShare {
  const { line, remainingMinor } = balance;
  return {
    orderLineId: line.orderLineId,
    amountMinor,
    taxMinor: taxShare(balance, amountMinor),
    isRest: amountMinor === remainingMinor,
  };
}

/** By running total, so that the tax of all refunds of a line is the tax of the line once all of it went back. */
function taxShare({ line, remainingMinor, returnedTaxMinor }: LineBalance, amountMinor: number): number {
  if (line.totalMinor === 0) return 0;
  const goneMinor = line.totalMinor - remainingMinor + amountMinor;
  const dueMinor = Number(
    (BigInt(line.taxMinor) * BigInt(goneMinor) * 2n + BigInt(line.totalMinor)) /
      (BigInt(line.totalMinor) * 2n),
  );
  return Math.min(amountMinor, Math.max(0, dueMinor - returnedTaxMinor));
}

/**
 * Deals shares out to sources of these amounts, which sum to the same, in order: each source gets shares until its
 * amount is reached, and the tax of a share goes with its pieces.
 */
export function dealShares(shares: readonly LineShare[], amountsMinor: readonly number[]): LineShare[][] {
  const rest: { -readonly [Field in keyof LineShare]: LineShare[Field] }[] = shares.map((share) => ({
    ...share,
  }));
  return amountsMinor.map((amountMinor) => {
    const dealt: LineShare[] = [];
    let leftMinor = amountMinor;
    for (const share of rest) {
      const pieceMinor = Math.min(leftMinor, share.amountMinor);
      if (pieceMinor === 0) continue;
      const isLast = pieceMinor === share.amountMinor;
      const taxMinor = isLast
        ? share.taxMinor
        : Number((BigInt(share.taxMinor) * BigInt(pieceMinor)) / BigInt(share.amountMinor));
      dealt.push({ ...share, amountMinor: pieceMinor, taxMinor, isRest: share.isRest && isLast });
      share.amountMinor -= pieceMinor;
      share.taxMinor -= taxMinor;
      leftMinor -= pieceMinor;
    }
    return dealt;
  });
}

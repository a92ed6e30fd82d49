import type { Tx } from '../../kernel/db/database.ts';
import { sumAmounts, taxContained } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { OfferLine } from '../session/checkout.ts';
import { type Session, updateSessionOffer } from '../session/store.ts';

export interface Repricing {
  readonly session: Session;
  /** Of each line, in minor units. */
  readonly discountsMinor: readonly number[];
  readonly coupon: Pick<Session, 'couponCode' | 'couponUseId'>;
}

/** Writes the discounts into the lines and totals of an open checkout; tax is what the new totals contain. */
export async function repriceSession(
  deps: Pick<CheckoutDeps, 'clock' | 'merchant'>,
  tx: Tx,
  { session, discountsMinor, coupon }: Repricing,
): Promise<void> {
  const lines = session.lines.map((line, index): OfferLine => {
    const discountMinor = discountsMinor[index] ?? 0;
    const totalMinor = line.amountMinor - discountMinor;
    return {
      ...line,
      discountMinor,
      totalMinor,
      taxMinor: taxContained(totalMinor, deps.merchant.taxRatePpm),
    };
  });
  await updateSessionOffer(tx, session.checkoutId, {
    ...coupon,
    lines,
    discountMinor: sumAmounts(lines.map((line) => line.discountMinor)),
    taxMinor: sumAmounts(lines.map((line) => line.taxMinor)),
    totalMinor: sumAmounts(lines.map((line) => line.totalMinor)),
    updatedAtMs: deps.clock.nowMs(),
  });
}

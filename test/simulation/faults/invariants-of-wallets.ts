import { COLLECTED, type PaymentRow, problemsOf, type Rows, sum } from './rows.ts';

/** Broken promises about wallet money and coupons. */
export function walletPromises(rows: Rows): string[] {
  return [
    ...rows.lots.flatMap(checkLot),
    ...rows.holds.flatMap((hold) => checkHold(rows, hold)),
    ...rows.payments.flatMap((payment) => checkSources(rows, payment)),
    ...rows.coupons.flatMap((coupon) => checkCoupon(rows, coupon)),
    ...rows.sessions.flatMap((session) => checkUse(rows, session)),
  ];
}

/** All that came into a lot is in one of its places, and no place is below zero. */
function checkLot(lot: Rows['lots'][number]): string[] {
  const { creditedMinor, remainingMinor, heldMinor, spentMinor, withdrawnMinor, expiredMinor } = lot;
  const places = [remainingMinor, heldMinor, spentMinor, withdrawnMinor, expiredMinor];
  const placedMinor = places.reduce((total, place) => total + place, 0);
  return problemsOf(`lot ${lot.lotId} (${lot.kind})`, [
    placedMinor !== creditedMinor && `was credited ${creditedMinor} and has ${placedMinor}`,
    places.some((place) => place < 0) && `is below zero: ${places.join(', ')}`,
  ]);
}

/** Money is held for what is under way only: at rest for refunds that a person has. */
function checkHold({ refunds }: Rows, hold: Rows['holds'][number]): string[] {
  if (hold.status !== 'held') return [];
  const refund = refunds.find(({ refundId }) => refundId === hold.subjectId);
  return refund?.status === 'manual' ? [] : [`hold ${hold.holdId} for ${hold.subjectId} was never ended`];
}

/** A collected payment has its whole total from an attempt and the wallet; any other has taken nothing. */
function checkSources({ attempts, holds, refunds }: Rows, payment: PaymentRow): string[] {
  const isSpend = (hold: Rows['holds'][number]): boolean =>
    hold.purpose === 'spend' && hold.status === 'posted' && hold.subjectId === payment.paymentId;
  const spentMinor = sum(holds.filter(isSpend));
  const counted = attempts.find(({ attemptId }) => attemptId === payment.countedAttemptId);
  const collectedMinor = spentMinor + (counted?.amountMinor ?? 0);
  const toWallet = refunds.filter(
    (refund) =>
      refund.paymentId === payment.paymentId && refund.attemptId === null && refund.status !== 'failed',
  );
  const isCollected = COLLECTED.includes(payment.status);
  return problemsOf(`payment ${payment.paymentId} (${payment.status})`, [
    isCollected &&
      collectedMinor !== payment.amountMinor &&
      `took ${collectedMinor} of ${payment.amountMinor}`,
    !isCollected && spentMinor > 0 && `took ${spentMinor} from the wallet`,
    sum(toWallet) > spentMinor && `gives the wallet ${sum(toWallet)} back of ${spentMinor}`,
  ]);
}

/** A coupon's stock is taken by the uses that are not back, and by nothing else. */
function checkCoupon({ uses }: Rows, coupon: Rows['coupons'][number]): string[] {
  const out = uses.filter(({ couponId, status }) => couponId === coupon.couponId && status !== 'returned');
  const byLearner = new Map<string, number>();
  for (const { learnerId } of out) byLearner.set(learnerId, (byLearner.get(learnerId) ?? 0) + 1);
  return problemsOf(`coupon ${coupon.code}`, [
    coupon.taken !== out.length && `counts ${coupon.taken} uses of ${out.length}`,
    coupon.stock !== null && out.length > coupon.stock && `is used ${out.length} times of ${coupon.stock}`,
    [...byLearner.values()].some((times) => times > coupon.perLearnerLimit) &&
      'is used too often by one learner',
  ]);
}

const releasedOf = (attempt: Rows['attempts'][number] | undefined): number =>
  attempt?.reservedMinor == null ? 0 : attempt.reservedMinor - attempt.amountMinor;

/** A checkout that was paid with a coupon used it up, unless its money went back; one that was not gave it back. */
function checkUse({ uses, payments, attempts }: Rows, session: Rows['sessions'][number]): string[] {
  const use = uses.find(({ couponUseId }) => couponUseId === session.couponUseId);
  const payment = payments.find(({ checkoutId }) => checkoutId === session.checkoutId);
  const counted = attempts.find(({ attemptId }) => attemptId === payment?.countedAttemptId);
  // What was reserved and not taken is off the price as well.
  const discountMinor = session.discountMinor - releasedOf(counted);
  if (session.couponUseId === null) return discountMinor === 0 ? [] : ['a discount without a coupon'];
  const isPaid = session.status === 'complete';
  return problemsOf(`coupon of ${session.checkoutId} (${session.status})`, [
    use?.discountMinor !== discountMinor && `takes ${discountMinor} off, its use ${use?.discountMinor}`,
    use?.status === 'reserved' && 'is still reserved',
    !isPaid && use?.status === 'redeemed' && 'is used up',
    isPaid &&
      use?.status === 'returned' &&
      payment?.status !== 'refunded' &&
      payment?.status !== 'disputed' &&
      'is back, the money is not',
  ]);
}

import type { Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { accounts } from '../ledger/accounts.ts';
import { postToLedger } from '../ledger/post.ts';
import type { Attempt, Payment } from '../payment/store.ts';
import type { Session } from '../session/store.ts';
import { walletToppedUp } from './events.ts';
import type { LotKind } from './lot.ts';
import { type Lot, saveLot } from './store.ts';
import type { TopUp } from './top-up.ts';

const DAY_MS = 86_400_000;

/**
 * What follows from a top-up being paid, in the transaction that settles it: a lot of paid money, one of bonus, their
 * booking and the event. The lots are unique by payment and kind, so a top-up credits once.
 */
export async function creditTopUp(
  deps: CheckoutDeps,
  tx: Tx,
  { session, payment, attempt }: { session: Session; payment: Payment; attempt: Attempt | null },
): Promise<void> {
  const { topUp } = session;
  if (topUp === null || attempt === null)
    throw new Error(`payment ${payment.paymentId} is no top-up that a gateway captured`);
  await saveLot(tx, lotOf(deps, payment, { kind: 'paid', amountMinor: attempt.amountMinor, days: null }));
  if (topUp.bonusMinor > 0)
    await saveLot(
      tx,
      lotOf(deps, payment, { kind: 'bonus', amountMinor: topUp.bonusMinor, days: topUp.bonusDays }),
    );
  await bookTopUp(deps, tx, { payment, attempt, topUp });
  await walletToppedUp(deps, tx, { payment, topUp, attempt });
}

function lotOf(
  deps: CheckoutDeps,
  payment: Payment,
  credit: { kind: LotKind; amountMinor: number; days: number | null },
): Lot {
  const nowMs = deps.clock.nowMs();
  return {
    lotId: deps.newId('lot'),
    learnerId: payment.learnerId,
    livemode: payment.livemode,
    merchantAccountId: payment.merchantAccountId,
    currency: payment.currency,
    kind: credit.kind,
    sourcePaymentId: payment.paymentId,
    creditedMinor: credit.amountMinor,
    remainingMinor: credit.amountMinor,
    heldMinor: 0,
    spentMinor: 0,
    withdrawnMinor: 0,
    expiredMinor: 0,
    expiresAtMs: credit.days === null ? null : nowMs + credit.days * DAY_MS,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

/** Money paid in is owed to the learner; it is no sale before it is spent. */
async function bookTopUp(
  deps: CheckoutDeps,
  tx: Tx,
  { payment, attempt, topUp }: { payment: Payment; attempt: Attempt; topUp: TopUp },
): Promise<void> {
  await postToLedger(deps, tx, {
    reference: `capture:${attempt.attemptId}`,
    kind: 'top_up',
    currency: payment.currency,
    entries: [
      { account: accounts.gatewayClearing(attempt.gateway), amountMinor: attempt.amountMinor },
      { account: accounts.walletPaid, amountMinor: -attempt.amountMinor },
      { account: accounts.bonusPromised, amountMinor: topUp.bonusMinor },
      { account: accounts.walletBonus, amountMinor: -topUp.bonusMinor },
    ],
  });
}

import type { Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import type { Account } from '../ledger/accounts.ts';
import { postToLedger } from '../ledger/post.ts';
import type { Payment } from '../payment/store.ts';
import type { Refund } from '../refund/store.ts';
import { withdrawalEntries } from './entries.ts';
import { walletWithdrawn } from './events.ts';
import { seizeTopUp } from './freeze-top-up.ts';
import { openKeyOf } from './hold.ts';
import { postHold, reserve, voidHold } from './hold-wallet.ts';
import { sumByKind, type Taking } from './lot.ts';
import { type Lot, lockLotsOfTopUp, lockOpenHold } from './store.ts';

/**
 * What of a top-up can go back: its unspent paid money, less the bonus of it that was spent already, since that was
 * given for the money that would leave. What stays can still be spent.
 */
export function returnableOf(lots: readonly Lot[]): number {
  const paid = lots.find(({ kind }) => kind === 'paid');
  const bonus = lots.find(({ kind }) => kind === 'bonus');
  const bonusUsedMinor = bonus === undefined ? 0 : bonus.spentMinor + bonus.heldMinor;
  return Math.max(0, (paid?.remainingMinor ?? 0) - bonusUsedMinor);
}

/** How much of a top-up can go back now, its lots locked. Throws `refund_top_up_spent` when it is nothing. */
export async function lockReturnable(tx: Tx, payment: Payment): Promise<number> {
  const amountMinor = returnableOf(await lockLotsOfTopUp(tx, payment.paymentId));
  if (amountMinor === 0) throw new DomainError(checkoutErrors.refund_top_up_spent);
  return amountMinor;
}

/**
 * Takes the money of a top-up's refund out of reach until the gateway has returned it, and with it, in proportion, the
 * bonus that is left. The caller holds the checkout's lock and has written the refund.
 */
export async function holdTopUpRefund(deps: CheckoutDeps, tx: Tx, refund: Refund): Promise<void> {
  const lots = await lockLotsOfTopUp(tx, refund.paymentId);
  const returnableMinor = returnableOf(lots);
  if (refund.amountMinor > returnableMinor) throw new DomainError(checkoutErrors.refund_top_up_spent);
  const partOf = (bonusMinor: number): number =>
    Number((BigInt(bonusMinor) * BigInt(refund.amountMinor)) / BigInt(returnableMinor));
  const takings = lots
    .map(({ lotId, kind, remainingMinor }): Taking => {
      const amountMinor = kind === 'paid' ? refund.amountMinor : partOf(remainingMinor);
      return { lotId, kind, amountMinor };
    })
    .filter(({ amountMinor }) => amountMinor > 0);
  const { paid, bonus } = sumByKind(takings);
  const { learnerId, livemode, currency, refundId } = refund;
  const request = {
    ...{ learnerId, livemode, currency, purpose: 'withdrawal' as const, subjectId: refundId },
    amountMinor: paid + bonus,
    // Only the refund ends it: its money may be on the way to the learner.
    expiresAtMs: null,
  };
  await reserve(deps, tx, { request, takings });
}

/**
 * What follows from a top-up having been returned: the money leaves the wallet for good. A refund that we only know
 * from the gateway's word held nothing: it takes what is there.
 */
export async function completeTopUpRefund(
  deps: CheckoutDeps,
  tx: Tx,
  { refund, payment, from }: { refund: Refund; payment: Payment; from: Account },
): Promise<void> {
  const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'withdrawal', subjectId: refund.refundId }));
  const { amountMinor, currency } = refund;
  const taken =
    hold === undefined
      ? await seizeTopUp(deps, tx, { subjectId: refund.refundId, payment, amountMinor })
      : withdrawalEntries(sumByKind(await postHold(deps, tx, hold)));
  await postToLedger(deps, tx, {
    reference: `refund:${refund.refundId}`,
    kind: 'top_up_refund',
    currency,
    entries: [...taken, { account: from, amountMinor: -amountMinor }],
  });
  await walletWithdrawn(deps, tx, refund);
}

/** Nothing goes back after all: what was held for it can be spent again. */
export async function releaseTopUpRefund(deps: CheckoutDeps, tx: Tx, refund: Refund): Promise<void> {
  const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'withdrawal', subjectId: refund.refundId }));
  if (hold !== undefined) await voidHold(deps, tx, { hold, to: 'voided' });
}

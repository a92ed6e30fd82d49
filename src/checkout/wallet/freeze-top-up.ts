import type { Tx } from '../../kernel/db/database.ts';
import { accounts } from '../ledger/accounts.ts';
import type { Entry } from '../ledger/post.ts';
import type { Payment } from '../payment/store.ts';
import { withdrawalEntries } from './entries.ts';
import { openKeyOf } from './hold.ts';
import { postHold, reserve, voidHold, type WalletDeps } from './hold-wallet.ts';
import { sumByKind, type Taking } from './lot.ts';
import { lockLotsOfTopUp, lockOpenHold } from './store.ts';

interface Contested {
  /** The dispute, or whatever else takes the money back. */
  readonly subjectId: string;
  readonly payment: Payment;
  readonly amountMinor: number;
}

/** While a top-up's payer contests it, what is left of it cannot be spent, its bonus included. */
export async function freezeTopUp(deps: WalletDeps, tx: Tx, contested: Contested): Promise<void> {
  const { subjectId, payment, amountMinor } = contested;
  const takings = await leftOf(tx, payment.paymentId, amountMinor);
  if (takings.length === 0) return;
  const { learnerId, livemode, currency } = payment;
  const { paid, bonus } = sumByKind(takings);
  const request = {
    ...{ learnerId, livemode, currency, purpose: 'withdrawal' as const, subjectId },
    amountMinor: paid + bonus,
    // Only the gateway's decision ends it.
    expiresAtMs: null,
  };
  await reserve(deps, tx, { request, takings });
}

/** The dispute was won: what was kept from being spent is free again. */
export async function thawTopUp(deps: WalletDeps, tx: Tx, subjectId: string): Promise<void> {
  const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'withdrawal', subjectId }));
  if (hold !== undefined) await voidHold(deps, tx, { hold, to: 'voided' });
}

/**
 * The dispute was lost: what is left of the top-up leaves the wallet. Returns the debits to book against the loss; what
 * was spent is owed to us, a receivable, never a blocked posting (M6).
 */
export async function seizeTopUp(deps: WalletDeps, tx: Tx, contested: Contested): Promise<Entry[]> {
  const { subjectId, amountMinor } = contested;
  const kept = { paid: 0, bonus: 0 };
  const take = async (): Promise<void> => {
    const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'withdrawal', subjectId }));
    if (hold === undefined) return;
    const { paid, bonus } = sumByKind(await postHold(deps, tx, hold));
    kept.paid += paid;
    kept.bonus += bonus;
  };
  await take();
  // What came back to the lots since, by refunds of what they had paid for.
  await freezeTopUp(deps, tx, { ...contested, amountMinor: amountMinor - kept.paid });
  await take();
  return [
    ...withdrawalEntries(kept),
    { account: accounts.receivable('top_up'), amountMinor: amountMinor - kept.paid },
  ];
}

async function leftOf(tx: Tx, paymentId: string, amountMinor: number): Promise<Taking[]> {
  const lots = await lockLotsOfTopUp(tx, paymentId);
  return lots
    .map(({ lotId, kind, remainingMinor }): Taking => {
      const most = kind === 'paid' ? amountMinor : remainingMinor;
      return { lotId, kind, amountMinor: Math.min(remainingMinor, most) };
    })
    .filter((taking) => taking.amountMinor > 0);
}

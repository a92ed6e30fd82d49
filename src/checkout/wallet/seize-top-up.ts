import type { Tx } from '../../kernel/db/database.ts';
import { accounts } from '../ledger/accounts.ts';
import type { Entry } from '../ledger/post.ts';
import { withdrawalEntries } from './entries.ts';
import type { WalletDeps } from './hold-wallet.ts';
import { lockLotsOfTopUp, moves } from './store.ts';

/**
 * Takes what is left of a top-up that its payer's bank took back, bonus included, and returns the debits to book
 * against the loss of `amountMinor`. What was spent or is held by a payment under way is owed to us: a receivable,
 * never a blocked posting (M6).
 */
export async function seizeTopUp(
  deps: Pick<WalletDeps, 'clock'>,
  tx: Tx,
  { paymentId, amountMinor }: { paymentId: string; amountMinor: number },
): Promise<Entry[]> {
  const taken = { paid: 0, bonus: 0 };
  for (const { lotId, kind, remainingMinor } of await lockLotsOfTopUp(tx, paymentId)) {
    const seizedMinor = kind === 'paid' ? Math.min(remainingMinor, amountMinor) : remainingMinor;
    if (seizedMinor === 0) continue;
    await moves.seize(tx, { lotId, amountMinor: seizedMinor, updatedAtMs: deps.clock.nowMs() });
    taken[kind] += seizedMinor;
  }
  return [
    ...withdrawalEntries(taken),
    { account: accounts.receivable('top_up'), amountMinor: amountMinor - taken.paid },
  ];
}

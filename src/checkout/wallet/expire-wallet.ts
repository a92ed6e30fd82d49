import type { Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { accounts } from '../ledger/accounts.ts';
import { postToLedger } from '../ledger/post.ts';
import { walletExpired } from './events.ts';
import { voidHold, type WalletDeps } from './hold-wallet.ts';
import { findEndedLots, findOverdueHolds, type Lot, lockLots, lockOpenHold, moves } from './store.ts';

type ExpiryDeps = WalletDeps & Pick<CheckoutDeps, 'db' | 'log'>;

/**
 * Lets holds go that nobody ended in time, then takes back bonus whose time is over. What a hold still reserves stays
 * until the hold ends: a payment under way keeps the money it was promised.
 */
export async function expireWallet(deps: ExpiryDeps): Promise<void> {
  const openKeys = await findOverdueHolds(deps.db.query, deps.clock.nowMs(), limits.walletBatch);
  for (const openKey of openKeys) await deps.db.transact((tx) => expireHold(deps, tx, openKey));
  const lotIds = await findEndedLots(deps.db.query, deps.clock.nowMs(), limits.walletBatch);
  for (const lotId of lotIds) await deps.db.transact((tx) => expireLot(deps, tx, lotId));
}

async function expireHold(deps: ExpiryDeps, tx: Tx, openKey: string): Promise<void> {
  const hold = await lockOpenHold(tx, openKey);
  if (hold === undefined || (hold.expiresAtMs ?? Number.POSITIVE_INFINITY) > deps.clock.nowMs()) return;
  deps.log.warn({ holdId: hold.holdId, subjectId: hold.subjectId }, 'a hold of wallet money was never ended');
  await voidHold(deps, tx, { hold, to: 'expired' });
}

async function expireLot(deps: ExpiryDeps, tx: Tx, lotId: string): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const [lot] = await lockLots(tx, [lotId]);
  if (lot?.expiresAtMs == null || lot.expiresAtMs > nowMs || lot.remainingMinor === 0) return;
  const amountMinor = lot.remainingMinor;
  await moves.expire(tx, { lotId, amountMinor, updatedAtMs: nowMs });
  await bookExpiry(deps, tx, lot);
  await walletExpired(deps, tx, { lot, amountMinor });
}

/** Bonus that was never used is a discount that was never given: the promise ends, no income arises. */
async function bookExpiry(deps: ExpiryDeps, tx: Tx, lot: Lot): Promise<void> {
  await postToLedger(deps, tx, {
    // A lot can expire again, when a hold or refund brought something back to it after its time.
    reference: `bonus_expiry:${lot.lotId}:${lot.expiredMinor}`,
    kind: 'bonus_expiry',
    currency: lot.currency,
    entries: [
      { account: accounts.walletBonus, amountMinor: lot.remainingMinor },
      { account: accounts.bonusPromised, amountMinor: -lot.remainingMinor },
    ],
  });
}

import type { Tx } from '../../kernel/db/database.ts';
import type { Refund } from '../refund/store.ts';
import type { WalletDeps } from './hold-wallet.ts';
import {
  addRefunded,
  findHoldParts,
  findPostedHold,
  type HoldPart,
  lockLots,
  moves,
  saveReturn,
} from './store.ts';

/** What came back to the wallet, and what could not because its time is over. */
export interface Returned {
  readonly paid: number;
  readonly bonus: number;
  readonly expired: number;
}

/**
 * Gives a refund back to the lots that the payment was taken from, the last taken first: paid money before bonus.
 * Bonus goes back as bonus, never as cash; what goes back to a lot whose time is over is gone with it. The caller
 * holds the checkout's lock and books the outcome. Throws when the payment took less from the wallet.
 */
export async function returnToWallet(deps: WalletDeps, tx: Tx, refund: Refund): Promise<Returned> {
  const hold = await findPostedHold(tx, refund.paymentId);
  if (hold === undefined) throw new Error(`payment ${refund.paymentId} took nothing from the wallet`);
  const parts = (await findHoldParts(tx, hold.holdId)).reverse();
  const lots = await lockLots(
    tx,
    parts.map(({ lotId }) => lotId),
  );
  const nowMs = deps.clock.nowMs();
  const ended = new Set(
    lots.filter((lot) => lot.expiresAtMs !== null && lot.expiresAtMs <= nowMs).map((lot) => lot.lotId),
  );
  const sums = { paid: 0, bonus: 0, expired: 0 };
  for (const { part, amountMinor } of shareOut(parts, refund.amountMinor)) {
    const isExpired = ended.has(part.lotId);
    await giveBack(tx, { part, amountMinor, isExpired, refundId: refund.refundId, nowMs });
    sums[isExpired ? 'expired' : part.kind] += amountMinor;
  }
  return sums;
}

/** How an amount falls on the parts, in their order, each up to what of it did not go back yet. */
function shareOut(parts: readonly HoldPart[], amountMinor: number) {
  const shares: { part: HoldPart; amountMinor: number }[] = [];
  let leftMinor = amountMinor;
  for (const part of parts) {
    const backMinor = Math.min(leftMinor, part.amountMinor - part.refundedMinor);
    if (backMinor > 0) shares.push({ part, amountMinor: backMinor });
    leftMinor -= backMinor;
  }
  if (leftMinor > 0) throw new Error(`${leftMinor} more than was taken from the wallet is to go back`);
  return shares;
}

interface GivingBack {
  readonly part: HoldPart;
  readonly amountMinor: number;
  readonly isExpired: boolean;
  readonly refundId: string;
  readonly nowMs: number;
}

async function giveBack(
  tx: Tx,
  { part, amountMinor, isExpired, refundId, nowMs }: GivingBack,
): Promise<void> {
  const { holdId, lotId, partNumber, kind } = part;
  const go = isExpired ? moves.lapse : moves.giveBack;
  await go(tx, { lotId, amountMinor, updatedAtMs: nowMs });
  await addRefunded(tx, part, amountMinor);
  await saveReturn(tx, {
    refundId,
    partNumber,
    holdId,
    lotId,
    kind,
    amountMinor,
    isExpired: isExpired ? 1 : 0,
    createdAtMs: nowMs,
  });
}

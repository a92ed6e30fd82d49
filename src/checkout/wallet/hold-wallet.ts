import type { Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { sumAmounts } from '../../kernel/money.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { type HoldPurpose, holdTransitions, openKeyOf } from './hold.ts';
import { type Taking, takeFromLots } from './lot.ts';
import {
  findHoldParts,
  type Hold,
  type HoldPart,
  lockLots,
  lockSpendableLots,
  moves,
  type Owner,
  saveHold,
  updateHold,
} from './store.ts';

export type WalletDeps = Pick<CheckoutDeps, 'clock' | 'newId' | 'livemode' | 'merchant'>;

export interface HoldRequest extends Owner {
  readonly purpose: HoldPurpose;
  /** The payment or refund that it is for; one hold of a subject is open at a time. */
  readonly subjectId: string;
  /** Minor units, more than zero. */
  readonly amountMinor: number;
  /** When it is let go should nobody end it; null = never. */
  readonly expiresAtMs: number | null;
}

/**
 * Reserves wallet money in the caller's transaction, from lots in the order of spending. It ends by `postHold` or
 * `voidHold`, or by itself when its time is over. Throws `wallet_balance_changed` when there is less.
 */
export async function holdWallet(deps: WalletDeps, tx: Tx, request: HoldRequest): Promise<Hold> {
  const outcome = await tryHold(deps, tx, request);
  if ('hold' in outcome) return outcome.hold;
  throw new DomainError(checkoutErrors.wallet_balance_changed, {
    extensions: { availableMinor: outcome.availableMinor, currency: request.currency },
  });
}

/** The same without throwing: the hold, or what there is instead. */
export async function tryHold(
  deps: WalletDeps,
  tx: Tx,
  request: HoldRequest,
): Promise<{ readonly hold: Hold } | { readonly availableMinor: number }> {
  const lots = await lockSpendableLots(tx, request, deps.clock.nowMs());
  const takings = takeFromLots(lots, request.amountMinor);
  if (takings === null) return { availableMinor: sumAmounts(lots.map((lot) => lot.remainingMinor)) };
  return { hold: await reserve(deps, tx, { request, takings }) };
}

/** Reserves exactly these takings; the caller holds the lots' locks. */
export async function reserve(
  deps: WalletDeps,
  tx: Tx,
  { request, takings }: { request: HoldRequest; takings: readonly Taking[] },
): Promise<Hold> {
  const nowMs = deps.clock.nowMs();
  const { learnerId, livemode, currency, purpose, subjectId, amountMinor, expiresAtMs } = request;
  const hold: Hold = {
    holdId: deps.newId('whd'),
    learnerId,
    livemode,
    merchantAccountId: deps.merchant.merchantAccountId,
    currency,
    purpose,
    subjectId,
    openKey: openKeyOf(request),
    amountMinor,
    status: 'held',
    expiresAtMs,
    createdAtMs: nowMs,
    endedAtMs: null,
  };
  const parts = takings.map(
    (taking, index): HoldPart => ({
      holdId: hold.holdId,
      partNumber: index + 1,
      ...taking,
      refundedMinor: 0,
    }),
  );
  await saveHold(tx, hold, parts);
  for (const { lotId, amountMinor: takenMinor } of parts)
    await moves.reserve(tx, { lotId, amountMinor: takenMinor, updatedAtMs: nowMs });
  return hold;
}

/** Takes what a hold reserved, for good. The caller holds the hold's lock and books it. Returns where it came from. */
export async function postHold(deps: WalletDeps, tx: Tx, hold: Hold): Promise<HoldPart[]> {
  return endHold(deps, tx, { hold, to: 'posted' });
}

/** Gives back what a hold reserved. The caller holds the hold's lock. */
export async function voidHold(
  deps: WalletDeps,
  tx: Tx,
  { hold, to }: { hold: Hold; to: 'voided' | 'expired' },
): Promise<void> {
  await endHold(deps, tx, { hold, to });
}

async function endHold(
  deps: WalletDeps,
  tx: Tx,
  { hold, to }: { hold: Hold; to: 'posted' | 'voided' | 'expired' },
): Promise<HoldPart[]> {
  const nowMs = deps.clock.nowMs();
  const status = transition(holdTransitions, hold.status, to);
  const parts = await findHoldParts(tx, hold.holdId);
  await lockLots(
    tx,
    parts.map(({ lotId }) => lotId),
  );
  const taken = hold.purpose === 'spend' ? moves.spend : moves.withdraw;
  const go = to === 'posted' ? taken : moves.release;
  for (const { lotId, amountMinor } of parts) await go(tx, { lotId, amountMinor, updatedAtMs: nowMs });
  await updateHold(tx, hold.holdId, { status, openKey: null, endedAtMs: nowMs });
  return parts;
}

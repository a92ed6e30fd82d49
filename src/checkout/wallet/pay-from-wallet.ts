import type { Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { liveStates } from '../payment/attempt.ts';
import type { Attempt, Payment } from '../payment/store.ts';
import { openKeyOf } from './hold.ts';
import { type HoldRequest, holdWallet, postHold, tryHold, voidHold, type WalletDeps } from './hold-wallet.ts';
import { type LotKind, sumByKind } from './lot.ts';
import { extendHold, lockOpenHold } from './store.ts';

/** What a payment takes from the wallet: all that its attempt does not collect. Without an attempt, everything. */
export function walletMinorOf(
  payment: Pick<Payment, 'amountMinor'>,
  attempt: Pick<Attempt, 'amountMinor'> | null,
): number {
  return payment.amountMinor - (attempt?.amountMinor ?? 0);
}

interface Need {
  readonly payment: Payment;
  readonly amountMinor: number;
  /** When the offer ends. */
  readonly expiresAtMs: number;
}

/** Reserves the wallet's part of a payment, in the transaction that writes its attempt. Throws `wallet_balance_changed`. */
export async function holdForPayment(deps: WalletDeps, tx: Tx, need: Need): Promise<void> {
  await holdWallet(deps, tx, requestOf(need));
}

/**
 * Makes sure that the wallet's part is reserved when a gateway says that its part was captured: a late capture comes
 * after its hold was let go, or while another method holds another amount. False when the money is spent meanwhile.
 */
export async function ensureHeld(deps: WalletDeps, tx: Tx, need: Need): Promise<boolean> {
  if (need.amountMinor === 0) return true;
  const request = requestOf(need);
  const open = await lockOpenHold(tx, openKeyOf(request));
  if (open?.amountMinor === need.amountMinor) return true;
  if (open !== undefined) await voidHold(deps, tx, { hold: open, to: 'voided' });
  return 'hold' in (await tryHold(deps, tx, request));
}

/** Keeps the wallet's part reserved as long as the gateway's part is. */
export async function extendForPayment(
  tx: Tx,
  { payment, attempt, untilMs }: { payment: Payment; attempt: Attempt; untilMs: number },
): Promise<void> {
  if (walletMinorOf(payment, attempt) === 0) return;
  const openKey = openKeyOf({ purpose: 'spend', subjectId: payment.paymentId });
  await extendHold(tx, openKey, untilMs + limits.walletHoldGraceMs);
}

/** Takes the wallet's part of a payment that is settled: this posting is its proof (M2). Returns it by kind. */
export async function takeForPayment(
  deps: WalletDeps,
  tx: Tx,
  { payment, amountMinor }: Pick<Need, 'payment' | 'amountMinor'>,
): Promise<Record<LotKind, number>> {
  if (amountMinor === 0) return { paid: 0, bonus: 0 };
  const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'spend', subjectId: payment.paymentId }));
  if (hold?.amountMinor !== amountMinor)
    throw new Error(`payment ${payment.paymentId} has no hold of ${amountMinor}`);
  return sumByKind(await postHold(deps, tx, hold));
}

/** Lets the wallet's part go when an attempt that was live ends without counting. */
export async function releaseForPayment(
  deps: WalletDeps,
  tx: Tx,
  { payment, attempt }: { payment: Payment; attempt: Attempt },
): Promise<void> {
  if (walletMinorOf(payment, attempt) === 0 || !liveStates.includes(attempt.status)) return;
  const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'spend', subjectId: payment.paymentId }));
  if (hold !== undefined) await voidHold(deps, tx, { hold, to: 'voided' });
}

function requestOf({ payment, amountMinor, expiresAtMs }: Need): HoldRequest {
  const { learnerId, livemode, currency, paymentId } = payment;
  return {
    learnerId,
    livemode,
    currency,
    purpose: 'spend',
    subjectId: paymentId,
    amountMinor,
    // The end of the attempt lets it go; this is for what nobody ends.
    expiresAtMs: expiresAtMs + limits.walletHoldGraceMs,
  };
}

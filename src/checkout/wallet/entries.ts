import { accounts } from '../ledger/accounts.ts';
import type { Entry } from '../ledger/post.ts';
import type { LotKind } from './lot.ts';

/**
 * Wallet money that pays a sale. Bonus money was promised as a discount when it was given, and becomes one now that it
 * is used.
 */
export function spendEntries({ paid, bonus }: Readonly<Record<LotKind, number>>): Entry[] {
  return [
    { account: accounts.walletPaid, amountMinor: paid },
    { account: accounts.walletBonus, amountMinor: bonus },
    { account: accounts.bonusPromised, amountMinor: -bonus },
    { account: accounts.bonusDiscounts, amountMinor: bonus },
  ];
}

/**
 * Wallet money that a refund gives back. What is back after its time (`expired`) is promised no more: that discount
 * simply did not happen.
 */
export function returnEntries(back: { paid: number; bonus: number; expired: number }): Entry[] {
  return [
    { account: accounts.walletPaid, amountMinor: -back.paid },
    { account: accounts.walletBonus, amountMinor: -back.bonus },
    { account: accounts.bonusPromised, amountMinor: back.bonus },
    { account: accounts.bonusDiscounts, amountMinor: -(back.bonus + back.expired) },
  ];
}

/** Wallet money that leaves the wallet for good, and the promise of its bonus with it. */
export function withdrawalEntries({ paid, bonus }: Readonly<Record<LotKind, number>>): Entry[] {
  return [
    { account: accounts.walletPaid, amountMinor: paid },
    { account: accounts.walletBonus, amountMinor: bonus },
    { account: accounts.bonusPromised, amountMinor: -bonus },
  ];
}

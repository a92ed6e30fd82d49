import type { Tx } from '../../kernel/db/database.ts';
import { sumAmounts } from '../../kernel/money.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { refundSucceeded } from '../events.ts';
import { accounts } from '../ledger/accounts.ts';
import { type Entry, postToLedger } from '../ledger/post.ts';
import { lockPayment } from '../payment/lock-payment.ts';
import { returnEntries } from '../wallet/entries.ts';
import { completeTopUpRefund } from '../wallet/refund-top-up.ts';
import { returnToWallet } from '../wallet/return-to-wallet.ts';
import { allocateRefund } from './allocate-refund.ts';
import { completeOrderRefund } from './complete-order-refund.ts';
import { lineBalancesOf } from './line-balances.ts';
import { refundTransitions } from './refund.ts';
import { findRefundLines, type Refund, saveRefundLines, updateRefund } from './store.ts';
import { surplusEntries } from './surplus-entries.ts';

/** How money came back: by a gateway, into the wallet, or by the hands of a person. */
export type ReturnedBy =
  | { readonly way: 'gateway'; readonly gateway: string }
  | { readonly way: 'wallet' | 'hand' };

export interface Finishing {
  readonly refund: Refund;
  readonly by: ReturnedBy;
}

/** The money of a refund is back with the payer: state, ledger and what follows from it, in one transaction (M5). */
export async function finishRefund(deps: CheckoutDeps, tx: Tx, finishing: Finishing): Promise<void> {
  const { refund } = finishing;
  const nowMs = deps.clock.nowMs();
  if (refund.kind === 'order') await ensureShares(tx, refund);
  await updateRefund(tx, refund.refundId, {
    status: transition(refundTransitions, refund.status, 'succeeded'),
    checkAtMs: null,
    succeededAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  if (refund.kind === 'order') {
    await bookOrderRefund(deps, tx, finishing);
    await completeOrderRefund(deps, tx, refund);
  } else {
    await bookSurplusRefund(deps, tx, finishing);
  }
  await refundSucceeded(deps, tx, refund);
}

/** A refund that was written again from the gateway's word has no shares in the lines yet. */
async function ensureShares(tx: Tx, refund: Refund): Promise<void> {
  if ((await findRefundLines(tx, refund.refundId)).length > 0) return;
  const balances = await lineBalancesOf(tx, refund.orderId);
  const leftMinor = sumAmounts(balances.map(({ remainingMinor }) => remainingMinor));
  const amountMinor = Math.min(refund.amountMinor, leftMinor);
  if (amountMinor === 0) return;
  await saveRefundLines(tx, refund.refundId, allocateRefund(balances, { kind: 'amount', amountMinor }));
}

/** Tax contained goes back with the price: both shares of the sale are reversed, as its lines had them. */
async function bookOrderRefund(deps: CheckoutDeps, tx: Tx, { refund, by }: Finishing): Promise<void> {
  const { payment, session } = await lockPayment(tx, refund.paymentId);
  if (session.topUp !== null) {
    const from = by.way === 'gateway' ? accounts.gatewayClearing(by.gateway) : accounts.paidByHand;
    return completeTopUpRefund(deps, tx, { refund, payment, from });
  }
  const lines = await findRefundLines(tx, refund.refundId);
  const taxMinor = sumAmounts(lines.map((line) => line.taxMinor));
  await postToLedger(deps, tx, {
    reference: `refund:${refund.refundId}`,
    kind: 'refund',
    currency: refund.currency,
    entries: [
      { account: accounts.refunds, amountMinor: refund.amountMinor - taxMinor },
      { account: accounts.taxPayable, amountMinor: taxMinor },
      ...(await sourceEntries(deps, tx, { refund, by })),
    ],
  });
}

async function sourceEntries(deps: CheckoutDeps, tx: Tx, { refund, by }: Finishing): Promise<Entry[]> {
  if (by.way === 'wallet') return returnEntries(await returnToWallet(deps, tx, refund));
  const account = by.way === 'gateway' ? accounts.gatewayClearing(by.gateway) : accounts.paidByHand;
  return [{ account, amountMinor: -refund.amountMinor }];
}

async function bookSurplusRefund(deps: CheckoutDeps, tx: Tx, { refund, by }: Finishing): Promise<void> {
  await postToLedger(deps, tx, {
    reference: `refund:${refund.refundId}`,
    kind: 'surplus_refund',
    currency: refund.currency,
    entries: [
      ...(await surplusEntries(tx, { ...refund, attemptId: refund.attemptId ?? '' })),
      ...(await sourceEntries(deps, tx, { refund, by })),
    ],
  });
}

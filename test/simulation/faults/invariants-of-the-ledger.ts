import type { Book, Charge } from './book.ts';
import { isDone, problemsOf, type Rows, sum } from './rows.ts';

/** Broken promises about the ledger: it balances, and what it says is so at the gateways and in the wallets. */
export function ledgerPromises(rows: Rows, book: Book): string[] {
  return [
    ...checkPostings(rows),
    ...checkClearing(rows, book),
    ...checkWallets(rows),
    ...checkSurplus(rows),
    ...problemsOf('the ledger', [
      balanceOf(rows, 'creator_payable:lin') > 0 && 'has a creator who owes us',
      balanceOf(rows, 'bonus_promised') + balanceOf(rows, 'wallet:bonus') !== 0 &&
        'promises another bonus than the wallets have',
    ]),
  ];
}

/** Debits less credits. */
function balanceOf({ entries }: Rows, name: string): number {
  return sum(entries.filter(({ account }) => account === name));
}

function checkPostings({ entries }: Rows): string[] {
  const byPosting = new Map<string, number>();
  for (const { ledgerTransactionId: id, amountMinor } of entries)
    byPosting.set(id, (byPosting.get(id) ?? 0) + amountMinor);
  return [...byPosting]
    .filter(([, balance]) => balance !== 0)
    .map(([id, balance]) => `posting ${id} is out of balance by ${balance}`);
}

function checkClearing(rows: Rows, { charges }: Book): string[] {
  const all = [...charges.values()];
  return [...new Set(all.map(({ gateway }) => gateway))].flatMap((gateway) => {
    const here = balanceOf(rows, `gateway_clearing:${gateway}`);
    const there = all
      .filter((charge) => charge.gateway === gateway && charge.status === 'succeeded')
      .reduce((held, charge) => held + heldFor(charge), 0);
    return problemsOf('the ledger', [
      here !== there && `has ${here} at ${gateway}, its book ${there}`,
      balanceOf(rows, `disputes_held:${gateway}`) !== 0 &&
        `has disputed money at ${gateway} after all decisions`,
    ]);
  });
}

/** What a gateway holds for us of a charge: a bank that contests takes it at once and gives it back when it loses. */
function heldFor(charge: Charge): number {
  return charge.amountMinor - charge.refundedMinor - charge.contestedMinor;
}

/** What learners have in their lots is what the ledger owes them. */
function checkWallets(rows: Rows): string[] {
  return ['paid', 'bonus'].flatMap((kind) => {
    const lots = rows.lots.filter((lot) => lot.kind === kind);
    const inLots = lots.reduce((all, { remainingMinor, heldMinor }) => all + remainingMinor + heldMinor, 0);
    const booked = 0 - balanceOf(rows, `wallet:${kind}`);
    return booked === inLots
      ? []
      : [`the ledger owes ${booked} of ${kind} wallet money, the lots have ${inLots}`];
  });
}

/** Of a surplus is owed what was neither returned nor charged back. */
function checkSurplus(rows: Rows): string[] {
  const { attempts, refunds, disputes } = rows;
  const owedMinor = attempts
    .filter(({ status }) => status === 'surplus')
    .reduce((all, { attemptId, amountMinor }) => {
      const isOfAttempt = (one: { attemptId: string | null }): boolean => one.attemptId === attemptId;
      const returned = refunds.filter(isOfAttempt).filter(isDone);
      const lost = disputes.filter(isOfAttempt).filter(({ status }) => status === 'lost');
      return all + Math.max(0, amountMinor - sum([...returned, ...lost]));
    }, 0);
  const booked = 0 - balanceOf(rows, 'surplus_payable');
  return booked === owedMinor ? [] : [`the ledger owes ${booked} of surplus, ${owedMinor} is`];
}

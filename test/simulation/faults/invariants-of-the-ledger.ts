import type { Book, Charge } from './book.ts';
import { COLLECTED, isDone, type PaymentRow, problemsOf, type Rows, sum } from './rows.ts';

/** Broken promises about the ledger: it balances, and what it says is so at the gateways and in the wallets. */
export function ledgerPromises(rows: Rows, book: Book): string[] {
  return [
    ...checkPostings(rows),
    ...checkClearing(rows, book),
    ...checkWallets(rows),
    ...checkSurplus(rows, book),
    ...checkCreator(rows),
    ...problemsOf('the ledger', [
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

/** The creator of the model has a part of each sale, and bears the same part of what went back or was lost of it. */
function checkCreator(rows: Rows): string[] {
  const owedMinor = rows.payments
    .filter(({ status }) => COLLECTED.includes(status))
    .reduce((all, payment) => all + creatorsPart(rows, payment), 0);
  const booked = 0 - balanceOf(rows, 'creator_payable:lin');
  return booked === owedMinor ? [] : [`the ledger owes the creator ${booked}, ${owedMinor} is`];
}

const SHARE_PPM = 300_000;

function creatorsPart({ lines, disputes }: Rows, payment: PaymentRow): number {
  const owedMinor = lines
    .filter(({ orderId }) => orderId === payment.orderId)
    .reduce(
      (all, { totalMinor, taxMinor }) => all + Math.floor(((totalMinor - taxMinor) * SHARE_PPM) / 1e6),
      0,
    );
  const isLost = ({ attemptId, status }: Rows['disputes'][number]): boolean =>
    attemptId === payment.countedAttemptId && status === 'lost';
  const goneMinor = Math.min(payment.amountMinor, payment.refundedMinor + sum(disputes.filter(isLost)));
  if (payment.amountMinor === 0) return owedMinor;
  return owedMinor - Math.floor((owedMinor * goneMinor) / payment.amountMinor);
}

/** Of a surplus is owed what was neither returned nor charged back. */
function checkSurplus(rows: Rows, { charges }: Book): string[] {
  const { attempts, refunds, disputes } = rows;
  const owedMinor = attempts
    .filter(({ status }) => status === 'surplus')
    .reduce((all, { attemptId, gatewayReference }) => {
      const isOfAttempt = (one: { attemptId: string | null }): boolean => one.attemptId === attemptId;
      const returned = refunds.filter(isOfAttempt).filter(isDone);
      const lost = disputes.filter(isOfAttempt).filter(({ status }) => status === 'lost');
      // Of what was reserved the gateway may have taken a part.
      const takenMinor = charges.get(gatewayReference)?.amountMinor ?? 0;
      return all + Math.max(0, takenMinor - sum([...returned, ...lost]));
    }, 0);
  const booked = 0 - balanceOf(rows, 'surplus_payable');
  return booked === owedMinor ? [] : [`the ledger owes ${booked} of surplus, ${owedMinor} is`];
}

import { walletDifferences } from '../../src/checkout/index.ts';
import type { Database } from '../../src/kernel/db/database.ts';

/** Sentences; empty when what every wallet holds is what its lots, its holds and the ledger say. */
export async function judgeWallets(db: Database): Promise<string[]> {
  const lots = await db.query.selectFrom('wallet_lot').selectAll().execute();
  const holds = await db.query.selectFrom('wallet_hold').selectAll().execute();
  const parts = await db.query.selectFrom('wallet_hold_part').selectAll().execute();
  const stateOf = new Map(holds.map(({ holdId, status, purpose }) => [holdId, `${purpose} ${status}`]));
  const sumOf = (chosen: typeof parts, amount: (part: (typeof parts)[number]) => number): number =>
    chosen.reduce((sum, part) => sum + amount(part), 0);
  const wrongHolds = holds
    .filter(
      ({ holdId, amountMinor }) =>
        sumOf(
          parts.filter((part) => part.holdId === holdId),
          (part) => part.amountMinor,
        ) !== amountMinor,
    )
    .map(({ holdId }) => `the parts of wallet hold ${holdId} are not its amount`);
  const wrongLots = lots.flatMap(({ lotId, spentMinor, heldMinor }) => {
    const own = parts.filter((part) => part.lotId === lotId);
    const inState = (state: string) => own.filter(({ holdId }) => stateOf.get(holdId) === state);
    const spent = sumOf(inState('spend posted'), (part) => part.amountMinor - part.refundedMinor);
    const held = sumOf([...inState('spend held'), ...inState('withdrawal held')], (part) => part.amountMinor);
    return spent === spentMinor && held === heldMinor
      ? []
      : [`lot ${lotId} has ${spentMinor} spent and ${heldMinor} held, its holds say ${spent} and ${held}`];
  });
  const differences = await walletDifferences(db.query, false);
  return [
    ...wrongHolds,
    ...wrongLots,
    ...differences.map(
      ({ kind, currency, lotsMinor, ledgerMinor }) =>
        `the lots of ${kind} ${currency} are ${lotsMinor}, the ledger says ${ledgerMinor}`,
    ),
  ];
}

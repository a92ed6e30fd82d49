import { type Queries, sql } from '../../kernel/db/database.ts';
import { sumAmounts } from '../../kernel/money.ts';

/** The seven numbers of an accounting day in one currency, in minor units; docs/LEDGER.md defines each (M16). */
export interface DayFigures {
  readonly currency: string;
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly refundMinor: number;
  readonly taxMinor: number;
  readonly feeMinor: number;
  readonly netMinor: number;
  readonly cashMinor: number;
}

interface Movement {
  readonly account: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** What was booked on one accounting day (YYYY-MM-DD, the merchant's time zone), one row per currency. */
export async function dayFigures(
  db: Queries,
  { day, livemode }: { day: string; livemode: boolean },
): Promise<DayFigures[]> {
  const movements = await movementsOf(db, day, livemode);
  const currencies = [...new Set(movements.map(({ currency }) => currency))].sort();
  return currencies.map((currency) =>
    figuresOf(
      currency,
      movements.filter((movement) => movement.currency === currency),
    ),
  );
}

async function movementsOf(db: Queries, day: string, livemode: boolean): Promise<Movement[]> {
  return db
    .selectFrom('ledger_transaction')
    .innerJoin('ledger_entry', 'ledger_entry.ledgerTransactionId', 'ledger_transaction.ledgerTransactionId')
    .select(['ledger_entry.account', 'ledger_entry.currency'])
    .select(sql<number>`CAST(SUM("ledger_entry"."amountMinor") AS BIGINT)`.as('amountMinor'))
    .where('ledger_transaction.accountingDay', '=', day)
    .where('ledger_transaction.livemode', '=', livemode ? 1 : 0)
    .groupBy(['ledger_entry.account', 'ledger_entry.currency'])
    .execute();
}

function figuresOf(currency: string, movements: readonly Movement[]): DayFigures {
  const sum = (belongs: (movement: Movement) => boolean): number =>
    sumAmounts(movements.filter(belongs).map(({ amountMinor }) => amountMinor));
  const of = (account: string): number => sum((movement) => movement.account === account);

  // Subtracted from zero, since a negated zero would print as −0.
  const grossMinor = 0 - of('revenue');
  const discountMinor = of('discounts') + of('bonus_discounts');
  const refundMinor = of('refunds');
  const taxMinor = 0 - of('tax_payable');
  const feeMinor = of('fees');
  const netMinor = grossMinor - discountMinor - refundMinor - feeMinor;
  const cashMinor = sum(({ account }) => account.startsWith('gateway_clearing:'));
  return { currency, grossMinor, discountMinor, refundMinor, taxMinor, feeMinor, netMinor, cashMinor };
}

import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../kernel/db/database.ts';
import { addDays } from '../days.ts';
import { type AccountDay, findLedgerDays, sumLedgerDays } from '../store.ts';
import type { Warehouse } from '../warehouse/open-warehouse.ts';
import { readProgress } from '../warehouse/progress.ts';

/** What one account moved by on one accounting day, on either side. */
export interface MoneyDifference {
  readonly accountingDay: string;
  readonly currency: string;
  readonly account: string;
  readonly ledgerMinor: number;
  readonly factsMinor: number;
}

export interface MoneyReport {
  readonly from: string | null;
  readonly to: string | null;
  /** Days with anything booked, and how many sums of them were compared. */
  readonly daysCount: number;
  readonly sumsCount: number;
  readonly differences: readonly MoneyDifference[];
}

/** Days that are summed in one query of the ledger. */
const DAYS_AT_ONCE = 7;

/**
 * Compares every accounting day of the facts with the ledger: each account and currency, so revenue, discounts, refunds,
 * taxes, fees and all the rest, to the minor unit. Only what the facts have read is compared.
 */
export async function compareMoney(
  deps: { readonly db: Database; readonly livemode: boolean },
  warehouse: Warehouse,
): Promise<MoneyReport> {
  const ends = await findLedgerDays(deps.db.query);
  return warehouse.withSession(async (session) => {
    const { mark } = await readProgress(session, 'ledger');
    const rows =
      await session.rows(`SELECT "accountingDay", "currency", "account", sum("amountMinor")::BIGINT AS "amountMinor"
      FROM "money" GROUP BY ALL`);
    const facts = new Map(
      rows.map((row) => {
        const day = row as unknown as Omit<AccountDay, 'amountMinor'> & { amountMinor: bigint };
        return [nameOf(day), { ...day, amountMinor: Number(day.amountMinor) }];
      }),
    );
    const ledger = ends === null ? [] : await ledgerSums(deps, ends, mark);
    const booked = new Map(ledger.map((day) => [nameOf(day), day]));
    const differences = [...new Set([...facts.keys(), ...booked.keys()])].flatMap((name) =>
      differenceOf(booked.get(name), facts.get(name)),
    );
    const days = new Set([...booked.values(), ...facts.values()].map(({ accountingDay }) => accountingDay));
    return {
      from: ends?.from ?? null,
      to: ends?.to ?? null,
      daysCount: days.size,
      sumsCount: booked.size,
      differences: differences.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)),
    };
  });
}

function nameOf(day: Pick<AccountDay, 'accountingDay' | 'currency' | 'account'>): string {
  return `${day.accountingDay} ${day.currency} ${day.account}`;
}

function differenceOf(ledger: AccountDay | undefined, facts: AccountDay | undefined): MoneyDifference[] {
  const known = ledger ?? facts;
  const [ledgerMinor, factsMinor] = [ledger?.amountMinor ?? 0, facts?.amountMinor ?? 0];
  if (known === undefined || ledgerMinor === factsMinor) return [];
  const { accountingDay, currency, account } = known;
  return [{ accountingDay, currency, account, ledgerMinor, factsMinor }];
}

async function ledgerSums(
  { db, livemode }: { readonly db: Database; readonly livemode: boolean },
  ends: { readonly from: string; readonly to: string },
  mark: string,
): Promise<AccountDay[]> {
  const sums: AccountDay[] = [];
  for (let from = ends.from; from <= ends.to; from = addDays(from, DAYS_AT_ONCE)) {
    const to = addDays(from, DAYS_AT_ONCE - 1);
    // No id sorts between the mark and the bound.
    sums.push(...(await sumLedgerDays(db.query, { from, to, beforeId: `${mark}~`, livemode })));
    await setImmediate();
  }
  return sums;
}

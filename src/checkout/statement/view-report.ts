import type { Queries } from '../../kernel/db/database.ts';
import { countDifferences, type Difference, findDifferences } from './difference-store.ts';
import type { DifferenceKind } from './statement.ts';
import type { StatementImport, StatementTotal } from './store.ts';

/** What a comparison of a statement with our books came to. */
export interface StatementReport {
  readonly gateway: string;
  readonly day: string;
  readonly timeZone: string;
  readonly importId: string;
  readonly source: StatementImport['source'];
  /** When it was last compared, in ms; null when never. */
  readonly matchedAtMs: number | null;
  readonly linesCount: number;
  /** Lines that agree with our books in everything. */
  readonly matched: number;
  readonly totals: readonly StatementTotal[];
  /** What the ledger has of the day's fees, in minor units by currency. */
  readonly feesBookedMinor: Readonly<Record<string, number>>;
  /** Open differences, by kind. */
  readonly open: Readonly<Partial<Record<DifferenceKind, number>>>;
  readonly openCount: number;
  readonly repairedCount: number;
  /** The first of them, open ones and repaired ones; at most `DIFFERENCES_SHOWN_MAX` of each. */
  readonly differences: readonly Difference[];
}

export const DIFFERENCES_SHOWN_MAX = 1_000;

/** The report of a statement, as its rows tell it now. */
export async function reportOf(db: Queries, statement: StatementImport): Promise<StatementReport> {
  const { importId } = statement;
  const counts = await countDifferences(db, importId);
  const limit = DIFFERENCES_SHOWN_MAX;
  const openOnes = await findDifferences(db, { importId, status: 'open', limit });
  const repairedOnes = await findDifferences(db, { importId, status: 'repaired', limit });
  const open: Partial<Record<DifferenceKind, number>> = {};
  for (const { kind, status, count } of counts) if (status === 'open') open[kind] = count;
  const sum = (status: Difference['status'], what: 'count' | 'ofLines') =>
    counts.filter((row) => row.status === status).reduce((total, row) => total + row[what], 0);
  return {
    gateway: statement.gateway,
    day: statement.day,
    timeZone: statement.timeZone,
    importId,
    source: statement.source,
    matchedAtMs: statement.matchedAtMs,
    linesCount: statement.linesCount,
    matched: statement.linesCount - sum('open', 'ofLines'),
    totals: statement.totals,
    feesBookedMinor: statement.feesBooked,
    open,
    openCount: sum('open', 'count'),
    repairedCount: sum('repaired', 'count'),
    differences: [...openOnes, ...repairedOnes],
  };
}

import type { Queries } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { countDifferences, type Difference, findDifferences } from './difference-store.ts';
import type { DifferenceKind } from './statement.ts';
import { findCurrent, findRecentImports, type StatementImport, type StatementTotal } from './store.ts';

/** What a comparison of a statement with our books came to. */
export interface StatementReport {
  readonly gateway: string;
  readonly day: string;
  readonly timeZone: string;
  readonly importId: string;
  readonly source: StatementImport['source'];
  /** When it was last compared, in ms; null when never. */
  readonly matchedAtMs: number | null;
  /** Since when the lines that agreed are gone, in ms; null while all are there. */
  readonly linesForgottenAtMs: number | null;
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

const DIFFERENCES_SHOWN_MAX = 1_000;

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
    linesForgottenAtMs: statement.linesForgottenAtMs,
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

/** The report of a gateway's statement of a day; undefined when none was imported. */
export async function reportOfDay(
  deps: Pick<CheckoutDeps, 'db' | 'livemode'>,
  { gateway, day }: { gateway: string; day: string },
): Promise<StatementReport | undefined> {
  const statement = await findCurrent(deps.db.query, { gateway, day, livemode: deps.livemode ? 1 : 0 });
  return statement && reportOf(deps.db.query, statement);
}

/** Reports of the newest days, of one gateway or of all. */
export async function recentReports(
  deps: Pick<CheckoutDeps, 'db' | 'livemode'>,
  { gateway, limit }: { gateway: string | null; limit: number },
): Promise<StatementReport[]> {
  const statements = await findRecentImports(deps.db.query, {
    gateway,
    livemode: deps.livemode ? 1 : 0,
    limit,
  });
  return Promise.all(statements.map((statement) => reportOf(deps.db.query, statement)));
}

import type { CheckoutDeps } from '../deps.ts';
import type { PaymentGateway, StatementLine } from '../gateway/types.ts';
import { importStatement } from './import-statement.ts';
import { judgeLedger, matchStatement } from './match-statement.ts';
import { repairDifferences } from './repair-differences.ts';
import { dayAfter } from './statement-day.ts';
import { findCurrent, type StatementImport } from './store.ts';
import { reportOf, type StatementReport } from './view-report.ts';

export interface ReconcileDay {
  readonly gateway: PaymentGateway;
  /** YYYY-MM-DD in the gateway's time zone. */
  readonly day: string;
  /** Reads the statement from a file instead of asking the gateway. */
  readonly readFile?: () => AsyncIterable<StatementLine>;
  /** Settles by proof what can be settled so. */
  readonly repair: boolean;
  /** Nothing will come later: what the day's own statement lacks is missing at once. */
  readonly isFinal: boolean;
  readonly onProgress?: (lines: number) => void;
}

/** A report, and whether its statement was read for the first time. */
export interface Reconciled extends StatementReport {
  readonly isNew: boolean;
}

/**
 * Imports a gateway's statement of a day, compares it with our books both ways, books its fees and, when asked to,
 * settles what the gateway can prove. Again is harmless and gives the same. Throws what the gateway's `readStatement`
 * throws.
 */
export async function reconcileDay(deps: CheckoutDeps, command: ReconcileDay): Promise<Reconciled> {
  const { gateway, day, readFile, isFinal } = command;
  const { statement, isNew } = await importStatement(deps, {
    gateway,
    day,
    source: readFile === undefined ? 'gateway' : 'file',
    read: readFile ?? (() => gateway.readStatement(day)),
    ...(command.onProgress && { onProgress: command.onProgress }),
  });
  await matchStatement(deps, statement, { isFinal });
  // The day after may have missed what a corrected or late statement has brought now.
  const next = await findCurrent(deps.db.query, { ...statement, day: dayAfter(day, 1) });
  if (isNew && next !== undefined && next.linesForgottenAtMs === null)
    await judgeLedger(deps, next, { isFinal: false });
  // Both sides are compared anew, since what was settled changes what agrees.
  if (command.repair && (await repairDifferences(deps, statement)) > 0) {
    await matchStatement(deps, statement, { isFinal });
  }
  return { ...(await reportOf(deps.db.query, await present(deps, statement))), isNew };
}

async function present(deps: CheckoutDeps, statement: StatementImport): Promise<StatementImport> {
  return (await findCurrent(deps.db.query, statement)) ?? statement;
}

import { bookFees } from './book-fees.ts';
import { closeGoneDifferences, countDifferences, saveDifferences } from './difference-store.ts';
import { statementMatched } from './events.ts';
import type { StatementDeps } from './import-statement.ts';
import { factsWithoutLine } from './match-ledger.ts';
import { matchLines } from './match-lines.ts';
import { type DifferenceKind, differenceKinds, type FoundDifference, proposalFor } from './statement.ts';
import { dayAfter, windowOf } from './statement-day.ts';
import { findCurrent, type StatementImport, updateImport } from './store.ts';

export interface MatchOptions {
  /** Nothing will come later: what the statement's own day lacks is missing at once, not after the next statement. */
  readonly isFinal: boolean;
}

/** A command line shares the database with the server, so its transactions are short. */
const DIFFERENCES_PER_TRANSACTION = 100;

/**
 * Compares a statement with our books, both ways, books its fees and keeps the differences. Again gives the same; what
 * has come to agree since is closed.
 */
export async function matchStatement(
  deps: StatementDeps,
  statement: StatementImport,
  options: MatchOptions,
): Promise<void> {
  const feesMinor = await compareLines(deps, statement);
  await judgeLedger(deps, statement, options);
  await bookFees(deps, statement, feesMinor);
  const open: Record<string, number> = {};
  for (const { kind, status, count } of await countDifferences(deps.db.query, statement.importId)) {
    if (status === 'open') open[kind] = count;
  }
  await deps.db.transact(async (tx) => {
    const nowMs = deps.clock.wallMs();
    await updateImport(tx, statement.importId, { status: 'matched', matchedAtMs: nowMs, updatedAtMs: nowMs });
    await statementMatched(deps, tx, { statement, open });
  });
  const { gateway, day, linesCount } = statement;
  deps.meter
    .counter('tilltalk_statement_lines_total', 'Lines of statements compared with our books', ['gateway'])
    .inc({ gateway }, linesCount);
  const message = 'a statement was compared with our books';
  deps.log[Object.keys(open).length > 0 ? 'warn' : 'info']({ gateway, day, linesCount, open }, message);
}

/** Returns the fees of the lines by currency, each counted once. */
async function compareLines(
  deps: StatementDeps,
  statement: StatementImport,
): Promise<Record<string, number>> {
  const sinceMs = deps.clock.wallMs();
  const feesMinor: Record<string, number> = {};
  for (const { currency, feeMinor } of statement.totals) {
    feesMinor[currency] = (feesMinor[currency] ?? 0) + feeMinor;
  }
  for await (const found of matchLines(deps.db.query, statement)) {
    for (const { kind, currency, feeMinor } of found) {
      if (kind === 'duplicate') feesMinor[currency] = (feesMinor[currency] ?? 0) - feeMinor;
    }
    await keep(deps, statement, found);
    await breathe();
  }
  const kinds = differenceKinds.filter((kind) => kind !== 'missing_there');
  await closeGone(deps, statement, { kinds, sinceMs });
  return feesMinor;
}

/**
 * Looks for what we have settled and the gateway does not tell of. Clocks and borders of the day differ, so a day is
 * judged once the statement after its own is there as well.
 */
export async function judgeLedger(
  deps: StatementDeps,
  statement: StatementImport,
  { isFinal }: MatchOptions,
): Promise<void> {
  const sinceMs = deps.clock.wallMs();
  for (const day of await judgedDays(deps, statement, isFinal)) {
    const { gateway, livemode, timeZone } = statement;
    const judged = { gateway, livemode, day, ...windowOf(day, timeZone) };
    for await (const found of factsWithoutLine(deps.db.query, judged)) {
      await keep(deps, statement, found);
      await breathe();
    }
  }
  await closeGone(deps, statement, { kinds: ['missing_there'], sinceMs });
}

async function judgedDays(
  deps: StatementDeps,
  statement: StatementImport,
  isFinal: boolean,
): Promise<string[]> {
  const dayBefore = dayAfter(statement.day, -1);
  const before = await findCurrent(deps.db.query, { ...statement, day: dayBefore });
  const canJudge = before !== undefined && before.linesForgottenAtMs === null;
  return [...(canJudge ? [dayBefore] : []), ...(isFinal ? [statement.day] : [])];
}

async function keep(
  deps: StatementDeps,
  { importId }: StatementImport,
  found: readonly FoundDifference[],
): Promise<void> {
  for (let from = 0; from < found.length; from += DIFFERENCES_PER_TRANSACTION) {
    const part = found.slice(from, from + DIFFERENCES_PER_TRANSACTION).map(rowOf);
    await deps.db.transact((tx) => saveDifferences(tx, { importId, nowMs: deps.clock.wallMs() }, part));
  }
}

function rowOf({ kind, type, reference, lineNumber, currency, detail, ...found }: FoundDifference) {
  const { paymentReference, gatewayId, attemptId, refundId, theirsMinor, oursMinor } = found;
  const ids = { paymentReference, gatewayId, attemptId, refundId };
  const proposal = proposalFor({ kind, type, attemptId, refundId });
  return { kind, type, reference, lineNumber, currency, detail, theirsMinor, oursMinor, ...ids, proposal };
}

async function closeGone(
  deps: StatementDeps,
  { importId }: StatementImport,
  { kinds, sinceMs }: { kinds: readonly DifferenceKind[]; sinceMs: number },
): Promise<void> {
  const resolution = 'agrees now';
  await closeGoneDifferences(deps.db.query, { importId, kinds, sinceMs, resolution });
}

/** SQLite answers on the main thread: whoever waits for it comes in between two parts. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

import { type Queries, type RawBuilder, sql } from '../../kernel/db/database.ts';
import { accounts } from '../ledger/accounts.ts';
import type { DifferenceKind, FoundDifference, LineType } from './statement.ts';
import type { StatementImport } from './store.ts';

/** Lines that one question compares: some milliseconds, since SQLite answers on the main thread. */
const LINES_AT_ONCE = 1_000;

/** A line that disagrees with our books. */
export interface LineDifference extends FoundDifference {
  readonly feeMinor: number;
}

interface Row extends Omit<LineDifference, 'detail'> {
  readonly ourStatus: string | null;
  readonly ourCurrency: string | null;
  readonly expectedFeeMinor: number | null;
}

type Range = StatementImport & { readonly first: number; readonly last: number };

/**
 * Compares every line of a statement with our attempts, refunds, disputes and ledger, and tells those that disagree,
 * a part of the lines at a time. What a line is joined by is our own number, whatever day either side booked it.
 */
export async function* matchLines(db: Queries, statement: StatementImport): AsyncGenerator<LineDifference[]> {
  for (let first = 1; first <= statement.linesCount; first += LINES_AT_ONCE) {
    const range: Range = { ...statement, first, last: first + LINES_AT_ONCE - 1 };
    const found: LineDifference[] = [];
    for (const query of [paymentLines(range), refundLines(range), disputeLines(range)]) {
      const { rows } = await query.execute(db);
      found.push(...rows.map(withDetail));
    }
    yield found;
  }
}

const lineColumns = sql`l."lineNumber", l."type", l."reference", l."paymentReference", l."gatewayId", l."currency",
  l."amountMinor" AS "theirsMinor", l."feeMinor", l."expectedFeeMinor"`;

function linesOf({ importId, first, last }: Range, type: LineType): RawBuilder<unknown> {
  return sql`l."importId" = ${importId} AND l."lineNumber" BETWEEN ${first} AND ${last} AND l."type" = ${type}`;
}

/**
 * An earlier line tells the same: of this statement, or of an earlier day's. A payment can have several disputes, and one
 * that was won has a second line that gives the money back.
 */
function hasTwin({ gateway, livemode, day, importId }: Range): RawBuilder<unknown> {
  return sql`EXISTS (
    SELECT 1 FROM "statement_line" m JOIN "statement_import" i ON i."importId" = m."importId"
    WHERE m."reference" = l."reference" AND m."type" = l."type"
      AND (l."type" <> 'dispute'
        OR (m."gatewayId" = l."gatewayId" AND (m."amountMinor" < 0) = (l."amountMinor" < 0)))
      AND i."gateway" = ${gateway} AND i."livemode" = ${livemode} AND i."currentKey" IS NOT NULL
      AND (i."day" < ${day} OR (i."importId" = ${importId} AND m."lineNumber" < l."lineNumber")))`;
}

const feeDiffers = sql`l."expectedFeeMinor" IS NOT NULL AND ABS(l."feeMinor" - l."expectedFeeMinor") > 1`;

/** What the ledger has at the gateway for a fact: one entry of its clearing account. */
function bookedAs(reference: RawBuilder<unknown>, { gateway }: Range): RawBuilder<unknown> {
  return sql`LEFT JOIN "ledger_transaction" t ON t."reference" = ${reference}
    LEFT JOIN "ledger_entry" e ON e."ledgerTransactionId" = t."ledgerTransactionId"
      AND e."account" = ${accounts.gatewayClearing(gateway)}`;
}

const different = (rows: RawBuilder<unknown>) =>
  sql<Row>`SELECT * FROM (${rows}) AS compared WHERE "kind" IS NOT NULL ORDER BY "lineNumber"`;

function paymentLines(range: Range) {
  return different(sql`
    SELECT ${lineColumns}, a."attemptId", NULL AS "refundId", a."status" AS "ourStatus",
      COALESCE(e."amountMinor", a."amountMinor") AS "oursMinor", COALESCE(e."currency", a."currency") AS "ourCurrency",
      CASE
        WHEN ${hasTwin(range)} THEN 'duplicate'
        WHEN a."attemptId" IS NULL OR a."status" NOT IN ('succeeded', 'surplus') THEN 'missing_here'
        WHEN e."amountMinor" IS NULL THEN 'ledger_differs'
        WHEN e."currency" <> l."currency"
          THEN CASE WHEN a."currency" = l."currency" THEN 'ledger_differs' ELSE 'currency_differs' END
        WHEN e."amountMinor" <> l."amountMinor"
          THEN CASE WHEN a."amountMinor" = l."amountMinor" THEN 'ledger_differs' ELSE 'amount_differs' END
        WHEN ${feeDiffers} THEN 'fee_differs'
      END AS "kind"
    FROM "statement_line" l
    LEFT JOIN "payment_attempt" a ON a."gatewayReference" = l."reference" AND a."gateway" = ${range.gateway}
    ${bookedAs(sql`'capture:' || a."attemptId"`, range)}
    WHERE ${linesOf(range, 'payment')}`);
}

function refundLines(range: Range) {
  return different(sql`
    SELECT ${lineColumns}, r."attemptId", r."refundId", r."status" AS "ourStatus",
      r."amountMinor" AS "oursMinor", r."currency" AS "ourCurrency",
      CASE
        WHEN ${hasTwin(range)} THEN 'duplicate'
        WHEN r."refundId" IS NULL THEN 'missing_here'
        WHEN r."currency" <> l."currency" THEN 'currency_differs'
        WHEN r."amountMinor" <> l."amountMinor" THEN 'amount_differs'
        WHEN r."status" <> 'succeeded' THEN 'status_differs'
        WHEN e."amountMinor" IS NULL OR e."amountMinor" <> -l."amountMinor" OR e."currency" <> l."currency"
          THEN 'ledger_differs'
        WHEN ${feeDiffers} THEN 'fee_differs'
      END AS "kind"
    FROM "statement_line" l
    LEFT JOIN "refund" r ON r."refundReference" = l."reference"
    ${bookedAs(sql`'refund:' || r."refundId"`, range)}
    WHERE ${linesOf(range, 'refund')}`);
}

function disputeLines(range: Range) {
  return different(sql`
    SELECT ${lineColumns}, a."attemptId", NULL AS "refundId", COALESCE(d."status", a."status") AS "ourStatus",
      d."amountMinor" AS "oursMinor", d."currency" AS "ourCurrency",
      CASE
        WHEN ${hasTwin(range)} THEN 'duplicate'
        WHEN d."disputeId" IS NULL THEN 'missing_here'
        WHEN d."currency" <> l."currency" THEN 'currency_differs'
        WHEN d."amountMinor" <> ABS(l."amountMinor") THEN 'amount_differs'
        WHEN l."amountMinor" < 0 AND d."status" <> 'won' THEN 'status_differs'
      END AS "kind"
    FROM "statement_line" l
    LEFT JOIN "payment_attempt" a ON a."gatewayReference" = l."reference" AND a."gateway" = ${range.gateway}
    LEFT JOIN "dispute" d ON d."gateway" = ${range.gateway} AND d."gatewayDisputeId" = l."gatewayId"
    WHERE ${linesOf(range, 'dispute')}`);
}

function withDetail({ ourStatus, ourCurrency, expectedFeeMinor, ...row }: Row): LineDifference {
  const details: Readonly<Record<DifferenceKind, string>> = {
    duplicate: 'an earlier line tells the same',
    missing_here: ourStatus === null ? 'not known here' : `known here as ${ourStatus}`,
    missing_there: '',
    currency_differs: `${ourCurrency} here`,
    amount_differs: `${row.oursMinor} here`,
    status_differs: `${ourStatus} here`,
    ledger_differs: row.oursMinor === null ? 'the ledger has nothing' : 'the ledger has something else',
    fee_differs: `${row.feeMinor} instead of ${expectedFeeMinor} by contract`,
  };
  return { ...row, detail: details[row.kind] };
}

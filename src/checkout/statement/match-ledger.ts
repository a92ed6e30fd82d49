import { type Queries, type RawBuilder, sql } from '../../kernel/db/database.ts';
import { accounts } from '../ledger/accounts.ts';
import type { FoundDifference } from './statement.ts';
import { type DayWindow, dayAfter } from './statement-day.ts';

/** Facts of the ledger that one question looks at. */
const FACTS_AT_ONCE = 1_000;

export interface JudgedDay extends DayWindow {
  readonly gateway: string;
  readonly livemode: number;
  /** YYYY-MM-DD in the gateway's time zone. */
  readonly day: string;
}

type Part = JudgedDay & {
  readonly accountingDay: string;
  /** Ledger transactions after the first and up to the last. */
  readonly after: string;
  readonly upTo: string;
};

/**
 * The payments and refunds that the ledger has at a gateway within a day and that no statement of the gateway tells
 * of, a part at a time. The ledger's own days are the merchant's, so those around the gateway's day are read as well.
 */
export async function* factsWithoutLine(db: Queries, judged: JudgedDay): AsyncGenerator<FoundDifference[]> {
  for (const accountingDay of [dayAfter(judged.day, -1), judged.day, dayAfter(judged.day, 1)]) {
    let after = '';
    for (;;) {
      const upTo = await lastOfPart(db, accountingDay, after);
      if (upTo === undefined) break;
      const part: Part = { ...judged, accountingDay, after, upTo };
      const [payments, refunds] = [
        await capturesWithout(part).execute(db),
        await refundsWithout(part).execute(db),
      ];
      yield [...payments.rows, ...refunds.rows].map((row) => ({
        ...row,
        kind: 'missing_there' as const,
        lineNumber: 0,
        paymentReference: null,
        gatewayId: null,
        theirsMinor: null,
        detail: `settled here on ${judged.day}, in no statement`,
      }));
      after = upTo;
    }
  }
}

/** The end of the next part of a day; undefined when there is none. */
async function lastOfPart(db: Queries, accountingDay: string, after: string): Promise<string | undefined> {
  const rows = db
    .selectFrom('ledger_transaction')
    .select('ledgerTransactionId')
    .where('accountingDay', '=', accountingDay)
    .where('ledgerTransactionId', '>', after)
    .orderBy('ledgerTransactionId');
  const full = await rows
    .offset(FACTS_AT_ONCE - 1)
    .limit(1)
    .executeTakeFirst();
  if (full !== undefined) return full.ledgerTransactionId;
  const last = await rows.clearOrderBy().orderBy('ledgerTransactionId', 'desc').limit(1).executeTakeFirst();
  return last?.ledgerTransactionId;
}

type Row = Pick<FoundDifference, 'type' | 'reference' | 'attemptId' | 'refundId' | 'currency' | 'oursMinor'>;

function factsOf(part: Part, prefix: string): RawBuilder<unknown> {
  return sql`t."accountingDay" = ${part.accountingDay}
    AND t."ledgerTransactionId" > ${part.after} AND t."ledgerTransactionId" <= ${part.upTo}
    AND t."occurredAtMs" >= ${part.fromMs} AND t."occurredAtMs" < ${part.toMs}
    AND t."livemode" = ${part.livemode} AND t."reference" LIKE ${`${prefix}%`}
    AND e."account" = ${accounts.gatewayClearing(part.gateway)}`;
}

function noLine(part: Part, reference: RawBuilder<unknown>, type: string): RawBuilder<unknown> {
  return sql`NOT EXISTS (
    SELECT 1 FROM "statement_line" l JOIN "statement_import" i ON i."importId" = l."importId"
    WHERE l."reference" = ${reference} AND l."type" = ${type}
      AND i."gateway" = ${part.gateway} AND i."livemode" = ${part.livemode} AND i."currentKey" IS NOT NULL)`;
}

function capturesWithout(part: Part) {
  return sql<Row>`
    SELECT 'payment' AS "type", a."gatewayReference" AS "reference", a."attemptId", NULL AS "refundId",
      e."currency", e."amountMinor" AS "oursMinor"
    FROM "ledger_transaction" t
    JOIN "ledger_entry" e ON e."ledgerTransactionId" = t."ledgerTransactionId"
    JOIN "payment_attempt" a ON a."attemptId" = SUBSTR(t."reference", 9)
    WHERE ${factsOf(part, 'capture:')} AND ${noLine(part, sql`a."gatewayReference"`, 'payment')}`;
}

function refundsWithout(part: Part) {
  return sql<Row>`
    SELECT 'refund' AS "type", r."refundReference" AS "reference", r."attemptId", r."refundId",
      e."currency", -e."amountMinor" AS "oursMinor"
    FROM "ledger_transaction" t
    JOIN "ledger_entry" e ON e."ledgerTransactionId" = t."ledgerTransactionId"
    JOIN "refund" r ON r."refundId" = SUBSTR(t."reference", 8)
    WHERE ${factsOf(part, 'refund:')} AND ${noLine(part, sql`r."refundReference"`, 'refund')}`;
}

import type { DB } from '../../kernel/db/tables.ts';
import type { StatementLine } from '../gateway/types.ts';
import type { RowsByTable, Sale } from './sales.testing.ts';

export interface ExpectedDifference {
  readonly kind: string;
  readonly type: string;
  readonly reference: string;
}

type Seed = (sale: Sale) => { readonly sale: Sale; readonly expected: ExpectedDifference };

/**
 * Puts ten differences, of every kind, into sales of a day: `apply` changes the sale of a number as it is told. The
 * last two concern refunds, so they go to refunded sales, the others to sales that were not refunded.
 */
export function seedDifferences(
  apply: (index: number, change: Seed) => ExpectedDifference,
  refundedEvery: number,
): ExpectedDifference[] {
  return seeds.map((seed, number) => apply((number + 2) * refundedEvery + (number < 8 ? 1 : 0), seed));
}

const seeds: readonly Seed[] = [
  (sale) => ({ sale: { ...sale, rows: {} }, expected: paymentOf(sale, 'missing_here') }),
  (sale) => ({
    sale: { ...sale, rows: changed(sale.rows, 'payment_attempt', { status: 'failed' }) },
    expected: paymentOf(sale, 'missing_here'),
  }),
  (sale) => ({ sale: { ...sale, lines: [] }, expected: paymentOf(sale, 'missing_there') }),
  (sale) => ({
    sale: changedLine(sale, 0, ({ amountMinor }) => ({ amountMinor: amountMinor + 1 })),
    expected: paymentOf(sale, 'amount_differs'),
  }),
  (sale) => ({
    sale: changedLine(sale, 0, () => ({ currency: 'USD' })),
    expected: paymentOf(sale, 'currency_differs'),
  }),
  (sale) => ({
    sale: { ...sale, lines: [...sale.lines, ...sale.lines.slice(0, 1)] },
    expected: paymentOf(sale, 'duplicate'),
  }),
  (sale) => ({
    sale: { ...sale, rows: withEntries(sale.rows, 1) },
    expected: paymentOf(sale, 'ledger_differs'),
  }),
  (sale) => ({
    sale: changedLine(sale, 0, ({ feeMinor }) => ({ feeMinor: feeMinor + 25 })),
    expected: paymentOf(sale, 'fee_differs'),
  }),
  (sale) => ({
    sale: { ...sale, rows: changed(sale.rows, 'refund', { status: 'manual', failureCode: 'no_answer' }) },
    expected: {
      ...paymentOf(sale, 'status_differs'),
      type: 'refund',
      reference: sale.lines[1]?.reference ?? '',
    },
  }),
  (sale) => ({
    sale: { ...sale, rows: { ...sale.rows, refund: [], ...withoutRefundPosting(sale.rows) } },
    expected: {
      ...paymentOf(sale, 'missing_here'),
      type: 'refund',
      reference: sale.lines[1]?.reference ?? '',
    },
  }),
];

function paymentOf({ lines }: Sale, kind: string): ExpectedDifference {
  return { kind, type: 'payment', reference: lines[0]?.reference ?? '' };
}

function changed<Name extends keyof DB>(
  rows: RowsByTable,
  table: Name,
  change: Partial<DB[Name]>,
): RowsByTable {
  const present = (rows[table] ?? []) as DB[Name][];
  return { ...rows, [table]: present.map((row) => ({ ...row, ...change })) };
}

function changedLine(sale: Sale, at: number, change: (line: StatementLine) => Partial<StatementLine>): Sale {
  return {
    ...sale,
    lines: sale.lines.map((line, index) => (index === at ? { ...line, ...change(line) } : line)),
  };
}

/** The ledger booked less than was captured, in balance all the same. */
function withEntries(rows: RowsByTable, lessMinor: number): RowsByTable {
  const entries = (rows.ledger_entry ?? []).map((entry) => ({
    ...entry,
    amountMinor: entry.amountMinor - Math.sign(entry.amountMinor) * lessMinor,
  }));
  return { ...rows, ledger_entry: entries };
}

function withoutRefundPosting(rows: RowsByTable): RowsByTable {
  const kept = (rows.ledger_transaction ?? []).filter(({ kind }) => kind === 'capture');
  const ids = new Set(kept.map(({ ledgerTransactionId }) => ledgerTransactionId));
  return {
    ledger_transaction: kept,
    ledger_entry: (rows.ledger_entry ?? []).filter((entry) => ids.has(entry.ledgerTransactionId)),
  };
}

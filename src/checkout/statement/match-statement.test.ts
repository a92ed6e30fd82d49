import { describe, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import type { DB } from '../../kernel/db/tables.ts';
import { newId } from '../../kernel/id.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import type { StatementLine } from '../gateway/types.ts';
import { forgetLines } from './forget-lines.ts';
import { importStatement, type StatementDeps } from './import-statement.ts';
import { matchStatement } from './match-statement.ts';
import { type RowsByTable, type Sale, saleOf, sharedRows } from './sales.testing.ts';
import { seedDifferences } from './seeded-differences.testing.ts';
import { dayAfter, windowOf } from './statement-day.ts';
import { reportOf } from './view-report.ts';

const FEE_PPM = 6_000;
const capabilities = {
  methods: [],
  testOnly: true,
  close: true,
  authorize: false,
  refund: true,
  partialRefund: true,
  refundWithinMs: null,
  statement: true,
  currencies: null,
  feePpm: FEE_PPM,
} as const;

async function write(db: Database, rows: RowsByTable): Promise<void> {
  await db.transact(async (tx) => {
    for (const [table, some] of Object.entries(rows)) {
      if (some.length > 0)
        await tx
          .insertInto(table as keyof DB)
          .values(some as never)
          .execute();
    }
  });
}

/** The rows of many sales, table by table, in the order that foreign keys allow. */
function together(sales: readonly Sale[]): RowsByTable {
  const all: Record<string, unknown[]> = {};
  for (const table of Object.keys(sales.find(({ rows }) => rows.refund !== undefined)?.rows ?? {}))
    all[table] = [];
  for (const { rows } of sales) {
    for (const [table, some] of Object.entries(rows)) {
      all[table] ??= [];
      all[table].push(...some);
    }
  }
  return all as RowsByTable;
}

async function* stream(lines: readonly StatementLine[]) {
  yield* lines;
}

describeOnBothEngines('a statement', (database) => {
  const deps = (): StatementDeps => ({
    db: database(),
    clock: systemClock(),
    newId,
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
    livemode: false,
    merchant: {
      merchantAccountId: 'ma_demo',
      legalName: 'Demo',
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      taxRatePpm: 0,
    },
  });

  /** Each story has a gateway of its own, so that they share the database. */
  const story = (gateway: string) => {
    const run = async (day: string, lines: readonly StatementLine[], isFinal = false) => {
      const command = {
        gateway: { name: gateway, capabilities },
        day,
        source: 'file',
        read: () => stream(lines),
      } as const;
      const { statement, isNew } = await importStatement(deps(), command);
      await matchStatement(deps(), statement, { isFinal });
      const again = await database()
        .query.selectFrom('statement_import')
        .selectAll()
        .where('importId', '=', statement.importId)
        .executeTakeFirstOrThrow();
      const present = { ...statement, feesBooked: JSON.parse(again.feesBooked) as Record<string, number> };
      return { isNew, ...(await reportOf(database().query, present)) };
    };
    const sold = (day: string, count: number): Sale[] => {
      const { fromMs } = windowOf(day, 'Asia/Shanghai');
      const facts = { gateway, fromMs, count, refundedEvery: 5, feePpm: FEE_PPM };
      return Array.from({ length: count }, (_, index) => saleOf(facts, index));
    };
    return { run, sold };
  };
  const found = (report: { differences: readonly { kind: string; type: string; reference: string }[] }) =>
    report.differences.map(({ kind, type, reference }) => ({ kind, type, reference }));
  const byReference = (a: { kind: string; reference: string }, b: { kind: string; reference: string }) =>
    `${a.reference}${a.kind}` < `${b.reference}${b.kind}` ? -1 : 1;
  const fees = async (gateway: string) => {
    const rows = await database()
      .query.selectFrom('ledger_entry')
      .innerJoin(
        'ledger_transaction',
        'ledger_transaction.ledgerTransactionId',
        'ledger_entry.ledgerTransactionId',
      )
      .select(['account', 'amountMinor'])
      .where('kind', '=', 'fee')
      .where('account', '=', `gateway_clearing:${gateway}`)
      .execute();
    return rows.reduce((sum, row) => sum - row.amountMinor, 0);
  };

  it('with ten seeded differences: all ten are found and named rightly, none is invented', async () => {
    await write(database(), sharedRows());
    const { run, sold } = story('ten');
    const day = '2026-03-01';
    const sales = sold(day, 220);
    const expected = seedDifferences((index, change) => {
      const { sale, expected } = change(sales[index] as Sale);
      sales[index] = sale;
      return expected;
    }, 5);
    await write(database(), together(sales));
    const lines = sales.flatMap((sale) => sale.lines);
    const report = await run(day, lines, true);
    expect(found(report).sort(byReference)).toEqual([...expected].sort(byReference));
    expect(report).toMatchObject({ isNew: true, linesCount: lines.length, openCount: 10, repairedCount: 0 });
    expect(report.matched).toBe(lines.length - 9);
    const duplicated = lines.find(({ reference }) => reference === expected[5]?.reference);
    const feesMinor = lines.reduce((sum, line) => sum + line.feeMinor, 0) - (duplicated?.feeMinor ?? 0);
    expect(report.feesBookedMinor).toMatchObject({ CNY: expect.any(Number), USD: expect.any(Number) });
    expect(await fees('ten')).toBe(feesMinor);

    const again = await run(day, lines, true);
    expect(again.isNew).toBe(false);
    expect(found(again)).toEqual(found(report));
    expect(await fees('ten'), 'fees are booked once').toBe(feesMinor);
  });

  it('that was corrected takes the place of the first, and only the rest of its fees is booked', async () => {
    const { run, sold } = story('corrected');
    const day = '2026-03-02';
    const sales = sold(day, 12);
    await write(database(), together(sales));
    const lines = sales.flatMap((sale) => sale.lines);
    const wrong = lines.map((line, index) => (index === 3 ? { ...line, amountMinor: 1, feeMinor: 0 } : line));
    expect((await run(day, wrong)).open).toEqual({ amount_differs: 1 });
    const corrected = await run(day, lines);
    expect(corrected).toMatchObject({ isNew: true, openCount: 0, matched: lines.length });
    expect(await fees('corrected')).toBe(lines.reduce((sum, line) => sum + line.feeMinor, 0));
  });

  it('lacks what the next one may still bring: only after two without it a payment is missing there', async () => {
    const { run, sold } = story('borders');
    const [day, next] = ['2026-03-04', dayAfter('2026-03-04', 1)];
    const sales = sold(day, 10);
    await write(database(), together(sales));
    const lines = sales.flatMap((sale) => sale.lines);
    // Ours says 23:59:59 of the day, theirs a second after midnight; and one that no statement brings.
    const [lost, late] = [lines.at(-1), lines.at(-2)] as [StatementLine, StatementLine];
    const first = await run(day, lines.slice(0, -2));
    expect(first.openCount, 'nothing is missing yet').toBe(0);
    const second = await run(next, [{ ...late, settledAtMs: windowOf(next, 'Asia/Shanghai').fromMs + 1000 }]);
    expect(found(second)).toEqual([{ kind: 'missing_there', type: 'payment', reference: lost.reference }]);

    const correctedNext = await run(next, [late, lost]);
    expect(correctedNext.openCount).toBe(0);
  });

  it('tells again what another day told: that is a duplicate, and its fee is booked once', async () => {
    const { run, sold } = story('twice');
    const [day, next] = ['2026-03-07', dayAfter('2026-03-07', 1)];
    const [sale] = sold(day, 1) as [Sale];
    await write(database(), sale.rows);
    const [line] = sale.lines as [StatementLine];
    await run(day, sale.lines);
    const before = await fees('twice');
    expect(found(await run(next, [line]))).toEqual([
      { kind: 'duplicate', type: 'payment', reference: line.reference },
    ]);
    expect(await fees('twice')).toBe(before);
  });

  it('of long ago keeps the lines that a difference is open about, and is read again when it is asked for', async () => {
    const { run, sold } = story('old');
    const day = '2026-01-05';
    const sales = sold(day, 250);
    await write(database(), together(sales));
    const lines = sales.flatMap((sale) => sale.lines);
    const wrong = lines.map((line, index) =>
      index === 207 ? { ...line, amountMinor: 1, feeMinor: 0 } : line,
    );
    const before = await run(day, wrong, true);
    const linesOf = (importId: string) =>
      database()
        .query.selectFrom('statement_line')
        .select('lineNumber')
        .where('importId', '=', importId)
        .execute();
    const forgetAt = (text: string) =>
      forgetLines({ ...deps(), clock: systemClock(() => Date.parse(text)), statementLinesDays: 30 });
    await forgetAt('2026-02-04T00:00:00+08:00');
    expect(await linesOf(before.importId)).toHaveLength(lines.length);
    await forgetAt('2026-02-06T00:00:00+08:00');
    expect(await linesOf(before.importId)).toEqual([{ lineNumber: 208 }]);
    const feesMinor = await fees('old');
    const again = await run(day, wrong, true);
    expect(again).toMatchObject({ isNew: true, open: { amount_differs: 1 }, matched: lines.length - 1 });
    expect(await fees('old'), 'fees are booked once').toBe(feesMinor);
    // The first one counts no more, so nothing about it is open.
    await database()
      .query.updateTable('statement_import')
      .set({ linesForgottenAtMs: null })
      .where('importId', '=', before.importId)
      .execute();
    await forgetAt('2026-02-06T00:00:00+08:00');
    expect(await linesOf(before.importId)).toEqual([]);
  });

  it('with a line that makes no sense leaves nothing behind, and the next try succeeds', async () => {
    const { run, sold } = story('broken');
    const [sale] = sold('2026-03-10', 1) as [Sale];
    await write(database(), sale.rows);
    const broken = [...sale.lines, { ...sale.lines[0], amountMinor: 1.5 } as StatementLine];
    await expect(run('2026-03-10', broken)).rejects.toThrow('makes no sense');
    const left = await database()
      .query.selectFrom('statement_line')
      .innerJoin('statement_import', 'statement_import.importId', 'statement_line.importId')
      .select('lineNumber')
      .where('gateway', '=', 'broken')
      .execute();
    expect(left).toEqual([]);
    expect((await run('2026-03-10', sale.lines)).openCount).toBe(0);
  });
});

describe('the day of a statement', () => {
  it('begins and ends in the gateway’s time zone, with 23 or 25 hours where clocks change', () => {
    const hours = (day: string, zone: string) => {
      const { fromMs, toMs } = windowOf(day, zone);
      return [new Date(fromMs).toISOString(), (toMs - fromMs) / 3_600_000];
    };
    expect(hours('2026-11-22', 'Asia/Shanghai')).toEqual(['2026-11-21T16:00:00.000Z', 24]);
    expect(hours('2026-11-22', 'UTC')).toEqual(['2026-11-22T00:00:00.000Z', 24]);
    expect(hours('2026-03-29', 'Europe/Berlin')).toEqual(['2026-03-28T23:00:00.000Z', 23]);
    expect(hours('2026-10-25', 'Europe/Berlin')).toEqual(['2026-10-24T22:00:00.000Z', 25]);
    expect(hours('2026-11-22', 'Asia/Kathmandu')).toEqual(['2026-11-21T18:15:00.000Z', 24]);
  });

  it.each(['2026-02-30', '22.11.2026', 'yesterday'])('%s is refused', (day) => {
    expect(() => windowOf(day, 'UTC')).toThrow(RangeError);
  });
});

import type { Difference, OpenMatters, StatementReport } from '../../checkout/index.ts';
import { formatDecimal } from '../../kernel/money.ts';
import type { CliContext } from './command.ts';

type Out = Pick<CliContext, 'print'>;

/** Rows a person reads; the rest is in the JSON. */
const ROWS_MAX = 50;

/** A report as text. */
export function printReport({ print }: Out, report: StatementReport): void {
  const { gateway, day, timeZone, source, linesCount, matched, openCount, repairedCount } = report;
  print(`${gateway}, ${day} (${timeZone}), read from ${source === 'file' ? 'a file' : 'the gateway'}`);
  print('');
  for (const { type, currency, lines, amountMinor, feeMinor } of report.totals) {
    const [amount, fee] = [decimal(amountMinor, currency), decimal(feeMinor, currency)];
    print(
      `  ${type.padEnd(9)}${String(lines).padStart(9)} lines  ${amount.padStart(18)} ${currency}  fees ${fee}`,
    );
  }
  for (const [currency, feeMinor] of Object.entries(report.feesBookedMinor)) {
    print(`  fees booked ${decimal(feeMinor, currency)} ${currency}`);
  }
  print('');
  print(
    `  lines ${linesCount}, matched ${matched}, open differences ${openCount}, repaired ${repairedCount}`,
  );
  for (const [kind, count] of Object.entries(report.open)) print(`    ${kind.padEnd(17)}${count}`);
  if (report.differences.length === 0) return;
  print('');
  for (const difference of report.differences.slice(0, ROWS_MAX)) print(rowOf(difference));
  const more = openCount + repairedCount - Math.min(ROWS_MAX, report.differences.length);
  if (more > 0) print(`  … and ${more} more: --json`);
}

function rowOf(difference: Difference): string {
  const { kind, type, reference, lineNumber, currency, status, proposal, detail, resolution } = difference;
  const amounts = [
    ['there', difference.theirsMinor],
    ['here', difference.oursMinor],
  ] as const;
  const told = amounts.flatMap(([where, minor]) =>
    minor === null ? [] : [`${where} ${decimal(minor, currency)}`],
  );
  const place = lineNumber === 0 ? '' : `line ${lineNumber}`;
  const what = status === 'repaired' ? 'repaired' : proposal === 'person' ? 'for a person' : 'try --repair';
  const words = [detail, resolution].filter((word) => word !== null && word !== '').join('; ');
  return `  ${kind.padEnd(17)}${type.padEnd(8)} ${reference.padEnd(27)}${place.padEnd(13)}${told.join(', ')} ${currency}  [${what}] ${words}`;
}

/** The newest statements, one a line. */
export function printSummaries({ print }: Out, reports: readonly StatementReport[]): void {
  if (reports.length === 0) print('No statement was read yet.');
  for (const { gateway, day, linesCount, openCount, repairedCount } of reports) {
    const state = openCount === 0 ? 'agrees' : `${openCount} open`;
    print(
      `  ${day}  ${gateway.padEnd(12)}${String(linesCount).padStart(9)} lines  ${state}, ${repairedCount} repaired`,
    );
  }
}

/** What waits for a person. */
export function printMatters({ print }: Out, { attempts, refunds }: OpenMatters): void {
  if (attempts.length > 0) print('\nAttempts in doubt that are asked about no more:');
  for (const { gateway, gatewayReference, status, currency, amountMinor, createdAtMs } of attempts) {
    print(
      `  ${gatewayReference}  ${gateway}  ${status}  ${decimal(amountMinor, currency)} ${currency}  since ${isoOf(createdAtMs)}`,
    );
  }
  if (refunds.length > 0) print('\nRefunds that need a person:');
  for (const { refundReference, failureCode, currency, amountMinor, createdAtMs } of refunds) {
    print(
      `  ${refundReference}  ${failureCode ?? ''}  ${decimal(amountMinor, currency)} ${currency}  since ${isoOf(createdAtMs)}`,
    );
  }
}

function isoOf(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

function decimal(amountMinor: number, currency: string): string {
  return formatDecimal({ amountMinor, currency });
}

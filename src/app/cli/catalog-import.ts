import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { maskWords } from '../../bot/index.ts';
import {
  type ImportSummary,
  importCatalog,
  ROW_PROBLEMS,
  ROW_WARNINGS,
  type RowProblem,
} from '../../checkout/index.ts';
import { type ImportOptions, readImportOptions, UsageError } from './catalog-options.ts';
import type { CliContext, ExitCode } from './command.ts';

const PROGRESS_EVERY_MS = 1_000;

/** Runs `tilltalk catalog import`. */
export async function runImport(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const options = readOptions(args, context);
  if (options === null) return 2;
  const { file } = options;
  if (file !== '-' && !(await isReadable(file))) {
    context.printError(`${file} cannot be read.`);
    return 1;
  }
  const { clock, newId, livemode } = context;
  const db = await context.openDatabase();
  const reporter = createReporter(context, options);
  const summary = await importCatalog(
    { db, clock, newId, livemode },
    {
      ...options,
      maskWords,
      input: file === '-' ? context.stdin : createReadStream(file),
      onProblem: reporter.problem,
      onProgress: reporter.progress,
    },
  );
  reporter.end();
  for (const line of summaryLines(summary, options)) context.print(line);
  return summary.created + summary.updated + summary.unchanged > 0 ? 0 : 1;
}

function readOptions(args: readonly string[], context: CliContext): ImportOptions | null {
  try {
    return readImportOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    context.printError(error.message);
    context.printError('See: tilltalk catalog --help');
    return null;
  }
}

/** A pipe is readable too, a folder is not. */
async function isReadable(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => !found.isDirectory(),
    () => false,
  );
}

function createReporter({ clock, printError }: CliContext, { problemsMax }: ImportOptions) {
  let named = 0;
  let unnamed = 0;
  let progressAtMs = clock.wallMs() + PROGRESS_EVERY_MS;
  return {
    problem: (line: number, { code, found }: RowProblem): void => {
      if (named >= problemsMax) {
        unnamed += 1;
        return;
      }
      named += 1;
      const what = found === undefined || found === '' ? '' : ` (${JSON.stringify(found)})`;
      printError(`line ${line}: ${code}: ${ROW_PROBLEMS[code]}${what}`);
    },
    progress: ({ rowsRead }: { rowsRead: number }): void => {
      if (clock.wallMs() < progressAtMs) return;
      progressAtMs = clock.wallMs() + PROGRESS_EVERY_MS;
      printError(`… ${rowsRead} rows read`);
    },
    end: (): void => {
      if (unnamed > 0) printError(`… and ${unnamed} more rows; name them with --problems N`);
    },
  };
}

function summaryLines(summary: ImportSummary, { source, dryRun }: ImportOptions): string[] {
  const refused = Object.entries(summary.refused);
  const refusedRows = refused.reduce((sum, [, rows]) => sum + rows, 0);
  const { duplicates } = summary;
  return [
    `${dryRun ? 'dry run, nothing was written; source' : 'source'} ${source}`,
    `rows read      ${summary.rowsRead}`,
    `imported       ${summary.created}`,
    `updated        ${summary.updated} (prices changed: ${summary.pricesChanged})`,
    `unchanged      ${summary.unchanged}`,
    `duplicates     ${duplicates.rows}${duplicates.rows === 0 ? '' : ` (lines ${duplicates.lines.join(', ')}${duplicates.rows > duplicates.lines.length ? ' …' : ''})`}`,
    `refused        ${refusedRows}`,
    ...refused.map(([code, rows]) => `  ${code}: ${rows}`),
    ...Object.entries(summary.warnings).map(
      ([code, rows]) => `note: ${code} in ${rows} rows. ${ROW_WARNINGS[code as keyof typeof ROW_WARNINGS]}`,
    ),
    `in several languages: ${summary.translationGroups}`,
    ...unmappedLines(summary),
  ];
}

const UNMAPPED_NAMED_MAX = 15;

function unmappedLines({ unmapped }: ImportSummary): string[] {
  if (unmapped.length === 0) return [];
  const byRows = [...unmapped].sort((a, b) => b.rows - a.rows);
  const named = byRows.slice(0, UNMAPPED_NAMED_MAX).map(({ column, rows }) => `${column} (${rows})`);
  const more = unmapped.length - named.length;
  return [`columns not used, with their rows: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

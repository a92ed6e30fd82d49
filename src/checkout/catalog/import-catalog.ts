import { createHash } from 'node:crypto';
import { DomainError } from '../../kernel/errors.ts';
import { catalogErrors } from './errors.ts';
import { limits } from './import-limits.ts';
import type { FileInput } from './lines.ts';
import { createMapper } from './mapping.ts';
import type { BatchCounts } from './plan-rows.ts';
import type { RowProblem, RowProblemCode, RowWarningCode } from './problems.ts';
import { type ProductRow, type RowDefaults, readProductRow } from './read-product-row.ts';
import { type FileForm, readRows } from './read-rows.ts';
import { countTranslationGroups } from './store.ts';
import type { CatalogDeps } from './types.ts';
import { writeBatch } from './write-batch.ts';

export interface ImportCatalog extends FileForm, RowDefaults {
  readonly input: FileInput;
  /** Field to column, see `createMapper`. */
  readonly fields: Readonly<Record<string, string>>;
  /** True: everything is read and compared, nothing written. */
  readonly dryRun: boolean;
  /** Called for every row that is refused. */
  readonly onProblem?: (line: number, problem: RowProblem) => void;
  /** Called after every batch. */
  readonly onProgress?: (progress: { readonly rowsRead: number }) => void;
}

export interface ImportSummary {
  readonly rowsRead: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Prices that got a new version. */
  readonly pricesChanged: number;
  /** Rows that repeat an earlier row of the file word for word, with the lines of the first of them. */
  readonly duplicates: { readonly rows: number; readonly lines: readonly number[] };
  readonly refused: Readonly<Partial<Record<RowProblemCode, number>>>;
  readonly warnings: Readonly<Partial<Record<RowWarningCode, number>>>;
  readonly unmapped: readonly { readonly column: string; readonly rows: number }[];
  /** Contents of this source that exist in more than one language, after the import. */
  readonly translationGroups: number;
}

/**
 * Imports a catalogue file: streams it, checks each row, refuses bad ones by line and reason and takes the
 * rest, ≤ 200 rows a transaction. Running it again changes nothing; a changed price appends a version.
 */
export async function importCatalog(deps: CatalogDeps, options: ImportCatalog): Promise<ImportSummary> {
  const mapper = createMapper(options.fields);
  const tally = createTally();
  const seen = createSeenRows();
  let batch: ProductRow[] = [];

  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const rows = batch;
    batch = [];
    tally.addCounts(await writeUnlessOutdated(deps, rows, options));
    options.onProgress?.({ rowsRead: tally.rowsRead() });
  };
  const refuse = (line: number, problem: RowProblem): void => {
    tally.refuse(problem.code);
    options.onProblem?.(line, problem);
  };

  for await (const read of readRows(options.input, options)) {
    tally.row();
    if ('problem' in read) {
      refuse(read.line, read.problem);
      continue;
    }
    const result = readProductRow(mapper.map(read.values), options);
    if ('problem' in result) {
      refuse(read.line, result.problem);
      continue;
    }
    const repeat = seen.note(read.line, result.row);
    if (repeat === 'same') tally.duplicate(read.line);
    else if (repeat !== 'new') refuse(read.line, { code: 'duplicate_id', found: `line ${repeat.line}` });
    else {
      tally.warn(result.warnings);
      batch.push(result.row);
    }
    if (batch.length >= limits.batchRows) await flush();
  }
  await flush();
  return tally.summary({
    unmapped: mapper.unmapped(),
    translationGroups: await countTranslationGroups(deps.db.query, options.source),
  });
}

/** Somebody may edit one of the products at this very moment; then the batch is compared again. */
async function writeUnlessOutdated(
  deps: CatalogDeps,
  rows: readonly ProductRow[],
  { source, dryRun: isDryRun }: ImportCatalog,
): Promise<BatchCounts> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await deps.db.transact(async (tx) => {
        const written = await writeBatch(deps, tx, { rows, source, isDryRun });
        if (written.isOutdated) throw new DomainError(catalogErrors.product_changed);
        return written;
      });
    } catch (error) {
      const isOutdated = error instanceof DomainError && error.code === 'product_changed';
      if (!isOutdated || tries >= limits.batchTriesMax) throw error;
    }
  }
}

function createTally() {
  const refused: Partial<Record<RowProblemCode, number>> = {};
  const warnings: Partial<Record<RowWarningCode, number>> = {};
  const counts = { created: 0, updated: 0, unchanged: 0, pricesChanged: 0 };
  const duplicateLines: number[] = [];
  let rowsRead = 0;
  let duplicateRows = 0;
  return {
    row: (): void => {
      rowsRead += 1;
    },
    rowsRead: () => rowsRead,
    refuse: (code: RowProblemCode): void => {
      refused[code] = (refused[code] ?? 0) + 1;
    },
    warn: (codes: readonly RowWarningCode[]): void => {
      for (const code of codes) warnings[code] = (warnings[code] ?? 0) + 1;
    },
    duplicate: (line: number): void => {
      duplicateRows += 1;
      if (duplicateLines.length < limits.duplicateLinesMax) duplicateLines.push(line);
    },
    addCounts: (batch: BatchCounts): void => {
      counts.created += batch.created;
      counts.updated += batch.updated;
      counts.unchanged += batch.unchanged;
      counts.pricesChanged += batch.pricesChanged;
    },
    summary: (end: Pick<ImportSummary, 'unmapped' | 'translationGroups'>): ImportSummary => ({
      rowsRead,
      ...counts,
      duplicates: { rows: duplicateRows, lines: duplicateLines },
      refused,
      warnings,
      ...end,
    }),
  };
}

/** Remembers the rows of this file by hashes: some 100 bytes a row. */
function createSeenRows() {
  const lines = new Map<number, { line: number; content: number }>();
  return {
    note: (line: number, row: ProductRow): 'new' | 'same' | { readonly line: number } => {
      const key = shortHash(row.externalId);
      const content = shortHash(`${row.contentHash} ${JSON.stringify(row.prices)} ${row.status}`);
      const first = lines.get(key);
      if (first === undefined) {
        lines.set(key, { line, content });
        return 'new';
      }
      return first.content === content ? 'same' : { line: first.line };
    },
  };
}

/** 48 bits: among a million rows two meet by chance once in 560 files, and one of them would be refused by name. */
function shortHash(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

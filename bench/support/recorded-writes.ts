import BetterSqlite from 'better-sqlite3';

/** One statement that wrote, as the product ran it. */
export interface RecordedWrite {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Rows it wrote. */
  readonly rows: number;
}

const WRITES = /^\s*(insert|update|delete|with)\b/i;

/**
 * Listens to every statement that writes through better-sqlite3 in this process, while `work` runs.
 * For databases that are opened inside `work`.
 */
export async function recordWrites<T>(
  work: (recorder: { start(): void; stop(): RecordedWrite[] }) => Promise<T>,
): Promise<T> {
  const { prototype } = BetterSqlite;
  const prepare = prototype.prepare;
  let writes: RecordedWrite[] | undefined;
  prototype.prepare = function (this: BetterSqlite.Database, sql: string) {
    const statement = prepare.call(this, sql) as BetterSqlite.Statement;
    if (statement.readonly || !WRITES.test(sql)) return statement;
    const note = (parameters: readonly unknown[], rows: number): void => {
      if (rows > 0) writes?.push({ sql, parameters, rows });
    };
    const [run, all] = [statement.run.bind(statement), statement.all.bind(statement)];
    statement.run = (...parameters: unknown[]) => {
      const result = run(...parameters);
      note(parameters, result.changes);
      return result;
    };
    statement.all = (...parameters: unknown[]) => {
      const rows = all(...parameters);
      note(parameters, rows.length);
      return rows;
    };
    return statement;
  } as typeof prototype.prepare;
  try {
    return await work({
      start: () => {
        writes = [];
      },
      stop: () => {
        const recorded = writes ?? [];
        writes = undefined;
        return recorded;
      },
    });
  } finally {
    prototype.prepare = prepare;
  }
}

/** Ids that one checkout made: on another run they are others, of the same length. */
const MADE_IDS =
  /(?<![A-Za-z0-9])(?:(?:co|ord|oln|pay|att|gev|ltx|ent|evt|asm)_[0-9a-z]{25}|T[0-9A-Z]{25}|[0-9a-f]{8}-[0-9a-f-]{27}|evt_[0-9a-f]{32}|\d{8}[0-9A-Z]{8})(?![A-Za-z0-9])/g;
/** Learner and product are the same each time, so the key that allows them once is made another. */
const ACTIVE_KEY = /^(?:test|live):lrn_/;
const COUNTED_CHARACTERS = 6;

/** The same write for another checkout: the ids that were made have their last characters replaced by a number. */
export function parametersFor(write: RecordedWrite, number: number): unknown[] {
  const ending = number.toString(36).padStart(COUNTED_CHARACTERS, '0');
  const seqIndex = seqPlaceOf(write.sql);
  return write.parameters.map((value, index) => {
    // A place in a thread is taken once.
    if (index === seqIndex) return 1_000_000 + number;
    if (typeof value !== 'string') return value;
    if (ACTIVE_KEY.test(value)) return value + ending;
    return value.replace(MADE_IDS, (id) => id.slice(0, -COUNTED_CHARACTERS) + ending);
  });
}

function seqPlaceOf(sql: string): number {
  const columns = /^insert into "activity" \(([^)]*)\)/.exec(sql)?.[1]?.split(',') ?? [];
  return columns.findIndex((column) => column.trim() === '"seq"');
}

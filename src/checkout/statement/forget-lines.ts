import type { CheckoutDeps } from '../deps.ts';
import { dropAgreedLines, findImportsToForget, type StatementImport, updateImport } from './store.ts';

const DAY_MS = 86_400_000;
/** Statements that one run looks at; the rest waits for the next. */
const IMPORTS_AT_ONCE = 50;
/** A command line shares the database with the server, so its transactions are short. */
const LINES_PER_STATEMENT = 200;

type ForgetDeps = Pick<CheckoutDeps, 'db' | 'clock' | 'log' | 'statementLinesDays'>;

/**
 * Lets the lines of old statements go that agreed with our books. What a difference is open about is kept, with the
 * report, totals and fees of every statement. Returns of how many statements.
 */
export async function forgetLines(deps: ForgetDeps): Promise<number> {
  const beforeMs = deps.clock.nowMs() - deps.statementLinesDays * DAY_MS;
  const old = await findImportsToForget(deps.db.query, { beforeMs, limit: IMPORTS_AT_ONCE });
  for (const statement of old) await forgetLinesOf(deps, statement);
  return old.length;
}

async function forgetLinesOf(deps: ForgetDeps, statement: StatementImport): Promise<void> {
  const { importId, linesCount, gateway, day } = statement;
  for (let first = 1; first <= linesCount; first += LINES_PER_STATEMENT) {
    await dropAgreedLines(deps.db.query, { importId, first, last: first + LINES_PER_STATEMENT - 1 });
    await breathe();
  }
  const nowMs = deps.clock.wallMs();
  await updateImport(deps.db.query, importId, { linesForgottenAtMs: nowMs, updatedAtMs: nowMs });
  deps.log.info({ gateway, day, linesCount }, 'the lines of an old statement were let go');
}

/** SQLite answers on the main thread: whoever waits for it comes in between two parts. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

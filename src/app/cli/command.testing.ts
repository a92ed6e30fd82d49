import { systemClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { newId } from '../../kernel/id.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';

/** How a command ended and what it printed, line by line. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** Runs a command as `tilltalk` does: in test mode, on `db`, with nothing to read but what `more` gives it. */
export async function runCommand(
  command: CliCommand,
  args: readonly string[],
  more: { readonly db?: Database } & Partial<CliContext>,
): Promise<Ran> {
  const { db, ...context } = more;
  const [out, err]: [string[], string[]] = [[], []];
  const code = await command.run(args, {
    stdin: (async function* () {})(),
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
    clock: systemClock(),
    newId,
    livemode: false,
    openDatabase: async () => {
      if (db === undefined) throw new Error('this command needs no database');
      return db;
    },
    ...context,
  });
  return { code, out, err };
}

/** The same with what was printed as one text each. */
export async function runForText(
  ...call: Parameters<typeof runCommand>
): Promise<{ readonly code: ExitCode; readonly out: string; readonly err: string }> {
  const { code, out, err } = await runCommand(...call);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

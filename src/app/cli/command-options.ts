import { parseArgs } from 'node:util';
import { z } from 'zod';
import { maskWords } from '../../bot/index.ts';
import type { CliContext, ExitCode } from './command.ts';

/** A whole number as a word of the command line. */
export const whole = z.coerce.number<string>('must be a whole number').int('must be a whole number');

/** A switch: there or not. */
export const flag = z.boolean().optional();

export interface GivenOptions<Schema extends z.ZodObject> {
  readonly options: z.output<Schema>;
  /** The words that are no options, in their order. */
  readonly words: readonly string[];
}

/** What was asked for, its words masked (C7), or the sentences that say what is wrong with it. */
export function readOptions<Schema extends z.ZodObject>(
  args: readonly string[],
  schema: Schema,
): GivenOptions<Schema> | string[] {
  const options = Object.fromEntries(
    Object.entries(schema.shape).map(([name, type]) => [
      name,
      { type: type === flag ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const parsed = schema.safeParse(values);
    return parsed.success
      ? { options: maskWords(parsed.data), words: positionals }
      : parsed.error.issues.map(({ path, message }) => `--${String(path[0])} ${message}.`);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** One of the things that a command can do. */
export type Action = (args: readonly string[], context: CliContext) => Promise<ExitCode>;

interface Actions {
  readonly name: string;
  readonly help: string;
  readonly actions: Readonly<Record<string, Action>>;
}

/** Runs the action that the first word names; prints the help when any word asks for it. */
export function runAction(
  { name, help, actions }: Actions,
  [action, ...args]: readonly string[],
  context: CliContext,
): Promise<ExitCode> | ExitCode {
  if ([action, ...args].some((word) => word === '--help' || word === '-h')) {
    context.print(help);
    return 0;
  }
  const run = action !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (run !== undefined) return run(args, context);
  const choices = Object.keys(actions).join(', ');
  const problem = action === undefined ? 'Say what to do' : `There is no ${name} ${action}`;
  return misused(context, name, [`${problem}: ${choices}.`]);
}

/** Says what is wrong with a call and where its help is. */
export function misused(context: CliContext, name: string, problems: readonly string[]): ExitCode {
  for (const problem of problems) context.printError(problem);
  context.printError(`See: tilltalk ${name} --help`);
  return 2;
}

/** A date and time in UTC, to the minute. */
export function utcText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ');
}

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { maskWords } from '../../bot/index.ts';
import { type AddStaff, addStaff, makePassword, staffErrors } from '../../identity/index.ts';
import { StaffRole } from '../../identity/wire.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { accountActions } from './user-accounts.ts';

const HELP = `Usage
  tilltalk user add --login LOGIN --role ROLE [--name NAME] [--password-stdin]
  tilltalk user list
  tilltalk user disable|enable|unlock|reset LOGIN
  tilltalk user role LOGIN ROLE

Makes an account for a person who works here. They sign in at /console (agent, supervisor, admin) or /dashboard
(analyst, supervisor, admin).

  --login LOGIN       2 to 64 letters, digits, dots, dashes, underscores or @; capitals do not matter
  --role ROLE         agent, supervisor, analyst or admin
  --name NAME         what learners and colleagues read; left out: the login
  --password-stdin    reads the password from the first line of standard input (at least ${limits.staffPasswordCharactersMin} characters);
                      left out: one is made and printed this once

disable keeps somebody out, enable lets them in again, reset makes a new password and ends a lock, role changes what
they may do; each ends the sessions they have. unlock ends a lock of wrong passwords and nothing else. The last admin
stays one.

Exit code: 0 done, 1 refused, 2 not called properly.`;

const Options = z.object({
  login: z.string('is needed').regex(/^[\w.@-]{2,64}$/, 'must be 2 to 64 letters, digits or . - _ @'),
  role: z.enum(StaffRole.options, `must be one of ${StaffRole.options.join(', ')}`),
  name: z.string().trim().min(1, 'is blank').max(80, 'is longer than 80 characters').optional(),
  'password-stdin': z.boolean().optional(),
});

/** `tilltalk user`: accounts of those who work here. */
export const userCommand: CliCommand = {
  name: 'user',
  summary: 'Make and change accounts of agents, supervisors, analysts and admins.',
  help: HELP,
  run: async ([action, ...args], context) => {
    if (action === '--help' || action === '-h' || args.includes('--help') || args.includes('-h')) {
      context.print(HELP);
      return 0;
    }
    if (action === 'add') return runAdd(args, context);
    const known = accountActions[action ?? ''];
    if (known !== undefined) return known(args, context);
    return misused(context, [
      action === undefined
        ? 'Say what to do: user add, list, disable, enable, unlock, role or reset.'
        : `There is no user ${action}.`,
    ]);
  },
};

async function runAdd(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const options = readOptions(args);
  if (Array.isArray(options)) return misused(context, options);
  const { login, role, name } = options;
  const given = options['password-stdin'] ? await readLine(context.stdin) : null;
  if (given !== null && given.length < limits.staffPasswordCharactersMin) {
    context.printError(`The password has fewer than ${limits.staffPasswordCharactersMin} characters.`);
    return 1;
  }
  const password = given ?? makePassword();
  if (!(await add(context, { login, role, password, displayName: name ?? login }))) return 1;
  context.print(`added     ${login.toLowerCase()} (${role})`);
  if (given === null) context.print(`password  ${password}   (shown this once)`);
  return 0;
}

async function add(context: CliContext, account: AddStaff): Promise<boolean> {
  const db = await context.openDatabase();
  try {
    await addStaff({ ...context, db }, account);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== staffErrors.login_taken.code) throw error;
    context.printError(`The login ${account.login.toLowerCase()} is taken.`);
    return false;
  }
}

/** What was asked for, or the sentences that say what is wrong with it. */
function readOptions(args: readonly string[]): z.output<typeof Options> | string[] {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { login: text, role: text, name: text, 'password-stdin': { type: 'boolean' } },
    });
    const parsed = Options.safeParse(values);
    return parsed.success
      ? maskWords(parsed.data)
      : parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}.`);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function readLine(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) {
    chunks.push(chunk);
    if (chunk.includes(10)) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/);
  return line;
}

function misused(context: CliContext, problems: readonly string[]): ExitCode {
  for (const problem of problems) context.printError(problem);
  context.printError('See: tilltalk user --help');
  return 2;
}

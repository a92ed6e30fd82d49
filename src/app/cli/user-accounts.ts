import {
  changeStaff,
  findStaffByLogin,
  listAccounts,
  makePassword,
  type StaffChange,
} from '../../identity/index.ts';
import { StaffRole } from '../../identity/wire.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { CliContext, ExitCode } from './command.ts';
import { type Action, misused, utcText } from './command-options.ts';

/** What `tilltalk user` does with accounts that are there, by its first word. */
export const accountActions: Readonly<Record<string, Action>> = {
  list: async (_args, context) => {
    const accounts = await listAccounts({ ...context, db: await context.openDatabase() });
    for (const { login, role, isDisabled, lockedUntilMs, sessionsCount } of accounts) {
      const locked =
        lockedUntilMs === null ? `${sessionsCount} signed in` : `locked until ${utcText(lockedUntilMs)}`;
      context.print(`${login.padEnd(32)} ${role.padEnd(12)} ${isDisabled ? 'disabled' : locked}`);
    }
    return 0;
  },
  disable: (args, context) => change(args, context, { to: 'disabled' }),
  enable: (args, context) => change(args, context, { to: 'enabled' }),
  unlock: (args, context) => change(args, context, { to: 'unlocked' }),
  role: ([login, given], context) => {
    const role = StaffRole.safeParse(given);
    if (role.success) return change([login ?? ''], context, { to: 'role', role: role.data });
    return Promise.resolve(misused(context, 'user', [`Say which role: ${StaffRole.options.join(', ')}.`]));
  },
  reset: async (args, context) => {
    const password = makePassword();
    const code = await change(args, context, { to: 'password', password });
    if (code === 0) context.print(`password  ${password}   (shown this once)`);
    return code;
  },
};

const SAID = {
  disabled: 'disabled',
  enabled: 'enabled',
  unlocked: 'unlocked',
  role: 'changed',
  password: 'reset',
} as const;

async function change([login]: readonly string[], context: CliContext, to: StaffChange): Promise<ExitCode> {
  if (login === undefined || login === '') return misused(context, 'user', ['Say whose account: its login.']);
  const db = await context.openDatabase();
  const staff = await findStaffByLogin(db.query, login.toLowerCase());
  if (staff === undefined) {
    context.printError(`There is no account ${login.toLowerCase()}.`);
    return 1;
  }
  try {
    // A running server closes what hangs on ended sessions by itself, within seconds.
    const deps = { ...context, db, onSignedOut: async () => {} };
    await changeStaff(deps, { staffId: staff.staffId, by: 'command_line', change: to });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    context.printError(error.definition.en);
    return 1;
  }
  context.print(`${SAID[to.to].padEnd(9)} ${staff.login}`);
  return 0;
}

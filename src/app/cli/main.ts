import { join } from 'node:path';
import { systemClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { migrate } from '../../kernel/db/migrate.ts';
import { openDatabase } from '../../kernel/db/open.ts';
import { newId } from '../../kernel/id.ts';
import { compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import { gatewaysOf } from '../gateways.ts';
import { analyticsCommand, reportCommand } from './analytics.ts';
import { auditCommand } from './audit.ts';
import { catalogCommand } from './catalog.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { complaintsCommand } from './complaints.ts';
import { configCommand } from './config.ts';
import { couponCommand } from './coupon.ts';
import { experimentsCommand } from './experiments.ts';
import { faqCommand } from './faq.ts';
import { gatewaysCommand } from './gateways.ts';
import { hoursCommand } from './hours.ts';
import { keyCommand } from './key.ts';
import { ledgerCommand } from './ledger.ts';
import { nluCommand } from './nlu.ts';
import { notificationsCommand } from './notifications.ts';
import { reconcileCommand } from './reconcile.ts';
import { riskCommand } from './risk.ts';
import { routingCommand } from './routing.ts';
import { statesCommand } from './states.ts';
import { userCommand } from './user.ts';
import { webhookCommand } from './webhook.ts';

const commands: readonly CliCommand[] = [
  analyticsCommand,
  auditCommand,
  catalogCommand,
  complaintsCommand,
  configCommand,
  couponCommand,
  faqCommand,
  experimentsCommand,
  gatewaysCommand,
  hoursCommand,
  keyCommand,
  ledgerCommand,
  nluCommand,
  notificationsCommand,
  reconcileCommand,
  reportCommand,
  riskCommand,
  routingCommand,
  statesCommand,
  userCommand,
  webhookCommand,
];

/** Runs one command of `tilltalk`; the exit code says how it went. */
async function run([name, ...args]: readonly string[]): Promise<ExitCode> {
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return listCommands(name);
  if (args[0] === '--help') {
    print(command.help);
    return 0;
  }
  const opened: Opened[] = [];
  try {
    return await command.run(args, contextOf(opened));
  } catch (error) {
    printError(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    for (const thing of opened) await thing.close();
  }
}

function listCommands(name: string | undefined): ExitCode {
  const asked = name === undefined || name === '--help';
  if (!asked) printError(`There is no command ${name}.`);
  (asked ? print : printError)('Usage: npm run tilltalk -- COMMAND [--help]');
  for (const { name: known, summary } of commands)
    (asked ? print : printError)(`  ${known.padEnd(14)} ${summary}`);
  return asked ? 0 : 2;
}

/** What a command opened and its caller closes. */
type Opened = Pick<Database, 'close'>;

function contextOf(opened: Opened[]): CliContext {
  const config = readConfig(process.env);
  return {
    stdin: process.stdin,
    print,
    printError,
    clock: systemClock(),
    newId,
    livemode: config.livemode,
    gateways: () => gatewaysOf(config),
    outside: () => config,
    openDatabase: async () => {
      const sqliteFile = join(config.DATA_DIR, 'tilltalk.sqlite');
      const db = openDatabase({ databaseUrl: config.DATABASE_URL, sqliteFile });
      opened.push(db);
      await migrate(db);
      return db;
    },
    checkout: async () => {
      // Standard output is the command's own.
      const house = await compose({ ...config, LOG_LEVEL: 'silent' });
      opened.push(house);
      return house.checkout;
    },
    facts: async () => {
      const house = await compose({ ...config, ROLE: 'all', LOG_LEVEL: 'silent' });
      opened.push(house);
      return house.analytics;
    },
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await run(process.argv.slice(2));

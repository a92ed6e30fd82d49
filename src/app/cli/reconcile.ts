import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  type CheckoutDeps,
  dayAfter,
  openMattersOf,
  type PaymentGateway,
  readStatementJson,
  recentReports,
  reconcileDay,
  reportOfDay,
  timeZoneOf,
} from '../../checkout/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { printMatters, printReport, printSummaries } from './reconcile-report.ts';

const HELP = `Usage
  tilltalk reconcile --gateway NAME [--day YYYY-MM-DD] [--file FILE] [--repair] [--final] [--json]
  tilltalk reconcile show [--gateway NAME] [--day YYYY-MM-DD] [--json]

Reads a gateway's statement of one of its days, compares it with our payments, refunds, disputes and ledger, books its
fees and prints what differs. The same statement again changes nothing; a corrected one takes the place of the first.

  --gateway NAME   sandbox, alipay, wechat_pay, stripe …
  --day DAY        a day of the gateway's time zone; left out: yesterday there
  --file FILE      reads the statement from a file instead of asking the gateway: in the gateway's own format, or in
                   ours when its name ends in .jsonl (docs/RECONCILIATION.md)
  --repair         settles what the gateway can prove: asks it about each payment and refund and applies its answer;
                   gives access, returns surplus, charges nobody. The rest stays listed for a person
  --final          nothing will come later: what this statement lacks is missing at once, not after the next day's
  --json           one line of JSON

show prints what is stored: of one day, or the newest days and everything that waits for a person.

Exit code: 0 no difference is open, 1 some are or it failed, 2 not called properly.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  gateway: text,
  day: text,
  file: text,
  repair: flag,
  final: flag,
  json: flag,
  help: { ...flag, short: 'h' },
} as const;
const Day = z.iso.date('must be a day such as 2026-11-22');

/** `tilltalk reconcile`: statements of gateways against our books. */
export const reconcileCommand: CliCommand = {
  name: 'reconcile',
  summary: "Compare a gateway's statement with our books, and settle what it proves.",
  help: HELP,
  run: async (args, context) => {
    const given = readOptions(args);
    if (typeof given === 'string') return misused(context, given);
    if (given.values.help) {
      context.print(HELP);
      return 0;
    }
    if (context.checkout === undefined) throw new Error('this command needs the whole configuration');
    const wish = { ...given.values, deps: await context.checkout() };
    if (given.action === 'show') return show(context, wish);
    const { gateway: name } = given.values;
    if (name === undefined) return misused(context, '--gateway is needed.');
    const gateway = wish.deps.gateways.find((candidate) => candidate.name === name);
    if (gateway === undefined) return misused(context, `There is no gateway ${name}.`);
    if (!gateway.capabilities.statement) return misused(context, `${name} has no statements.`);
    return run(context, wish, gateway);
  },
};

interface Wish {
  readonly deps: CheckoutDeps;
  readonly gateway?: string | undefined;
  readonly day?: string | undefined;
  readonly file?: string | undefined;
  readonly repair?: boolean | undefined;
  readonly final?: boolean | undefined;
  readonly json?: boolean | undefined;
}

async function run(context: CliContext, wish: Wish, gateway: PaymentGateway): Promise<ExitCode> {
  const day = wish.day ?? yesterdayOf(wish.deps, gateway);
  const { file } = wish;
  const read = file === undefined ? undefined : readerOf(gateway, file);
  if (read === null)
    return misused(context, `A statement file of ${gateway.name} cannot be read; use .jsonl.`);
  let told = 0;
  const report = await reconcileDay(wish.deps, {
    gateway,
    day,
    ...(read && { readFile: read }),
    repair: wish.repair ?? false,
    isFinal: wish.final ?? false,
    onProgress: (lines) => {
      if (lines < told + PROGRESS_EVERY_LINES) return;
      told = lines;
      context.printError(`${lines} lines read`);
    },
  });
  if (wish.json) context.print(JSON.stringify(report));
  else printReport(context, report);
  return report.openCount === 0 ? 0 : 1;
}

const PROGRESS_EVERY_LINES = 100_000;

/** Null when the gateway's own format cannot be read from a file. */
function readerOf(gateway: PaymentGateway, file: string) {
  if (file.endsWith('.jsonl')) return () => readStatementJson(createReadStream(file));
  const { parseStatement } = gateway;
  return parseStatement === undefined ? null : () => parseStatement(createReadStream(file));
}

function yesterdayOf({ clock }: CheckoutDeps, gateway: PaymentGateway): string {
  // The Swedish locale writes dates in ISO order.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: timeZoneOf(gateway) }).format(clock.nowMs());
  return dayAfter(today, -1);
}

const DAYS_SHOWN = 14;

function show(context: CliContext, wish: Wish): Promise<ExitCode> | ExitCode {
  const { gateway, day } = wish;
  if (day === undefined) return showRecent(context, wish);
  if (gateway === undefined) return misused(context, '--day needs --gateway.');
  return showDay(context, wish, { gateway, day });
}

async function showDay(
  context: CliContext,
  { deps, json }: Wish,
  of: { gateway: string; day: string },
): Promise<ExitCode> {
  const report = await reportOfDay(deps, of);
  if (report === undefined) {
    context.printError(`No statement of ${of.gateway} of ${of.day} was read.`);
    return 1;
  }
  if (json) context.print(JSON.stringify(report));
  else printReport(context, report);
  return report.openCount === 0 ? 0 : 1;
}

async function showRecent(context: CliContext, { deps, gateway, json }: Wish): Promise<ExitCode> {
  const reports = await recentReports(deps, { gateway: gateway ?? null, limit: DAYS_SHOWN });
  const matters = await openMattersOf(deps);
  if (json) context.print(JSON.stringify({ statements: reports, ...matters }));
  else {
    printSummaries(context, reports);
    printMatters(context, matters);
  }
  const waits = matters.attempts.length + matters.refunds.length;
  return waits === 0 && reports.every(({ openCount }) => openCount === 0) ? 0 : 1;
}

/** What was asked for, or the sentence that says what is wrong with it. */
function readOptions(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [action, ...more] = positionals;
    if (more.length > 0 || (action !== undefined && action !== 'show')) {
      return `There is no reconcile ${positionals.join(' ')}.`;
    }
    const day = Day.optional().safeParse(values.day);
    return day.success ? { action, values } : `--day ${day.error.issues[0]?.message}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function misused(context: CliContext, problem: string): ExitCode {
  context.printError(problem);
  context.printError('See: tilltalk reconcile --help');
  return 2;
}

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors.ts';
import { formatDecimal } from '../../kernel/money.ts';
import {
  type Analytics,
  ExportFormat,
  ExportName,
  ExportQuery,
  exportRows,
  FiguresQuery,
  type MoneyReport,
  readFigures,
} from '../../metrics/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { type Action, flag, misused, readOptions, runAction } from './command-options.ts';

const ANALYTICS_HELP = `Usage
  tilltalk analytics check [--json]        compares every accounting day of the facts with the ledger, to the minor unit
  tilltalk analytics rebuild [--json]      throws the facts away and reads them again from the event log and the ledger
  tilltalk analytics export NAME --out FILE [--format csv|jsonl|parquet] [--from DAY] [--to DAY] [--time-zone ZONE]
                                           NAME: ${ExportName.options.join(', ')}

The facts lie in DATA_DIR/analytics.duckdb and belong to the process that keeps them (role worker or all). While it runs,
an export reads the logs anew, into a folder of its own; check and rebuild want it stopped (it checks every day itself).

Exit: 0 sound; 1 facts and ledger differ, or the facts cannot be opened; 2 wrong usage.`;

/** `tilltalk analytics`: the facts beside the database. */
export const analyticsCommand: CliCommand = {
  name: 'analytics',
  summary: 'Checks, rebuilds and exports the facts that figures are made of.',
  help: ANALYTICS_HELP,
  run: async (args, context) =>
    runAction(
      { name: 'analytics', help: ANALYTICS_HELP, actions: { check, rebuild, export: exportOne } },
      args,
      context,
    ),
};

const JsonOnly = z.object({ json: flag });

const check: Action = async (args, context) => {
  const given = readOptions(args, JsonOnly);
  if (Array.isArray(given)) return misused(context, 'analytics', given);
  const report = await (await analyticsOf(context)).checkMoney();
  if (given.options.json)
    context.print(JSON.stringify({ isSound: report.differences.length === 0, ...report }));
  else printReport(context, report);
  return report.differences.length === 0 ? 0 : 1;
};

function printReport(context: CliContext, { differences, daysCount, sumsCount }: MoneyReport): void {
  for (const { accountingDay, currency, account, ledgerMinor, factsMinor } of differences) {
    const money = (amountMinor: number) => formatDecimal({ amountMinor, currency });
    context.printError(
      `${accountingDay} ${account}: ${money(ledgerMinor)} ${currency} in the ledger, ${money(factsMinor)} in the facts`,
    );
  }
  if (differences.length === 0)
    context.print(`${daysCount} days, ${sumsCount} sums: the facts equal the ledger.`);
}

const rebuild: Action = async (args, context) => {
  const given = readOptions(args, JsonOnly);
  if (Array.isArray(given)) return misused(context, 'analytics', given);
  const done = await (await analyticsOf(context)).rebuild();
  if (given.options.json) context.print(JSON.stringify(done));
  else
    context.print(
      `${done.eventsCount} events and ${done.entriesCount} ledger entries read, up to ${done.position}.`,
    );
  return 0;
};

const ExportOptions = z.object({
  out: z.string({ error: 'names the file to write' }),
  format: ExportFormat.default('csv'),
  from: ExportQuery.shape.from,
  to: ExportQuery.shape.to,
  'time-zone': ExportQuery.shape.timeZone,
});

const exportOne: Action = async (args, context) => {
  const given = readOptions(args, ExportOptions);
  if (Array.isArray(given)) return misused(context, 'analytics', given);
  const name = ExportName.safeParse(given.words[0]);
  if (!name.success || given.words.length !== 1) return misused(context, 'analytics', ['Name one export.']);
  const { out, 'time-zone': timeZone, ...query } = given.options;
  await withFacts(context, async (analytics) => {
    const { warehouse } = await analytics.fresh();
    const deps = { ...analytics, warehouse, folder: `${out}.part` };
    const { pieces } = exportRows(deps, { name: name.data, query: { ...query, timeZone } });
    const file = createWriteStream(out);
    for await (const piece of pieces) if (!file.write(piece)) await once(file, 'drain');
    file.end();
    await once(file, 'finish');
  });
  context.printError(`Written to ${out}.`);
  return 0;
};

/** Facts up to now: those that are kept, or, while another process keeps them, the same read anew for this once. */
async function withFacts(context: CliContext, work: (analytics: Analytics) => Promise<void>): Promise<void> {
  const kept = await analyticsOf(context);
  const isOurs = await kept.catchUp().then(
    () => true,
    (error: unknown) => {
      if (error instanceof DomainError && error.code === 'analytics_elsewhere') return false;
      throw error;
    },
  );
  if (isOurs) return work(kept);
  context.printError('The running process keeps the facts: the logs are read anew for this.');
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-facts-'));
  const aside = kept.aside(folder);
  try {
    await aside.catchUp();
    await work(aside);
  } finally {
    await aside.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function analyticsOf(context: CliContext): Promise<Analytics> {
  if (context.facts === undefined) throw new Error('the facts are not at hand here');
  return context.facts();
}

const REPORT_HELP = `Usage
  tilltalk report [--from DAY] [--to DAY] [--time-zone ZONE] [--json]

Money by accounting day, payment success by gateway, service, recommendations by rank and cohorts, for the terminal.
Left out, the days are the last 30. Amounts are decimal, in JSON integers in minor units.

While the process that keeps the facts runs, the logs are read anew for it, some 50,000 events a second.

Exit: 0 done; 1 the logs cannot be read; 2 wrong usage.`;

/** `tilltalk report`: the figures of the dashboard for the terminal. */
export const reportCommand: CliCommand = {
  name: 'report',
  summary: 'The figures of a period for the terminal.',
  help: REPORT_HELP,
  run: async (args, context): Promise<ExitCode> => {
    if (args.includes('--help') || args.includes('-h')) {
      context.print(REPORT_HELP);
      return 0;
    }
    const options = z.object({
      ...FiguresQuery.shape,
      timeZone: z.undefined(),
      'time-zone': FiguresQuery.shape.timeZone,
      json: flag,
    });
    const given = readOptions(args, options.omit({ timeZone: true }));
    if (Array.isArray(given)) return misused(context, 'report', given);
    const { json, 'time-zone': timeZone, ...days } = given.options;
    await withFacts(context, async (analytics) => {
      const ready = { ...analytics, ...(await analytics.fresh()) };
      const figures = await readFigures(ready, { ...days, timeZone });
      if (json) context.print(JSON.stringify(figures));
      else for (const line of reportLines(figures)) context.print(line);
    });
    return 0;
  },
};

const percent = (share: { share: number } | null) =>
  share === null ? '–' : `${(share.share * 100).toFixed(1)} %`;

function reportLines(figures: Awaited<ReturnType<typeof readFigures>>): string[] {
  const { service } = figures;
  return [
    `${figures.from} – ${figures.to} (${figures.timeZone})`,
    '',
    'Money by accounting day'.padEnd(26) +
      ['gross', 'discount', 'refund', 'fee', 'net'].map((name) => name.padStart(14)).join(''),
    ...figures.money.map((day) => {
      const amounts = [day.grossMinor, day.discountMinor, day.refundMinor, day.feeMinor, day.netMinor];
      const cells = amounts.map((amountMinor) =>
        formatDecimal({ amountMinor, currency: day.currency }).padStart(14),
      );
      return `  ${day.accountingDay} ${day.currency}`.padEnd(26) + cells.join('');
    }),
    '',
    'Attempts by gateway',
    ...figures.gateways.map(
      ({ gateway, paid, failed, success }) =>
        `  ${gateway.padEnd(24)}${paid} paid, ${failed} refused, success ${percent(success)}`,
    ),
    '',
    'Service',
    `  ${service.conversations} conversations, ${percent(service.handoff)} asked for a person, ${percent(service.deflection)} needed none`,
    `  CSAT ${service.csatAverage?.toFixed(2) ?? '–'} of ${service.csatAnswers} answers`,
    '',
    'Recommendations by rank',
    ...figures.ranks.map(
      ({ rank, shown, ctr, conversion }) =>
        `  ${String(rank).padEnd(4)}${shown} shown, clicked ${percent(ctr)}, paid ${percent(conversion)}`,
    ),
    '',
    'Asked about, and nothing on sale met it',
    ...figures.gaps
      .slice(0, 10)
      .map(
        ({ topicId, name, nothing, near }) =>
          `  ${(name?.en ?? topicId).padEnd(24)}${nothing} found nothing, ${near} only something near`,
      ),
    '',
    'Questions that nothing answered, alike ones together',
    ...figures.unanswered
      .slice(0, 10)
      .map(
        ({ question, count, languages, conversationId }) =>
          `  ${String(count).padEnd(6)}${languages.join(' ').padEnd(8)}${(question ?? conversationId).replaceAll(/\s+/g, ' ')}`,
      ),
    '',
    'Learners by the month of their first payment, and who paid again later',
    ...figures.cohorts.map(
      ({ month, learners, paidAgain }) => `  ${month}  ${learners}  ${paidAgain.join(' ')}`,
    ),
  ];
}

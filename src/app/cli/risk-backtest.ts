import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import {
  backtestPage,
  backtestRules,
  backtestText,
  draftRules,
  liveDefinitions,
  modelAsks,
  readLog,
} from '../../risk/index.ts';
import type { CliContext, ExitCode } from './command.ts';
import { type Action, flag, misused, readOptions } from './command-options.ts';

export const BACKTEST_HELP = `  tilltalk risk backtest --rules FILE --from DATE [--to DATE] [--page FILE] [--model FILE] [--json]
      replays the event log under the rules in force and under those of FILE, velocity included`;

const Options = z.object({
  rules: z.string('is needed'),
  from: z.iso.date('must be a date such as 2026-03-01'),
  to: z.iso.date('must be a date such as 2026-03-01').optional(),
  model: z.string().default('demo/risk-model.json'),
  page: z.string().optional(),
  json: flag,
});

/** `tilltalk risk backtest`: what a set of rules would have done. */
export const runBacktest: Action = async (args, context) => {
  const given = readOptions(args, Options);
  if (Array.isArray(given)) return misused(context, 'risk', given);
  try {
    return await backtest(given.options, context);
  } catch (error) {
    context.printError(error instanceof Error ? error.message : String(error));
    return 1;
  }
};

async function backtest(options: z.output<typeof Options>, context: CliContext): Promise<ExitCode> {
  const fromMs = Date.parse(options.from);
  const toMs = options.to === undefined ? context.clock.nowMs() : Date.parse(options.to);
  if (!(toMs > fromMs)) return misused(context, 'risk', ['--to must be after --from.']);
  const content: unknown = JSON.parse(readFileSync(options.rules, 'utf8'));
  const { query } = await context.openDatabase();
  const live = await liveDefinitions(query);
  const askModel = modelAsks(options.model);
  if (askModel === null) context.printError(`${options.model} is not used: rules alone decide.`);
  const result = await backtestRules(readLog(query, { fromMs, toMs, livemode: context.livemode }), {
    ...{ live: draftRules(live, []), draft: draftRules(live, content), fromMs, toMs },
    askModel: askModel ?? (() => 'allow'),
    onProgress: (events) => {
      if (events % 100_000 === 0) context.printError(`… ${events} events`);
    },
  });
  if (options.page !== undefined) writeFileSync(options.page, backtestPage(result));
  if (options.json) context.print(JSON.stringify(result));
  else for (const line of backtestText(result)) context.print(line);
  if (options.page !== undefined && !options.json) context.print(`page       ${options.page}`);
  return 0;
}

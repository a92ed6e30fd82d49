import { z } from 'zod';
import {
  findHarm,
  type Harm,
  listExperiments,
  Policy,
  planSample,
  type Refused,
  reportExperiment,
  startExperiment,
  stopExperiment,
  type Variant,
  type VariantReport,
} from '../../recommend/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction } from './command-options.ts';

const HELP = `Usage
  tilltalk experiments list [--json]
  tilltalk experiments start NAME VARIANT=POLICY VARIANT=POLICY… [--interleave]
  tilltalk experiments stop NAME
  tilltalk experiments report NAME [--json]
  tilltalk experiments size --rate N --lift N [--power N]

Holds ways to order recommendations against each other. One experiment runs at a time; every server notices within
seconds. A learner keeps the variant they were given. With --interleave each list is drafted by turns from two
variants instead, which needs far fewer learners and tells which of the two is preferred, not by how much.

  POLICY  ${Policy.options.join(', ')}: the learner's words alone, or with what learners took before
  report  impressions, clicks, conversions with their 95 % interval, and what must not get worse: returned
          purchases and conversations in which a person was asked for. A variant in which one of these is
          clearly worse than in the first is named with exit code 1; servers stop such an experiment by themselves
  size    how many learners each variant needs: --rate of learners who buy now and the smallest --lift worth
          finding, both in percent (--rate 4 --lift 10 finds 4 % against 4.4 %), found in --power percent (80)

Exit code: 0 done, 1 refused, 2 not called properly.`;

/** `tilltalk experiments`: ways to order recommendations, held against each other. */
export const experimentsCommand: CliCommand = {
  name: 'experiments',
  summary: 'Start, stop and report experiments of recommending.',
  help: HELP,
  run: async (args, context) =>
    runAction(
      {
        name: 'experiments',
        help: HELP,
        actions: { list: runList, start: runStart, stop: runStop, report: runReport, size: runSize },
      },
      args,
      context,
    ),
};

const Asked = z.object({ json: flag, interleave: flag });

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Asked);
  if (Array.isArray(given)) return misused(context, 'experiments', given);
  const db = await context.openDatabase();
  for (const experiment of await listExperiments(db.query, context.livemode)) {
    const { name, kind, status, variants, startedAtMs } = experiment;
    const sides = variants.map((variant) => `${variant.name}=${variant.policy}`).join(' ');
    const since = new Date(startedAtMs).toISOString();
    context.print(
      given.options.json === true
        ? JSON.stringify(experiment)
        : `${name.padEnd(20)} ${status.padEnd(8)} ${kind.padEnd(13)} since ${since}  ${sides}`,
    );
  }
  return 0;
}

async function runStart(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Asked);
  if (Array.isArray(given)) return misused(context, 'experiments', given);
  const [name, ...sides] = given.words;
  const variants = sides.map(variantOf);
  if (name === undefined || variants.some((variant) => variant === undefined))
    return misused(context, 'experiments', [
      'Name the experiment and its variants, as words=plain taste=taste.',
    ]);
  const db = await context.openDatabase();
  const kind = given.options.interleave === true ? 'interleaving' : 'split';
  const known = variants.flatMap((variant) => variant ?? []);
  const started = await startExperiment({ ...context, db }, { name, kind, variants: known });
  return tell(context, started, `${name} runs.`);
}

function variantOf(side: string): Variant | undefined {
  const [, name, policy] = /^([a-z0-9_-]{1,32})=(\w+)$/.exec(side) ?? [];
  const parsed = Policy.safeParse(policy);
  return name === undefined || !parsed.success ? undefined : { name, policy: parsed.data };
}

async function runStop([name]: readonly string[], context: CliContext): Promise<ExitCode> {
  if (name === undefined) return misused(context, 'experiments', ['Name the experiment.']);
  const db = await context.openDatabase();
  return tell(context, await stopExperiment({ ...context, db }, name), `${name} is stopped.`);
}

function tell(context: CliContext, outcome: object | Refused, done: string): ExitCode {
  if ('refused' in outcome) {
    context.printError(String(outcome.refused));
    return 1;
  }
  context.print(done);
  return 0;
}

async function runReport(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Asked);
  if (Array.isArray(given)) return misused(context, 'experiments', given);
  const db = await context.openDatabase();
  const experiments = await listExperiments(db.query, context.livemode);
  const experiment = experiments.find(({ name }) => name === given.words[0]);
  if (experiment === undefined) {
    context.printError('There is no such experiment. See: tilltalk experiments list');
    return 1;
  }
  const reports = await reportExperiment(db.query, experiment);
  for (const report of reports)
    context.print(given.options.json === true ? JSON.stringify(report) : lineOf(report));
  const harm = findHarm(reports);
  for (const one of harm) context.printError(harmLine(one));
  return harm.length > 0 ? 1 : 0;
}

const HARMED = { returned: 'sales are returned', handoffs: 'conversations ask for a person' } as const;

function harmLine({ variant, guard, share, usual, z }: Harm): string {
  const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
  return `${variant} does harm: ${percent(share)} of ${HARMED[guard]}, usually ${percent(usual)} (z = ${z.toFixed(1)}).`;
}

const percent = z.coerce.number().positive().max(1000);
const Size = z.object({ rate: percent.max(99), lift: percent, power: percent.max(99.9).default(80) });

async function runSize(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Size);
  if (Array.isArray(given)) return misused(context, 'experiments', given);
  const { rate, lift, power } = given.options;
  const learners = planSample({ rate: rate / 100, lift: lift / 100, power: power / 100 });
  context.print(`${learners} learners in each variant.`);
  return 0;
}

function lineOf(report: VariantReport): string {
  const { value, low, high } = report.conversionRate;
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  return [
    `${report.variant.padEnd(16)} ${report.learners} learners, ${report.impressions} impressions`,
    `${report.clicks} clicks`,
    `${report.conversions} conversions: ${percent(value)} (${percent(low)} to ${percent(high)})`,
    `${report.returned} returned`,
    `${report.handoffs} asked for a person`,
  ].join('; ');
}

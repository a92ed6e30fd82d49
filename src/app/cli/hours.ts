import { readFileSync } from 'node:fs';
import { text as readText } from 'node:stream/consumers';
import { z } from 'zod';
import { ServiceSettings } from '../../bot/handoff/wire.ts';
import { maskWords, setService, viewServiceNow } from '../../bot/index.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction } from './command-options.ts';
import { DAYS, daysOf, describeHours, spansOf } from './hours-text.ts';

const HELP = `Usage
  tilltalk hours show [--json]
  tilltalk hours week DAYS SPANS
  tilltalk hours day DATE SPANS [--zh NAME] [--en NAME]
  tilltalk hours zone NAME
  tilltalk hours set FILE

When people answer learners, and what is promised to them. Promises stand still outside these hours; who asks for a
person while nobody is there is told when they are back and leaves a message. Each change is a version of its own and
holds in every server within seconds; what is promised already stays as it was promised.

  DAYS    ${DAYS.join(', ')}, a range such as mon-fri, or all
  SPANS   such as 9:00-12:00,13:30-18:00; all-day; or closed
  day     a day that differs, such as 2026-10-01; usual forgets it. --zh and --en name it
  zone    an IANA name, such as Asia/Shanghai
  set     a JSON file, - for standard input, with any of: timeZone, week, days, targets, offerMs, wrapUpMs, askCsat,
          skillFor; show --json prints all of it

Exit code: 0 done, 1 refused, 2 not called properly.`;

/** `tilltalk hours`: office hours and what is promised to learners who ask for a person. */
export const hoursCommand: CliCommand = {
  name: 'hours',
  summary: 'Show and set office hours and promises to learners.',
  help: HELP,
  run: async (args, context) => runAction({ name: 'hours', help: HELP, actions }, args, context),
};

const actions = {
  show: runShow,
  week: runWeek,
  day: runDay,
  zone: ([name]: readonly string[], context: CliContext) =>
    name === undefined
      ? Promise.resolve(misused(context, 'hours', ['Name a time zone.']))
      : change(context, { timeZone: name }),
  set: runSet,
};

async function runShow(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ json: flag }));
  if (Array.isArray(given)) return misused(context, 'hours', given);
  const view = await viewServiceNow(await depsOf(context));
  if (given.options.json) context.print(JSON.stringify(view));
  else for (const line of describeHours(view)) context.print(line);
  return 0;
}

async function runWeek([days = '', spans = '']: readonly string[], context: CliContext): Promise<ExitCode> {
  const [places, times] = [daysOf(days), spansOf(spans)];
  if (places === null) return misused(context, 'hours', [`${days || 'Nothing'} is no day or range of days.`]);
  if (times === null) return misused(context, 'hours', [`${spans || 'Nothing'} is no span of time.`]);
  const { settings } = await viewServiceNow(await depsOf(context));
  const week = settings.week.map((usual, place) => (places.includes(place) ? times : usual));
  return change(context, { week });
}

async function runDay(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ zh: z.string().optional(), en: z.string().optional() }));
  if (Array.isArray(given)) return misused(context, 'hours', given);
  const [date = '', spans = ''] = given.words;
  const times = spans === 'usual' ? [] : spansOf(spans);
  if (!z.iso.date().safeParse(date).success)
    return misused(context, 'hours', [`${date || 'Nothing'} is no date.`]);
  if (times === null) return misused(context, 'hours', [`${spans || 'Nothing'} is no span of time.`]);
  const { settings } = await viewServiceNow(await depsOf(context));
  const others = settings.days.filter((day) => day.date !== date);
  const { zh, en } = given.options;
  const name =
    zh === undefined && en === undefined ? {} : { name: { zh: zh ?? en ?? '', en: en ?? zh ?? '' } };
  const days = spans === 'usual' ? others : [...others, { date, spans: times, ...name }];
  return change(context, { days: days.sort((one, other) => (one.date < other.date ? -1 : 1)) });
}

async function runSet([file]: readonly string[], context: CliContext): Promise<ExitCode> {
  if (file === undefined) return misused(context, 'hours', ['Name a file, or - for standard input.']);
  const text = file === '-' ? await readText(context.stdin) : readFileSync(file, 'utf8');
  const parsed = ServiceSettings.partial().safeParse(JSON.parse(text));
  if (parsed.success) return change(context, parsed.data);
  for (const { path, message } of parsed.error.issues) context.printError(`${path.join('.')}: ${message}`);
  return 1;
}

type Changed = { [Key in keyof ServiceSettings]?: ServiceSettings[Key] | undefined };

async function change(context: CliContext, changed: Changed): Promise<ExitCode> {
  const deps = await depsOf(context);
  const { version, settings } = await viewServiceNow(deps);
  const next = maskWords(ServiceSettings.parse({ ...settings, ...changed }));
  try {
    const view = await setService(deps, { version, settings: next, actor: 'command_line' });
    context.print(`Version ${view.version} counts from now on.`);
    for (const line of describeHours(view)) context.print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    context.printError(error.detail ?? error.definition.en);
    return 1;
  }
}

async function depsOf(context: CliContext) {
  return { db: await context.openDatabase(), clock: context.clock, livemode: context.livemode };
}

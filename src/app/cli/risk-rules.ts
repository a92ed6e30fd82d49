import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { maskWords } from '../../bot/index.ts';
import { deriveKey, presentKey } from '../../kernel/derive-key.ts';
import { DomainError } from '../../kernel/errors.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import {
  createKeyHash,
  createRuleBook,
  promoteRule,
  type RulesDeps,
  saveRule,
  snoozeRule,
  viewRules,
} from '../../risk/index.ts';
import { ListKind, RuleBody } from '../../risk/wire.ts';
import type { CliContext, ExitCode } from './command.ts';
import { type Action, flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';

export const RULES_HELP = `  tilltalk risk rules list [--json]
  tilltalk risk rules save FILE                     a rule as JSON becomes a draft; - for standard input
  tilltalk risk rules promote NAME --to shadow|live [--version N] [--note WHY]
  tilltalk risk rules retire NAME [--version N] [--note WHY]
  tilltalk risk rules snooze NAME --kind KIND --key KEY --until DATE --note WHY`;

/** Whoever has the command line has the database too; the second person of a live change signs in at the console. */
export const ACTOR = 'command_line';

/** `tilltalk risk rules`: rules of risk as data. */
export const runRules: Action = async (args, context) =>
  runAction({ name: 'risk', help: `Usage\n${RULES_HELP}`, actions }, args, context);

const actions = { list: runList, save: runSave, promote: runPromote, retire: runRetire, snooze: runSnooze };

/** What changing rules needs, from what a command gets. */
export async function rulesDepsOf(context: CliContext): Promise<RulesDeps> {
  const db = await context.openDatabase();
  const kernel = { ...context, db, log: silentLog(), meter: createMeter({ processMetrics: false }) };
  const houseKeys = context.outside?.().HOUSE_SECRETS ?? [];
  const secret = houseKeys.length === 0 ? Buffer.alloc(32) : deriveKey(presentKey(houseKeys), 'risk-keys');
  return { ...kernel, ruleBook: createRuleBook(kernel), hashKey: createKeyHash(secret) };
}

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ json: flag }));
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const book = await viewRules(await rulesDepsOf(context), ACTOR);
  if (given.options.json) {
    const { fields: _, ...told } = book;
    context.print(JSON.stringify(told));
    return 0;
  }
  for (const { status, priority, action, name, version, expression } of book.rules)
    context.print(
      `${status.padEnd(7)} ${String(priority).padStart(4)} ${action.padEnd(9)} ${name} v${version}: ${expression}`,
    );
  for (const { name, version, wish, requestedBy } of book.changes)
    context.print(
      `wish    ${name} v${version} to be ${wish}, asked by ${requestedBy}; a second person decides`,
    );
  for (const { ruleName, kind, hint, untilMs } of book.snoozes)
    context.print(`snooze  ${ruleName} for ${kind} ${hint} until ${utcText(untilMs)} UTC`);
  for (const { list, kind, hint, untilMs } of book.entries)
    context.print(
      `${list.padEnd(7)} ${kind} ${hint}${untilMs === null ? '' : ` until ${utcText(untilMs)} UTC`}`,
    );
  return 0;
}

async function runSave(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({}));
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const [file] = given.words;
  if (file === undefined) return misused(context, 'risk', ['FILE is needed, or - for standard input.']);
  return orRefused(context, async () => {
    const text = file === '-' ? await textOf(context.stdin) : readFileSync(file, 'utf8');
    const parsed = RuleBody.safeParse(JSON.parse(text));
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        context.printError(`${path.join('.') || 'rule'}: ${message}`);
      return 1;
    }
    const rule = await saveRule(await rulesDepsOf(context), {
      definition: maskWords(parsed.data),
      actor: ACTOR,
    });
    context.print(`saved      ${rule.name} v${rule.version} as a draft`);
    return 0;
  });
}

const PromoteOptions = z.object({
  to: z.enum(['shadow', 'live'], 'must be shadow or live'),
  version: whole.min(1).optional(),
  note: z.string().max(500).optional(),
});

async function runPromote(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, PromoteOptions);
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const [name] = given.words;
  return move(context, { ...given.options, name });
}

async function runRetire(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, PromoteOptions.omit({ to: true }));
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const [name] = given.words;
  return move(context, { ...given.options, to: 'retired', name });
}

interface Moving {
  readonly name: string | undefined;
  readonly to: 'shadow' | 'live' | 'retired';
  readonly version?: number | undefined;
  readonly note?: string | undefined;
}

async function move(context: CliContext, { name, to, version, note }: Moving): Promise<ExitCode> {
  if (name === undefined) return misused(context, 'risk', ['NAME is needed.']);
  return orRefused(context, async () => {
    const { rule, change } = await promoteRule(await rulesDepsOf(context), {
      ...{ name, to, note: note ?? null, actor: ACTOR },
      ...(version !== undefined && { version }),
    });
    context.print(
      change === null
        ? `${rule.status.padEnd(10)} ${rule.name} v${rule.version}`
        : `asked      ${rule.name} v${rule.version} to be ${to}: a second person decides in the console`,
    );
    return 0;
  });
}

const SnoozeOptions = z.object({
  kind: z.enum(ListKind.options, `must be one of ${ListKind.options.join(', ')}`),
  key: z.string('is needed').min(1),
  until: z.iso.date('must be a date such as 2026-12-31'),
  note: z.string('is needed').min(1).max(500),
});

async function runSnooze(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, SnoozeOptions);
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const { kind, key, until, note } = given.options;
  const [name] = given.words;
  if (name === undefined) return misused(context, 'risk', ['NAME is needed.']);
  return orRefused(context, async () => {
    const untilMs = Date.parse(`${until}T00:00:00Z`);
    await snoozeRule(await rulesDepsOf(context), { name, kind, value: key, untilMs, note, actor: ACTOR });
    context.print(`snoozed    ${name} for ${kind} until ${until} UTC`);
    return 0;
  });
}

/** What the world got wrong is a sentence and exit 1. */
export async function orRefused(context: CliContext, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const detail = error instanceof DomainError ? error.extensions['message'] : undefined;
    const message = error instanceof DomainError ? error.definition.en : String(error);
    context.printError(typeof detail === 'string' ? `${message} ${detail}` : message);
    return 1;
  }
}

async function textOf(stdin: CliContext['stdin']): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

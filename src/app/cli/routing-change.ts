import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { changeRouting, forceGateway, type RoutingConfig, RoutingRules } from '../../checkout/index.ts';
import { PaymentMethod } from '../../checkout/wire.ts';
import type { CliContext, ExitCode } from './command.ts';
import { misused, readOptions, whole } from './command-options.ts';

const MINUTE_MS = 60_000;
const methods = [...PaymentMethod.options, 'all'] as const;
const MethodWord = z.enum(methods, `must be of ${methods.join(', ')}`);
type MethodKey = PaymentMethod | '*';
const keyOf = (word: z.infer<typeof MethodWord>): MethodKey => (word === 'all' ? '*' : word);

/** Gives a gateway its share of a method. */
export async function runSetWeight(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({}));
  if (Array.isArray(given)) return misused(context, 'routing', given);
  const [methodWord, gateway = '', weight = ''] = given.words;
  const method = MethodWord.safeParse(methodWord);
  const isWeight = weight === 'none' || (/^\d{1,4}$/.test(weight) && Number(weight) <= 1_000);
  if (given.words.length !== 3 || !method.success || !isWeight)
    return misused(context, 'routing', [
      'Say: routing set-weight METHOD GATEWAY WEIGHT, weight 0 to 1000 or none.',
    ]);
  if (refusesUnknown(context, [gateway])) return 1;
  const key = keyOf(method.data);
  return save(context, `weight of ${gateway} for ${method.data}: ${weight}`, (config) => {
    const { [gateway]: _, ...others } = config.weights[key] ?? {};
    const next = weight === 'none' ? others : { ...others, [gateway]: Number(weight) };
    const { [key]: __, ...weights } = config.weights;
    return { ...config, weights: Object.keys(next).length === 0 ? weights : { ...weights, [key]: next } };
  });
}

/** Replaces rules and retry table by those of a file. */
export async function runSetRules(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({}));
  if (Array.isArray(given)) return misused(context, 'routing', given);
  const [file] = given.words;
  if (file === undefined || given.words.length > 1)
    return misused(context, 'routing', ['Say which file: routing set-rules FILE, or - for standard input.']);
  const rules = await readRules(context, file);
  if (rules === undefined) return 1;
  const named = rules.rules.flatMap(({ use, split }) => use ?? Object.keys(split ?? {}));
  const retried = Object.keys(rules.retries).filter((gateway) => gateway !== '*');
  if (refusesUnknown(context, [...named, ...retried])) return 1;
  return save(context, `rules: ${rules.rules.map(({ name }) => name).join(', ') || 'none'}`, (config) => ({
    ...config,
    ...rules,
  }));
}

async function readRules(context: CliContext, file: string): Promise<RoutingRules | undefined> {
  try {
    const input = file === '-' ? await text(context.stdin) : readFileSync(file, 'utf8');
    const parsed = RoutingRules.safeParse(JSON.parse(input));
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues)
      context.printError(`${path.join('.') || 'the file'}: ${message}`);
  } catch (error) {
    context.printError(error instanceof Error ? error.message : String(error));
  }
  return undefined;
}

const ForceOptions = z.object({
  method: MethodWord.default('all'),
  minutes: whole.min(1, 'must be at least 1').max(525_600, 'must be at most 525600').optional(),
  checkout: z.string().min(1).max(64).optional(),
});

/** Forces a gateway for everything, a method or a checkout; `off` takes that back. */
export async function runForce(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, ForceOptions);
  if (Array.isArray(given)) return misused(context, 'routing', given);
  const [gateway] = given.words;
  if (gateway === undefined || given.words.length > 1)
    return misused(context, 'routing', ['Say which: routing force GATEWAY, or routing force off.']);
  const { method, minutes, checkout } = given.options;
  if (gateway !== 'off' && refusesUnknown(context, [gateway])) return 1;
  if (checkout !== undefined) return forceCheckout(context, checkout, gateway === 'off' ? null : gateway);
  const untilMs = minutes === undefined ? null : context.clock.wallMs() + minutes * MINUTE_MS;
  const key = keyOf(method);
  return save(
    context,
    `forced for ${method}: ${gateway}${minutes === undefined ? '' : ` for ${minutes} min`}`,
    (config) => {
      const { [key]: _, ...forced } = config.forced;
      return { ...config, forced: gateway === 'off' ? forced : { ...forced, [key]: { gateway, untilMs } } };
    },
  );
}

async function forceCheckout(
  context: CliContext,
  checkoutId: string,
  gateway: string | null,
): Promise<ExitCode> {
  const deps = { db: await context.openDatabase(), clock: context.clock };
  if (!(await forceGateway(deps, { checkoutId, gateway, actor: 'command_line' }))) {
    context.printError(`There is no open checkout ${checkoutId}.`);
    return 1;
  }
  context.print(`checkout   ${checkoutId}: ${gateway ?? 'by the ladder again'}`);
  return 0;
}

async function save(
  context: CliContext,
  note: string,
  change: (config: RoutingConfig) => RoutingConfig,
): Promise<ExitCode> {
  const deps = { db: await context.openDatabase(), clock: context.clock };
  const { version } = await changeRouting(deps, { change, changedBy: 'command_line', note });
  context.print(`version    ${version}: ${note}`);
  return 0;
}

/** A name nobody answers to is most likely a slip of the pen. */
function refusesUnknown(context: CliContext, names: readonly string[]): boolean {
  const known = context.gateways?.().map(({ name }) => name);
  const unknown = known === undefined ? [] : names.filter((name) => !known.includes(name));
  for (const name of new Set(unknown))
    context.printError(`There is no gateway ${name}; there is ${known?.join(', ') || 'none'}.`);
  return unknown.length > 0;
}

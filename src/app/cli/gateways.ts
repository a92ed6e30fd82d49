import { z } from 'zod';
import type { PaymentGateway } from '../../checkout/index.ts';
import { newReference } from '../../kernel/id.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction } from './command-options.ts';

const help = `Usage: tilltalk gateways list [--json]
       tilltalk gateways check [--json]

list    The configured gateways in the order of preference: money, methods, currencies, surfaces.
check   Asks each of them about a payment that nobody made: harmless, and only a gateway whose address, keys and
        account are right can answer that it knows none. Exit 1 when one cannot.`;

/** `tilltalk gateways`: which are configured, and whether they answer. */
export const gatewaysCommand: CliCommand = {
  name: 'gateways',
  summary: 'List the configured gateways; ask each whether it works.',
  help,
  run: async (args, context) =>
    runAction({ name: 'gateways', help, actions: { list, check } }, args, context),
};

/** One line of a gateway; never a key. */
export function describeGateway({ name, capabilities }: PaymentGateway): string {
  const { testOnly, methods, currencies, flows } = capabilities;
  const surfaces = flows === undefined ? [] : Object.entries(flows).filter(([, served]) => served.length > 0);
  return [
    name,
    testOnly ? 'test money' : 'real money',
    methods.join(' '),
    currencies?.join(' ') ?? 'any currency',
    surfaces.map(([surface, served]) => `${surface}: ${served.join('/')}`).join(', '),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const Options = z.object({ json: flag });

async function list(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Options);
  if (Array.isArray(given)) return misused(context, 'gateways', given);
  const gateways = context.gateways?.() ?? [];
  if (given.options.json)
    context.print(JSON.stringify(gateways.map(({ name, capabilities }) => ({ name, ...capabilities }))));
  else for (const gateway of gateways) context.print(describeGateway(gateway));
  return 0;
}

interface Check {
  readonly name: string;
  readonly works: boolean;
  readonly tookMs: number;
  /** What it said instead. */
  readonly cause: string | null;
}

async function check(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Options);
  if (Array.isArray(given)) return misused(context, 'gateways', given);
  const gateways = context.gateways?.() ?? [];
  const checks = await Promise.all(gateways.map((gateway) => checkGateway(context, gateway)));
  printChecks(context, checks, given.options.json === true);
  if (gateways.length === 0) context.printError('No gateway is configured.');
  return gateways.length > 0 && checks.every(({ works }) => works) ? 0 : 1;
}

function printChecks(context: CliContext, checks: readonly Check[], asJson: boolean): void {
  if (asJson) context.print(JSON.stringify(checks));
  else
    for (const { name, works, tookMs, cause } of checks)
      context.print(works ? `✓ ${name}: answers in ${tookMs} ms` : `✗ ${name}: ${cause}`);
}

async function checkGateway({ clock }: CliContext, gateway: PaymentGateway): Promise<Check> {
  const beganAtMs = clock.wallMs();
  const result = await gateway.queryPayment(newReference('T'));
  const works = result.outcome === 'not_found';
  const cause = result.outcome === 'unknown' ? result.cause : result.outcome;
  return { name: gateway.name, works, tookMs: clock.wallMs() - beganAtMs, cause: works ? null : cause };
}

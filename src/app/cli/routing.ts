import { z } from 'zod';
import { findRoutingVersions, type RoutingConfig, readRouting } from '../../checkout/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';
import { runForce, runSetRules, runSetWeight } from './routing-change.ts';
import { runExplain } from './routing-explain.ts';
import { runPropose } from './routing-propose.ts';

const HELP = `Usage
  tilltalk routing show [--versions N] [--json]
  tilltalk routing set-weight METHOD GATEWAY WEIGHT
  tilltalk routing set-rules FILE
  tilltalk routing force GATEWAY|off [--method METHOD] [--minutes N]
  tilltalk routing force GATEWAY|off --checkout CHECKOUT_ID
  tilltalk routing explain ID
  tilltalk routing explain --method METHOD [--currency CNY] [--amount-minor N] [--surface web] [--country CN]
                           [--device desktop] [--json]
  tilltalk routing propose [--days 30] [--accept NAME|all] [--share 50] [--live] [--json]

Which gateway is asked when a learner presses pay: forced, else the first rule that matches, else weights, else the
order of the configuration; never one that cannot serve the payment or is failing at present. Each change is a
version of its own and holds in every server within seconds.

  set-weight   METHOD is alipay, wechat_pay, card or all; WEIGHT 0 to 1000, 0 takes the gateway out, none forgets it
  set-rules    FILE is JSON, - for standard input: { "rules": […], "retries": {…} }, see docs/ROUTING.md
  force        one gateway for everything, one method, or one checkout; --minutes ends it by itself
  explain      why an attempt, payment or checkout went where it went; or where such a press would go
  propose      what success per method, surface, currency and amount speaks for, with 95 % intervals; --accept makes it an
               experiment for a share of the payments, --live counts live payments

Exit code: 0 done, 1 refused, 2 not called properly.`;

/** `tilltalk routing`: which gateway is asked, and why. */
export const routingCommand: CliCommand = {
  name: 'routing',
  summary: 'Show, change and explain which gateway is asked.',
  help: HELP,
  run: async (args, context) => runAction({ name: 'routing', help: HELP, actions }, args, context),
};

const actions = {
  show: runShow,
  'set-weight': runSetWeight,
  'set-rules': runSetRules,
  force: runForce,
  explain: runExplain,
  propose: runPropose,
};

const ShowOptions = z.object({
  versions: whole.min(1, 'must be at least 1').max(100, 'must be at most 100').default(5),
  json: flag,
});

async function runShow(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, ShowOptions);
  if (Array.isArray(given)) return misused(context, 'routing', given);
  const db = await context.openDatabase();
  const { version, config } = await readRouting({ db });
  const rows = await findRoutingVersions(db.query, given.options.versions);
  const versions = rows.map(({ config: _, ...row }) => row);
  const gateways = (context.gateways?.() ?? []).map(({ name }) => name);
  if (given.options.json) {
    context.print(JSON.stringify({ version, gateways, ...config, versions }));
    return 0;
  }
  context.print(`version    ${version === 0 ? '0: nothing was decided yet' : version}`);
  context.print(`gateways   ${gateways.join(', ') || 'none'} (default order)`);
  for (const line of linesOf(config)) context.print(line);
  for (const { version: number, note, changedBy, createdAtMs } of versions)
    context.print(`history    ${number}  ${utcText(createdAtMs)}  ${changedBy}  ${note}`);
  return 0;
}

function linesOf({ forced, rules, weights, retries }: RoutingConfig): string[] {
  return [
    ...Object.entries(forced).map(
      ([method, { gateway, untilMs }]) =>
        `forced     ${methodWord(method)}: ${gateway}${untilMs === null ? '' : ` until ${utcText(untilMs)} UTC`}`,
    ),
    ...rules.map(
      ({ name, when, use, split }) =>
        `rule       ${name}: ${JSON.stringify(when)} → ${JSON.stringify(use ?? split)}`,
    ),
    ...Object.entries(weights).map(([method, of]) => `weights    ${methodWord(method)}: ${sharesOf(of)}`),
    ...Object.entries(retries).map(([gateway, codes]) => `retries    ${gateway}: ${JSON.stringify(codes)}`),
  ];
}

const methodWord = (method: string): string => (method === '*' ? 'all' : method);

function sharesOf(weights: Readonly<Record<string, number>>): string {
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  return Object.entries(weights)
    .map(
      ([gateway, weight]) =>
        `${gateway} ${weight}${sum === 0 ? '' : ` (${((weight / sum) * 100).toFixed(1)} %)`}`,
    )
    .join(', ');
}

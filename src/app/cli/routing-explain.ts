import { z } from 'zod';
import {
  Device,
  explainRouting,
  findRoutedAttempts,
  parseRecord,
  type RoutingInput,
  type RoutingRecord,
  readRouting,
} from '../../checkout/index.ts';
import { PaymentMethod } from '../../checkout/wire.ts';
import { Surface } from '../../identity/wire.ts';
import type { CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, whole } from './command-options.ts';

const ExplainOptions = z.object({
  method: z.enum(PaymentMethod.options, `must be of ${PaymentMethod.options.join(', ')}`).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capitals')
    .default('CNY'),
  'amount-minor': whole.min(0, 'must not be negative').default(9_900),
  surface: z.enum(Surface.options, `must be of ${Surface.options.join(', ')}`).default('web'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capitals')
    .default('CN'),
  device: z.enum(Device.options, `must be of ${Device.options.join(', ')}`).default('desktop'),
  json: flag,
});
type ExplainOptions = z.infer<typeof ExplainOptions>;

/** Says why attempts went where they went, or where a press would go. */
export async function runExplain(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, ExplainOptions);
  if (Array.isArray(given)) return misused(context, 'routing', given);
  const { options, words } = given;
  const [id] = words;
  if ((id === undefined) === (options.method === undefined) || words.length > 1)
    return misused(context, 'routing', [
      'Say what to explain: an id, or --method and what the press would be.',
    ]);
  if (id !== undefined) return explainAttempts(context, id, options.json === true);
  return explainPress(context, options);
}

async function explainAttempts(context: CliContext, id: string, asJson: boolean): Promise<ExitCode> {
  const rows = await findRoutedAttempts((await context.openDatabase()).query, id);
  const attempts = rows.map((row) => ({ ...row, routing: parseRecord(row.routing) }));
  if (attempts.length === 0) {
    context.printError(`There is no attempt, payment or checkout ${id} that was routed.`);
    return 1;
  }
  if (asJson) context.print(JSON.stringify({ attempts }));
  else
    for (const { attemptId, number, gateway, method, status, failureCode, routing } of attempts) {
      const state = failureCode === null ? status : `${status} (${failureCode})`;
      context.print(`attempt ${number}  ${attemptId}  ${method} at ${gateway}, ${state}`);
      for (const line of reasonsOf(routing)) context.print(`  ${line}`);
    }
  return 0;
}

function reasonsOf(record: RoutingRecord | null): string[] {
  if (record === null) return ['from before routing kept its reasons'];
  const { version, rung, rule, forcedBy, weights, eliminated, country, device, tried } = record;
  const by =
    rule ?? (forcedBy === null ? '' : `by the ${forcedBy === 'config' ? 'configuration' : 'checkout'}`);
  return [
    `${by === '' ? rung : `${rung} ${by}`}, version ${version}; country ${country ?? 'unknown'}, device ${device}`,
    ...(weights === null ? [] : [`weights: ${JSON.stringify(weights)}`]),
    ...eliminated.map(({ gateway, reason }) => `left out: ${gateway}, ${reason}`),
    ...tried.map(({ gateway, code }) => `tried before: ${gateway}, ${code}`),
  ];
}

async function explainPress(context: CliContext, options: ExplainOptions): Promise<ExitCode> {
  const { currency, surface, country, device, method = 'wechat_pay' } = options;
  const input: RoutingInput = {
    method,
    flow: surface === 'web' && method !== 'card' ? 'qr' : 'redirect',
    currency,
    amountMinor: options['amount-minor'],
    surface,
    country,
    device,
  };
  const version = await readRouting({ db: await context.openDatabase() });
  const nowMs = context.clock.wallMs();
  const answer = explainRouting(context.gateways?.() ?? [], { version, input, capture: 'automatic', nowMs });
  if (options.json) {
    context.print(JSON.stringify({ input, ...answer }));
    return answer.choice === undefined ? 1 : 0;
  }
  for (const { gateway, eliminated } of answer.candidates)
    if (eliminated !== null) context.print(`left out   ${gateway}: ${eliminated}`);
  const { choice } = answer;
  if (choice === undefined) {
    context.printError('No gateway can serve this.');
    return 1;
  }
  const weights = choice.weights === null ? '' : ` of ${JSON.stringify(choice.weights)}`;
  context.print(
    `goes to    ${choice.gateway}: ${choice.rung}${choice.rule === null ? '' : ` ${choice.rule}`}${weights}, version ${answer.version}`,
  );
  return 0;
}

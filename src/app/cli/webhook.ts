import { z } from 'zod';
import {
  addEndpoint,
  createEndpointBook,
  disableEndpoint,
  enableEndpoint,
  listDeliveries,
  listEndpoints,
  resendDelivery,
  rotateSecret,
  tryEndpoint,
  type WebhookDeps,
} from '../../checkout/index.ts';
import {
  type AttemptView,
  type DeliveryView,
  type EndpointView,
  WebhookEventType,
} from '../../checkout/webhook/wire.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import { createSeal } from '../../kernel/seal.ts';
import { egressOf } from '../outside.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { type Action, flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';

const HOUR_MS = 3_600_000;

const HELP = `Usage
  tilltalk webhook add --url URL [--events TYPE[,TYPE…]] [--description TEXT]
  tilltalk webhook list [--json]
  tilltalk webhook disable ENDPOINT_ID
  tilltalk webhook enable ENDPOINT_ID
  tilltalk webhook rotate-secret ENDPOINT_ID [--overlap-hours N]
  tilltalk webhook test ENDPOINT_ID
  tilltalk webhook deliveries ENDPOINT_ID [--status pending|delivered|failed] [--after DELIVERY_ID] [--json]
  tilltalk webhook resend ENDPOINT_ID DELIVERY_ID

Where the host platform is told what happened: messages signed by Standard Webhooks, in order, tried ten times over
three days. See docs/WEBHOOKS.md. Endpoints belong to the mode they were made in (TILLTALK_MODE).

  --url URL           https, on the public internet (others: WEBHOOK_ALLOWED_HOSTS)
  --events TYPES      default all: ${WebhookEventType.options.join(', ')}
  --overlap-hours N   how long the old secret signs beside the new one, default ${limits.webhookOverlapMsDefault / HOUR_MS}
  enable              also sends what waited and what was missed, in order
  test                sends a message that means nothing, now, and shows the answer
  resend              sends a message again, now, under its own id, and shows the answer

Exit code: 0 done (test, resend: delivered), 1 refused or not delivered, 2 not called properly.`;

const AddOptions = z.object({
  url: z.url('must be a URL').max(2048),
  description: z.string().max(200, 'is longer than 200 characters').default(''),
  events: z
    .string()
    .transform((text) => text.split(',').map((type) => type.trim()))
    .pipe(
      z.array(z.enum(WebhookEventType.options, `must be of ${WebhookEventType.options.join(', ')}`)).min(1),
    )
    .optional(),
});
const ListOptions = z.object({ json: flag });
const RotateOptions = z.object({
  'overlap-hours': whole
    .min(0, 'must not be negative')
    .max(720, 'must be at most 720')
    .default(limits.webhookOverlapMsDefault / HOUR_MS),
});
const DeliveriesOptions = z.object({
  status: z.enum(['pending', 'delivered', 'failed'], 'must be pending, delivered or failed').optional(),
  after: z.string().optional(),
  json: flag,
});

/** `tilltalk webhook`: where the host platform is told. */
export const webhookCommand: CliCommand = {
  name: 'webhook',
  summary: 'Add, list, try and repair webhook endpoints of the host platform.',
  help: HELP,
  run: async (args, context) => runAction({ name: 'webhook', help: HELP, actions }, args, context),
};

const actions: Readonly<Record<string, Action>> = {
  add: runAdd,
  list: runList,
  disable: onEndpoint(z.object({}), async (context, { deps, endpointId }) => {
    context.print(lineOf(await disableEndpoint(deps, { endpointId, actor: ACTOR })));
    return 0;
  }),
  enable: onEndpoint(z.object({}), async (context, { deps, endpointId }) => {
    context.print(lineOf(await enableEndpoint(deps, { endpointId, actor: ACTOR })));
    return 0;
  }),
  'rotate-secret': onEndpoint(RotateOptions, async (context, { deps, endpointId, options }) => {
    const overlapMs = options['overlap-hours'] * HOUR_MS;
    const { secret } = await rotateSecret(deps, { endpointId, overlapMs, actor: ACTOR });
    context.print(`secret    ${secret}   (shown this once)`);
    return 0;
  }),
  test: onEndpoint(z.object({}), async (context, { deps, endpointId }) =>
    printAttempt(context, await tryEndpoint(deps, { endpointId, actor: ACTOR })),
  ),
  deliveries: onEndpoint(DeliveriesOptions, async (context, { deps, endpointId, options }) => {
    const { json, status, after } = options;
    const deliveries = await listDeliveries(deps, { endpointId, status, after });
    if (json) context.print(JSON.stringify({ deliveries }));
    else for (const delivery of deliveries) printDelivery(context, delivery);
    return 0;
  }),
  resend: onEndpoint(z.object({}), async (context, { deps, endpointId, words }) => {
    const [deliveryId] = words;
    if (deliveryId === undefined)
      return misused(context, 'webhook', ['Say which: webhook resend ENDPOINT_ID DELIVERY_ID.']);
    return printAttempt(context, await resendDelivery(deps, { endpointId, deliveryId, actor: ACTOR }));
  }),
};

const ACTOR = 'command_line';

async function runAdd(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, AddOptions);
  if (Array.isArray(given)) return misused(context, 'webhook', given);
  const { url, description, events: eventTypes } = given.options;
  return orRefused(context, async () => {
    const deps = await depsOf(context);
    const added = await addEndpoint(deps, { url, description, eventTypes, actor: ACTOR });
    context.print(`added     ${added.endpointId} ${added.url}`);
    context.print(`secret    ${added.secret}   (shown this once)`);
    return 0;
  });
}

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, ListOptions);
  if (Array.isArray(given)) return misused(context, 'webhook', given);
  const endpoints = await listEndpoints(await depsOf(context));
  if (given.options.json) context.print(JSON.stringify({ endpoints }));
  else if (endpoints.length === 0) context.print('There are no endpoints.');
  else for (const endpoint of endpoints) context.print(lineOf(endpoint));
  return 0;
}

interface OnEndpoint<Schema extends z.ZodObject> {
  readonly deps: WebhookDeps;
  readonly endpointId: string;
  readonly options: z.output<Schema>;
  /** What came after the endpoint's id. */
  readonly words: readonly string[];
}

/** An action whose first word is an endpoint's id. */
function onEndpoint<Schema extends z.ZodObject>(
  schema: Schema,
  work: (context: CliContext, command: OnEndpoint<Schema>) => Promise<ExitCode>,
): Action {
  return async (args, context) => {
    const given = readOptions(args, schema);
    if (Array.isArray(given)) return misused(context, 'webhook', given);
    const [endpointId, ...words] = given.words;
    if (endpointId === undefined)
      return misused(context, 'webhook', ['Say which: an ENDPOINT_ID is needed.']);
    return orRefused(context, async () =>
      work(context, { deps: await depsOf(context), endpointId, options: given.options, words }),
    );
  };
}

async function orRefused(context: CliContext, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { definition, detail } = error;
    context.printError(detail === undefined ? `${definition.title}.` : `${definition.title}: ${detail}.`);
    return 1;
  }
}

async function depsOf(context: CliContext): Promise<WebhookDeps> {
  const db = await context.openDatabase();
  const { clock, newId, livemode } = context;
  const { HOUSE_SECRETS, WEBHOOK_ALLOWED_HOSTS } = context.outside?.() ?? {
    HOUSE_SECRETS: [],
    WEBHOOK_ALLOWED_HOSTS: [],
  };
  return {
    db,
    clock,
    newId,
    livemode,
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
    egress: egressOf({ WEBHOOK_ALLOWED_HOSTS }),
    seal: createSeal(HOUSE_SECRETS),
    random: Math.random,
    book: createEndpointBook({ db, clock, livemode }),
    // The server looks by itself every second.
    wakeDeliverer: () => {},
  };
}

function lineOf({
  endpointId,
  status,
  disabledReason,
  failuresInARow,
  url,
  eventTypes,
}: EndpointView): string {
  const state = disabledReason === null ? status : `${status} (${disabledReason})`;
  const failures = failuresInARow === 0 ? [] : [`${failuresInARow} failures in a row`];
  return [endpointId, state, ...failures, url, eventTypes.join(',')].join('  ');
}

function printDelivery(context: CliContext, delivery: DeliveryView): void {
  const { deliveryId, status, eventType, createdAtMs, nextAttemptAtMs, attempts } = delivery;
  const next = nextAttemptAtMs === null ? [] : [`next ${utcText(nextAttemptAtMs)}`];
  context.print([deliveryId, status, eventType, utcText(createdAtMs), ...next].join('  '));
  for (const attempt of attempts) context.print(`  ${attemptLine(attempt)}`);
}

function printAttempt(context: CliContext, attempt: AttemptView): ExitCode {
  context.print(attemptLine(attempt));
  if (attempt.responseBody) context.print(attempt.responseBody);
  return attempt.isDelivered ? 0 : 1;
}

function attemptLine({
  cause,
  isDelivered,
  statusCode,
  error,
  startedAtMs,
  durationMs,
}: AttemptView): string {
  const outcome = isDelivered ? 'delivered' : 'not delivered';
  const what = statusCode === null ? (error ?? '') : `status ${statusCode}`;
  return [utcText(startedAtMs), cause, outcome, what, `${durationMs} ms`].join('  ');
}

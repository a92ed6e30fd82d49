import { z } from 'zod';
import {
  findGivenUp,
  findNotification,
  listNotifications,
  listQuarantined,
  type NotificationLine,
  notificationStates,
  replayNotifications,
} from '../../checkout/index.ts';
import { limits } from '../../kernel/limits.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';

const HELP = `Usage
  tilltalk notifications list [--status STATUS] [--gateway NAME] [--reference NUMBER] [--since TIME] [--limit N] [--json]
  tilltalk notifications list --refused [--gateway NAME] [--limit N] [--json]
  tilltalk notifications show ID [--json]
  tilltalk notifications replay ID…
  tilltalk notifications replay --failed [--since TIME]

What gateways told us. Each is verified and stored as it came before it is understood; one that could not be understood
${limits.gatewayEventAttemptsMax} times is given up (failed) and waits here. Replaying puts it before the running server once more, which applies it
as it would have the first time: twice is once.

  --status STATUS   ${notificationStates.join(', ')}
  --reference N     our number of the payment or refund at the gateway
  --since TIME      2026-12-01T00:00:00+08:00, or 30m, 24h, 7d ago
  --limit N         how many, newest first, default 20
  --refused         those that proved nothing: bad signature, age or form; the newest ${limits.quarantinedPerGatewayMax} of each gateway, never applied
  --failed          all that were given up

Exit code: 0 done, 1 not found, 2 not called properly.`;

/** `tilltalk notifications`: what gateways told us. */
export const notificationsCommand: CliCommand = {
  name: 'notifications',
  summary: 'List, show and replay what gateways told us.',
  help: HELP,
  run: async (args, context) => runAction({ name: 'notifications', help: HELP, actions }, args, context),
};

const actions = { list: runList, show: runShow, replay: runReplay };

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** An instant, or how long ago; read against the clock later. */
const Since = z.string().transform((text, context) => {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count !== undefined) return { agoMs: Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS] };
  const atMs = Date.parse(text);
  if (!Number.isNaN(atMs)) return { atMs };
  context.addIssue({ code: 'custom', message: 'must be a time like 2026-12-01T00:00:00Z, or 30m, 24h, 7d' });
  return z.NEVER;
});

function instantOf(since: z.output<typeof Since>, context: CliContext): number {
  return 'atMs' in since ? since.atMs : context.clock.wallMs() - since.agoMs;
}

const ListOptions = z.object({
  status: z.enum(notificationStates, `must be of ${notificationStates.join(', ')}`).optional(),
  gateway: z.string().max(32).optional(),
  reference: z.string().max(64).optional(),
  since: Since.optional(),
  limit: whole.min(1, 'must be at least 1').max(1_000, 'must be at most 1000').default(20),
  refused: flag,
  json: flag,
});

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, ListOptions);
  if (Array.isArray(given)) return misused(context, 'notifications', given);
  return given.options.refused ? listRefused(given.options, context) : listStored(given.options, context);
}

type ListOptions = z.output<typeof ListOptions>;

async function listStored({ since, json, ...filter }: ListOptions, context: CliContext): Promise<ExitCode> {
  const sinceMs = since === undefined ? undefined : instantOf(since, context);
  const notifications = await listNotifications({ db: await context.openDatabase() }, { ...filter, sinceMs });
  if (json) context.print(JSON.stringify({ notifications }));
  else if (notifications.length === 0) context.print('There are none.');
  else for (const line of notifications) context.print(lineOf(line));
  return 0;
}

async function listRefused({ json, ...filter }: ListOptions, context: CliContext): Promise<ExitCode> {
  const quarantined = await listQuarantined({ db: await context.openDatabase() }, filter);
  if (json) context.print(JSON.stringify({ quarantined }));
  else if (quarantined.length === 0) context.print('None was refused.');
  else
    for (const { quarantineId, receivedAtMs, gateway, bodyBytes, reason } of quarantined)
      context.print([quarantineId, utcText(receivedAtMs), gateway, `${bodyBytes} bytes`, reason].join('  '));
  return 0;
}

function lineOf(line: NotificationLine): string {
  const { gatewayEventId, receivedAtMs, gateway, type, reference, status, outcome } = line;
  const came = outcome === null ? status : `${status}: ${outcome}`;
  return [gatewayEventId, utcText(receivedAtMs), gateway, type, reference ?? '–', came].join('  ');
}

async function runShow(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ json: flag }));
  if (Array.isArray(given)) return misused(context, 'notifications', given);
  const [id] = given.words;
  if (id === undefined || given.words.length > 1)
    return misused(context, 'notifications', ['Say which: notifications show ID.']);
  const found = await findNotification({ db: await context.openDatabase() }, id);
  if (found === undefined) {
    context.printError(`There is no notification ${id}.`);
    return 1;
  }
  if (given.options.json) context.print(JSON.stringify(found));
  else for (const [name, value] of Object.entries(found)) context.print(`${name.padEnd(16)} ${value ?? '–'}`);
  return 0;
}

const ReplayOptions = z.object({ failed: flag, since: Since.optional() });

async function runReplay(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, ReplayOptions);
  if (Array.isArray(given)) return misused(context, 'notifications', given);
  const { failed = false, since } = given.options;
  const { words } = given;
  if (failed === words.length > 0 || (since !== undefined && !failed))
    return misused(context, 'notifications', ['Say which: replay ID…, or replay --failed [--since TIME].']);
  const deps = { db: await context.openDatabase(), clock: context.clock };
  const sinceMs = since === undefined ? 0 : instantOf(since, context);
  const gatewayEventIds = failed ? await findGivenUp(deps, sinceMs) : words;
  const replayed = await replayNotifications(deps, { gatewayEventIds, actor: 'command_line' });
  context.print(
    `replayed   ${replayed} of ${gatewayEventIds.length}; a running server applies them within a second`,
  );
  return failed || replayed > 0 ? 0 : 1;
}

import { z } from 'zod';
import {
  type ApiKeyView,
  ApiScope,
  createApiKey,
  findApiKeys,
  type NewApiKey,
  revokeApiKey,
  rotateApiKey,
} from '../../identity/index.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const HELP = `Usage
  tilltalk key create --name NAME --scope SCOPE[,SCOPE…] [--expires-days N] [--requests-per-minute N]
  tilltalk key list [--json]
  tilltalk key rotate KEY_ID [--overlap-hours N]
  tilltalk key revoke KEY_ID

API keys of the host platform's servers, sent as "Authorization: Bearer tk_…". A key belongs to the mode it was made
in (TILLTALK_MODE) and is shown once; what is kept cannot be used.

  --name NAME               what it is for, e.g. the server's name
  --scope SCOPES            ${ApiScope.options.join(', ')}
  --expires-days N          left out: until it is revoked
  --requests-per-minute N   default ${limits.apiKeyRequestsPerMinuteDefault}
  --overlap-hours N         how long the old key works beside the new one, default ${limits.apiKeyOverlapMsDefault / HOUR_MS}

A revoked key ends in every process within ${limits.apiKeyCacheMs / 1000} seconds.
Exit code: 0 done, 1 refused, 2 not called properly.`;

const CreateOptions = z.object({
  name: z.string('is needed').trim().min(1, 'is blank').max(80, 'is longer than 80 characters'),
  scope: z
    .string('is needed')
    .transform((text) => text.split(',').map((scope) => scope.trim()))
    .pipe(z.array(z.enum(ApiScope.options, `must be of ${ApiScope.options.join(', ')}`)).min(1)),
  'expires-days': whole.min(1, 'must be at least 1').max(3650, 'must be at most 3650').optional(),
  'requests-per-minute': whole
    .min(1, 'must be at least 1')
    .max(limits.apiKeyRequestsPerMinuteMax, `must be at most ${limits.apiKeyRequestsPerMinuteMax}`)
    .default(limits.apiKeyRequestsPerMinuteDefault),
});

const RotateOptions = z.object({
  'overlap-hours': whole
    .min(0, 'must not be negative')
    .max(720, 'must be at most 720')
    .default(limits.apiKeyOverlapMsDefault / HOUR_MS),
});

/** `tilltalk key`: API keys of the host platform. */
export const keyCommand: CliCommand = {
  name: 'key',
  summary: 'Create, list, rotate and revoke API keys of the host platform.',
  help: HELP,
  run: async (args, context) => runAction({ name: 'key', help: HELP, actions }, args, context),
};

const actions = { create: runCreate, list: runList, rotate: runRotate, revoke: runRevoke };

async function runCreate(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, CreateOptions);
  if (Array.isArray(given)) return misused(context, 'key', given);
  const { name, scope, 'expires-days': days, 'requests-per-minute': requestsPerMinute } = given.options;
  const expiresAtMs = days === undefined ? null : context.clock.wallMs() + days * DAY_MS;
  const command = { name, scopes: scope, expiresAtMs, requestsPerMinute, actor: 'command_line' };
  printNew(context, await createApiKey(await depsOf(context), command));
  return 0;
}

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ json: flag }));
  if (Array.isArray(given)) return misused(context, 'key', given);
  const keys = await findApiKeys((await context.openDatabase()).query, context.livemode);
  if (given.options.json) context.print(JSON.stringify({ keys }));
  else if (keys.length === 0) context.print('There are no keys.');
  else for (const key of keys) context.print(lineOf(key, context.clock.wallMs()));
  return 0;
}

async function runRotate(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, RotateOptions);
  if (Array.isArray(given)) return misused(context, 'key', given);
  const [keyId] = given.words;
  if (keyId === undefined) return misused(context, 'key', ['Say which: key rotate KEY_ID.']);
  const overlapMs = given.options['overlap-hours'] * HOUR_MS;
  return orUnknown(context, keyId, async () => {
    const rotated = await rotateApiKey(await depsOf(context), { keyId, overlapMs, actor: 'command_line' });
    printNew(context, rotated);
    context.print(`replaces  ${keyId}, which ends in ${given.options['overlap-hours']} hours at the latest`);
  });
}

async function runRevoke(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({}));
  if (Array.isArray(given)) return misused(context, 'key', given);
  const [keyId] = given.words;
  if (keyId === undefined) return misused(context, 'key', ['Say which: key revoke KEY_ID.']);
  return orUnknown(context, keyId, async () => {
    await revokeApiKey(await depsOf(context), { keyId, actor: 'command_line' });
    context.print(`revoked   ${keyId}`);
  });
}

async function orUnknown(context: CliContext, keyId: string, work: () => Promise<void>): Promise<ExitCode> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    context.printError(`There is no live key ${keyId} in ${context.livemode ? 'live' : 'test'} mode.`);
    return 1;
  }
}

async function depsOf(context: CliContext) {
  return { ...context, db: await context.openDatabase() };
}

function printNew(context: CliContext, { key, text }: NewApiKey): void {
  context.print(`created   ${key.keyId} (${key.name}): ${key.scopes.join(', ')}`);
  context.print(`key       ${text}   (shown this once)`);
}

function lineOf(key: ApiKeyView, nowMs: number): string {
  const parts = [
    key.keyId,
    `${key.begins}_…`,
    stateOf(key, nowMs),
    `last used ${key.lastUsedAtMs === null ? 'never' : utcText(key.lastUsedAtMs)}`,
    key.scopes.join(','),
    key.name,
  ];
  return parts.join('  ');
}

function stateOf({ revokedAtMs, expiresAtMs }: ApiKeyView, nowMs: number): string {
  if (revokedAtMs !== null) return `revoked ${utcText(revokedAtMs)}`;
  if (expiresAtMs === null) return 'live';
  return expiresAtMs > nowMs ? `live until ${utcText(expiresAtMs)}` : `ended ${utcText(expiresAtMs)}`;
}

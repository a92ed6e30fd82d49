import { z } from 'zod';
import { checkpointKeyOf } from '../../kernel/audit/checkpoint-key.ts';
import { listAudit } from '../../kernel/audit/list-audit.ts';
import { type ChainFault, verifyChain } from '../../kernel/audit/verify-chain.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';

const HELP = `Usage
  tilltalk audit verify [--public-key KEY[,KEY…]] [--json]
  tilltalk audit list [--action ACTION] [--actor ACTOR] [--subject ID] [--before NUMBER] [--limit N] [--json]
  tilltalk audit public-key

The audit chain holds what must be provable: sign-ins, keys, webhooks, roles, decisions, starts. Each entry's hash
covers the hash before it; once a day the last one is signed (Ed25519) with a key derived from HOUSE_SECRETS.

  verify       reads the whole chain and names the first entry that was altered, is missing, changed places, or that a
               signed checkpoint contradicts
  public-key   prints the keys by which checkpoints can be verified elsewhere
  --public-key trusted keys; left out: those of the present HOUSE_SECRETS
  --limit N    default 50, at most 1000

Exit code: 0 intact or listed, 1 not intact, 2 not called properly.`;

const VerifyOptions = z.object({
  'public-key': z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().regex(/^[\w-]{43}$/, 'must be 43 characters of base64url')))
    .optional(),
  json: flag,
});

const ListOptions = z.object({
  action: z.string().optional(),
  actor: z.string().optional(),
  subject: z.string().optional(),
  before: whole.min(1, 'must be at least 1').optional(),
  limit: whole.min(1, 'must be at least 1').max(1_000, 'must be at most 1000').default(50),
  json: flag,
});

/** `tilltalk audit`: what was done, and whether the record of it still is what was written. */
export const auditCommand: CliCommand = {
  name: 'audit',
  summary: 'Verify and list the audit chain.',
  help: HELP,
  run: async (args, context) => runAction({ name: 'audit', help: HELP, actions }, args, context),
};

const actions = { verify: runVerify, list: runList, 'public-key': runPublicKey };

const sentences: Readonly<Record<ChainFault, string>> = {
  altered: 'was altered',
  missing: 'is missing',
  reordered: 'stands where another one was',
  rewritten: 'is not the one that a signed checkpoint saw: the chain was written anew',
  unsigned: 'has a checkpoint that no trusted key signed',
};

async function runVerify(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, VerifyOptions);
  if (Array.isArray(given)) return misused(context, 'audit', given);
  const { json } = given.options;
  const publicKeys = given.options['public-key'] ?? publicKeysOf(context);
  let shown = 0;
  const verdict = await verifyChain((await context.openDatabase()).query, {
    publicKeys,
    onProgress: (entries) => {
      if (entries - shown < 100_000) return;
      shown = entries;
      context.printError(`${entries} entries verified`);
    },
  });
  if (json) context.print(JSON.stringify(verdict));
  else if (verdict.isIntact) {
    context.print(`intact: ${verdict.entries} entries, ${verdict.checkpoints} signed checkpoints`);
    context.print(`head    ${verdict.head}`);
  } else context.printError(`Entry ${verdict.sequence} ${sentences[verdict.fault]}.`);
  return verdict.isIntact ? 0 : 1;
}

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, ListOptions);
  if (Array.isArray(given)) return misused(context, 'audit', given);
  const { subject, before, json, ...options } = given.options;
  const command = { ...options, subjectId: subject, beforeSequence: before };
  const entries = await listAudit((await context.openDatabase()).query, command);
  if (json) context.print(JSON.stringify({ entries }));
  for (const { sequence, occurredAtMs, action, actor, subjectId, detail } of json ? [] : entries) {
    context.print([sequence, utcText(occurredAtMs), action, actor, subjectId ?? '–', detail].join('  '));
  }
  return 0;
}

async function runPublicKey(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({}));
  if (Array.isArray(given)) return misused(context, 'audit', given);
  for (const key of publicKeysOf(context)) context.print(key);
  return 0;
}

function publicKeysOf({ outside }: CliContext): string[] {
  return (outside?.().HOUSE_SECRETS ?? []).map((key) => checkpointKeyOf(key).publicKey);
}

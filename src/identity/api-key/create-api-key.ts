import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import type { ApiKey } from '../../kernel/db/tables.ts';
import type { ApiKeyDeps } from './deps.ts';
import { hashOfKey, makeKeyText } from './key-text.ts';
import type { ApiScope } from './scopes.ts';
import { insertApiKey, viewOfKey } from './store.ts';
import type { NewApiKey } from './types.ts';

export interface CreateApiKey {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Wall time in ms; null = until it is revoked. */
  readonly expiresAtMs: number | null;
  readonly requestsPerMinute: number;
  /** Who makes it, for the audit chain. */
  readonly actor: string;
}

/** Makes a key of this process's mode. Its text is in the answer and nowhere else. */
export function createApiKey(deps: ApiKeyDeps, command: CreateApiKey): Promise<NewApiKey> {
  return deps.db.transact((tx) => addApiKey(deps, tx, { ...command, replacesKeyId: null }));
}

export async function addApiKey(
  deps: ApiKeyDeps,
  tx: Tx,
  command: CreateApiKey & { readonly replacesKeyId: string | null },
): Promise<NewApiKey> {
  const { text, lookup } = makeKeyText(deps.livemode);
  const row: ApiKey = {
    keyId: deps.newId('key'),
    name: command.name,
    lookup,
    secretHash: hashOfKey(text),
    scopes: [...new Set(command.scopes)].sort().join(' '),
    livemode: deps.livemode ? 1 : 0,
    requestsPerMinute: command.requestsPerMinute,
    replacesKeyId: command.replacesKeyId,
    createdAtMs: deps.clock.wallMs(),
    expiresAtMs: command.expiresAtMs,
    revokedAtMs: null,
    lastUsedAtMs: null,
  };
  await insertApiKey(tx, row);
  const { keyId, scopes, expiresAtMs, replacesKeyId } = row;
  await appendAudit(deps, tx, {
    action: 'api_key.created',
    actor: command.actor,
    subjectId: keyId,
    detail: { scopes, expiresAtMs, replacesKeyId, livemode: deps.livemode },
  });
  return { key: viewOfKey(row), text };
}

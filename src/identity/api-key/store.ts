import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { ApiKey } from '../../kernel/db/tables.ts';
import { beginningOf } from './key-text.ts';
import type { ApiScope } from './scopes.ts';
import type { ApiKeyView } from './types.ts';

export async function insertApiKey(tx: Tx, key: ApiKey): Promise<void> {
  await tx.insertInto('api_key').values(key).execute();
}

export function findByLookup(db: Queries, lookup: string): Promise<ApiKey | undefined> {
  return db.selectFrom('api_key').selectAll().where('lookup', '=', lookup).executeTakeFirst();
}

/** The key of this mode, locked until the transaction ends. */
export function lockApiKey(tx: Tx, { keyId, livemode }: OfMode): Promise<ApiKey | undefined> {
  return tx
    .selectFrom('api_key')
    .selectAll()
    .where('keyId', '=', keyId)
    .where('livemode', '=', livemode ? 1 : 0)
    .forUpdate()
    .executeTakeFirst();
}

interface OfMode {
  readonly keyId: string;
  readonly livemode: boolean;
}

export async function updateApiKey(
  db: Queries,
  keyId: string,
  change: Partial<Pick<ApiKey, 'expiresAtMs' | 'revokedAtMs' | 'lastUsedAtMs'>>,
): Promise<void> {
  await db.updateTable('api_key').set(change).where('keyId', '=', keyId).execute();
}

/** Newest first. */
export async function findApiKeys(db: Queries, livemode: boolean): Promise<ApiKeyView[]> {
  const rows = await db
    .selectFrom('api_key')
    .selectAll()
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('keyId', 'desc')
    .execute();
  return rows.map(viewOfKey);
}

export function viewOfKey(row: ApiKey): ApiKeyView {
  const livemode = row.livemode === 1;
  return {
    keyId: row.keyId,
    name: row.name,
    begins: beginningOf({ livemode, lookup: row.lookup }),
    scopes: row.scopes.split(' ') as ApiScope[],
    livemode,
    requestsPerMinute: row.requestsPerMinute,
    replacesKeyId: row.replacesKeyId,
    createdAtMs: row.createdAtMs,
    expiresAtMs: row.expiresAtMs,
    revokedAtMs: row.revokedAtMs,
    lastUsedAtMs: row.lastUsedAtMs,
  };
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { AuditEntry } from '../db/tables.ts';

/** What the first entry follows. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 of the hash before and of the canonical JSON of everything else, hexadecimal. */
export function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { previousHash, ...content } = entry;
  return createHash('sha256')
    .update(`${previousHash}\n${canonicalJson(content)}`)
    .digest('hex');
}

import { createHash } from 'node:crypto';

/** JSON with the keys of objects in order, so that equal commands have equal text (key order is no difference). */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/**
 * What an idempotency key stands for: SHA-256 of the command's semantic JSON, hexadecimal. The order of members and the
 * spelling of a number are no difference; the order of an array, and null beside absent, are. An API that compares
 * bytes gives its body as text.
 */
export function fingerprintOf(command: unknown): string {
  return createHash('sha256').update(canonicalJson(command)).digest('hex');
}

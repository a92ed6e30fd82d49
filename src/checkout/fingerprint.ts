import { hash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.ts';

/**
 * What an idempotency key stands for: SHA-256 of the command's semantic JSON, hexadecimal. The order of members and the
 * spelling of a number are no difference; the order of an array, and null beside absent, are. An API that compares
 * bytes gives its body as text.
 */
export function fingerprintOf(command: unknown): string {
  return hash('sha256', canonicalJson(command), 'hex');
}

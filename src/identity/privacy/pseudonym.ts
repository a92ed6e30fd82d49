import { createHmac } from 'node:crypto';
import { deriveKey, type HouseKey, presentKey } from '../../kernel/derive-key.ts';

/** Tells a pseudonym from any id of a host platform: no key of ours begins so otherwise. */
const MARK = '~';

/**
 * Stands for a host platform's id after its learner had their data deleted. Whoever has the id and our key finds what
 * they bought again; from the row alone nobody can tell who it was.
 */
export function pseudonymOf(keys: readonly HouseKey[], hostUserKey: string): string {
  return by(presentKey(keys), hostUserKey);
}

/** As it may have been written under any of the keys. */
export function pseudonymsOf(keys: readonly HouseKey[], hostUserKey: string): string[] {
  return keys.map((key) => by(key, hostUserKey));
}

function by(key: HouseKey, hostUserKey: string): string {
  return `${MARK}${createHmac('sha256', deriveKey(key, 'pseudonym')).update(hostUserKey).digest('base64url')}`;
}

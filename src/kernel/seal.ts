import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, type HouseKey, presentKey } from './derive-key.ts';

/** Keeps secrets that have to be read again, encrypted in the database. */
export interface Seal {
  /** `place` is where it will stand, e.g. the row's id: sealed text that is moved elsewhere does not open. */
  seal(text: string, place: string): string;
  /** Throws when it was changed, moved, or sealed by a key that is not configured any more. */
  open(sealed: string, place: string): string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under keys derived from the house's; the first seals, all open. */
export function createSeal(keys: readonly HouseKey[]): Seal {
  return {
    seal: (text, place) => {
      const key = presentKey(keys);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', deriveKey(key, 'seal'), iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${key.kid}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open: (sealed, place) => {
      const at = sealed.lastIndexOf(':');
      const key = keys.find(({ kid }) => kid === sealed.slice(0, at));
      if (key === undefined) throw new Error('sealed by a key that is not configured');
      const bytes = Buffer.from(sealed.slice(at + 1), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', deriveKey(key, 'seal'), bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    },
  };
}

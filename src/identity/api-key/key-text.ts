import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { newSecret } from '../../kernel/id.ts';

const SECRET_BYTES = 32;
const LOOKUP_CHARACTERS = 12;
const FORM = /^tk_(test|live)_([0-9a-z]{12})_[\w-]{43}$/;

export interface KeyText {
  readonly text: string;
  readonly lookup: string;
}

/** A new key: its mode to be seen, a part to find it by, and 256 random bits. */
export function makeKeyText(livemode: boolean): KeyText {
  const lookup = newSecret().slice(0, LOOKUP_CHARACTERS);
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { text: `${beginningOf({ livemode, lookup })}_${secret}`, lookup };
}

/** What of a key may be shown. */
export function beginningOf({ livemode, lookup }: { livemode: boolean; lookup: string }): string {
  return `tk_${livemode ? 'live' : 'test'}_${lookup}`;
}

/** The parts of a key that say where to look; undefined when the text has not a key's form. */
export function readKeyText(text: string): { livemode: boolean; lookup: string } | undefined {
  const [, mode, lookup] = FORM.exec(text) ?? [];
  return lookup === undefined ? undefined : { livemode: mode === 'live', lookup };
}

/** True for what means to be a key, of whatever form. */
export function isLikeKey(token: string): boolean {
  return token.startsWith('tk_');
}

/** What is kept of a key: whoever reads the table can use none. 256 random bits need no slow hash. */
export function hashOfKey(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares two hashes of one length in a time that does not depend on where they differ. */
export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

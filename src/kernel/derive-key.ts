import { hkdfSync } from 'node:crypto';

/** A secret of the configuration with its id; two are live during a rotation, the first is used for new things. */
export interface HouseKey {
  readonly kid: string;
  readonly secret: string;
}

/** 32 bytes for one purpose, so that no key serves two (HKDF-SHA-256, RFC 5869). */
export function deriveKey({ secret }: HouseKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `tilltalk:${purpose}`, 32));
}

/** The first of the keys. Throws without one: that is a mistake of whoever composes. */
export function presentKey(keys: readonly HouseKey[]): HouseKey {
  const [key] = keys;
  if (key === undefined) throw new Error('the house has no key');
  return key;
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { SigningKey } from './types.ts';

/**
 * The claims of a token that one of `keys` signed: HS256 in compact form (RFC 7515, RFC 7518 section 3.2). Web crypto,
 * which jose goes through, takes a thread for each, which costs many times the hash. Claims are the caller's to judge.
 * Throws when no key of that id signed it so.
 */
export function verifyHs256(keys: readonly SigningKey[], token: string): JWTPayload {
  const [header, payload, signature = '', ...more] = token.split('.');
  const { alg, kid, crit } = decodeProtectedHeader(token);
  if (alg !== 'HS256' || crit !== undefined || more.length > 0) throw new Error('not signed as ours are');
  const key = keys.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw new Error('no key of that id');
  const expected = createHmac('sha256', key.secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new Error('the signature is not ours');
  return decodeJwt(token);
}

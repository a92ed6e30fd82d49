import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { limits } from '../../kernel/limits.ts';

/** The cookie's name; the prefix makes browsers refuse it from elsewhere, which they only do on https. */
export function cookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-tilltalk_staff' : 'tilltalk_staff';
}

/** A `Set-Cookie` that only our own pages ever send back; an empty token takes it away. */
export function sessionCookie(publicUrl: string, token: string): string {
  const maxAgeSeconds = token === '' ? 0 : limits.staffSessionTtlMs / 1000;
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`];
  if (isSecure(publicUrl)) attributes.push('Secure');
  return [`${cookieName(publicUrl)}=${token}`, ...attributes].join('; ');
}

/** The token in a `Cookie` header; undefined when there is none. */
export function tokenOf(header: string | string[] | undefined, publicUrl: string): string | undefined {
  const prefix = `${cookieName(publicUrl)}=`;
  const pairs = String(header ?? '').split(';');
  const token = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(prefix));
  return token?.slice(prefix.length) || undefined;
}

/** What is kept of a token: who reads the table can sign in as nobody. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Names a session to its owner; nobody can sign in by it. */
export function sessionIdOf(tokenHash: string): string {
  return createHash('sha256').update(`session:${tokenHash}`).digest('hex').slice(0, 24);
}

/** Bound to the session: made from its secret, which a page of another origin cannot read. */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

export function isSameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

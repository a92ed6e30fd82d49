import { DomainError } from '../kernel/errors.ts';
import type { IdentityDeps } from './deps.ts';
import { identityErrors } from './errors.ts';
import { verifyLearnerToken } from './token.ts';
import type { Caller } from './types.ts';

export type Authenticate = (token: string) => Promise<Caller>;

const VERIFIED_MAX = 10_000;

/**
 * Verifies tokens and remembers those it verified, since the same token comes with every request.
 * Throws `unauthenticated`; an expired token is refused even when remembered.
 */
export function createAuthenticate(deps: IdentityDeps): Authenticate {
  const verified = new Map<string, Caller>();
  return async (token) => {
    const known = verified.get(token);
    if (known !== undefined && known.expiresAtMs > deps.clock.wallMs()) return known;
    verified.delete(token);
    const caller = await verifyLearnerToken(deps, token);
    if (verified.size >= VERIFIED_MAX) verified.clear();
    verified.set(token, caller);
    return caller;
  };
}

/** The token of an `Authorization: Bearer …` header. Throws `unauthenticated`. */
export function bearerToken(header: string | undefined): string {
  const token = header?.startsWith('Bearer ') ? header.slice('Bearer '.length).trim() : '';
  if (token === '') throw new DomainError(identityErrors.unauthenticated);
  return token;
}

import { DomainError } from '../kernel/errors.ts';
import type { IdentityDeps } from './deps.ts';
import { identityErrors } from './errors.ts';
import { isMerged } from './store.ts';
import { verifyLearnerToken } from './token.ts';
import type { Caller } from './types.ts';

export type Authenticate = (token: string) => Promise<Caller>;

const VERIFIED_MAX = 10_000;

/**
 * Verifies tokens and remembers those it verified, since the same token comes with every request.
 * Throws `unauthenticated`; an expired token is refused even when remembered, and so is a guest's after they signed in.
 */
export function createAuthenticate(deps: IdentityDeps): Authenticate {
  const verified = new Map<string, Caller>();
  const verify = async (token: string): Promise<Caller> => {
    const known = verified.get(token);
    if (known !== undefined && known.expiresAtMs > deps.clock.wallMs()) return known;
    verified.delete(token);
    const caller = await verifyLearnerToken(deps, token);
    if (verified.size >= VERIFIED_MAX) verified.clear();
    verified.set(token, caller);
    return caller;
  };
  return async (token) => {
    const caller = await verify(token);
    // Whoever signed in goes on with another token: the guest's is worth nothing on any device (C6).
    if (caller.isGuest && (await isMerged(deps.db.query, caller.learnerId))) {
      throw new DomainError(identityErrors.unauthenticated);
    }
    return caller;
  };
}

/** The token of an `Authorization: Bearer …` header. Throws `unauthenticated`. */
export function bearerToken(header: string | undefined): string {
  const token = header?.startsWith('Bearer ') ? header.slice('Bearer '.length).trim() : '';
  if (token === '') throw new DomainError(identityErrors.unauthenticated);
  return token;
}

import { jwtVerify, SignJWT } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import type { Authenticate } from './authenticate.ts';
import type { IdentityDeps } from './deps.ts';
import { identityErrors } from './errors.ts';
import { keyOf } from './token.ts';
import type { Caller } from './types.ts';

type PassDeps = Pick<IdentityDeps, 'clock' | 'livemode' | 'tokenKeys'>;

const ISSUER = 'tilltalk';
/** Not the audience of learners' tokens: whatever asks for one of those refuses a pass. */
const AUDIENCE = 'tilltalk-pass';

export interface Pass {
  readonly learnerId: string;
  /** The one thing that it opens. */
  readonly thingId: string;
  readonly ttlMs: number;
}

/** Signs a pass: a token by which its holder acts for a learner on one thing, and on nothing else of theirs. */
export async function signPass(
  deps: PassDeps,
  { learnerId, thingId, ttlMs }: Pass,
): Promise<{ token: string; expiresAtMs: number }> {
  const [key] = deps.tokenKeys;
  if (key === undefined) throw new Error('no key to sign tokens with');
  const nowMs = deps.clock.wallMs();
  const expiresAtMs = nowMs + ttlMs;
  const token = await new SignJWT({ thing: thingId, livemode: deps.livemode })
    .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(learnerId)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor(expiresAtMs / 1000))
    .sign(new TextEncoder().encode(key.secret));
  return { token, expiresAtMs };
}

/** Who calls about one thing: by a learner's own token, or by a pass for just that thing. Throws `unauthenticated`. */
export type AuthenticateFor = (token: string, thingId: string) => Promise<Caller>;

export function createAuthenticateFor(deps: PassDeps, authenticate: Authenticate): AuthenticateFor {
  return async (token, thingId) => {
    try {
      return await authenticate(token);
    } catch (error) {
      const caller = await callerOfPass(deps, token, thingId);
      if (caller === null) throw error;
      return caller;
    }
  };
}

async function callerOfPass(deps: PassDeps, token: string, thingId: string): Promise<Caller | null> {
  try {
    const { payload } = await jwtVerify(token, await keyOf(deps.tokenKeys, token), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(deps.clock.wallMs()),
    });
    if (payload['livemode'] !== deps.livemode || payload['thing'] !== thingId) return null;
    return {
      learnerId: String(payload.sub),
      isGuest: false,
      expiresAtMs: (payload.exp ?? 0) * 1000,
      wechatOpenid: null,
      isPass: true,
    };
  } catch {
    return null;
  }
}

/** Throws `unauthenticated` where a pass does not reach. */
export function refusePass({ isPass }: Pick<Caller, 'isPass'>): void {
  if (isPass) throw new DomainError(identityErrors.unauthenticated);
}

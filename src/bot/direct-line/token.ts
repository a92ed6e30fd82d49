import { decodeProtectedHeader, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { DirectLineDeps } from './deps.ts';
import { directLineErrors } from './errors.ts';

type TokenDeps = Pick<DirectLineDeps, 'clock' | 'livemode' | 'tokenKeys'>;

const ISSUER = 'tilltalk';
/** A token opens one conversation; a stream's only its socket. */
const AUDIENCE = { token: 'tilltalk-direct-line', stream: 'tilltalk-direct-line-stream' } as const;

/** What a token is bound to: one learner, one conversation, and, once it is known, one user id. */
export interface Bound {
  readonly learnerId: string;
  readonly isGuest: boolean;
  readonly conversationId: string;
  /** How the client names its user; undefined until it does. */
  readonly userId?: string | undefined;
  /** Pages that may use it; undefined: all that are trusted. */
  readonly origins?: readonly string[] | undefined;
}

export interface VerifiedToken extends Bound {
  /** Wall time in ms. */
  readonly expiresAtMs: number;
}

export function signToken(deps: TokenDeps, bound: Bound): Promise<string> {
  const { learnerId, isGuest, conversationId, userId, origins } = bound;
  const claims = { conv: conversationId, guest: isGuest, ...(origins && { origins }) };
  return sign(deps, {
    audience: AUDIENCE.token,
    subject: learnerId,
    // `user` is where clients of this protocol look for a bound id.
    claims: userId === undefined ? claims : { ...claims, user: userId },
    ttlMs: limits.directLineTokenTtlMs,
  });
}

/** Throws `direct_line_token_refused`. */
export async function verifyToken(deps: TokenDeps, token: string): Promise<VerifiedToken> {
  const payload = await verify(deps, token, AUDIENCE.token);
  const { user, origins } = payload as { user?: unknown; origins?: unknown };
  return {
    ...boundOf(payload),
    isGuest: payload['guest'] === true,
    userId: typeof user === 'string' ? user : undefined,
    origins: Array.isArray(origins) ? origins.map(String) : undefined,
    expiresAtMs: (payload.exp ?? 0) * 1000,
  };
}

/** A socket to be: opened within a minute, it tells what comes after `afterSeq` until its token ends. */
export interface StreamTicket {
  readonly learnerId: string;
  readonly conversationId: string;
  readonly afterSeq: number;
  readonly endsAtMs: number;
  readonly origins?: readonly string[] | undefined;
}

export function signTicket(deps: TokenDeps, ticket: StreamTicket): Promise<string> {
  const { learnerId, conversationId, afterSeq, endsAtMs, origins } = ticket;
  return sign(deps, {
    audience: AUDIENCE.stream,
    subject: learnerId,
    claims: { conv: conversationId, after: afterSeq, ends: endsAtMs, ...(origins && { origins }) },
    ttlMs: limits.directLineTicketTtlMs,
  });
}

/** Throws `direct_line_token_refused`. */
export async function verifyTicket(deps: TokenDeps, ticket: string): Promise<StreamTicket> {
  const payload = await verify(deps, ticket, AUDIENCE.stream);
  const { after, ends, origins } = payload as { after?: number; ends?: number; origins?: string[] };
  return { ...boundOf(payload), afterSeq: Number(after), endsAtMs: Number(ends), origins };
}

function boundOf(payload: JWTPayload): Pick<Bound, 'learnerId' | 'conversationId'> {
  return { learnerId: String(payload.sub), conversationId: String(payload['conv']) };
}

interface ToSign {
  readonly audience: string;
  readonly subject: string;
  readonly claims: JWTPayload;
  readonly ttlMs: number;
}

function sign(deps: TokenDeps, { audience, subject, claims, ttlMs }: ToSign): Promise<string> {
  const [key] = deps.tokenKeys;
  if (key === undefined) throw new Error('no key to sign tokens with');
  const nowMs = deps.clock.wallMs();
  return new SignJWT({ ...claims, livemode: deps.livemode })
    .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor((nowMs + ttlMs) / 1000))
    .sign(new TextEncoder().encode(key.secret));
}

async function verify(deps: TokenDeps, token: string, audience: string): Promise<JWTPayload> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = deps.tokenKeys.find((candidate) => candidate.kid === kid);
    if (key === undefined) throw new Error('no key of that id');
    const { payload } = await jwtVerify(token, new TextEncoder().encode(key.secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience,
      requiredClaims: ['sub', 'exp', 'conv'],
      currentDate: new Date(deps.clock.wallMs()),
    });
    if (payload['livemode'] !== deps.livemode) throw new Error('the token is of the other mode');
    return payload;
  } catch (cause) {
    throw new DomainError(directLineErrors.direct_line_token_refused, { cause });
  }
}

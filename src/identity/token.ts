import { webcrypto } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { DomainError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { buyerFactsOf, claimsOf } from './buyer-facts.ts';
import type { IdentityDeps } from './deps.ts';
import { identityErrors } from './errors.ts';
import { PUBLIC_KEY_ALGORITHMS } from './jwks.ts';
import type { BuyerFacts, Caller, SigningKey } from './types.ts';
import { verifyHs256 } from './verify-hs256.ts';

const ISSUER = 'tilltalk';
const AUDIENCE = 'tilltalk-widget';
/** What the host platform's tokens must name as their audience. */
const HOST_AUDIENCE = 'tilltalk';

/** In the host platform's tokens and in ours: the learner's id in the host's WeChat app. */
const OPENID_CLAIM = 'wechat_openid';
/** OpenID Connect's: when the learner last proved who they are, in seconds. */
const SIGNED_IN_CLAIM = 'auth_time';
/** In our tokens; the host's name the whole address, of which nothing but this is kept. */
const EMAIL_DOMAIN_CLAIM = 'email_domain';

type TokenDeps = Pick<IdentityDeps, 'clock' | 'livemode' | 'tokenKeys'>;

/** Signs a token of ours for a learner or guest. */
export async function signLearnerToken(
  deps: TokenDeps,
  learner: {
    learnerId: string;
    isGuest: boolean;
    wechatOpenid?: string | null;
    signedInAtMs?: number | null;
    emailDomain?: string | null;
  } & Partial<BuyerFacts>,
): Promise<{ token: string; expiresAtMs: number }> {
  const key = deps.tokenKeys[0];
  if (key === undefined) throw new Error('no key to sign tokens with');
  const nowMs = deps.clock.wallMs();
  const expiresAtMs = nowMs + (learner.isGuest ? limits.guestTokenTtlMs : limits.learnerTokenTtlMs);
  const openid = learner.wechatOpenid ? { [OPENID_CLAIM]: learner.wechatOpenid } : {};
  const signedIn =
    learner.signedInAtMs == null ? {} : { [SIGNED_IN_CLAIM]: Math.floor(learner.signedInAtMs / 1000) };
  const mail = learner.emailDomain ? { [EMAIL_DOMAIN_CLAIM]: learner.emailDomain } : {};
  const claims = { ...openid, ...signedIn, ...mail, ...claimsOf(learner) };
  const token = await new SignJWT({ guest: learner.isGuest, livemode: deps.livemode, ...claims })
    .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(learner.learnerId)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor(expiresAtMs / 1000))
    .sign(await hmacKey(key));
  return { token, expiresAtMs };
}

/** Verifies a token of ours. Throws `unauthenticated`. */
export async function verifyLearnerToken(deps: TokenDeps, token: string): Promise<Caller> {
  try {
    const payload = verifyHs256(deps.tokenKeys, token);
    if (payload.iss !== ISSUER || payload.aud !== AUDIENCE) throw new Error('the token is for somebody else');
    if (typeof payload.sub !== 'string' || typeof payload.exp !== 'number')
      throw new Error('sub and exp are missing');
    if (payload.exp * 1000 <= deps.clock.wallMs()) throw new Error('the token has ended');
    if (payload['livemode'] !== deps.livemode) throw new Error('the token is of the other mode');
    return {
      learnerId: String(payload.sub),
      isGuest: payload['guest'] === true,
      expiresAtMs: (payload.exp ?? 0) * 1000,
      wechatOpenid: openidOf(payload),
      signedInAtMs: signedInAtOf(payload),
      emailDomain: domainOf(payload[EMAIL_DOMAIN_CLAIM]),
      ...buyerFactsOf(payload, deps.clock.wallMs()),
    };
  } catch (cause) {
    throw new DomainError(identityErrors.unauthenticated, { cause });
  }
}

export interface HostIdentity extends BuyerFacts {
  readonly hostUserId: string;
  readonly displayName: string | null;
  readonly wechatOpenid: string | null;
  /** The claim `auth_time`: when they signed in at the host platform; null when it does not say. */
  readonly signedInAtMs: number | null;
  /** What stands behind the @ of the claim `email`; null when it does not say. */
  readonly emailDomain: string | null;
  /** The claim `vip`: people come to them sooner. */
  readonly isVip: boolean;
}

type HostDeps = Pick<IdentityDeps, 'clock' | 'hostKeys' | 'hostJwks' | 'hostIssuer'>;

/**
 * Verifies the host platform's word about who its learner is: signed with a shared secret (HS256) or a key that it
 * publishes, named by `kid`; `aud` = tilltalk, `sub`, `iat` and `exp`; issued at most `limits.hostTokenAgeMaxMs` ago, so
 * that a leaked one is soon worth nothing. Throws `host_token_refused`, `unavailable`.
 */
export async function verifyHostToken(deps: HostDeps, token: string): Promise<HostIdentity> {
  return orRefused(async () => {
    const payload = await verifyByHost(deps, token, { audience: HOST_AUDIENCE, requiredClaims: ['sub'] });
    const hostUserId = String(payload.sub);
    if (!/^[^\p{Cc}\p{Cs}]{1,128}$/u.test(hostUserId)) throw new Error('sub cannot be an id');
    const name = payload['name'];
    return {
      hostUserId,
      displayName: typeof name === 'string' ? name.slice(0, 80).replace(/[\p{Cc}\p{Cs}]/gu, '') : null,
      wechatOpenid: openidOf(payload),
      signedInAtMs: signedInAtOf(payload),
      emailDomain: emailDomainOf(payload['email']),
      ...buyerFactsOf(payload, deps.clock.wallMs()),
      isVip: payload['vip'] === true,
    };
  });
}

/** What a call of the host platform's server must name as its audience: no learner's token does. */
const SERVER_AUDIENCE = 'tilltalk-server';

/** Verifies a call of the host platform's server by the keys it signs learners with. Throws `host_token_refused`, `unavailable`. */
export async function verifyServerToken(deps: HostDeps, token: string): Promise<void> {
  await orRefused(() => verifyByHost(deps, token, { audience: SERVER_AUDIENCE, requiredClaims: [] }));
}

async function verifyByHost(
  deps: HostDeps,
  token: string,
  { audience, requiredClaims }: { audience: string; requiredClaims: readonly string[] },
): Promise<JWTPayload> {
  const options = {
    audience,
    requiredClaims: [...requiredClaims, 'exp', 'iat'],
    maxTokenAge: limits.hostTokenAgeMaxMs / 1000,
    clockTolerance: 30,
    currentDate: new Date(deps.clock.wallMs()),
    ...(deps.hostIssuer === undefined ? {} : { issuer: deps.hostIssuer }),
  };
  const { alg } = decodeProtectedHeader(token);
  // Which kind of key proves it is our choice by algorithm: a published key is never taken for a shared secret.
  const { payload } =
    deps.hostJwks !== undefined && PUBLIC_KEY_ALGORITHMS.includes(alg ?? '')
      ? await jwtVerify(token, deps.hostJwks, { ...options, algorithms: PUBLIC_KEY_ALGORITHMS })
      : await jwtVerify(token, await keyOf(deps.hostKeys, token), { ...options, algorithms: ['HS256'] });
  return payload;
}

async function orRefused<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError(identityErrors.host_token_refused, { cause });
  }
}

/** WeChat's own form; anything else counts as not known. */
function openidOf(payload: Readonly<Record<string, unknown>>): string | null {
  const openid = payload[OPENID_CLAIM];
  return typeof openid === 'string' && /^[\w-]{16,64}$/.test(openid) ? openid : null;
}

function signedInAtOf(payload: Readonly<Record<string, unknown>>): number | null {
  const seconds = payload[SIGNED_IN_CLAIM];
  return typeof seconds === 'number' && seconds > 0 ? Math.floor(seconds) * 1000 : null;
}

function emailDomainOf(email: unknown): string | null {
  return typeof email === 'string' ? domainOf(email.slice(email.lastIndexOf('@') + 1)) : null;
}

/** A name of the Internet in lower case; anything else counts as not known. */
function domainOf(name: unknown): string | null {
  return typeof name === 'string' && /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(name) && name.length <= 253
    ? name.toLowerCase()
    : null;
}

/** The key that a token names. Throws when it is none of ours. */
export async function keyOf(keys: readonly SigningKey[], token: string): Promise<webcrypto.CryptoKey> {
  const { kid } = decodeProtectedHeader(token);
  const key = keys.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw new Error('no key of that id');
  return hmacKey(key);
}

/** Importing a key costs as much as verifying by it, so each is imported once. */
const imported = new Map<string, Promise<webcrypto.CryptoKey>>();

function hmacKey({ secret }: SigningKey): Promise<webcrypto.CryptoKey> {
  const known = imported.get(secret);
  if (known !== undefined) return known;
  const bytes = new TextEncoder().encode(secret);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = webcrypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify']);
  imported.set(secret, key);
  return key;
}

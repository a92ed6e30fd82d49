import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../kernel/clock.ts';
import type { Egress, EgressResult } from '../kernel/egress/egress.ts';
import { limits } from '../kernel/limits.ts';
import { silentLog } from '../kernel/log.ts';
import { createHostJwks } from './jwks.ts';
import { verifyHostToken, verifyServerToken } from './token.ts';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
type Host = Parameters<typeof verifyHostToken>[0];

const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;
const sharedSecret = { kid: 'shared', secret: 'a secret shared with the host' };
let pairs: Record<string, Pair>;
let jwks: Record<string, JWK>;
let nowMs: number;
/** What the host platform publishes, and how often it was asked. */
let published: () => EgressResult;
let fetches: number;
let deps: Host;

beforeAll(async () => {
  const made = ALGORITHMS.map((alg) => generateKeyPair(alg, { extractable: true }));
  const [rsa, ec, ed] = await Promise.all(made);
  if (!rsa || !ec || !ed) throw new Error('no keys');
  pairs = { RS256: rsa, ES256: ec, EdDSA: ed };
  jwks = Object.fromEntries(
    await Promise.all(
      Object.entries(pairs).map(async ([alg, { publicKey }]) => [
        alg,
        { ...(await exportJWK(publicKey)), kid: alg, alg, use: 'sig' },
      ]),
    ),
  );
});

beforeEach(() => {
  nowMs = Date.UTC(2026, 7, 1);
  published = () => answer({ keys: Object.values(jwks) });
  fetches = 0;
  const egress: Egress = {
    refusalOf: () => undefined,
    send: async () => {
      fetches += 1;
      return published();
    },
  };
  const clock = systemClock(() => nowMs);
  const hostJwks = createHostJwks({ clock, log: silentLog(), egress, url: 'https://host.example/jwks' });
  deps = { clock, hostKeys: [sharedSecret], hostJwks, hostIssuer: 'https://host.example' };
});

function answer(body: unknown, isCut = false): EgressResult {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { outcome: 'answered', status: 200, headers: {}, body: bytes, isCut };
}

interface TokenParts {
  readonly kid?: string;
  readonly alg?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly issuedAtMs?: number;
  readonly ttlMs?: number;
}

function sign(key: Parameters<SignJWT['sign']>[0], given: TokenParts = {}): Promise<string> {
  const alg = given.alg ?? 'RS256';
  const issuedAtMs = given.issuedAtMs ?? nowMs;
  return new SignJWT({ name: 'Mai' })
    .setProtectedHeader({ alg, kid: given.kid ?? alg })
    .setIssuer(given.issuer ?? 'https://host.example')
    .setAudience(given.audience ?? 'tilltalk')
    .setSubject('u-7')
    .setIssuedAt(Math.floor(issuedAtMs / 1000))
    .setExpirationTime(Math.floor((issuedAtMs + (given.ttlMs ?? 60_000)) / 1000))
    .sign(key);
}

const privateKey = (alg = 'RS256') => (pairs[alg] as Pair).privateKey;
const refusal = (code: string) => expect.objectContaining({ code });

it.each(ALGORITHMS)('a learner whom a published %s key names is who they are', async (alg) => {
  const token = await sign(privateKey(alg), { alg });
  expect(await verifyHostToken(deps, token)).toMatchObject({ hostUserId: 'u-7', displayName: 'Mai' });
});

it('the host platform may sign calls of its server with a published key, and still share a secret', async () => {
  await verifyServerToken(deps, await sign(privateKey(), { audience: 'tilltalk-server' }));
  const secret = new TextEncoder().encode(sharedSecret.secret);
  const shared = await sign(secret, { alg: 'HS256', kid: 'shared' });
  expect((await verifyHostToken(deps, shared)).hostUserId).toBe('u-7');
});

it.each<[string, () => Promise<string>]>([
  ['of another issuer', () => sign(privateKey(), { issuer: 'https://other.example' })],
  ['for somebody else', () => sign(privateKey(), { audience: 'another-shop' })],
  ['for a server', () => sign(privateKey(), { audience: 'tilltalk-server' })],
  ['that has ended', () => sign(privateKey(), { issuedAtMs: nowMs - 120_000, ttlMs: 60_000 })],
  ['that was issued long ago', () => sign(privateKey(), { issuedAtMs: nowMs - 3_600_000, ttlMs: 7_200_000 })],
  ['of an unknown key', () => sign(privateKey(), { kid: 'nobody' })],
  ['under the name of another key', () => sign(privateKey(), { kid: 'ES256' })],
  ['signed by a stranger', async () => sign((await generateKeyPair('RS256')).privateKey)],
  ['of an algorithm that is not allowed', async () => sign(await ps256(), { alg: 'PS256', kid: 'RS256' })],
])('a token %s is refused', async (_name, token) => {
  await expect(verifyHostToken(deps, await token())).rejects.toEqual(refusal('host_token_refused'));
});

async function ps256() {
  return (await generateKeyPair('PS256')).privateKey;
}

it('a token without a signature is refused', async () => {
  const [, body] = (await sign(privateKey())).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'RS256' })).toString('base64url');
  await expect(verifyHostToken(deps, `${header}.${body}.`)).rejects.toEqual(refusal('host_token_refused'));
});

it('a public key is never taken for a shared secret', async () => {
  const [, body] = (await sign(privateKey())).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'RS256' })).toString('base64url');
  const spki = await exportSPKI((pairs['RS256'] as Pair).publicKey);
  const signature = createHmac('sha256', spki).update(`${header}.${body}`).digest('base64url');
  const forged = `${header}.${body}.${signature}`;
  await expect(verifyHostToken(deps, forged)).rejects.toEqual(refusal('host_token_refused'));
});

it('a shared secret that is published as a key is worth nothing', async () => {
  const k = Buffer.from('a secret that everybody can read').toString('base64url');
  published = () => answer({ keys: [{ kty: 'oct', kid: 'oct', alg: 'HS256', k }] });
  const token = await sign(Buffer.from(k, 'base64url'), { alg: 'HS256', kid: 'oct' });
  await expect(verifyHostToken(deps, token)).rejects.toEqual(refusal('host_token_refused'));
});

it('keys are fetched once for many tokens, and again when they are old', async () => {
  const token = await sign(privateKey());
  await Promise.all(Array.from({ length: 20 }, () => verifyHostToken(deps, token)));
  expect(fetches).toBe(1);
  nowMs += limits.jwksCacheMs + 1;
  await verifyHostToken(deps, await sign(privateKey()));
  expect(fetches).toBe(2);
});

it('a rotated key works as soon as a token names it, and unknown names cannot make us ask without end', async () => {
  await verifyHostToken(deps, await sign(privateKey()));
  const fresh = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(fresh.publicKey)), kid: 'fresh' };
  published = () => answer({ keys: [jwk] });
  nowMs += limits.jwksFetchEveryMs;
  await verifyHostToken(deps, await sign(fresh.privateKey, { alg: 'ES256', kid: 'fresh' }));
  for (let round = 0; round < 20; round += 1) {
    const token = await sign(fresh.privateKey, { alg: 'ES256', kid: `made-up-${round}` });
    await expect(verifyHostToken(deps, token)).rejects.toEqual(refusal('host_token_refused'));
  }
  expect(fetches).toBe(2);
  await expect(verifyHostToken(deps, await sign(privateKey()))).rejects.toEqual(
    refusal('host_token_refused'),
  );
});

it('while the host platform cannot be reached known keys go on for a while, then nobody signs in', async () => {
  await verifyHostToken(deps, await sign(privateKey()));
  published = () => ({ outcome: 'failed', cause: 'timeout' });
  nowMs += limits.jwksStaleMaxMs;
  await verifyHostToken(deps, await sign(privateKey()));
  nowMs += 1;
  await expect(verifyHostToken(deps, await sign(privateKey()))).rejects.toEqual(refusal('unavailable'));
});

it.each<[string, () => EgressResult]>([
  ['is not there', () => ({ ...answer('{}'), status: 404 }) as EgressResult],
  ['leads elsewhere', () => ({ ...answer('{}'), status: 302 }) as EgressResult],
  ['is too large', () => answer({ keys: Object.values(jwks) }, true)],
  ['is no JSON', () => answer('<html>')],
  ['is no key set', () => answer({ keys: 'none' })],
  ['stands on a private address', () => ({ outcome: 'refused', cause: 'it is not on the public internet' })],
])('nobody signs in by a key set that %s', async (_name, bad) => {
  published = bad;
  await expect(verifyHostToken(deps, await sign(privateKey()))).rejects.toEqual(refusal('unavailable'));
});

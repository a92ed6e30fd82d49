import { type CryptoKey, importJWK, type JWK, type JWTHeaderParameters } from 'jose';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { Egress } from '../kernel/egress/egress.ts';
import { DomainError, kernelErrors } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { Log } from '../kernel/log.ts';
import { sharedRun } from '../kernel/shared-run.ts';

export interface HostJwksDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly egress: Egress;
  /** Where the host platform publishes its keys. */
  readonly url: string;
}

/** Finds the public key that a token names. Throws `unavailable` while no keys can be fetched. */
export type HostJwks = (header: JWTHeaderParameters) => Promise<CryptoKey>;

/** What a host platform may sign with: no `none`, and no HS, for which a public key would be a shared secret. */
export const PUBLIC_KEY_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];

/** A key's public members; a private one that was published by mistake is never read. */
const Jwk = z.object({
  kid: z.string().min(1).max(256),
  kty: z.enum(['RSA', 'EC', 'OKP']),
  alg: z.string().optional(),
  use: z.literal('sig').optional(),
  n: z.string().max(2048).optional(),
  e: z.string().max(16).optional(),
  crv: z.enum(['P-256', 'Ed25519']).optional(),
  x: z.string().max(64).optional(),
  y: z.string().max(64).optional(),
});
type Jwk = z.infer<typeof Jwk>;

const Jwks = z.object({ keys: z.array(z.unknown()).max(limits.jwksKeysMax) });

const KEY_TYPES: Readonly<Record<string, Jwk['kty']>> = { RS256: 'RSA', ES256: 'EC', EdDSA: 'OKP' };

interface Known {
  readonly keys: ReadonlyMap<string, Jwk>;
  readonly imported: Map<string, Promise<CryptoKey | Uint8Array>>;
  readonly fetchedAtMs: number;
}

/**
 * Keeps the host platform's published keys: fetched when first needed, again when they are old or a token names one
 * that is not among them, but never oftener than `limits.jwksFetchEveryMs`, whatever tokens come. While they cannot be
 * fetched those known go on for `limits.jwksStaleMaxMs`.
 */
export function createHostJwks(deps: HostJwksDeps): HostJwks {
  let known: Known | undefined;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  const ageMs = (): number => deps.clock.wallMs() - (known?.fetchedAtMs ?? 0);

  const refresh = sharedRun(async () => {
    const nowMs = deps.clock.wallMs();
    // A wall clock may be set back, too.
    if (Math.abs(nowMs - triedAtMs) < limits.jwksFetchEveryMs) return;
    triedAtMs = nowMs;
    const keys = await fetchKeys(deps);
    if (keys !== undefined) known = { keys, imported: new Map(), fetchedAtMs: nowMs };
  });

  return async (header) => {
    if (known === undefined || ageMs() > limits.jwksCacheMs) await refresh();
    if (known !== undefined && !known.keys.has(header.kid ?? '')) await refresh();
    if (known === undefined || ageMs() > limits.jwksStaleMaxMs) {
      const detail = 'the keys of the host platform cannot be fetched';
      throw new DomainError(kernelErrors.unavailable, { detail, retryAfterSeconds: 5 });
    }
    return importKey(known, header);
  };
}

function importKey({ keys, imported }: Known, { kid = '', alg }: JWTHeaderParameters): Promise<CryptoKey> {
  const jwk = keys.get(kid);
  if (jwk === undefined) throw new Error('no key of that id is published');
  const fits = KEY_TYPES[alg] === jwk.kty && (jwk.alg === undefined || jwk.alg === alg);
  if (!fits) throw new Error('the key is not for that algorithm');
  const key = imported.get(kid) ?? importJWK(jwk as JWK, alg);
  imported.set(kid, key);
  return key as Promise<CryptoKey>;
}

/** The usable keys by id; undefined when they cannot be had. */
async function fetchKeys(deps: HostJwksDeps): Promise<Map<string, Jwk> | undefined> {
  const result = await deps.egress.send({
    method: 'GET',
    url: deps.url,
    headers: { accept: 'application/jwk-set+json, application/json' },
    timeoutMs: limits.jwksTimeoutMs,
    responseBytesMax: limits.jwksBytesMax,
  });
  const problem = problemOf(result);
  if (problem !== undefined || result.outcome !== 'answered') {
    deps.log.warn({ url: deps.url, problem }, 'the keys of the host platform cannot be fetched');
    return undefined;
  }
  const set = Jwks.safeParse(parse(result.body.toString('utf8')));
  if (!set.success) {
    deps.log.warn({ url: deps.url }, 'what the host platform publishes is no key set');
    return undefined;
  }
  const keys = set.data.keys.flatMap((key) => Jwk.safeParse(key).data ?? []);
  return new Map(keys.map((key) => [key.kid, key]));
}

function problemOf(result: Awaited<ReturnType<Egress['send']>>): string | undefined {
  if (result.outcome !== 'answered') return result.cause;
  if (result.status !== 200) return `status ${result.status}`;
  return result.isCut ? 'the key set is too large' : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

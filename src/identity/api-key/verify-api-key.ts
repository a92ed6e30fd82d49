import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { createRateLimit, type RateLimit, takeTurn } from '../../kernel/rate-limit.ts';
import { identityErrors } from '../errors.ts';
import type { ApiKeyDeps } from './deps.ts';
import { hashOfKey, isSameHash, readKeyText } from './key-text.ts';
import type { ApiScope } from './scopes.ts';
import { findByLookup, updateApiKey, viewOfKey } from './store.ts';
import type { ApiKeyView } from './types.ts';

/**
 * Proves a key and that it may do this. Throws `api_key_refused`, `api_key_other_mode`, `api_key_scope_missing` and
 * `rate_limited`. Without a scope only the key itself is proved, and no turn is taken.
 */
export type VerifyApiKey = (text: string, scope?: ApiScope) => Promise<ApiKeyView>;

interface Known {
  readonly key: ApiKeyView;
  readonly checkedAtMs: number;
}

const KNOWN_MAX = 10_000;

/**
 * Remembers keys it verified for `limits.apiKeyCacheMs`, since the same key comes with every request of a server; so
 * long a revoked one may still work.
 */
export function createVerifyApiKey(deps: ApiKeyDeps): VerifyApiKey {
  // By hash, so that no key stands in memory as it could be used.
  const known = new Map<string, Known>();
  const limitOf = limitsByRate(deps);
  return async (text, scope) => {
    const nowMs = deps.clock.wallMs();
    const hash = hashOfKey(text);
    const cached = known.get(hash);
    const isFresh = cached !== undefined && Math.abs(nowMs - cached.checkedAtMs) < limits.apiKeyCacheMs;
    const key = isFresh ? cached.key : await findKey(deps, text, hash);
    refuseEnded(key, nowMs);
    if (!isFresh) {
      if (known.size >= KNOWN_MAX) known.clear();
      known.set(hash, { key, checkedAtMs: nowMs });
    }
    if (scope === undefined) return key;
    await takeTurn(limitOf(key.requestsPerMinute), key.keyId);
    if (!key.scopes.includes(scope)) {
      throw new DomainError(identityErrors.api_key_scope_missing, {
        detail: `the key lacks the scope ${scope}`,
      });
    }
    return key;
  };
}

async function findKey(deps: ApiKeyDeps, text: string, hash: string): Promise<ApiKeyView> {
  const parts = readKeyText(text);
  if (parts === undefined) throw new DomainError(identityErrors.api_key_refused);
  if (parts.livemode !== deps.livemode) throw new DomainError(identityErrors.api_key_other_mode);
  const row = await findByLookup(deps.db.query, parts.lookup);
  const isRight = row !== undefined && isSameHash(row.secretHash, hash);
  if (!isRight || (row.livemode === 1) !== deps.livemode)
    throw new DomainError(identityErrors.api_key_refused);
  const nowMs = deps.clock.wallMs();
  if (row.revokedAtMs === null && nowMs - (row.lastUsedAtMs ?? 0) > limits.apiKeySeenEveryMs) {
    await updateApiKey(deps.db.query, row.keyId, { lastUsedAtMs: nowMs });
  }
  return viewOfKey(row);
}

function refuseEnded(key: ApiKeyView, nowMs: number): void {
  const isEnded = key.revokedAtMs !== null || (key.expiresAtMs !== null && key.expiresAtMs <= nowMs);
  if (isEnded) throw new DomainError(identityErrors.api_key_refused);
}

function limitsByRate(deps: ApiKeyDeps): (perMinute: number) => RateLimit {
  const byRate = new Map<number, RateLimit>();
  return (perMinute) => {
    const limit = byRate.get(perMinute) ?? createRateLimit(deps.clock, { perMinute });
    byRate.set(perMinute, limit);
    return limit;
  };
}

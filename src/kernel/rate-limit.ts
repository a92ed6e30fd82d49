import type { Clock } from './clock.ts';
import { DomainError, kernelErrors } from './errors.ts';

/** How often something may happen, per key. A process keeps it in memory; many processes can share one behind the same face. */
export interface RateLimit {
  /** Takes one turn of `key`. */
  take(key: string): Promise<RateLimitAnswer>;
}

export interface RateLimitAnswer {
  readonly allowed: boolean;
  /** How long to wait when it is not, in ms; 0 when it is. */
  readonly retryAfterMs: number;
}

export interface RateLimitOptions {
  readonly perMinute: number;
  /** How many may come at once before the rate counts; left out = `perMinute`. */
  readonly burst?: number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

const KEYS_MAX = 50_000;
const MINUTE_MS = 60_000;
const allowed: RateLimitAnswer = { allowed: true, retryAfterMs: 0 };

/** A token bucket per key in this process. Wall time: the test clock does not move it. */
export function createRateLimit(clock: Pick<Clock, 'wallMs'>, options: RateLimitOptions): RateLimit {
  const burst = options.burst ?? options.perMinute;
  const perMs = options.perMinute / MINUTE_MS;
  const buckets = new Map<string, Bucket>();

  const bucketOf = (key: string, nowMs: number): Bucket => {
    const known = buckets.get(key);
    if (known !== undefined) return known;
    if (buckets.size >= KEYS_MAX) forgetFull(buckets, { burst, perMs, nowMs });
    const fresh = { tokens: burst, filledAtMs: nowMs };
    buckets.set(key, fresh);
    return fresh;
  };
  return {
    take: async (key) => {
      const nowMs = clock.wallMs();
      const bucket = bucketOf(key, nowMs);
      bucket.tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.filledAtMs) * perMs);
      bucket.filledAtMs = nowMs;
      if (bucket.tokens < 1) return { allowed: false, retryAfterMs: Math.ceil((1 - bucket.tokens) / perMs) };
      bucket.tokens -= 1;
      return allowed;
    },
  };
}

/** Takes one turn of `key`. Throws `rate_limited` when there is none. */
export async function takeTurn(limit: RateLimit, key: string): Promise<void> {
  const { allowed: isAllowed, retryAfterMs } = await limit.take(key);
  if (isAllowed) return;
  throw new DomainError(kernelErrors.rate_limited, { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) });
}

/** A bucket that is full again says nothing that a new one would not. */
function forgetFull(
  buckets: Map<string, Bucket>,
  { burst, perMs, nowMs }: { burst: number; perMs: number; nowMs: number },
): void {
  for (const [key, bucket] of buckets) {
    if (bucket.tokens + (nowMs - bucket.filledAtMs) * perMs >= burst) buckets.delete(key);
  }
}

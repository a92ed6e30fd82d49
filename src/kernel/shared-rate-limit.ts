import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { createRateLimit, type RateLimit, type RateLimitOptions } from './rate-limit.ts';
import type { RedisClient } from './redis.ts';

/** Makes the limits of a house: each is one limit for all its processes where they share a Redis. */
export type RateLimits = (name: string, options: RateLimitOptions) => RateLimit;

interface Deps {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly log: Log;
  /** Undefined: this is the only process. */
  readonly redis: RedisClient | undefined;
}

export function createRateLimits({ clock, log, redis }: Deps): RateLimits {
  return (name, options) => {
    const own = createRateLimit(clock, options);
    return redis === undefined ? own : sharedRateLimit(redis, { name, options, own, log, clock });
  };
}

/**
 * The token bucket of `createRateLimit` as one step in Redis, by Redis' own clock, so that no process counts by itself.
 * A bucket that is full again is forgotten. Answers whether it was let through, and how long to wait, in ms.
 */
const TAKE = `
local burst, perMs = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + math.max(0, now - (tonumber(kept[2]) or now)) * perMs)
local wait = 0
if tokens < 1 then wait = math.ceil((1 - tokens) / perMs) else tokens = tokens - 1 end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / perMs) + 1000)
return wait
`;

interface Shared {
  readonly name: string;
  readonly options: RateLimitOptions;
  /** Counts on while Redis is away: what one process sees is better than nothing. */
  readonly own: RateLimit;
  readonly log: Log;
  readonly clock: Pick<Clock, 'wallMs'>;
}

const MINUTE_MS = 60_000;
/** So that nobody's message waits for a Redis that is known to be away. */
const ASK_AGAIN_MS = 2_000;

function sharedRateLimit(redis: RedisClient, { name, options, own, log, clock }: Shared): RateLimit {
  const burst = options.burst ?? options.perMinute;
  const perMs = options.perMinute / MINUTE_MS;
  let awayUntilMs = Number.NEGATIVE_INFINITY;
  return {
    take: async (key) => {
      if (clock.wallMs() < awayUntilMs) return own.take(key);
      try {
        const waitMs = Number(await redis.eval(TAKE, 1, `tilltalk:limit:${name}:${key}`, burst, perMs));
        return { allowed: waitMs === 0, retryAfterMs: waitMs };
      } catch (error) {
        log.warn({ error, limit: name }, 'limits are counted by each process while Redis is away');
        awayUntilMs = clock.wallMs() + ASK_AGAIN_MS;
        return own.take(key);
      }
    },
  };
}

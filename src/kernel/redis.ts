import { Redis } from 'ioredis';

export type RedisClient = Redis;

/** A connection that fails fast while the server is away; Redis never guards money. */
export function openRedis(url: string): RedisClient {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableReadyCheck: true, connectTimeout: 5_000 });
  // Without a listener a lost connection would end the process; callers see their own command fail.
  redis.on('error', () => {});
  return redis;
}

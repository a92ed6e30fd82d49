import { join } from 'node:path';
import { type Broadcast, memoryBroadcast, redisBroadcast } from '../kernel/broadcast.ts';
import { type AdjustableClock, systemClock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { migrate } from '../kernel/db/migrate.ts';
import { openDatabase } from '../kernel/db/open.ts';
import { type NewId, newId } from '../kernel/id.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { createMeter, type Meter } from '../kernel/meter.ts';
import { openRedis, type RedisClient } from '../kernel/redis.ts';
import { createRateLimits, type RateLimits } from '../kernel/shared-rate-limit.ts';
import { restoreClock } from '../kernel/test-clock.ts';
import type { Config } from './config.ts';

/** What every domain stands on. */
export interface Kernel {
  readonly db: Database;
  readonly clock: AdjustableClock;
  readonly newId: NewId;
  readonly log: Log;
  readonly meter: Meter;
  readonly broadcast: Broadcast;
  /** Null on one process. */
  readonly redis: RedisClient | null;
  /** Limits that hold over all processes which share a Redis. */
  readonly rateLimits: RateLimits;
  readonly livemode: boolean;
  /** Closes what is open, last things first. */
  close(): Promise<void>;
}

/** Opens the stores and applies migrations. */
export async function openKernel(config: Config): Promise<Kernel> {
  const log = createLog({ level: config.LOG_LEVEL, role: config.ROLE });
  const clock = systemClock();
  const db = openDatabase({
    databaseUrl: config.DATABASE_URL,
    sqliteFile: join(config.DATA_DIR, 'tilltalk.sqlite'),
  });
  await migrate(db);
  await restoreClock({ db, clock });
  const redis = config.REDIS_URL === undefined ? undefined : openRedis(config.REDIS_URL);
  const broadcast = redis === undefined ? memoryBroadcast() : redisBroadcast(redis, log, config.processId);
  return {
    db,
    clock,
    newId,
    log,
    meter: createMeter({ processMetrics: true }),
    broadcast,
    redis: redis ?? null,
    rateLimits: createRateLimits({ clock, log, redis }),
    livemode: config.livemode,
    close: async () => {
      await broadcast.close();
      redis?.disconnect();
      await db.close();
    },
  };
}

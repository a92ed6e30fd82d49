import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { RedisClient } from './redis.ts';

const DAY_MS = 86_400_000;
/** So that nobody waits for a Redis that is known to be away. */
const ASK_AGAIN_MS = 2_000;

export interface DayCountDeps {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly log: Log;
  /** Null and left out: this is the only process. */
  readonly redis?: RedisClient | null | undefined;
}

/** Something that happens at most so often in a day of UTC: to one key, and to all together. */
export interface DayCount {
  /** True, and counted, when neither count is full; else nothing is counted. */
  take(key: string): Promise<boolean>;
}

export interface DayCountOptions {
  readonly name: string;
  readonly perKey: number;
  readonly all: number;
}

/** Both counts in one step, so that processes who ask at once never pass them together. They go a day after their own. */
const TAKE = `
local all, own = tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(redis.call('GET', KEYS[2]) or 0)
if all >= tonumber(ARGV[1]) or own >= tonumber(ARGV[2]) then return 0 end
for _, key in ipairs(KEYS) do
  redis.call('INCR', key)
  redis.call('PEXPIRE', key, ARGV[3])
end
return 1
`;

/** One count for all processes that share a Redis; while it is away, and without one, each counts for itself. */
export function createDayCount({ clock, log, redis }: DayCountDeps, options: DayCountOptions): DayCount {
  const { name, perKey, all } = options;
  const own = createOwnCount(clock, options);
  if (redis == null) return { take: async (key) => own(key) };
  let awayUntilMs = Number.NEGATIVE_INFINITY;
  return {
    take: async (key) => {
      const nowMs = clock.wallMs();
      if (nowMs < awayUntilMs) return own(key);
      const prefix = `tilltalk:day:${name}:${Math.floor(nowMs / DAY_MS)}`;
      try {
        return (await redis.eval(TAKE, 2, prefix, `${prefix}:${key}`, all, perKey, 2 * DAY_MS)) === 1;
      } catch (error) {
        log.warn({ error, count: name }, 'a day is counted by each process while Redis is away');
        awayUntilMs = clock.wallMs() + ASK_AGAIN_MS;
        return own(key);
      }
    },
  };
}

function createOwnCount(
  clock: Pick<Clock, 'wallMs'>,
  { perKey, all }: DayCountOptions,
): (key: string) => boolean {
  let day = 0;
  let count = 0;
  let byKey = new Map<string, number>();
  return (key) => {
    const today = Math.floor(clock.wallMs() / DAY_MS);
    if (today !== day) {
      day = today;
      count = 0;
      byKey = new Map();
    }
    const own = byKey.get(key) ?? 0;
    if (count >= all || own >= perKey) return false;
    count += 1;
    byKey.set(key, own + 1);
    return true;
  };
}

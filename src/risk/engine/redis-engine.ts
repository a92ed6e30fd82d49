import { createHash } from 'node:crypto';
import type { RedisClient } from '../../kernel/redis.ts';
import { type KeyPlan, measureKey, plansOf } from './measure-keys.ts';
import { packRow, unpackSeries } from './row-bytes.ts';
import { hashesOf, rowsOf } from './series.ts';
import type { Attempt, EngineSpec, RiskEvent, SharedFeatureEngine } from './types.ts';

/**
 * For each key: adds its rows unless they are there, drops what is too old or too much, and answers with all rows, in one step
 * that nothing comes between. A row is a member, its moment the score: told twice it is there once.
 */
const ADD_AND_READ = `
local answers = {}
local place = 3
for index = 1, #KEYS do
  local key = KEYS[index]
  local longest = tonumber(ARGV[place])
  local rows = tonumber(ARGV[place + 1])
  local newest = 0
  place = place + 2
  for row = 1, rows do
    local atMs = tonumber(ARGV[place])
    redis.call('ZADD', key, 'NX', ARGV[place], ARGV[place + 1])
    if atMs > newest then newest = atMs end
    place = place + 2
  end
  local top = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
  if top[2] and tonumber(top[2]) > newest then newest = tonumber(top[2]) end
  redis.call('ZREMRANGEBYSCORE', key, '-inf', newest - longest)
  redis.call('ZREMRANGEBYRANK', key, 0, -(tonumber(ARGV[2]) + 1))
  redis.call('PEXPIRE', key, longest)
  if ARGV[1] == '1' then
    local found = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
    local parts = {}
    for item = 1, #found, 2 do
      parts[#parts + 1] = found[item]
      parts[#parts + 1] = found[item + 1]
      parts[#parts + 1] = '\\n'
    end
    answers[index] = table.concat(parts)
  end
end
return answers
`;

export interface RedisEngineOptions {
  readonly redis: RedisClient;
  /** Stands before every key. */
  readonly prefix: string;
  /** Rows kept of one key; more cost more to read. */
  readonly rowsMax?: number;
}

interface Touched {
  readonly plan: KeyPlan;
  readonly key: string;
}

/** The same engine over Redis: one call to add and to read, then the measures of the engine in process on what it answers. */
export function createRedisEngine(
  spec: EngineSpec,
  { redis, prefix, rowsMax }: RedisEngineOptions,
): SharedFeatureEngine {
  const plans = plansOf(spec, rowsMax);
  const call = async (
    event: RiskEvent,
    wantsRows: boolean,
  ): Promise<{ touched: Touched[]; rows: Buffer[] }> => {
    const touched = plans.flatMap((plan) =>
      hashesOf(event.keys, plan.name).map((hash) => ({ plan, key: `${prefix}${plan.name}:${hash}` })),
    );
    if (touched.length === 0) return { touched, rows: [] };
    const keys = touched.map(({ key }) => key);
    const rest = [
      wantsRows ? '1' : '0',
      String(plans[0]?.rowsMax),
      ...touched.flatMap(({ plan }) => rowArguments(plan, event)),
    ];
    const answer = await runScript(redis, [keys.length, ...keys, ...rest]);
    return { touched, rows: answer as Buffer[] };
  };
  return {
    spec,
    observe: async (event) => {
      await call(event, false);
    },
    countAndSnapshot: async (attempt) => {
      const { touched, rows } = await call({ ...attempt, kind: 'attempt' }, true);
      return measured(plans, attempt, { touched, rows });
    },
  };
}

const SCRIPT_SHA = createHash('sha1').update(ADD_AND_READ).digest('hex');

/** By its hash, and in full when the server does not know it: after a restart it has forgotten every script. */
async function runScript(redis: RedisClient, rest: (string | number | Buffer)[]): Promise<unknown> {
  try {
    return await redis.callBuffer('EVALSHA', SCRIPT_SHA, ...rest);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.callBuffer('EVAL', ADD_AND_READ, ...rest);
  }
}

function rowArguments(plan: KeyPlan, event: RiskEvent): (string | Buffer)[] {
  const rows = rowsOf(event, plan.partnerNames);
  return [
    String(plan.longestMs),
    String(rows.length),
    ...rows.flatMap((row) => [String(row.atMs), packRow(row)]),
  ];
}

function measured(
  plans: readonly KeyPlan[],
  attempt: Attempt,
  { touched, rows }: { touched: readonly Touched[]; rows: readonly Buffer[] },
): Float64Array {
  const vector = new Float64Array(plans.reduce((sum, { features }) => sum + features.length, 0));
  for (const plan of plans) {
    const seriesOfKey = touched.flatMap((one, place) => {
      const bytes = rows[place];
      return one.plan === plan && bytes !== undefined ? [unpackSeries(bytes, plan.partnerNames.length)] : [];
    });
    measureKey(vector, plan, { attempt, seriesOfKey, untilMs: Number.POSITIVE_INFINITY });
  }
  return vector;
}

import { createHash } from 'node:crypto';
import type { RedisClient } from '../../kernel/redis.ts';
import { type KeyPlan, measureKey, plansOf } from './measure-keys.ts';
import { packRow, rowLength, unpackInto, wholeShape } from './row-bytes.ts';
import { createSeries, hashesOf, rowsOf, type Series } from './series.ts';
import type { Attempt, EngineSpec, RiskEvent, SharedFeatureEngine } from './types.ts';

/**
 * For each key: adds its rows unless they are there, drops what is too old or too much, and answers with all rows, in one step
 * that nothing comes between. All rows of a key are one string in the order of time, so that reading and writing them is one
 * command each. An event told twice is found by its id and kind, a further partner of it by the partners too.
 */
const ADD_AND_READ = `
local function isThere(series, row, length, isFirst)
  local at = series:find(row:sub(9, 24), 1, true)
  while at do
    if (at - 9) % length == 0 and (isFirst or series:sub(at + 40, at + length - 9) == row:sub(49)) then return true end
    at = series:find(row:sub(9, 24), at + 1, true)
  end
  return false
end

local function insert(series, row, length)
  local atMs, id, kind = struct.unpack('<ddd', row)
  local at = #series
  while at > 0 do
    local otherMs, otherId, otherKind = struct.unpack('<ddd', series, at - length + 1)
    if otherMs < atMs or (otherMs == atMs and (otherId < id or (otherId == id and otherKind <= kind))) then break end
    at = at - length
  end
  if at == #series then return series .. row end
  return series:sub(1, at) .. row .. series:sub(at + 1)
end

local answers = {}
local most = tonumber(ARGV[2])
local place = 3
for index = 1, #KEYS do
  local longest, length, rows = ARGV[place], tonumber(ARGV[place + 1]), tonumber(ARGV[place + 2])
  local series = redis.call('GET', KEYS[index]) or ''
  local before = series
  for row = 1, rows do
    local bytes = ARGV[place + 2 + row]
    if not isThere(series, bytes, length, row == 1) then
      series = insert(series, bytes, length)
    elseif row == 1 then
      break
    end
  end
  place = place + 3 + rows
  if series ~= before then
    local from = math.max(0, #series - most * length) + 1
    local oldest = struct.unpack('<d', series, #series - length + 1) - tonumber(longest)
    while from < #series and struct.unpack('<d', series, from) <= oldest do from = from + length end
    series = series:sub(from)
    redis.call('SET', KEYS[index], series, 'PX', longest)
  end
  if ARGV[1] == '1' then answers[index] = series end
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
  const measure = measuring(spec, plans);
  const touchedBy = ({ keys }: RiskEvent, wanted: readonly KeyPlan[]): Touched[] =>
    wanted.flatMap((plan) =>
      hashesOf(keys, plan.name).map((hash) => ({ plan, key: `${prefix}${plan.name}:${hash}` })),
    );
  const call = (event: RiskEvent, touched: readonly Touched[], wantsRows: boolean): Promise<unknown> => {
    const keys = touched.map(({ key }) => key);
    const rest = [
      wantsRows ? '1' : '0',
      String(plans[0]?.rowsMax),
      ...touched.flatMap(({ plan }) => rowArguments(plan, event)),
    ];
    return runScript(redis, [keys.length, ...keys, ...rest]);
  };
  return {
    spec,
    observe: async (event) => {
      const touched = touchedBy(
        event,
        plans.filter(({ kinds }) => kinds.has(event.kind)),
      );
      if (touched.length > 0) await call(event, touched, false);
    },
    countAndSnapshot: async (attempt) => {
      const event = { ...attempt, kind: 'attempt' } as const;
      const touched = touchedBy(event, plans);
      const answer = touched.length === 0 ? [] : await call(event, touched, true);
      return measure(attempt, touched, answer as Buffer[]);
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
  const rows = plan.kinds.has(event.kind) ? rowsOf(event, plan.partnerNames) : [];
  return [
    String(plan.longestMs),
    String(rowLength(plan.partnerNames.length)),
    String(rows.length),
    ...rows.map(packRow),
  ];
}

/** Measures what the store answers, key by key in the order of the plans. */
function measuring(spec: EngineSpec, plans: readonly KeyPlan[]) {
  const spares = new Map<KeyPlan, Series[]>(plans.map((plan) => [plan, []]));
  const seriesOf = (plan: KeyPlan, bytes: readonly Buffer[]): Series[] => {
    const spare = spares.get(plan) ?? [];
    return bytes.map((one, place) => {
      const series = spare[place] ?? createSeries(wholeShape(plan.partnerNames.length));
      spare[place] = series;
      unpackInto(series, one);
      return series;
    });
  };
  return (attempt: Attempt, touched: readonly Touched[], answer: readonly Buffer[]): Float64Array => {
    const vector = new Float64Array(spec.length);
    for (const plan of plans) {
      const seriesOfKey = seriesOf(
        plan,
        answer.filter((_bytes, place) => touched[place]?.plan === plan),
      );
      measureKey(vector, plan, { attempt, seriesOfKey, untilMs: Number.POSITIVE_INFINITY });
    }
    return vector;
  };
}

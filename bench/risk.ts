import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../src/kernel/clock.ts';
import { newId } from '../src/kernel/id.ts';
import { openRedis, type RedisClient } from '../src/kernel/redis.ts';
import { conclude } from '../src/risk/decide/conclude.ts';
import { defaultPolicy } from '../src/risk/decide/policy.ts';
import { createFeatureEngine } from '../src/risk/engine/feature-engine.ts';
import { createKeyHash } from '../src/risk/engine/key-hash.ts';
import { createRedisEngine } from '../src/risk/engine/redis-engine.ts';
import type { Attempt } from '../src/risk/engine/types.ts';
import { vectorOf } from '../src/risk/feature-shapes.ts';
import { extractFeatures } from '../src/risk/features.ts';
import { createFactBook } from '../src/risk/history/facts.ts';
import { explain } from '../src/risk/model/explain.ts';
import { loadModel } from '../src/risk/model/load-model.ts';
import { score } from '../src/risk/model/model.ts';
import { byPriority } from '../src/risk/rules/evaluate-rules.ts';
import { standardRules } from '../src/risk/rules/standard-rules.ts';
import { fitInWorker } from '../src/risk/train/network/fit-in-worker.ts';
import { seededRandom } from '../src/risk/train/random.ts';
import type { JudgePayment } from '../src/risk/types.ts';
import { idNumber, milliTypicalOf } from '../src/risk/velocity/risk-event-of.ts';
import { namedVelocity, VELOCITY_ROWS_MAX, velocitySpec } from '../src/risk/velocity/velocity-spec.ts';
import { startRedisServer } from '../test/support/redis-server.ts';
import { type Bench, type Figures, percentile, rounded } from './support/bench.ts';

const DECISIONS_PER_SECOND = 500;
const MODEL_FILE = 'demo/risk-model.json';
const TRAIN = { rows: 100_000, epochs: 10, width: 30 } as const;

/**
 * A decision without its commit: keys hashed, velocity counted and measured, features, rules, model. In process and with one
 * call to Redis, 500 a second; beside one PING and the model alone in the same run; and a training beside a ticking clock.
 */
export const benchRisk: Bench = async ({ seconds, say }) => {
  const server = await startRedisServer();
  const redis = openRedis(server.url);
  try {
    say('decisions in process');
    const inProcess = await decisions(seconds, createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX));
    say('decisions with Redis');
    const shared = createRedisEngine(velocitySpec, { redis, prefix: 'bench:', rowsMax: VELOCITY_ROWS_MAX });
    const withRedis = await decisions(seconds, shared);
    say('reference: PING, the model alone');
    const ping = await paced(seconds, async () => void (await redis.ping()));
    const { model, reasons } = modelAlone();
    const problems = await checkParallel(redis);
    say('training beside a ticking clock');
    const training = await trainBeside();
    return {
      name: 'risk',
      metrics: {
        inProcess,
        withRedis,
        modelP50Us: model.p50Us,
        modelP99Us: model.p99Us,
        reasonsP50Us: reasons.p50Us,
        reasonsP99Us: reasons.p99Us,
        ...training,
      },
      reference: { redisPing: ping, bareForwardPass: model },
      ratio: { withRedisP50: rounded((withRedis['p50Ms'] as number) / (ping['p50Ms'] as number)) },
      conditions: { decisionsPerSecond: DECISIONS_PER_SECOND, seconds, model: loadModel(MODEL_FILE).version },
      problems,
    };
  } finally {
    redis.disconnect();
    await server.stop();
  }
};

interface Counting {
  countAndSnapshot(attempt: Attempt): Float64Array | Promise<Float64Array>;
}

async function decisions(seconds: number, velocity: Counting): Promise<Figures> {
  const judge = judgeWith(velocity);
  const random = seededRandom(1);
  for (let warm = 0; warm < 3_000; warm += 1) await judge(pressBy(random.whole(1, 2_000)));
  return paced(seconds, () => judge(pressBy(random.whole(1, 2_000))));
}

function judgeWith(velocity: Counting): (command: JudgePayment) => Promise<void> {
  const clock = systemClock();
  const hashKey = createKeyHash(Buffer.alloc(32, 1));
  const book = createFactBook();
  const model = loadModel(MODEL_FILE);
  const page = { rules: byPriority(standardRules) };
  return async (command) => {
    const [nowMs, wallMs] = [clock.nowMs(), clock.wallMs()];
    const history = book.lookBack(command.learnerId, nowMs);
    const keys = Object.fromEntries(
      Object.entries(command.identifiers ?? {}).map(([name, values]) => [
        name,
        [values].flat().map((value) => hashKey(name, value)),
      ]),
    );
    const attempt = { id: idNumber(newId('asm')), atMs: nowMs, keys, amount: milliTypicalOf(command) };
    const counted = namedVelocity(await velocity.countAndSnapshot(attempt));
    const features = extractFeatures(command, { ...history, velocity: counted }, { nowMs, wallMs });
    conclude({ page, model, policy: defaultPolicy }, { command, features, review: null, nowMs, wallMs });
    book.observe({ kind: 'pressed', learnerId: command.learnerId, atMs: nowMs });
  };
}

function pressBy(learner: number): JudgePayment {
  return {
    learnerId: `lrn_${learner}`,
    accountCreatedAtMs: Date.now() - learner * 86_400_000,
    ...{ conversationId: null, checkoutId: newId('co'), productIds: ['prd_1'] },
    ...{ amountMinor: 4_900 + learner, currency: 'CNY', method: 'card', surface: 'web' as const },
    ...{ messagesCount: 3, firstMessageAtMs: Date.now() - 60_000, medianGapMs: 4_000 },
    identifiers: {
      learner: `lrn_${learner}`,
      ip: `10.${learner % 40}.2.${learner % 250}`,
      network: `10.${learner % 40}.2`,
      item: [`prd_${learner % 50}`],
    },
  };
}

/** Starts one each 2 ms whether the last has ended or not, and times each from its start to its end. */
async function paced(seconds: number, run: () => Promise<void>): Promise<Figures> {
  const count = Math.round(seconds * DECISIONS_PER_SECOND);
  const beganMs = performance.now();
  const times: number[] = [];
  const running: Promise<void>[] = [];
  for (let number = 0; number < count; number += 1) {
    const dueMs = beganMs + (number * 1_000) / DECISIONS_PER_SECOND;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await pause(waitMs);
    const startedMs = performance.now();
    running.push(
      run().then(() => {
        times.push(performance.now() - startedMs);
      }),
    );
  }
  await Promise.all(running);
  const sorted = times.sort((a, b) => a - b);
  return { p50Ms: rounded(percentile(sorted, 0.5)), p99Ms: rounded(percentile(sorted, 0.99)), count };
}

function modelAlone() {
  const model = loadModel(MODEL_FILE);
  const history = { ...createFactBook().lookBack('lrn_1', 0) };
  const now = { nowMs: Date.now(), wallMs: Date.now() };
  const vectors = Array.from({ length: 64 }, (_, at) =>
    vectorOf(extractFeatures(pressBy(at + 1), history, now)),
  );
  const timed = (rounds: number, run: (vector: Float64Array) => void) => {
    const times: number[] = [];
    for (let round = -rounds; round < rounds; round += 1) {
      const began = performance.now();
      run(vectors[(round + rounds) % 64] as Float64Array);
      if (round >= 0) times.push((performance.now() - began) * 1_000);
    }
    times.sort((a, b) => a - b);
    return { p50Us: rounded(percentile(times, 0.5)), p99Us: rounded(percentile(times, 0.99)) };
  };
  return {
    model: timed(50_000, (vector) => score(model, vector)),
    reasons: timed(2_000, (vector) => explain(model, vector)),
  };
}

/** A hundred presses of one moment see 1 to 100. */
async function checkParallel(redis: RedisClient): Promise<string[]> {
  const engine = createRedisEngine(velocitySpec, { redis, prefix: 'bench-check:' });
  const counts = await Promise.all(
    Array.from({ length: 100 }, async (_, id) => {
      const vector = await engine.countAndSnapshot({ id: id + 1, atMs: 1_000, keys: { ip: 1 }, amount: 1 });
      return vector[0] ?? 0;
    }),
  );
  const seen = new Set(counts);
  return seen.size === 100 && Math.max(...counts) === 100 ? [] : ['parallel presses did not see 1 to 100'];
}

/** Trains a net in its worker while this thread looks at the clock: the longest time it could not is what serving would wait. */
async function trainBeside(): Promise<Figures> {
  const { rows, epochs, width } = TRAIN;
  const random = seededRandom(3);
  const values = Float32Array.from({ length: rows * width }, () => random.next() * 2 - 1);
  const labels = Float32Array.from({ length: rows }, (_, row) =>
    (values[row * width] as number) > 0.9 ? 1 : 0,
  );
  let [last, longestMs] = [performance.now(), 0];
  const ticking = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  }, 1);
  const beganMs = performance.now();
  const began = process.cpuUsage();
  const { backend, epochs: told } = await fitInWorker({
    ...{
      width,
      train: { values, labels },
      validation: null,
      hidden: [64, 32],
      dropout: 0.2,
      l2: 0,
      rate: 0.001,
    },
    ...{
      batchRows: 512,
      epochsMax: epochs,
      patience: epochs,
      seed: 1,
      backends: ['tensorflow', 'wasm', 'cpu'],
    },
  });
  clearInterval(ticking);
  const { user, system } = process.cpuUsage(began);
  return {
    trainCpuSeconds: rounded((user + system) / 1e6),
    trainWallSeconds: rounded((performance.now() - beganMs) / 1_000),
    trainLongestGapMs: rounded(longestMs),
    trainFirstLoss: rounded(told[0]?.loss ?? 0),
    trainLastLoss: rounded(told.at(-1)?.loss ?? 0),
    trainOnWasm: backend === 'wasm' ? 1 : 0,
  };
}

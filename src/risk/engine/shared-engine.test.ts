import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisServer } from '../../../test/support/redis-server.ts';
import { openRedis, type RedisClient } from '../../kernel/redis.ts';
import { seededRandom } from '../train/random.ts';
import { VELOCITY_ROWS_MAX, velocitySpec } from '../velocity/velocity-spec.ts';
import { createFeatureEngine } from './feature-engine.ts';
import { createRedisEngine } from './redis-engine.ts';
import { keyNames, type RiskEvent } from './types.ts';

const BEGIN_MS = Date.UTC(2026, 0, 1);

let server: Awaited<ReturnType<typeof startRedisServer>>;
let [one, other]: RedisClient[] = [];
beforeAll(async () => {
  server = await startRedisServer();
  [one, other] = [openRedis(server.url), openRedis(server.url)];
});
afterAll(async () => {
  one?.disconnect();
  other?.disconnect();
  await server.stop();
});

const engineOn = (redis: RedisClient | undefined, prefix: string, rowsMax = 512) => {
  if (redis === undefined) throw new Error('Redis is not open');
  return createRedisEngine(velocitySpec, { redis, prefix, rowsMax });
};

/** Presses and what becomes of them over forty days, by few addresses and items, so that windows fill and keys are shared. */
function* stream(count: number): Generator<RiskEvent> {
  const random = seededRandom(7);
  let atMs = BEGIN_MS;
  for (let id = 1; id <= count; id += 1) {
    atMs += random.chance(0.2) ? 0 : Math.round(random.around(20, 1.5) * 60_000);
    const keys = Object.fromEntries(
      keyNames.map((name) => [
        name,
        name === 'item' ? [random.whole(1, 9), random.whole(10, 19)] : random.whole(1, 30),
      ]),
    );
    const attempt = { id, kind: 'attempt', atMs, keys, amount: random.whole(100, 9_000) } as const;
    yield attempt;
    if (random.chance(0.3))
      yield { ...attempt, kind: random.chance(0.5) ? 'failure' : 'success', atMs: atMs + 3_000 };
    if (random.chance(0.1))
      yield { ...attempt, kind: 'chargeback', atMs: atMs + 7 * 86_400_000, ofAtMs: attempt.atMs };
  }
}

describe('counts that processes share', () => {
  it('give the vectors of the engine in process, bit by bit, over two thousand events', async () => {
    const [own, shared] = [
      createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX),
      engineOn(one, 'equal:', VELOCITY_ROWS_MAX),
    ];
    const events = [...stream(1_200)].sort((a, b) => a.atMs - b.atMs || a.id - b.id);
    const asked: Promise<Float64Array>[] = [];
    const expected: Float64Array[] = [];
    const told: Promise<void>[] = [];
    for (const event of events) {
      if (event.kind === 'attempt') {
        expected.push(own.countAndSnapshot(event));
        asked.push(shared.countAndSnapshot(event));
      } else {
        own.observe(event);
        told.push(shared.observe(event));
      }
    }
    await Promise.all(told);
    expect(await Promise.all(asked)).toEqual(expected);
  });

  it('see each of a hundred presses of one moment once: 1 to 100, from two connections', async () => {
    const engines = [engineOn(one, 'parallel:'), engineOn(other, 'parallel:')];
    const counts = await Promise.all(
      Array.from({ length: 100 }, async (_, id) => {
        const attempt = { id: id + 1, atMs: BEGIN_MS, keys: { ip: 5, learner: id + 1 }, amount: 1 };
        const vector = await engines[id % 2]?.countAndSnapshot(attempt);
        return vector?.[0];
      }),
    );
    expect([...counts].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
  });

  it('count nothing twice when a process is killed in the middle and everything is told again', async () => {
    const program = `
      const { openRedis } = await import('./src/kernel/redis.ts');
      const { createRedisEngine } = await import('./src/risk/engine/redis-engine.ts');
      const { velocitySpec } = await import('./src/risk/velocity/velocity-spec.ts');
      const engine = createRedisEngine(velocitySpec, { redis: openRedis('${server.url}'), prefix: 'killed:' });
      for (let id = 1; ; id += 1) {
        await engine.countAndSnapshot({ id, atMs: ${BEGIN_MS} + id, keys: { ip: 9 }, amount: 1 });
        if (id === 40) process.stdout.write('going');
      }
    `;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const engine = engineOn(one, 'killed:');
    const told = Array.from({ length: 400 }, (_, at) => at + 1);
    for (const id of told)
      await engine.observe({ id, kind: 'attempt', atMs: BEGIN_MS + id, keys: { ip: 9 }, amount: 1 });
    const last = { id: 400, atMs: BEGIN_MS + 400, keys: { ip: 9 }, amount: 1 };
    // More than 400 only if the child came further before it was killed; each of them once.
    const ROW_BYTES = 56;
    const stored = ((await one?.strlen('killed:ip:9')) ?? 0) / ROW_BYTES;
    expect((await engine.countAndSnapshot(last))[0]).toBe(stored);
    expect(stored).toBeGreaterThanOrEqual(400);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { openRedis } from '../src/kernel/redis.ts';
import { createFeatureEngine } from '../src/risk/engine/feature-engine.ts';
import { createRedisEngine } from '../src/risk/engine/redis-engine.ts';
import type { RiskEvent } from '../src/risk/engine/types.ts';
import { byPriority } from '../src/risk/rules/evaluate-rules.ts';
import { standardRules } from '../src/risk/rules/standard-rules.ts';
import { simulateShop } from '../src/risk/simulate/simulate-shop.ts';
import { namedVelocity, VELOCITY_ROWS_MAX, velocitySpec } from '../src/risk/velocity/velocity-spec.ts';
import { startRedisServer } from '../test/support/redis-server.ts';
import { type Bench, rounded } from './support/bench.ts';

const EVENTS_DEFAULT = 750_000;
/** Each visitor of the simulation leaves about so many events that velocity counts. */
const EVENTS_PER_VISITOR = 2.9;
const BEGIN_MS = Date.UTC(2025, 0, 1);
/** Sent together; one connection keeps their order. */
const TOGETHER = 500;

/**
 * One event log through the engine in this process, through the one over Redis, and once more from the beginning beside the
 * vectors that were stored the first time: every vector must be the same, bit by bit.
 */
export const benchRiskEquality: Bench = async ({ say, lines = EVENTS_DEFAULT }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-equality-'));
  const server = await startRedisServer();
  const redis = openRedis(server.url);
  const stored = openStored(join(folder, 'vectors.sqlite'));
  try {
    say(`simulating ${lines} events`);
    const events = eventsOf(lines);
    say('in process and over Redis');
    const beganMs = performance.now();
    const shared = createRedisEngine(velocitySpec, {
      redis,
      prefix: 'equality:',
      rowsMax: VELOCITY_ROWS_MAX,
    });
    const differencesOfRedis = await countBoth(events, shared, stored);
    say('replaying beside what was stored');
    const differencesOfStored = replay(events, stored);
    const vectors = stored.count();
    const problems = [
      ...(differencesOfRedis > 0 ? [`${differencesOfRedis} vectors over Redis differ`] : []),
      ...(differencesOfStored > 0 ? [`${differencesOfStored} replayed vectors differ from stored ones`] : []),
      ...(vectors === 0 ? ['there was nothing to compare'] : []),
    ];
    return {
      name: 'risk-equality',
      metrics: {
        ...{ events: events.length, vectors, differencesOfRedis, differencesOfStored },
        seconds: rounded((performance.now() - beganMs) / 1_000),
      },
      reference: {},
      ratio: {},
      conditions: {
        ...{ labels: 'simulated', features: velocitySpec.length, node: process.version },
        ...{ cores: cpus().length, load: rounded(loadavg()[0] ?? 0) },
      },
      problems,
    };
  } finally {
    stored.close();
    redis.disconnect();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
};

/** Presses and what became of them, in the order they happened. */
function eventsOf(count: number): RiskEvent[] {
  const events: RiskEvent[] = [];
  const shop = simulateShop({
    ...{ seed: 31, visitors: Math.ceil(count / EVENTS_PER_VISITOR), days: 90, beginMs: BEGIN_MS },
    rules: byPriority(standardRules),
  });
  for (const { press, facts } of shop) {
    if (press.attempt !== null) events.push({ ...press.attempt, kind: 'attempt' });
    for (const { event } of facts) if (event !== null) events.push(event);
    if (events.length >= count) break;
  }
  return events.sort((one, other) => one.atMs - other.atMs || one.id - other.id);
}

async function countBoth(
  events: readonly RiskEvent[],
  shared: ReturnType<typeof createRedisEngine>,
  stored: ReturnType<typeof openStored>,
): Promise<number> {
  const own = createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX);
  let differences = 0;
  for (let from = 0; from < events.length; from += TOGETHER) {
    const batch = events.slice(from, from + TOGETHER).map(async (event) => {
      if (event.kind !== 'attempt') {
        own.observe(event);
        await shared.observe(event);
        return;
      }
      const vector = own.countAndSnapshot(event);
      stored.add(textOf(vector));
      if (!isSame(vector, await shared.countAndSnapshot(event))) differences += 1;
    });
    await Promise.all(batch);
  }
  stored.flush();
  return differences;
}

function replay(events: readonly RiskEvent[], stored: ReturnType<typeof openStored>): number {
  const again = createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX);
  const kept = stored.read();
  let differences = 0;
  for (const event of events) {
    if (event.kind !== 'attempt') again.observe(event);
    else if (textOf(again.countAndSnapshot(event)) !== kept.next().value) differences += 1;
  }
  // The file cannot be closed while somebody reads.
  kept.return(undefined);
  return differences;
}

/** As a record keeps it. */
const textOf = (vector: Float64Array): string => JSON.stringify(namedVelocity(vector));

function isSame(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((value, place) => Object.is(value, other[place]));
}

/** The vectors in a file, in the order they were measured. */
function openStored(file: string) {
  const db = new BetterSqlite(file);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE vector (place INTEGER PRIMARY KEY, features TEXT NOT NULL); BEGIN');
  const insert = db.prepare('INSERT INTO vector (features) VALUES (?)');
  return {
    add: (features: string): void => void insert.run(features),
    flush: (): void => void db.exec('COMMIT'),
    count: () => (db.prepare('SELECT COUNT(*) AS count FROM vector').get() as { count: number }).count,
    read: function* (): Generator<string> {
      const rows = db.prepare('SELECT features FROM vector ORDER BY place').iterate();
      for (const row of rows as Iterable<{ features: string }>) yield row.features;
    },
    close: (): void => void db.close(),
  };
}

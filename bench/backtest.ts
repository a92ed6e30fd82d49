import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../src/kernel/db/migrate.ts';
import { openSqlite } from '../src/kernel/db/sqlite.ts';
import { firstIdSince } from '../src/kernel/id.ts';
import type { LoggedFact } from '../src/risk/backtest/types.ts';
import { backtestRules, draftRules, liveDefinitions, modelAsks, readLog } from '../src/risk/index.ts';
import { byPriority } from '../src/risk/rules/evaluate-rules.ts';
import { standardRules } from '../src/risk/rules/standard-rules.ts';
import { type SimulatedPress, simulateShop } from '../src/risk/simulate/simulate-shop.ts';
import { type BenchOptions, type BenchResult, rounded } from './support/bench.ts';

const EVENTS_DEFAULT = 1_000_000;
const DAYS = 90;
/** Each visitor of the simulation leaves about so many events. */
const EVENTS_PER_VISITOR = 5.6;
const BEGIN_MS = Date.UTC(2025, 0, 1);
const DRAFT = [
  {
    name: 'card_testing',
    expression: 'failures_10m >= 3 || failures_1h_ip >= 8',
    action: 'block',
    priority: 100,
    analystText: '{failures_10m} declines.',
    learner: { zh: '请稍后再试。', en: 'Please try again later.' },
  },
];

/**
 * A draft of rules replayed over an event log of a million events of simulated learners, velocity included. The reference
 * only reads the same rows, bare, and parses their payloads.
 */
export async function benchBacktest({ say, lines }: BenchOptions): Promise<BenchResult> {
  const events = lines ?? EVENTS_DEFAULT;
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-backtest-'));
  const file = join(folder, 'shop.sqlite');
  try {
    say(`writing ${events} events of simulated learners`);
    const frauds = await writeLog(file, events);
    const db = openSqlite(file);
    say('replaying');
    const beganMs = performance.now();
    const cpu = process.cpuUsage();
    const live = await liveDefinitions(db.query);
    const period = { fromMs: BEGIN_MS, toMs: BEGIN_MS + (DAYS + 60) * 86_400_000 };
    const result = await backtestRules(readLog(db.query, { ...period, livemode: false }), {
      ...{ live: draftRules(live, []), draft: draftRules(live, DRAFT), ...period },
      askModel: modelAsks('demo/risk-model.json') ?? (() => 'allow'),
    });
    const used = process.cpuUsage(cpu);
    const seconds = (performance.now() - beganMs) / 1_000;
    await db.close();
    say('reading the same rows bare');
    const bareSeconds = readBare(file);
    writeFileSync(join(folder, 'done'), '');
    return {
      name: 'backtest',
      metrics: {
        seconds: rounded(seconds),
        cpuSeconds: rounded((used.user + used.system) / 1e6),
        events: result.events,
        presses: result.live.presses,
        agreement: rounded(result.agreement),
        microsecondsPerEvent: rounded((seconds * 1e6) / result.events),
      },
      reference: { bareReadSeconds: rounded(bareSeconds) },
      ratio: { seconds: rounded(seconds / bareSeconds) },
      conditions: {
        ...{ labels: 'simulated', days: DAYS, rules: standardRules.length, node: process.version },
        ...{ cpu: cpus()[0]?.model ?? '', cores: cpus().length, load: rounded(loadavg()[0] ?? 0) },
      },
      problems: problemsOf({ result, frauds, events }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function problemsOf({
  result,
  frauds,
  events,
}: {
  result: Awaited<ReturnType<typeof backtestRules>>;
  frauds: number;
  events: number;
}): string[] {
  const problems: string[] = [];
  if (result.events < events * 0.6) problems.push(`only ${result.events} events were replayed`);
  if (result.live.frauds !== frauds) problems.push(`${result.live.frauds} of ${frauds} frauds were found`);
  if (result.agreement < 0.9)
    problems.push(`replaying agrees with ${result.agreement} of the decisions only`);
  return problems;
}

/** Writes what selling would have written of the simulation, in its order; returns how many paid presses were fraud. */
async function writeLog(file: string, events: number): Promise<number> {
  const opened = openSqlite(file);
  await migrate(opened);
  await opened.close();
  const db = new BetterSqlite(file);
  db.pragma('synchronous = OFF');
  const writer = writerOf(db);
  const visitors = Math.ceil(events / EVENTS_PER_VISITOR);
  const shop = simulateShop({
    ...{ seed: 77, visitors, days: DAYS, beginMs: BEGIN_MS, rules: byPriority(standardRules) },
  });
  db.exec('BEGIN');
  for (const press of shop) {
    writer.press(press);
    if (writer.count() >= events) break;
  }
  writer.flush();
  db.exec('COMMIT');
  db.close();
  return writer.frauds();
}

function writerOf(db: BetterSqlite.Database) {
  const insertEvent = db.prepare(
    `INSERT INTO domain_event ("eventId", "position", "type", "learnerId", "subjectId", "livemode", "occurredAtMs", "payload") VALUES (?, ?, ?, ?, ?, 0, ?, ?)`,
  );
  const insertAssessment = db.prepare(
    `INSERT INTO risk_assessment ("assessmentId", "checkoutId", "learnerId", "livemode", "currency", "amountMinor", "method", "decision", "features", "ruleHits", "reasons", "createdAtMs") VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, '[]', '{}', ?)`,
  );
  const insertLabel = db.prepare(
    `INSERT INTO risk_label ("labelId", "checkoutId", "livemode", "source", "sourceId", "isFraud", "occurredAtMs", "knownAtMs") VALUES (?, ?, 0, 'dispute', ?, 1, ?, ?)`,
  );
  let position = 0;
  let frauds = 0;
  const waiting: LoggedFact[] = [];

  const event = (
    type: string,
    about: { learnerId: string; subjectId: string; atMs: number },
    payload: object,
  ) => {
    position += 1;
    const eventId = `${firstIdSince('evt', about.atMs)}${String(position).padStart(16, '0')}`;
    insertEvent.run(
      eventId,
      position,
      type,
      about.learnerId,
      about.subjectId,
      about.atMs,
      JSON.stringify(payload),
    );
  };
  const writeFact = ({ fact, checkoutId, paymentId }: LoggedFact): void => {
    const about = { learnerId: fact.learnerId, subjectId: paymentId ?? '', atMs: Math.round(fact.atMs) };
    const ids = { checkoutId, paymentId };
    if (fact.kind === 'declined') event('payment.attempt_failed', about, { ...ids, code: 'card_declined' });
    else if (fact.kind === 'refunded')
      event('refund.succeeded', about, { ...ids, reason: 'learner_request' });
    else if (fact.kind === 'paid') {
      const amountMinor = Math.round(fact.timesTypical * 8_000);
      event('payment.succeeded', about, { ...ids, amountMinor, currency: 'CNY' });
    }
  };
  const writeUntil = (atMs: number): void => {
    waiting.sort((one, other) => one.fact.atMs - other.fact.atMs);
    while (waiting[0] !== undefined && waiting[0].fact.atMs <= atMs) writeFact(waiting.shift() as LoggedFact);
  };
  return {
    press: ({ press, isFraud, outcome, facts }: SimulatedPress): void => {
      writeUntil(press.atMs);
      const { command, features, decided, attempt } = press;
      const atMs = Math.round(press.atMs);
      const assessmentId = `asm_${position}`;
      const { learnerId, checkoutId, currency, amountMinor, method, productIds } = command;
      event(
        'risk.assessed',
        { learnerId, subjectId: assessmentId, atMs },
        {
          ...{ assessmentId, checkoutId, decision: decided, rules: [], productIds },
          ...{ keys: attempt?.keys, milliTypical: attempt?.amount },
        },
      );
      insertAssessment.run(
        ...[assessmentId, checkoutId, learnerId, currency, amountMinor, method, decided],
        ...[JSON.stringify(features()), atMs],
      );
      if (outcome !== 'stopped')
        event(
          'payment.created',
          { learnerId, subjectId: checkoutId, atMs },
          {
            ...{
              checkoutId,
              paymentId: facts[0]?.paymentId ?? null,
              lines: productIds.map((productId) => ({ productId })),
            },
          },
        );
      waiting.push(...facts);
      if (!isFraud || outcome !== 'paid') return;
      frauds += 1;
      insertLabel.run(`rlb_${position}`, checkoutId, assessmentId, atMs, atMs + 20 * 86_400_000);
    },
    flush: () => writeUntil(Number.POSITIVE_INFINITY),
    count: () => position,
    frauds: () => frauds,
  };
}

function readBare(file: string): number {
  const db = new BetterSqlite(file, { readonly: true });
  const beganMs = performance.now();
  let characters = 0;
  for (const { payload } of db
    .prepare('SELECT "payload" FROM domain_event ORDER BY "position"')
    .iterate() as Iterable<{ payload: string }>)
    characters += Object.keys(JSON.parse(payload) as object).length;
  db.close();
  if (characters === 0) throw new Error('there was nothing to read');
  return (performance.now() - beganMs) / 1_000;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../src/kernel/db/migrate.ts';
import { openSqlite } from '../src/kernel/db/sqlite.ts';
import { readJourneys } from '../src/metrics/journey/read-journeys.ts';
import { JourneyQuestion } from '../src/metrics/journey/wire.ts';
import { ingest } from '../src/metrics/warehouse/ingest.ts';
import { openWarehouse, type Warehouse } from '../src/metrics/warehouse/open-warehouse.ts';
import { type BenchOptions, type BenchResult, type Figures, rounded } from './support/bench.ts';
import { countUnit, type Truth, type TruthQuestion } from './support/funnel-truth.ts';
import {
  FIRST_MS,
  type SimulatedConversation,
  type SimulatedEvent,
  simulate,
} from './support/simulated-learners.ts';

const EVENTS = 10_000_000;
const DAYS = 90;
const SEED = 20_261_123;
const ROUNDS = 5;
const DAY_MS = 86_400_000;
const PERIOD = { from: '2026-01-01', to: '2026-03-31', timeZone: 'UTC' };
const FUNNEL = ['shown', 'clicked', 'opened', 'pressed', 'paid'] as const;
const WINDOW_HOURS = 24 * 7;

/** The question of the target, and others that take other steps, orders and units. */
const questions = {
  funnel: { breakdown: 'channel', steps: [...FUNNEL] },
  funnelByContent: { breakdown: 'content', steps: [...FUNNEL] },
  learners: { unit: 'learner', steps: [...FUNNEL] },
  anyOrder: { order: 'any', steps: ['shown', 'paid', 'opened'] },
  otherOrder: { steps: ['opened', 'asked', 'shown', 'paid'] },
  otherOrderLearners: {
    unit: 'learner',
    steps: ['paid', 'shown', 'clicked', 'paid'].slice(0, 3),
    breakdown: 'channel',
  },
} as const;

/**
 * Ten million events of simulated learners, read from the event log into the warehouse, and funnels asked of it. The
 * references are the same question over first instants in SQLite, in a narrow typed table, and a bare scan by DuckDB of
 * the columns that the funnel reads.
 */
export async function benchAnalytics({ say, lines, engine }: BenchOptions): Promise<BenchResult> {
  const events = lines ?? EVENTS;
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-analytics-'));
  const log = join(folder, 'log.sqlite');
  const truths = newTruths();
  try {
    say(`writing ${events} events`);
    const written = await writeLog(log, { events, truths, narrow: join(folder, 'narrow.sqlite') });
    say('reading them into the warehouse');
    const warehouse = await openWarehouse({
      file: join(folder, 'analytics.duckdb'),
      threads: 2,
      memoryMb: 2_048,
    });
    const db = openSqlite(log);
    try {
      const ingested = await timedIngest(db, warehouse);
      say(`  ${rounded(ingested.perSecond)} events a second`);
      const asked = await askAll(warehouse, truths, say);
      const bareMs = await bareScan(warehouse);
      say('asking SQLite');
      const sqliteMs = askSqlite(join(folder, 'narrow.sqlite'));
      const { funnelMs } = asked.figures as { funnelMs: number };
      return {
        name: 'analytics',
        metrics: {
          ...asked.figures,
          ingestPerSecond: rounded(ingested.perSecond),
          ingestCpuMicrosPerEvent: rounded(ingested.cpuMicros),
          rssMb: rounded(process.memoryUsage().rss / 1024 ** 2),
        },
        reference: { sqliteMs: rounded(sqliteMs), bareScanMs: rounded(bareMs) },
        ratio: { funnelToBareScan: rounded(funnelMs / bareMs), funnelToSqlite: rounded(funnelMs / sqliteMs) },
        conditions: {
          events: written.events,
          conversations: written.conversations,
          days: DAYS,
          seed: SEED,
          threads: 2,
          warm: 'median of 5 after the first',
          processors: cpus().length,
          loadAverage: rounded(loadavg()[0] ?? 0),
          node: process.version,
        },
        problems: [
          ...asked.problems,
          ...(ingested.count === written.events
            ? []
            : [`${ingested.count} of ${written.events} events were read`]),
          ...(engine === 'sqlite' ? [] : ['this bench reads its log from SQLite only']),
        ],
      };
    } finally {
      await warehouse.close();
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface KnownTruth {
  readonly question: TruthQuestion;
  readonly unit: 'conversation' | 'learner';
  readonly keyOf: (conversation: SimulatedConversation) => string;
  readonly truth: Truth;
}

type Name = keyof typeof questions;

/** What the simulation counts itself; content is left to the sum of its rows. */
function newTruths(): Map<Name, KnownTruth> {
  const of = (name: Name): [Name, KnownTruth] => {
    const asked: { steps: readonly string[]; order?: string; unit?: string; breakdown?: string } =
      questions[name];
    const question: TruthQuestion = {
      steps: asked.steps,
      isStrict: asked.order !== 'any',
      windowMs: WINDOW_HOURS * 3_600_000,
      fromMs: FIRST_MS,
      toMs: FIRST_MS + DAYS * DAY_MS,
    };
    const isByChannel = asked.breakdown === 'channel' && asked.unit !== 'learner';
    return [
      name,
      {
        question,
        unit: asked.unit === 'learner' ? 'learner' : 'conversation',
        keyOf: ({ channel }) => (isByChannel ? channel : ''),
        truth: new Map(),
      },
    ];
  };
  return new Map((Object.keys(questions) as Name[]).map(of));
}

interface Writing {
  readonly events: number;
  readonly truths: ReturnType<typeof newTruths>;
  readonly narrow: string;
}

const NARROW_STEPS = ['asked', 'shown', 'clicked', 'opened', 'pressed', 'paid', 'refunded'];

/** The event log as the house writes it, and a narrow table of steps for the question to SQLite. */
async function writeLog(
  file: string,
  { events, truths, narrow }: Writing,
): Promise<{ events: number; conversations: number }> {
  const made = openSqlite(file);
  await migrate(made);
  await made.close();
  const log = openFast(file);
  const steps = openFast(narrow);
  steps.exec('CREATE TABLE step (conversation INTEGER, kind INTEGER, atMs INTEGER, channel TEXT)');
  const insertStep = steps.prepare('INSERT INTO step VALUES (?, ?, ?, ?)');
  const insertEvent = log.prepare(
    'INSERT INTO domain_event (eventId, position, type, learnerId, conversationId, subjectId, livemode, occurredAtMs, payload) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)',
  );
  const learners = new Map<number, SimulatedConversation['steps'][number][]>();
  let conversations = 0;
  let position = 0;
  const hear = (conversation: SimulatedConversation): void => {
    conversations += 1;
    for (const { step, atMs } of conversation.steps) {
      insertStep.run(conversation.conversation, NARROW_STEPS.indexOf(step), atMs, conversation.channel);
    }
    const own = learners.get(conversation.learner) ?? [];
    own.push(...conversation.steps);
    learners.set(conversation.learner, own);
    for (const { unit, question, keyOf, truth } of truths.values()) {
      if (unit === 'conversation')
        countUnit(truth, question, { key: keyOf(conversation), steps: conversation.steps });
    }
  };
  const write = ({ type, learner, conversation, subjectId, atMs, payload }: SimulatedEvent): void => {
    position += 1;
    insertEvent.run(
      `evt_${String(position).padStart(9, '0')}`,
      position,
      type,
      `lrn_${learner}`,
      `conv_${conversation}`,
      subjectId,
      atMs,
      payload,
    );
  };
  for (const database of [log, steps]) database.exec('BEGIN');
  for (const event of simulate({ seed: SEED, events, days: DAYS }, hear)) write(event);
  for (const database of [log, steps]) {
    database.exec('COMMIT');
    database.close();
  }
  for (const { unit, question, truth } of truths.values()) {
    if (unit !== 'learner') continue;
    for (const own of learners.values()) {
      countUnit(truth, question, { key: '', steps: own.sort((one, other) => one.atMs - other.atMs) });
    }
  }
  return { events: position, conversations };
}

function openFast(file: string): BetterSqlite.Database {
  const database = new BetterSqlite(file);
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -200000');
  return database;
}

async function timedIngest(
  db: ReturnType<typeof openSqlite>,
  warehouse: Warehouse,
): Promise<{ perSecond: number; cpuMicros: number; count: number }> {
  const startedMs = performance.now();
  const { user, system } = process.cpuUsage();
  const { eventsCount } = await ingest(
    { db, livemode: false, secret: 'bench', productsOf: async () => [] },
    warehouse,
  );
  const cpu = process.cpuUsage({ user, system });
  return {
    perSecond: eventsCount / ((performance.now() - startedMs) / 1000),
    cpuMicros: (cpu.user + cpu.system) / eventsCount,
    count: eventsCount,
  };
}

async function askAll(
  warehouse: Warehouse,
  truths: ReturnType<typeof newTruths>,
  say: BenchOptions['say'],
): Promise<{ figures: Figures; problems: string[] }> {
  const deps = { warehouse, clock: { nowMs: () => FIRST_MS }, timeZone: 'UTC' };
  const figures: Record<string, number> = {};
  const problems: string[] = [];
  for (const [name, asked] of Object.entries(questions)) {
    const question = JourneyQuestion.parse({ ...PERIOD, windowHours: WINDOW_HOURS, ...asked });
    const first = await readJourneys(deps, question);
    const ms: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedMs = performance.now();
      await readJourneys(deps, question);
      ms.push(performance.now() - startedMs);
    }
    const middle = ms.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
    figures[`${name}Ms`] = rounded(middle);
    say(
      `  ${name}: ${rounded(middle)} ms, ${first.steps.map(({ step, count }) => `${step} ${count}`).join(', ')}`,
    );
    problems.push(...differences(name, first, truths.get(name as Name)?.truth ?? new Map()));
  }
  return { figures, problems };
}

function differences(name: string, view: Awaited<ReturnType<typeof readJourneys>>, truth: Truth): string[] {
  const sum = view.steps.map((_step, place) =>
    [...truth.values()].reduce((whole, counts) => whole + (counts[place] ?? 0), 0),
  );
  const told = view.steps.map(({ count }) => count);
  const problems = String(told) === String(sum) ? [] : [`${name} counts ${told}, the simulation ${sum}`];
  if (truth.size < 2) return problems;
  const wrong = [...truth].filter(
    ([key, counts]) => String(view.rows.find((row) => row.key === key)?.counts) !== String(counts),
  );
  return [...problems, ...wrong.map(([key, counts]) => `${name}, ${key}: the simulation counts ${counts}`)];
}

/** The columns that the funnel reads, with nothing done but reading. */
async function bareScan(warehouse: Warehouse): Promise<number> {
  const columns = [1, 2, 3, 4, 5].flatMap((kind) => [`first${kind}`, `last${kind}`, `facet${kind}`]);
  const sql = `SELECT ${columns.map((name) => `sum("${name}")`).join(', ')} FROM "journey_conversation"`;
  const ms: number[] = [];
  await warehouse.withSession(async (session) => {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const startedMs = performance.now();
      await session.rows(sql);
      ms.push(performance.now() - startedMs);
    }
  });
  return ms.slice(1).sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
}

/** First instants of each conversation, compared: what one would write first, and less than the funnel answers. */
function askSqlite(file: string): number {
  const database = new BetterSqlite(file, { readonly: true });
  const firsts = [1, 2, 3, 4, 5].map((kind) => `min(CASE kind WHEN ${kind} THEN atMs END) AS f${kind}`);
  const startedMs = performance.now();
  database
    .prepare(
      `SELECT channel, count(f1), sum(f2 >= f1), sum(f2 >= f1 AND f3 >= f2), sum(f2 >= f1 AND f3 >= f2 AND f4 >= f3),
        sum(f2 >= f1 AND f3 >= f2 AND f4 >= f3 AND f5 >= f4 AND f5 - f1 <= ${WINDOW_HOURS * 3_600_000})
       FROM (SELECT conversation, channel, ${firsts.join(', ')} FROM step GROUP BY conversation, channel) GROUP BY channel`,
    )
    .all();
  const ms = performance.now() - startedMs;
  database.close();
  return ms;
}

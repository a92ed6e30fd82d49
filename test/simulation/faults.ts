import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { allTransitions, type Counts, explained } from './faults/coverage.ts';
import { postgresScenery, type Scenery, sqliteScenery } from './faults/databases.ts';
import { callFaults, crashPoints, deliveries, type History } from './faults/history.ts';
import { type RunResult, runHistories } from './faults/run-histories.ts';
import { newSeed } from './random.ts';

const HELP = `npm run test:faults -- [--histories N] [--engine sqlite|postgresql] [--seed N] [--path P] [--history FILE]
                       [--shrink]

Plays random histories of clicks, notifications, time-outs and crashes against the real checkout and gateways of a
model, and checks after each that nobody was charged twice or for nothing. On PostgreSQL two processes share the house.

--histories   how many (10000; 500 on postgresql)
--seed        repeats a run; --path with it repeats one history alone, --shrink makes it as short as it goes
--history     plays the history of this file (- reads it from stdin), as the report of a failure ends with it`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string' },
      engine: { type: 'string', default: 'sqlite' },
      seed: { type: 'string' },
      path: { type: 'string' },
      history: { type: 'string' },
      shrink: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { engine } = values;
  const usual = engine === 'sqlite' ? 10_000 : 500;
  const runs = Number(
    values.histories ?? (values.path === undefined && values.history === undefined ? usual : 1),
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if ((engine !== 'sqlite' && engine !== 'postgresql') || !(runs > 0)) {
    console.error(HELP);
    return 2;
  }
  const seed = Number(values.seed ?? newSeed());
  console.log(`seed ${seed}, ${runs} histories on ${engine}`);
  const { scenery, close } = await openScenery(engine);
  try {
    const options = {
      seed,
      runs,
      path: values.path,
      only: values.history === undefined ? undefined : readHistory(values.history),
      shrink: values.shrink,
      say: (line: string) => console.log(line),
    };
    const result = await runHistories(scenery, options);
    report(result);
    return result.failure === null ? 0 : 1;
  } finally {
    await close();
  }
}

function readHistory(file: string): History {
  return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as History;
}

async function openScenery(
  engine: 'sqlite' | 'postgresql',
): Promise<{ scenery: Scenery; close(): Promise<void> }> {
  if (engine === 'sqlite') {
    const scenery = await sqliteScenery();
    return { scenery, close: () => scenery.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-faults-'));
  const server = await startPostgres(folder);
  const scenery = await postgresScenery(server.url);
  return {
    scenery,
    close: async () => {
      await scenery.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function report({ failure, runs, counts, lengths }: RunResult): void {
  const at = (share: number) => lengths[Math.floor((lengths.length - 1) * share)] ?? 0;
  console.log(`${runs} histories of ${at(0)} to ${at(1)} batches, half of them over ${at(0.5)}`);
  const faults = [
    ...Object.entries(callFaults).flatMap(([operation, kinds]) =>
      kinds.map((kind) => `fault ${operation}: ${kind}`),
    ),
    ...deliveries.map((how) => `fault delivery: ${how}`),
    ...crashPoints.map((point) => `crash ${point}`),
  ];
  const told = [...counts.keys()].filter((name) => /^(step|refused) /.test(name)).sort();
  printCounts('steps and refusals', told, { counts, enough: 0 });
  printCounts('faults', faults, { counts, enough: ENOUGH });
  printCounts('transitions', allTransitions(), { counts, enough: ENOUGH });
  console.log(failure === null ? 'every promise held' : `BROKEN\n${failure}`);
}

/** How often a long run should have seen each fault and transition. */
const ENOUGH = 100;

function printCounts(
  title: string,
  names: readonly string[],
  { counts, enough }: { counts: Counts; enough: number },
): void {
  console.log(`${title}:`);
  for (const name of names) {
    const times = counts.get(name) ?? 0;
    const reason = explained[name];
    const remark = reason === undefined ? 'seldom' : `only by ${reason}`;
    console.log(`  ${String(times).padStart(7)}  ${name}${times < enough ? `   ${remark}` : ''}`);
  }
}

// The embedded PostgreSQL has a hook of its own that ends an idle process with 0, whatever `process.exitCode` is.
process.exit(await main());

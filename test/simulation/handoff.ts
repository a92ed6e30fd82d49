import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../../src/kernel/db/database.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openPostgres } from '../../src/kernel/db/postgres.ts';
import { openSqlite } from '../../src/kernel/db/sqlite.ts';
import { startPostgres } from '../support/postgres.ts';
import { playHistory } from './handoff/play.ts';
import { newSeed } from './random.ts';

const HELP = `npm run test:handoff -- [--histories N] [--steps N] [--engine sqlite|postgresql] [--seed N]

Plays random histories of learners, agents, presence, capacity, offers, transfers and crashes with two processes on one
database, and checks after each step: one owner always, nobody waits while an eligible slot is free, oldest first
within priority, the bot writes nothing while a person owns, each step legal, nobody stranded in the end.

--histories   how many (200)
--steps       of each (60)
--seed        repeats the history of this seed first`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string', default: '200' },
      steps: { type: 'string', default: '60' },
      engine: { type: 'string', default: 'sqlite' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { engine } = values;
  const [histories, stepsCount] = [Number(values.histories), Number(values.steps)];
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if ((engine !== 'sqlite' && engine !== 'postgresql') || !(histories > 0) || !(stepsCount > 0)) {
    console.error(HELP);
    return 2;
  }
  const first = Number(values.seed ?? newSeed());
  const { db, close } = await openDatabase(engine);
  try {
    return await playAll(db, { first, histories, stepsCount });
  } finally {
    await close();
  }
}

interface Run {
  readonly first: number;
  readonly histories: number;
  readonly stepsCount: number;
}

async function playAll(db: Database, { first, histories, stepsCount }: Run): Promise<number> {
  const counts = new Map<string, number>();
  for (let number = 0; number < histories; number += 1) {
    const played = await playHistory(db, { seed: first + number, stepsCount });
    for (const [what, times] of played.counts) counts.set(what, (counts.get(what) ?? 0) + times);
    if (played.problems.length > 0) {
      console.error(played.problems.join('\n'));
      return 1;
    }
  }
  const lines = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  console.log(lines.map(([what, times]) => `${String(times).padStart(7)}  ${what}`).join('\n'));
  console.log(`${histories} histories of ${stepsCount} steps from seed ${first}: no problem`);
  return 0;
}

async function openDatabase(engine: string): Promise<{ db: Database; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-handoff-'));
  const server = engine === 'postgresql' ? await startPostgres(folder) : undefined;
  const db = server === undefined ? openSqlite(join(folder, 'test.sqlite')) : openPostgres(server.url);
  await migrate(db);
  return {
    db,
    close: async () => {
      await db.close();
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The embedded PostgreSQL has a hook of its own that ends an idle process with 0, whatever `process.exitCode` is.
process.exit(await main());

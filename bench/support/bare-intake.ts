import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openDatabase } from '../../src/kernel/db/open.ts';
import { newId, newReference } from '../../src/kernel/id.ts';
import { signSandboxEvent } from '../../test/support/sandbox-event.ts';
import { type BenchOptions, type Figures, percentile, rounded } from './bench.ts';

export interface BareIntakeOptions {
  readonly widths: readonly number[];
  readonly seconds: number;
  readonly say: BenchOptions['say'];
}

const KEY = Buffer.from('bare reference, any key of this length');

/**
 * The limit of the engine: one HMAC over the body and the same insert in bare better-sqlite3, as many a commit as are
 * in flight, `synchronous=FULL`.
 */
export async function measureBareIntake({ widths, seconds, say }: BareIntakeOptions): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-bare-intake-'));
  const file = join(folder, 'bare.sqlite');
  const migrated = openDatabase({ databaseUrl: undefined, sqliteFile: file });
  await migrate(migrated);
  await migrated.close();
  const db = new BetterSqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  try {
    runBare(db, 1, 1);
    return Object.fromEntries(
      widths.map((width) => {
        const figures = runBare(db, width, seconds);
        say(`  bare better-sqlite3 and HMAC, ${width} a commit: ${JSON.stringify(figures)}`);
        return [`c${width}`, figures] as const;
      }),
    );
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runBare(db: BetterSqlite.Database, width: number, seconds: number): Figures {
  const insert =
    db.prepare(`INSERT INTO "gateway_event" ("gatewayEventId", "gateway", "externalEventId", "type",
    "reference", "content", "source", "status", "outcome", "attempts", "livemode", "occurredAtMs", "receivedAtMs",
    "appliedAtMs", "nextAttemptAtMs", "headers", "raw")
    VALUES (?, 'sandbox', ?, 'charge.succeeded', ?, ?, 'notification', 'received', NULL, 0, 0, ?, ?, NULL, ?, ?, ?)
    ON CONFLICT ("gateway", "externalEventId") DO NOTHING RETURNING "gatewayEventId"`);
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const { body, headers } = signSandboxEvent(DEMO_SECRETS.sandbox, { reference: newReference('T') });
  const headersText = JSON.stringify(headers);
  const commitsMs: number[] = [];
  let made = 0;
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1000;
  for (let nowMs = startedMs; nowMs < endMs; ) {
    begin.run();
    for (let member = 0; member < width; member += 1) {
      createHmac('sha256', KEY).update(body).digest();
      const atMs = Date.now();
      insert.all(newId('gev'), newId('evt'), newReference('T'), body, atMs, atMs, atMs, headersText, body);
      made += 1;
    }
    commit.run();
    const endedMs = performance.now();
    commitsMs.push(endedMs - nowMs);
    nowMs = endedMs;
  }
  const cpu = process.cpuUsage(cpuBefore);
  commitsMs.sort((a, b) => a - b);
  return {
    perSecond: rounded((made / (performance.now() - startedMs)) * 1000),
    p50Ms: rounded(percentile(commitsMs, 0.5)),
    p99Ms: rounded(percentile(commitsMs, 0.99)),
    cpuMsEach: rounded((cpu.user + cpu.system) / 1000 / made),
  };
}

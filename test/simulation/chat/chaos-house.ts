import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../src/kernel/db/database.ts';
import { migrate } from '../../../src/kernel/db/migrate.ts';
import { openPostgres } from '../../../src/kernel/db/postgres.ts';
import { startPostgres } from '../../support/postgres.ts';
import { startRedisServer } from '../../support/redis-server.ts';
import { lastingPort, type ServerProcess, startServerProcess } from '../../support/server-process.ts';

/** Two processes of one house on a PostgreSQL and a Redis of their own. */
export interface ChaosHouse {
  readonly db: Database;
  readonly urls: readonly string[];
  restart(index: number): Promise<void>;
  /** Lines that any life of a process logged as errors. */
  errors(): readonly string[];
  close(): Promise<void>;
}

const PROCESSES = 2;

export async function openChaosHouse(): Promise<ChaosHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-chaos-'));
  const postgres = await startPostgres(folder);
  const redis = await startRedisServer();
  const db = openPostgres(postgres.url);
  await migrate(db);
  const lives: ServerProcess[] = [];
  const servers: ServerProcess[] = [];
  const ports: number[] = [];
  for (let index = 0; index < PROCESSES; index += 1) ports.push(await lastingPort());
  const start = async (index: number): Promise<void> => {
    const server = await startServerProcess({
      environment: {
        PORT: String(ports[index]),
        DATA_DIR: join(folder, String(index)),
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        DEMO: '0',
        SANDBOX_URL: 'http://127.0.0.1:9',
        LOG_LEVEL: 'warn',
        REQUESTS_PER_MINUTE: '1000000',
        MESSAGES_PER_MINUTE: '1000000',
      },
    });
    servers[index] = server;
    lives.push(server);
  };
  for (const index of ports.keys()) await start(index);
  return {
    db,
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    restart: async (index) => {
      await servers[index]?.kill();
      await start(index);
    },
    errors: () => lives.flatMap(({ errors }) => errors),
    close: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await db.close();
      await Promise.all([postgres.stop(), redis.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

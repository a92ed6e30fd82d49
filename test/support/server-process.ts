import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { deferred } from '../../src/kernel/deferred.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIME_MAX_MS = 60_000;
const LINES_KEPT = 40;

/** Tilltalk as a process of its own: the built program, as `npm start` runs it. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves once it serves, or stands at its failpoint; rejects when it ended or took too long. */
  readonly started: Promise<void>;
  /** Resolves with the name of the failpoint at which the process stands still; never, when none was armed. */
  readonly stoppedAt: Promise<string>;
  /** Lines that the server logged as errors. */
  readonly errors: readonly string[];
  /** Ends it as a power cut would: SIGKILL. */
  kill(): Promise<void>;
  /** Ends it as an operator would: SIGTERM. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** What is started, of the build; the server itself when left out. */
  readonly program?: 'main.js' | 'sandbox/main.js';
  readonly environment: Readonly<Record<string, string>>;
  /** Flags for node itself, e.g. a profiler's. */
  readonly nodeFlags?: readonly string[];
}

/** Starts the server and waits until it serves, or stands at its failpoint. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const server = spawnServerProcess(options);
  await server.started;
  return server;
}

/** Starts the server without waiting for it. */
export function spawnServerProcess(options: ServerOptions): ServerProcess {
  const program = `dist/${options.program ?? 'main.js'}`;
  const child = spawn(process.execPath, [...(options.nodeFlags ?? []), program], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const exited = once(child, 'exit').finally(() => process.removeListener('exit', endWithUs));
  const output = readOutput(child);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  const started = startOf(output, exited);
  // Whoever kills it while it starts does not wait for the start.
  started.catch(() => {});
  return {
    pid: child.pid ?? 0,
    started,
    stoppedAt: output.stoppedAt,
    errors: output.errors,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

interface Output {
  readonly ready: Promise<void>;
  readonly stoppedAt: Promise<string>;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

function readOutput(child: ChildProcess): Output {
  const ready = deferred<void>();
  const stoppedAt = deferred<string>();
  const lines: string[] = [];
  const errors: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    if (lines.length > LINES_KEPT) lines.shift();
    if (/"log\.level":"(error|fatal)"/.test(line)) errors.push(line);
  };
  if (child.stdout === null || child.stderr === null) throw new Error('the server has no output');
  createInterface({ input: child.stderr }).on('line', keep);
  createInterface({ input: child.stdout }).on('line', (line) => {
    keep(line);
    if (line.startsWith('{"ready":true')) ready.resolve();
    const name = /^\{"failpoint":"([^"]+)"\}$/.exec(line)?.[1];
    if (name !== undefined) stoppedAt.resolve(name);
  });
  return { ready: ready.promise, stoppedAt: stoppedAt.promise, lines, errors };
}

async function startOf(output: Output, exited: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`was not ready in ${START_TIME_MAX_MS} ms`), START_TIME_MAX_MS);
  });
  const wrong = await Promise.race([
    output.ready,
    output.stoppedAt.then(() => {}),
    exited.then(() => 'ended'),
    tooLate,
  ]);
  clearTimeout(timer);
  if (typeof wrong === 'string')
    throw new Error(`the server ${wrong}; its last lines:\n${output.lines.join('\n')}`);
}

/**
 * A port that is free now and stays ours between two lives of a server: outside the range from which the system
 * gives ports to outgoing connections.
 */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ECHO = fileURLToPath(new URL('./echo-server.ts', import.meta.url));

export interface BareEcho {
  readonly url: string;
  readonly pid: number;
  readonly child: ChildProcess;
}

/** Starts a bare Socket.IO server that replies with so many bytes. */
export async function startEcho(bytes: number): Promise<BareEcho> {
  const child = spawn(process.execPath, ['--import', 'tsx', ECHO, String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the echo server ended')));
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url);
    });
  });
  return { url, pid: child.pid ?? 0, child };
}

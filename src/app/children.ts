import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';

/** A neighbour that Tilltalk starts for trying things out: it ends with us. */
export interface Child {
  readonly url: string;
  stop(): Promise<void>;
}

const START_TIME_MAX_MS = 20_000;

/** Starts the sandbox gateway beside Tilltalk. */
export function startSandboxChild(config: Config, publicUrl: string): Promise<Child> {
  return startChild('sandbox', {
    SANDBOX_PORT: String(config.SANDBOX_PORT),
    SANDBOX_DATA_DIR: config.DATA_DIR,
    SANDBOX_SECRET: config.SANDBOX_SECRET,
    SANDBOX_MERCHANT_ID: config.SANDBOX_MERCHANT_ID,
    SANDBOX_MERCHANT_NAME: config.MERCHANT_NAME,
    SANDBOX_MERCHANT_CLOCK_URL: `${publicUrl}/v1/test/clock`,
    SANDBOX_FOLLOW_PARENT: '1',
  });
}

/** Starts the demo platform, another site that embeds the widget. */
export function startDemoChild(config: Config, publicUrl: string): Promise<Child> {
  return startChild('demo', {
    DEMO_PORT: String(config.DEMO_PORT),
    DEMO_HOST_SECRET: config.HOST_SECRETS[0]?.secret ?? '',
    TILLTALK_URL: publicUrl,
    DEMO_FOLLOW_PARENT: '1',
  });
}

async function startChild(name: 'sandbox' | 'demo', environment: Record<string, string>): Promise<Child> {
  const child = fork(entryOf(name), {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await readyUrl(name, child);
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** The built program, or the source when this process itself runs from sources. */
function entryOf(name: string): string {
  const built = fileURLToPath(new URL(`../${name}/main.js`, import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL(`../${name}/main.ts`, import.meta.url));
}

function readyUrl(name: string, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`the ${name} did not start: ${why}`));
    const timer = setTimeout(() => fail('it took too long'), START_TIME_MAX_MS);
    child.once('exit', (code) => fail(`it ended with code ${code}; is its port taken?`));
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const line = /^\{"ready":true.*\}$/m.exec(output)?.[0];
      if (line === undefined) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve((JSON.parse(line) as { url: string }).url);
    });
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { DEMO_SECRETS, readConfig } from '../../src/app/config.ts';
import { type Running, start } from '../../src/app/start.ts';
import type { Database } from '../../src/kernel/db/database.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { type Api, apiOf } from './api.ts';
import { freePort } from './free-port.ts';
import { addProduct, type TestProduct } from './products.ts';

/** A whole Tilltalk with its sandbox gateway, in this process, on free ports. */
export interface Till {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly running: Running;
  readonly db: Database;
  /** Signs a learner in; each call is another learner unless a name is given. */
  learner(name?: string): Promise<Api>;
  guest(): Promise<Api>;
  product(product?: Partial<TestProduct>): Promise<TestProduct>;
  sandbox(path: string, init?: RequestInit): Promise<unknown>;
  close(): Promise<void>;
}

/** Where nothing listens: as `SANDBOX_URL`, for tests in which nobody pays. */
export const NO_SANDBOX = 'http://127.0.0.1:9';

/** Starts one; a sandbox is started with it unless `SANDBOX_URL` names another. */
export async function startTill(environment: Record<string, string> = {}): Promise<Till> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-till-'));
  const port = await freePort();
  const ownSandbox =
    environment['SANDBOX_URL'] === undefined
      ? await startSandbox({
          port: 0,
          dataDir: folder,
          secret: DEMO_SECRETS.sandbox,
          merchantClockUrl: `http://127.0.0.1:${port}/v1/test/clock`,
        })
      : undefined;
  const sandboxUrl = ownSandbox?.url ?? environment['SANDBOX_URL'] ?? '';
  const running = await start(
    readConfig({
      PORT: String(port),
      DATA_DIR: folder,
      SANDBOX_URL: sandboxUrl,
      DEMO: '0',
      LOG_LEVEL: 'silent',
      REQUESTS_PER_MINUTE: '1000000',
      ...environment,
    }),
  );
  let learners = 0;
  return {
    url: running.url,
    sandboxUrl,
    running,
    db: running.house.db,
    learner: async (name) => {
      learners += 1;
      return apiOf(running.url, { hostToken: await hostToken(name ?? `learner-${learners}`) });
    },
    guest: () => apiOf(running.url, {}),
    product: (product) => addProduct(running.house.db, product),
    sandbox: (path, init) => sandboxCall(sandboxUrl, path, init),
    close: async () => {
      await running.stop();
      await ownSandbox?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the host platform would sign for its learner. */
export function hostToken(name: string, claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({ name, ...claims })
    .setProtectedHeader({ alg: 'HS256', kid: 'demo-1' })
    .setIssuer('demo-platform')
    .setAudience('tilltalk')
    .setSubject(name)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(DEMO_SECRETS.host));
}

/** Calls the sandbox's control API. */
export async function sandboxCall(url: string, path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
  if (!response.ok) throw new Error(`sandbox ${path} answered ${response.status}: ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

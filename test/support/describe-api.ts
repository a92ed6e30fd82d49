import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { readConfig } from '../../src/app/config.ts';
import { start } from '../../src/app/start.ts';

const HEAD = '/** Types of the API, made from its own OpenAPI by `npm run docs`. */\n';

/** The types of every operation that `/openapi.json` describes, as TypeScript. */
export async function typesOfApi(url: string): Promise<string> {
  const response = await fetch(`${url}/openapi.json`);
  return HEAD + astToString(await openapiTS((await response.json()) as object as never));
}

/** The same, of a Tilltalk that is started for the question. */
export async function describeApi(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-api-'));
  // Nothing is sold here: no sandbox has to be there.
  const alone = { SANDBOX_URL: 'http://127.0.0.1:9', DEMO: '0', LOG_LEVEL: 'silent' };
  const running = await start(readConfig({ ...alone, PORT: '0', DATA_DIR: folder }));
  try {
    return await typesOfApi(running.url);
  } finally {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

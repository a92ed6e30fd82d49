import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Page } from 'playwright-core';
import { build } from 'vite';
import { vi } from 'vitest';
import { isBuilt } from '../../scripts/build.mjs';
import { type Demo, startDemo } from '../../src/demo/server.ts';
import { closePages, type Look, sharedBrowser, takePage } from '../support/browser.ts';
import { type Stub, startStub } from './stub-server.ts';
import type { StubProduct } from './stub-till.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The widgets as they ship: those of the build, or built once per state of their sources, whichever test file asks first. */
export async function builtWidgets(): Promise<string> {
  if (isBuilt()) return join(root, 'dist/widgets');
  const sources = await sourceFiles(join(root, 'widgets'));
  const hash = createHash('sha256');
  for (const file of [...sources, 'vite.config.ts', 'vite.loader.config.ts'].sort()) {
    hash.update(file).update(await readFile(file.startsWith('/') ? file : join(root, file)));
  }
  const place = join(tmpdir(), `tilltalk-widgets-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(place)) return place;
  const work = await mkdtemp(`${place}-`);
  for (const config of ['vite.config.ts', 'vite.loader.config.ts']) {
    await build({ configFile: join(root, config), logLevel: 'error', build: { outDir: work } });
  }
  // Another test file may have been quicker; its build is the same.
  await rename(work, place).catch(() => rm(work, { recursive: true, force: true }));
  return place;
}

async function sourceFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const files = await Promise.all(
    names.map(async (name) => ((await stat(join(folder, name))).isFile() ? [join(folder, name)] : [])),
  );
  return files.flat();
}

export const stubProducts: StubProduct[] = [
  {
    productId: 'prod_python',
    title: 'Python 零基础：从第一行代码到自动化脚本',
    kind: 'course',
    priceId: 'price_python_1',
    amountMinor: 9900,
    currency: 'CNY',
    startUrl: '/learn/demo:python-from-zero:zh',
  },
  {
    productId: 'prod_column',
    title: '写给忙人的 Python 专栏',
    kind: 'column',
    priceId: 'price_column_1',
    amountMinor: 2999,
    currency: 'USD',
    startUrl: '/learn/demo:python-column:zh',
  },
  {
    productId: 'prod_ebook',
    title: 'Python 速查手册',
    kind: 'ebook',
    priceId: 'price_ebook_1',
    amountMinor: 0,
    currency: 'CNY',
    startUrl: '/learn/demo:python-ebook:zh',
  },
];

/** Host page on one site, widget on another, and a browser between them. */
export interface Stage {
  stub: Stub;
  demo: Demo;
  browser: Browser;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export async function openStage(options: { storage?: 'partitioned' | 'denied' } = {}): Promise<Stage> {
  const port = await freePort();
  const stub = await startStub({
    distDir: await builtWidgets(),
    hostSite: `http://localhost:${port}`,
    products: structuredClone(stubProducts),
  });
  const hostSecret = 'only-for-this-test';
  const demo = await startDemo({ host: 'localhost', port, hostSecret, tilltalkUrl: stub.url });
  const browser = await sharedBrowser(options.storage);
  return {
    stub,
    demo,
    browser,
    close: async () => {
      await closePages();
      await demo.close();
      await stub.close();
    },
  };
}

export interface VisitOptions extends Look {
  /** Leave out to stay a guest. */
  learner?: string;
  path?: string;
}

/** A fresh browser profile on the host page, signed in when a learner is named. */
export async function visit(
  stage: Pick<Stage, 'demo' | 'browser'>,
  options: VisitOptions = {},
): Promise<Page> {
  const page = await takePage(stage.browser, options);
  await page.goto(stage.demo.url + (options.path ?? '/'));
  if (options.learner) await signIn(stage, page, options.learner);
  return page;
}

export async function signIn(stage: Pick<Stage, 'demo'>, page: Page, name: string): Promise<void> {
  await page.goto(`${stage.demo.url}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL(`${stage.demo.url}/`);
}

/** Presses the launcher and waits until the chat is connected. */
export async function openPanel(page: Page): Promise<Frame> {
  await page.locator('tilltalk-widget button').click();
  return panelOf(page);
}

/** The panel's frame, connected. */
export async function panelOf(page: Page): Promise<Frame> {
  const element = await page.locator('tilltalk-widget iframe').elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('the panel has no frame');
  await frame.locator('.quick-replies button, li.entry').first().waitFor();
  return frame;
}

/** Writes a message and sends it by Enter. */
export async function ask(frame: Frame, text: string): Promise<void> {
  await frame.locator('#message').fill(text);
  await frame.locator('#message').press('Enter');
}

/** Waits until the condition holds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const look = () => {
    if (!holds()) throw new Error(`waited in vain: ${what}`);
  };
  await vi.waitFor(look, { timeout: 15_000, interval: 20 });
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import type { DemoTill } from '../support/demo-till.ts';
import type { StaffAccount } from '../support/staff-cookie.ts';
import { watchTroubles } from './widgets-harness.ts';

export interface ConsoleVisit {
  readonly language?: 'zh' | 'en';
  readonly size?: { width: number; height: number };
  readonly dark?: boolean;
}

/** A browser of its own at the console's door. */
export async function openConsole(
  stage: Pick<DemoTill, 'browser' | 'till'>,
  { language = 'zh', size, dark }: ConsoleVisit = {},
): Promise<Page> {
  const context = await stage.browser.newContext({
    locale: language === 'en' ? 'en-US' : 'zh-CN',
    viewport: size ?? { width: 1440, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  watchTroubles(page);
  await page.goto(`${stage.till.url}/console`);
  return page;
}

export async function signInAt(
  page: Page,
  { login, password }: Pick<StaffAccount, 'login' | 'password'>,
): Promise<void> {
  await page.getByLabel(/^(登录名|Login)$/).fill(login);
  await page.getByLabel(/^(密码|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
}

/** The line of a conversation in the list that is shown. Names are masked there. */
export function conversationIn(page: Page, list: 'queue' | 'mine'): Locator {
  return page.locator(`[data-list="${list}"] .item`);
}

let axeSource: string | undefined;

/** What axe finds serious or critical, by rule and place. */
export async function seriousIn(page: Page): Promise<string[]> {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axeSource);
  return page.evaluate<string[]>(`axe
    .run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target.join(' ') + ' ' + node.failureSummary)))`);
}

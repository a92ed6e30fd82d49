import type { Locator, Page } from 'playwright-core';
import { type Look, takePage } from '../support/browser.ts';
import type { DemoTill } from '../support/demo-till.ts';
import type { StaffAccount } from '../support/staff-cookie.ts';

/** A browser of its own at the console's door. */
export async function openConsole(stage: Pick<DemoTill, 'browser' | 'till'>, look: Look = {}): Promise<Page> {
  const size = { width: 1440, height: 900 };
  const page = await takePage(stage.browser, { size, reducedMotion: true, ...look });
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

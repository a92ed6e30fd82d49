import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import { leavePage, takePage } from '../support/browser.ts';
import type { DemoTill } from '../support/demo-till.ts';
import { type Book, reconcile } from '../support/reconcile.ts';

/** Waits until the checkout sheet shows this. */
export const stageShown = (frame: Frame, name: string): Promise<void> =>
  frame.locator(`.sheet-body[data-stage="${name}"]`).waitFor();

/** Another device opens the code's link, as a phone that scans it. */
export async function scanAndPay(stage: DemoTill, link: string, pay: RegExp): Promise<void> {
  const scanned = await takePage(stage.browser, { size: { width: 390, height: 844 } });
  await scanned.goto(link);
  await scanned.getByRole('button', { name: pay }).click();
  await scanned.waitForLoadState();
  await leavePage(scanned);
}

/** Fills the gateway's card page and submits it. */
export async function fillCard(page: Page, number: string): Promise<void> {
  await page.locator('#number').fill(number);
  await page.locator('#expiry').fill('12/30');
  await page.locator('#cvc').fill('123');
  await page.locator('#name').fill('Maya Jones');
  await page.locator('button[value="pay"]').click();
}

/** The gateway's own book and the database agree, the ledger balances, access goes with payment. */
export async function expectReconciled(stage: DemoTill): Promise<void> {
  const book = (await stage.till.sandbox('/control/book')) as Book;
  expect((await reconcile(stage.till.db, book)).differences).toEqual([]);
}

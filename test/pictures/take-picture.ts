import type { Page } from 'playwright-core';

/** Long enough for the sheet to have slid in; a picture of a movement is no picture. */
const STILL_MS = 500;

/** Keeps what the page shows as a small picture of the docs. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(STILL_MS);
  await page.screenshot({ path: `docs/pictures/${name}.jpg`, type: 'jpeg', quality: 70 });
}

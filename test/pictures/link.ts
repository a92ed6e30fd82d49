import type { Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { payLinkMaker } from '../../src/app/pay-links.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { takePicture } from './take-picture.ts';

let stage: DemoTill;
beforeAll(async () => {
  stage = await startDemoTill();
});
afterAll(() => stage.close());

interface Look {
  readonly language: 'zh' | 'en';
  readonly size: { width: number; height: number };
  readonly isDark?: boolean;
}

const desk = { width: 1100, height: 760 };
const phone = { width: 390, height: 800 };

const phoneAgent =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36';

/** The page behind a link to pay, opened by a learner of its own. */
async function open({ language, size, isDark = false }: Look): Promise<Page> {
  const { till } = stage;
  const learner = await till.learner();
  const product = await till.db.query
    .selectFrom('product')
    .innerJoin('price', 'price.productId', 'product.productId')
    .select(['product.productId', 'product.title', 'price.priceId', 'price.amountMinor', 'price.currency'])
    .where('product.language', '=', language)
    .where('price.currency', '=', language === 'zh' ? 'CNY' : 'USD')
    .where('price.amountMinor', '>', 0)
    .where('product.title', 'like', '%Python%')
    .orderBy('product.title')
    .executeTakeFirstOrThrow();
  const { body: checkout } = await learner.start(product, { language });
  const context = await stage.browser.newContext({
    viewport: size,
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    colorScheme: isDark ? 'dark' : 'light',
    // Its browser says that it is a phone: what can be paid there is not scanned.
    ...(size === phone && { userAgent: phoneAgent, isMobile: true }),
  });
  const page = await context.newPage();
  await page.goto(payLinkMaker(till.running.house.checkout).payLinkTo(checkout) ?? '');
  await page.locator('.pay').waitFor();
  return page;
}

it('a link to pay: on a desk and on a phone, in both languages, by day and by night', async () => {
  const chinese = await open({ language: 'zh', size: desk });
  await takePicture(chinese, 'pay-zh');
  await takePicture(await open({ language: 'en', size: desk, isDark: true }), 'pay-en-dark');
  await takePicture(await open({ language: 'en', size: phone }), 'pay-phone-en');
  await takePicture(await open({ language: 'zh', size: phone }), 'pay-phone-zh');
  await chinese.locator('.pay').click();
  await chinese.locator('.sheet-body[data-stage="qr"]').waitFor();
  const payer = await (await stage.browser.newContext({ locale: 'zh-CN' })).newPage();
  await payer.goto(await chinese.locator('#qr-link').inputValue());
  await payer.getByRole('button', { name: /^付款/ }).click();
  await chinese.locator('.sheet-body[data-stage="paid"]').waitFor();
  await takePicture(chinese, 'pay-paid-zh');
});

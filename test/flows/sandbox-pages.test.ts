import { readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../../src/sandbox/sandbox.testing.ts';
import { sharedBrowser } from '../support/browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const picturesDir = process.env['SANDBOX_PICTURES_DIR'];

let browser: Browser;
let sandbox: TestSandbox;
let page: Page;
let shop: Shop;
const violations: string[] = [];

beforeAll(async () => {
  browser = await sharedBrowser();
});

beforeEach(async () => {
  sandbox = await startTestSandbox({ slowMs: 1_500 });
  shop = await startShop();
  page = await browser.newPage({ viewport: { width: 320, height: 720 } });
  violations.length = 0;
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
});
afterEach(async () => {
  await page.close();
  shop.close();
  await sandbox.close();
});

/** No serious finding of axe, no sideways scrolling at 320 px, and the page's policy broke nothing. */
async function expectSound(name: string): Promise<void> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axeSource);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  expect(results.passes.map(({ id }) => id)).toContain('color-contrast');
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBe(0);
  expect(violations).toEqual([]);
  if (picturesDir !== undefined)
    await page.screenshot({ path: `${picturesDir}/${name}.png`, fullPage: true });
}

async function eventOf(chargeId: string): Promise<string> {
  const received = await sandbox.merchant.notification(({ event }) => event.data['chargeId'] === chargeId);
  return received.event.type;
}

const longTitle = '从零开始的机器学习实战课：线性模型、决策树与神经网络（含二十四个真实项目）';

test.each(['zh', 'en'] as const)(
  'a scanned QR is paid on a sound page by keyboard alone (%s)',
  async (language) => {
    const { chargeId, payUrl } = await sandbox.charge({ language, description: longTitle });
    await page.goto(payUrl);
    await expectSound(`pay-${language}`);
    const focused = () => page.evaluate('document.activeElement.value') as Promise<string>;
    for (let presses = 0; presses < 10 && (await focused()) !== 'pay'; presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/result\//);
    await page.getByRole('heading', { name: language === 'zh' ? '付款成功' : 'Payment complete' }).waitFor();
    await expectSound(`paid-${language}`);
    expect(await eventOf(chargeId)).toBe('charge.succeeded');
  },
);

test.each(['zh', 'en'] as const)(
  'a card is paid by typing and Enter, after a mistake is explained, and leads back across sites (%s)',
  async (language) => {
    const { chargeId, payUrl } = await sandbox.charge({ ...byCard(), language });
    await page.goto(payUrl);
    await expectSound(`card-${language}`);
    await page.locator('#number').fill('4242 4242 4242 4241');
    await page.locator('#expiry').fill('12/40');
    await page.locator('#cvc').fill('123');
    await page.locator('#name').fill('李雷');
    await page.keyboard.press('Enter');
    await page.locator('#number-error').waitFor();
    await expectSound(`card-error-${language}`);
    await page.locator('#number').fill('4242 4242 4242 4242');
    await page.locator('#cvc').fill('123');
    await page.keyboard.press('Enter');
    await page.waitForURL(shop.landingUrl);
    expect(await eventOf(chargeId)).toBe('charge.succeeded');
  },
);

test.each(['zh', 'en'] as const)("a bank's challenge is passed on a sound page (%s)", async (language) => {
  const { chargeId, payUrl } = await sandbox.charge({ ...byCard(), language });
  await submitCard(payUrl, '4000 0027 6000 3184');
  await page.waitForURL(/\/challenge\//);
  await expectSound(`challenge-${language}`);
  const code = await page.locator('#code-shown').textContent();
  await page.locator('#code').fill(code ?? '');
  await page.keyboard.press('Enter');
  await page.waitForURL(shop.landingUrl);
  expect(await eventOf(chargeId)).toBe('charge.succeeded');
});

test('a slow card shows that it is processing and then goes back to the merchant by itself', async () => {
  const { payUrl } = await sandbox.charge(byCard());
  await submitCard(payUrl, '4000 0000 0000 0077');
  await page.getByRole('heading', { name: '正在处理' }).waitFor();
  await expectSound('processing-zh');
  await page.waitForURL(shop.landingUrl);
});

test('home page and error page are sound', async () => {
  await sandbox.charge({ description: longTitle });
  const charge = await sandbox.charge({ amountMinor: 129_900 });
  await sandbox.control('POST', '/pay', { reference: charge.reference });
  for (const language of ['zh', 'en']) {
    await page.goto(`${sandbox.url}/?lang=${language}`);
    await expectSound(`home-${language}`);
  }
  const { payUrl } = await sandbox.charge();
  await page.goto(payUrl);
  await sandbox.restart({ port: Number(new URL(sandbox.url).port) });
  await page.locator('button[value=pay]').click();
  await page.getByRole('heading', { name: '页面已过期' }).waitFor();
  await expectSound('stale-zh');
});

async function submitCard(payUrl: string, number: string): Promise<void> {
  await page.goto(payUrl);
  await page.locator('#number').fill(number);
  await page.locator('#expiry').fill('12/40');
  await page.locator('#cvc').fill('123');
  await page.locator('#name').fill('LI LEI');
  await page.locator('button[value=pay]').click();
}

interface Shop {
  /** Where the gateway sends the browser back to; it leads on to another site at once. */
  readonly returnUrl: string;
  readonly landingUrl: string;
  close(): void;
}

async function startShop(): Promise<Shop> {
  const server = http.createServer((request, response) => {
    if (request.url === '/return') response.writeHead(302, { location: landingUrl }).end();
    else response.end('back on the platform');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const landingUrl = `http://localhost:${port}/learn`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { returnUrl: `http://127.0.0.1:${port}/return`, landingUrl, close };
}

function byCard(): Record<string, unknown> {
  return { method: 'card', flow: 'redirect', returnUrl: shop.returnUrl };
}

import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { seriousIn } from '../support/axe.ts';
import { leavePage } from '../support/browser.ts';
import { problem } from './stub-till.ts';
import { ask, openPanel, openStage, panelOf, type Stage, visit } from './widgets-harness.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.stub.reset());
afterEach(() => leavePage(page));
afterAll(() => stage.close());

const sidewards = (where: Frame | Page) =>
  where.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const words = {
  zh: { learner: '林小满', suggest: '推荐 Python', orders: '你好' },
  en: { learner: 'Maya Jones', suggest: 'Suggest a Python course', orders: 'Hello' },
};

interface Shown {
  frame: Frame;
  look: (name: string) => Promise<void>;
}

/** Brings the widget into each of its states and looks at it there. */
async function walkStates({ frame, look }: Shown, say: (typeof words)['zh']): Promise<void> {
  const { stub } = stage;
  const shown = (name: string) => frame.locator(`.sheet-body[data-stage="${name}"]`).waitFor();
  const again = async () => {
    await page.keyboard.press('Escape');
    await frame.locator('.sheet').waitFor({ state: 'detached' });
    await frame.locator('.product .primary').first().click();
  };
  await look('empty');
  await ask(frame, say.orders);
  await frame.locator('.quick-replies button').first().waitFor();
  await look('quick replies');
  await ask(frame, 'REFUSE');
  await frame.locator('.trouble').waitFor();
  await look('refused message');
  await ask(frame, say.suggest);
  await frame.locator('.product').first().waitFor();
  await frame.locator('.product button.quiet').first().click();
  await look('cards');

  stub.failNext(/checkouts$/, problem(503, 'unavailable'));
  await frame.locator('.product .primary').first().click();
  await shown('trouble');
  await look('trouble');
  stub.failNext(/checkouts$/, problem(401, 'identity_required'));
  await again();
  await shown('sign_in');
  await look('sign in');
  const lines = [{ productId: 'prod_python', priceId: 'price_python_1', amountMinor: 9900 }];
  stub.failNext(/checkouts$/, problem(409, 'price_changed', { newTotalMinor: 9900, currency: 'CNY', lines }));
  await again();
  await shown('price');
  await look('price changed');
  stub.failNext(/checkouts$/, problem(409, 'already_owned'));
  await again();
  await shown('owned');
  await look('owned');
  await again();
  await shown('choose');
  await look('choose');
  stub.failNext(/pay$/, problem(503, 'gateway_unavailable'));
  await frame.locator('.pay').click();
  await frame.getByRole('alert').waitFor();
  await look('gateway down');
  await frame.locator('.pay').click();
  await shown('qr');
  await look('qr');
  await walkPayment({ frame, look }, shown);
}

async function walkPayment({ frame, look }: Shown, shown: (name: string) => Promise<void>): Promise<void> {
  const { stub } = stage;
  const [checkoutId = ''] = stub.till.checkouts.keys();
  const payment = stub.till.checkouts.get(checkoutId)?.payment;
  if (!payment) throw new Error('nothing is being paid');
  const become = (change: object) => {
    stub.till.change(checkoutId, { payment: { ...payment, ...change } });
    stub.nudge(checkoutId);
  };
  become({ action: { type: 'qr', qrText: 'weixin://x', expiresAtMs: 1 } });
  await frame.locator('.stage:not(.qr-stage)').waitFor();
  await look('expired code');
  become({ action: { type: 'redirect', url: '/go/x', expiresAtMs: Date.now() + 1e6 } });
  await shown('redirect');
  await look('redirect');
  become({ status: 'processing', action: { type: 'wait', retryAfterMs: 1000 } });
  await shown('waiting');
  await look('waiting');
  become({});
  await shown('qr');
  stub.till.decline(checkoutId);
  stub.nudge(checkoutId);
  await shown('choose');
  await look('declined');
  for (const status of ['expired', 'canceled'] as const) {
    stub.till.change(checkoutId, { status });
    stub.nudge(checkoutId);
    await shown(status);
    await look(status);
  }
  stub.till.change(checkoutId, { status: 'confirmed', payment });
  stub.settle(checkoutId);
  await shown('paid');
  await look('paid');
  await frame.locator('.paid > button').click();
  await frame.locator('.receipt').waitFor();
  await look('receipt');
}

const names = {
  zh: {
    account: '我的订单和数据',
    invoice: /^申请发票/,
    person: '个人',
    company: '企业',
    privacy: '隐私与数据',
  },
  en: {
    account: 'Your orders and data',
    invoice: /^Request invoice/,
    person: 'A person',
    company: 'A company',
    privacy: 'Privacy and data',
  },
};

/** The learner's own orders and data: an invoice is asked for, data are taken along and deleted. */
async function walkAccount({ frame, look }: Shown, say: (typeof names)['zh']): Promise<void> {
  await frame.getByRole('button', { name: say.account }).click();
  const account = frame.locator('.account');
  await account.locator('.order-list .card').first().waitFor();
  await look('orders');
  await account.getByRole('button', { name: say.invoice }).click();
  await account.getByLabel(say.company).check();
  await look('invoice');
  await account.locator('[name="title"]').fill('上海月光科技有限公司');
  await account.locator('[name="taxNumber"]').fill('91310000ma1fl0xx0x');
  await account.locator('[name="email"]').fill('ap@moonlit.example');
  await account.locator('[name="email"]').press('Enter');
  await account.getByText('ap@moonlit.example').waitFor();
  const sent = stage.stub.calls.find(({ path }) => path.endsWith('/invoice'));
  expect(sent?.body).toMatchObject({ buyer: 'company', taxNumber: '91310000MA1FL0XX0X' });
  await account.getByRole('button', { name: say.privacy }).click();
  await account.getByRole('checkbox').uncheck();
  const download = page.waitForEvent('download');
  await account.locator('section').nth(1).getByRole('button').click();
  expect((await download).suggestedFilename()).toBe('my-data.json');
  await look('privacy');
  await account.locator('.danger').click();
  await look('asked before deleting');
  await account.locator('.danger').click();
  await account.locator('.told').waitFor();
  await look('deleted');
  await page.keyboard.press('Escape');
  await frame.locator('.quick-replies button').first().waitFor();
  expect(await frame.locator('.entry.learner').count()).toBe(0);
}

test.each([
  { language: 'zh', dark: false, size: { width: 1280, height: 860 } },
  { language: 'en', dark: true, size: { width: 320, height: 640 } },
] as const)(
  'orders, invoice and own data have no finding of axe and fit 320 px ($language)',
  async (how) => {
    const { language } = how;
    page = await visit(stage, { ...how, learner: words[language].learner });
    const frame = await openPanel(page);
    const bought = { productId: 'prod_python', title: 'Python', totalMinor: 9900, startUrl: null };
    const numbers = { orderId: 'ord_1', orderNumber: 'T20261123', checkoutId: 'co_9', paymentId: 'pay_9' };
    const paid = {
      status: 'paid',
      currency: 'CNY',
      totalMinor: 9900,
      createdAtMs: 1e12,
      paidAtMs: 1e12,
    } as const;
    stage.stub.till.orders.push({ ...numbers, ...paid, lines: [bought] });
    const look = async (name: string) => {
      expect(await seriousIn(frame), name).toEqual([]);
      expect(await sidewards(frame), name).toBe(0);
    };
    await walkAccount({ frame, look }, names[language]);
  },
  60_000,
);

const panelSize = { width: 1280, height: 860 };
const phoneSize = { width: 320, height: 640 };

test.each([
  { language: 'zh', dark: false, size: panelSize },
  { language: 'en', dark: false, size: panelSize },
  { language: 'zh', dark: true, size: phoneSize },
  { language: 'en', dark: true, size: phoneSize },
] as const)(
  'no state has a serious finding of axe or needs sideways scrolling ($language, dark $dark, $size.width px)',
  async (how) => {
    page = await visit(stage, { ...how, learner: words[how.language].learner });
    expect(await seriousIn(page)).toEqual([]);
    const frame = await openPanel(page);
    const look = async (name: string) => {
      // Behind the sheet all is inert, and was looked at before.
      const part = (await frame.locator('.sheet').count()) > 0 ? '.sheet' : undefined;
      expect(await seriousIn(frame, part), name).toEqual([]);
      expect(await sidewards(frame), name).toBe(0);
      const inner = await frame.evaluate<string[]>(
        "[...document.querySelectorAll('.history, .sheet-body')].filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.className)",
      );
      expect(inner, name).toEqual([]);
    };
    await walkStates({ frame, look }, words[how.language]);
    expect(await sidewards(page)).toBe(0);
  },
  90_000,
);

test('return page and demo pages have no serious or critical finding of axe', async () => {
  page = await visit(stage);
  for (const path of ['/', '/sign-in', '/learn/demo:python-from-zero:zh', '/learn/nothing', '/nowhere']) {
    await page.goto(stage.demo.url + path);
    expect(await seriousIn(page), path).toEqual([]);
  }
  await page.goto(`${stage.stub.url}/return/nothing`);
  await page.getByRole('heading').waitFor();
  expect(await seriousIn(page)).toEqual([]);
});

test('the whole purchase works by keyboard alone, and focus is never lost', async () => {
  page = await visit(stage, { learner: '林小满' });
  await page.locator('tilltalk-widget button').focus();
  await page.keyboard.press('Enter');
  const frame = await panelOf(page);
  await frame.locator('#message:focus').waitFor();
  await page.keyboard.type('推荐 Python');
  await page.keyboard.press('Enter');
  await frame.locator('.product').first().waitFor();
  const focused = () =>
    frame.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.id");
  /** Walks backwards from the field to what is wanted: cards stand before it. */
  const tabTo = async (name: RegExp, key: string) => {
    for (let steps = 0; steps < 40 && !name.test(await focused()); steps += 1) await page.keyboard.press(key);
    expect(await focused()).toMatch(name);
  };
  await tabTo(/^购买《Python 零基础/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await frame.locator('#sheet-title:focus').waitFor();
  await frame.locator('.pay').waitFor();
  await page.keyboard.press('Shift+Tab');
  expect(await frame.evaluate("document.activeElement.closest('dialog') !== null")).toBe(true);
  for (let steps = 0; steps < 12; steps += 1) {
    await page.keyboard.press('Tab');
    expect(await frame.evaluate("document.activeElement.closest('dialog') !== null")).toBe(true);
  }
  await frame.locator('input[type=radio]:checked').focus();
  await page.keyboard.press('Tab');
  expect(await frame.evaluate("document.activeElement.classList.contains('pay')")).toBe(true);
  await page.keyboard.press('Enter');
  await frame.locator('#stage-title:focus').waitFor();
  expect(await frame.locator('#stage-title').textContent()).toBe('请用支付宝扫码支付');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('qr-link');
  stage.stub.settle('co_1');
  await frame.locator('.paid #stage-title:focus').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await frame.locator('.sheet').waitFor({ state: 'detached' });
  expect(await frame.evaluate('document.activeElement !== document.body')).toBe(true);
  await tabTo(/^开始学习《Python 零基础/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${stage.demo.url}/learn/**`);
});

test('who asks for less motion gets none of it', async () => {
  page = await visit(stage, { learner: '林小满' });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.locator('.product .primary').first().click();
  await frame.locator('.pay').waitFor();
  expect(await frame.evaluate("getComputedStyle(document.querySelector('.sheet')).animationName")).toBe(
    'none',
  );
  const panel = page.locator('tilltalk-widget iframe');
  expect(
    await panel.evaluate(
      (element) => element.ownerDocument.defaultView?.getComputedStyle(element).transitionDuration,
    ),
  ).toBe('0s');
});

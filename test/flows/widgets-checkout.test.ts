import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { CARD } from '../../src/bot/wire.ts';
import { leavePage, troubles } from '../support/browser.ts';
import { problem } from './stub-till.ts';
import { ask, openPanel, openStage, panelOf, type Stage, visit } from './widgets-harness.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.stub.reset());
afterEach(async () => {
  expect(troubles(page).filter((text) => !text.includes('WebSocket'))).toEqual([]);
  await leavePage(page);
});
afterAll(() => stage.close());

const stageShown = (frame: Frame, name: string) =>
  frame.locator(`.sheet-body[data-stage="${name}"]`).waitFor();
const calls = (path: RegExp) =>
  stage.stub.calls.filter((call) => call.method === 'POST' && path.test(call.path));

/** Signed in, asked, and the first card's *buy* pressed. */
async function buy(learner = '林小满'): Promise<Frame> {
  page = await visit(stage, { learner });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  return frame;
}

test('ask, buy, scan, paid, receipt, start learning', async () => {
  const frame = await buy();
  await stageShown(frame, 'choose');
  await frame.getByText('点击支付即表示同意').waitFor();
  await frame.getByText('这里暂不支持微信支付').waitFor();
  await frame.getByRole('button', { name: '支付 ¥99.00' }).click();
  await stageShown(frame, 'qr');
  expect(await frame.getByRole('img', { name: '支付宝付款二维码，金额 ¥99.00' }).count()).toBe(1);
  expect(await frame.locator('#qr-link').inputValue()).toBe('https://pay.invalid/q/co_1');
  stage.stub.settle('co_1');
  await stageShown(frame, 'paid');
  // Nothing asks to confirm what is paid.
  await frame.getByRole('dialog', { name: '已支付' }).waitFor();
  await frame.getByRole('button', { name: '返回对话' }).click();
  const receipt = frame.locator('.receipt');
  for (const text of [
    '收据',
    '测试模式',
    '¥99.00',
    '含税 ¥5.60',
    'TT2026co1',
    'TT20261122000001',
    '支付宝',
    '拾光知识（上海）有限公司',
  ]) {
    await receipt.getByText(text).first().waitFor();
  }
  await receipt.getByRole('link', { name: /^开始学习/ }).click();
  await page.waitForURL(`${stage.demo.url}/learn/demo:python-from-zero:zh`);
  await page.getByRole('heading', { name: 'Python 零基础：从第一行代码到自动化脚本' }).waitFor();
});

test('a changed price is said, shown, and asked about before anything goes on', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.locator('.product').first().waitFor();
  const product = stage.stub.till.products.get('prod_python');
  if (product) Object.assign(product, { priceId: 'price_python_2', amountMinor: 12900 });
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await frame.getByRole('heading', { name: '价格有变动' }).waitFor();
  expect(await frame.locator('.price-change').innerText()).toMatch(/¥99\.00[\s\S]*¥129\.00/);
  expect(stage.stub.till.checkouts.size).toBe(0);
  await frame.getByRole('button', { name: '按 ¥129.00 继续' }).click();
  await frame.getByRole('button', { name: '支付 ¥129.00' }).waitFor();
});

test('what is owned is not sold again: the sheet says so and leads to it', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.locator('.product').first().waitFor();
  const startUrl = '/learn/demo:python-from-zero:zh';
  stage.stub.till.owned.push({
    entitlementId: 'ent_1',
    productId: 'prod_python',
    title: 'Python',
    kind: 'course',
    status: 'active',
    grantedAtMs: 1,
    startUrl,
  });
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await frame.getByRole('heading', { name: '你已经拥有它了' }).waitFor();
  expect(await frame.locator('.sheet a').getAttribute('href')).toBe(stage.demo.url + startUrl);
});

test('a declined payment says why and lets the learner try another way', async () => {
  const frame = await buy();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  stage.stub.till.decline('co_1');
  stage.stub.nudge('co_1');
  await frame.getByRole('alert').getByText('余额不足，没有扣款。').waitFor();
  await frame.getByRole('radio', { name: '银行卡' }).check();
  await frame.locator('.pay').click();
  await page.waitForURL(`${stage.stub.url}/go/co_1**`);
  expect(calls(/pay$/).map(({ body }) => (body as { method: string }).method)).toEqual(['alipay', 'card']);
  expect(new Set(calls(/pay$/).map(({ key }) => key)).size).toBe(2);
});

test('a gateway that is down is told in plain words, and the next press may work', async () => {
  const frame = await buy();
  await frame.locator('.pay').waitFor();
  stage.stub.failNext(/pay$/, problem(503, 'gateway_unavailable'));
  await frame.locator('.pay').click();
  await frame.getByRole('alert').getByText('出错了：gateway_unavailable').waitFor();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
});

test('what the rules block, a person can be asked to look at; nothing else offers that', async () => {
  const frame = await buy();
  stage.stub.failNext(/pay$/, problem(403, 'payment_refused'));
  await frame.locator('.pay').click();
  await frame.getByText('出错了：payment_refused').waitFor();
  expect(await frame.getByRole('button', { name: '请人工再看一次' }).count()).toBe(0);
  stage.stub.failNext(/pay$/, problem(403, 'payment_blocked'));
  await frame.locator('.pay').click();
  await frame.getByRole('button', { name: '请人工再看一次' }).click();
  await frame.getByLabel('请说说情况').fill('是我本人在付款');
  await frame.getByRole('button', { name: '提交申诉' }).click();
  await frame.getByText(/编号 C20261123A1/).waitFor();
  expect(calls(/appeals$/).at(-1)?.body).toMatchObject({ checkoutId: expect.any(String) });
});

test('a held payment that ran out leads to a person, from its card and in its sheet', async () => {
  const frame = await buy();
  await frame.locator('.pay').waitFor();
  stage.stub.till.change('co_1', { status: 'expired', mayAppeal: true });
  stage.stub.nudge('co_1');
  await stageShown(frame, 'expired');
  await frame.locator('.sheet-header button').click();
  const content = { checkoutId: 'co_1', title: 'Python', currency: 'CNY', totalMinor: 9_900, expiresAtMs: 0 };
  stage.stub.chat.say('lrn_gleam-lin', { attachments: [{ contentType: CARD.checkout, content }] });
  await frame.locator('.checkout-card[data-status="expired"]').getByRole('button', { name: '查看' }).click();
  await frame.getByText('没能在有效期内完成人工确认').waitFor();
  await frame.getByRole('button', { name: '请人工再看一次' }).click();
  await frame.getByLabel('请说说情况').fill('一直在等确认');
  await frame.getByRole('button', { name: '提交申诉' }).click();
  await frame.getByText(/编号 C20261123A1/).waitFor();
  expect(calls(/appeals$/).at(-1)?.body).toMatchObject({ checkoutId: 'co_1' });
});

test('an attempt that is still being checked shows as waiting, not as failed', async () => {
  const frame = await buy();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  await frame.getByRole('button', { name: '换一种方式' }).click();
  await stageShown(frame, 'choose');
  const payment = stage.stub.till.checkouts.get('co_1')?.payment;
  if (payment) {
    const action = { type: 'wait', retryAfterMs: 1000 } as const;
    stage.stub.till.change('co_1', { payment: { ...payment, status: 'processing', action } });
  }
  stage.stub.failNext(/pay$/, problem(409, 'payment_being_checked'));
  await frame.locator('.pay').click();
  await frame.getByRole('heading', { name: '正在确认支付结果' }).waitFor();
});

test.each([
  ['expired', '订单已过期'],
  ['canceled', '订单已取消'],
] as const)('a checkout that is %s says so and can be started again', async (status, heading) => {
  const frame = await buy();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  stage.stub.till.change('co_1', { status });
  await frame.getByRole('heading', { name: heading }).waitFor();
  await frame.getByRole('button', { name: '重新下单' }).click();
  await stageShown(frame, 'choose');
  expect(stage.stub.till.checkouts.size).toBe(2);
});

test('an expired code is replaced on demand by a new attempt', async () => {
  const frame = await buy();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  const payment = stage.stub.till.checkouts.get('co_1')?.payment;
  const action = { type: 'qr', qrText: 'https://pay.invalid/old', expiresAtMs: Date.now() - 1 } as const;
  if (payment) stage.stub.till.change('co_1', { payment: { ...payment, action } });
  await frame.getByRole('heading', { name: '二维码已失效' }).waitFor();
  await frame.getByRole('button', { name: '获取新的二维码' }).click();
  await frame.locator('.qr').waitFor();
  expect(new Set(calls(/pay$/).map(({ key }) => key)).size).toBe(2);
});

test('the learner can cancel, and closing the sheet alone cancels nothing', async () => {
  const frame = await buy();
  await stageShown(frame, 'choose');
  await page.keyboard.press('Escape');
  await frame.locator('.sheet').waitFor({ state: 'detached' });
  expect(calls(/cancel$/)).toHaveLength(0);
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await stageShown(frame, 'choose');
  expect(stage.stub.till.checkouts.size).toBe(1);
  await frame.getByRole('button', { name: '取消订单' }).click();
  await frame.getByRole('heading', { name: '订单已取消' }).waitFor();
  expect(calls(/cancel$/)[0]?.key).toBeTruthy();
});

test('what costs nothing asks for no method and no money', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.getByRole('button', { name: /^免费领取《Python 速查/ }).click();
  await stageShown(frame, 'choose');
  expect(await frame.getByRole('radio').count()).toBe(0);
  await frame.locator('.pay').click();
  await frame.getByRole('heading', { name: '领取成功' }).waitFor();
  expect(calls(/pay$/)[0]?.body).not.toHaveProperty('method');
});

test('a guest who buys signs in at the host page and goes on where they were', async () => {
  page = await visit(stage);
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await frame.getByRole('heading', { name: '登录后付款' }).waitFor();
  const guest = await frame.evaluate("JSON.parse(localStorage.getItem('tilltalk:session')).token");
  await frame.getByRole('button', { name: '去登录' }).click();
  await page.getByRole('button', { name: '林小满' }).click();
  await stageShown(await panelOf(page), 'choose');
  const sessions = calls(/sessions$/).map(({ body }) => body as { guestToken?: string; hostToken?: string });
  expect(sessions.at(-1)).toMatchObject({ guestToken: guest, hostToken: expect.stringMatching(/^ey/) });
});

test('paying by card leaves for the gateway, comes back to the thread, and finds it paid', async () => {
  const frame = await buy();
  await frame.getByRole('radio', { name: '银行卡' }).check();
  await frame.locator('.pay').click();
  await page.waitForURL(`${stage.stub.url}/go/co_1**`);
  await page.getByRole('link', { name: 'Pay' }).click();
  await page.getByRole('heading', { name: '正在确认支付结果…' }).waitFor();
  stage.stub.settle('co_1');
  await page.getByRole('heading', { name: '支付成功' }).waitFor();
  await page.waitForURL(`${stage.demo.url}/`);
  const again = await panelOf(page);
  await stageShown(again, 'paid');
  await again.getByRole('button', { name: '返回对话' }).click();
  await again.locator('.receipt').waitFor();
  await again.locator('.entry.learner').getByText('推荐 Python').waitFor();
});

test('a failed card payment says so on the way back and leads to another way', async () => {
  const frame = await buy();
  await frame.getByRole('radio', { name: '银行卡' }).check();
  await frame.locator('.pay').click();
  await page.waitForURL(`${stage.stub.url}/go/co_1**`);
  stage.stub.till.decline('co_1');
  await page.getByRole('link', { name: 'Pay' }).click();
  await page.getByRole('heading', { name: '支付没有成功' }).waitFor();
  await page.getByRole('link', { name: '返回继续' }).click();
  const again = await panelOf(page);
  await again.getByRole('alert').getByText('余额不足，没有扣款。').waitFor();
});

test('a return link nobody knows is said to be no longer valid', async () => {
  page = await visit(stage);
  await page.goto(`${stage.stub.url}/return/nothing`);
  await page.getByRole('heading', { name: '这个链接已失效' }).waitFor();
});

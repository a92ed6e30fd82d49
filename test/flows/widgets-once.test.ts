import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { leavePage, troubles } from '../support/browser.ts';
import { problem } from './stub-till.ts';
import { ask, openPanel, openStage, panelOf, type Stage, until, visit } from './widgets-harness.ts';

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

const lin = 'lrn_gleam-lin';
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

test('the body sent to pay names method, total, consent, the page to come back to and the browser', async () => {
  const frame = await buy();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  expect(calls(/checkouts$/)[0]?.body).toEqual({
    lines: [{ productId: 'prod_python', priceId: 'price_python_1', impressionId: 'imp_prod_python' }],
    currency: 'CNY',
    expectedTotalMinor: 9900,
    surface: 'web',
    language: 'zh',
    conversationId: `conv_${lin}`,
  });
  expect(calls(/pay$/)[0]?.body).toEqual({
    method: 'alipay',
    expectedTotalMinor: 9900,
    consent: { version: '2026-01', language: 'zh' },
    returnUrl: `${stage.demo.url}/`,
    // The browser's own random name, the same at the next press.
    deviceId: expect.stringMatching(/^dev_[\da-f]{32}$/),
  });
});

test('a double click on pay sends once', async () => {
  const frame = await buy();
  await frame.locator('.pay').waitFor();
  await frame.evaluate(
    "{ const pay = document.querySelector('.pay'); pay.click(); pay.click(); pay.click(); }",
  );
  await stageShown(frame, 'qr');
  expect(calls(/pay$/)).toHaveLength(1);
});

test('a lost answer is asked for again with the same key, and nothing is opened or paid twice', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  stage.stub.failNext(/checkouts$/, 'lost');
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await stageShown(frame, 'trouble');
  await frame.getByRole('button', { name: '重试' }).click();
  await frame.locator('.pay').waitFor();
  stage.stub.failNext(/pay$/, 'lost');
  await frame.locator('.pay').click();
  await until(() => calls(/pay$/).length === 1, 'the pay call');
  // The view read afterwards shows the attempt that did arrive.
  await stageShown(frame, 'qr');
  expect(new Set(calls(/checkouts$/).map(({ key }) => key)).size).toBe(1);
  expect(stage.stub.till.checkouts.size).toBe(1);
});

test('a reload between pressing pay and its answer finishes that press with its own key', async () => {
  const frame = await buy();
  await frame.locator('.pay').waitFor();
  stage.stub.failNext(/pay$/, problem(503, 'unavailable'));
  await frame.locator('.pay').click();
  await frame.getByText('出错了：unavailable').waitFor();
  await page.reload();
  await stageShown(await panelOf(page), 'qr');
  expect(calls(/pay$/)).toHaveLength(2);
  expect(new Set(calls(/pay$/).map(({ key }) => key)).size).toBe(1);
  expect(calls(/pay$/)[1]?.body).toEqual(calls(/pay$/)[0]?.body);
});

test('a reload while the code is shown comes back to the code, and paid is seen without a push', async () => {
  const frame = await buy();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  await page.reload();
  const again = await panelOf(page);
  await stageShown(again, 'qr');
  expect(calls(/pay$/)).toHaveLength(1);
  stage.stub.till.settle('co_1');
  await stageShown(again, 'paid');
});

test('while a key is still running the same key is asked again until there is an answer', async () => {
  const frame = await buy();
  await frame.locator('.pay').waitFor();
  stage.stub.failNext(/pay$/, problem(409, 'idempotency_key_running'));
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  expect(new Set(calls(/pay$/).map(({ key }) => key)).size).toBe(1);
});

test('nothing in the browser can make an order paid: forged answers, storage and messages are not believed', async () => {
  const frame = await buy();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  await frame.evaluate(`{
    localStorage.setItem('tilltalk:sheet', JSON.stringify({ kind: 'checkout', checkoutId: 'co_1', status: 'complete' }));
    localStorage.setItem('tilltalk:paid', '"co_1"');
    window.postMessage({ tilltalk: { type: 'paid', checkoutId: 'co_1' } }, location.origin);
    fetch('/v1/checkouts/co_1', { method: 'POST', body: JSON.stringify({ status: 'complete' }) });
  }`);
  await page.reload();
  const again = await panelOf(page);
  await stageShown(again, 'qr');
  expect(stage.stub.till.charges.size).toBe(0);
  expect(await again.locator('.receipt').count()).toBe(0);
});

test('where a browser gives the frame no storage at all, a purchase still works', async () => {
  const strict = await openStage({ storage: 'denied' });
  try {
    page = await visit(strict, { learner: '林小满' });
    const frame = await openPanel(page);
    expect(
      await frame.evaluate("(() => { try { localStorage; return 'given' } catch { return 'denied' } })()"),
    ).toBe('denied');
    await ask(frame, '推荐 Python');
    await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
    await frame.locator('.pay').click();
    await stageShown(frame, 'qr');
    strict.stub.settle('co_1');
    await stageShown(frame, 'paid');
  } finally {
    await strict.close();
  }
});

test('after a lost answer and a decline, one press is enough for a new attempt', async () => {
  const frame = await buy();
  await frame.locator('.pay').waitFor();
  stage.stub.failNext(/pay$/, 'lost');
  stage.stub.failNext(/checkouts\/co_1$/, problem(503, 'unavailable'));
  await frame.locator('.pay').click();
  await frame.getByRole('alert').waitFor();
  stage.stub.till.decline('co_1');
  stage.stub.nudge('co_1');
  await frame.getByText('余额不足，没有扣款。').waitFor();
  await frame.locator('.pay').click();
  await stageShown(frame, 'qr');
  expect(new Set(calls(/pay$/).map(({ key }) => key)).size).toBe(2);
});

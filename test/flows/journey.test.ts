import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { leavePage, troubles } from '../support/browser.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { expectReconciled, fillCard, scanAndPay, stageShown } from './journey-steps.ts';
import { ask, openPanel, panelOf, visit } from './widgets-harness.ts';

let stage: DemoTill;
let page: Page;
beforeAll(async () => {
  stage = await startDemoTill();
});
afterAll(() => stage.close());
afterEach(async () => {
  expect(troubles(page).filter((text) => !text.includes('WebSocket'))).toEqual([]);
  await leavePage(page);
});

it('zh: ask, cards, buy, QR, paid, receipt, start learning; the page reloaded in the middle', async () => {
  page = await visit(stage, { learner: '林小满' });
  let frame = await openPanel(page);
  await ask(frame, '零基础想学 Python，100 元以内');
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await stageShown(frame, 'choose');
  await frame.getByRole('button', { name: '支付 ¥99.00' }).click();
  await stageShown(frame, 'qr');
  const link = await frame.locator('#qr-link').inputValue();

  await page.reload();
  frame = await panelOf(page);
  await frame.getByText('零基础想学 Python，100 元以内').first().waitFor();
  await stageShown(frame, 'qr');
  expect(await frame.locator('#qr-link').inputValue()).toBe(link);

  await scanAndPay(stage, link, /^付款/);
  await stageShown(frame, 'paid');
  await frame.getByRole('button', { name: '返回对话' }).click();
  const receipt = frame.locator('.receipt');
  await receipt.getByText('¥99.00').first().waitFor();
  expect(await receipt.count()).toBe(1);
  await receipt.getByRole('link', { name: /^开始学习/ }).click();
  await page.waitForURL(`${stage.demo.url}/learn/demo:python-from-zero:zh`);
  await expectReconciled(stage);
});

it('en: ask, cards, buy, card by redirect, back in the same thread with the receipt', async () => {
  page = await visit(stage, { learner: 'Maya Jones', language: 'en' });
  const frame = await openPanel(page);
  await ask(frame, 'I want to write better, something under $40');
  await frame
    .getByRole('button', { name: /^Buy “/ })
    .first()
    .click();
  await stageShown(frame, 'choose');
  await frame
    .getByText(/^Card|Bank card/)
    .first()
    .click();
  await frame.getByRole('button', { name: /^Pay / }).click();
  await page.waitForURL(`${stage.till.sandboxUrl}/card/**`);
  await fillCard(page, '4242 4242 4242 4242');
  await page.waitForURL(`${stage.demo.url}/**`);
  const back = await panelOf(page);
  await back.getByText('I want to write better, something under $40').first().waitFor();
  await back.locator('.receipt').waitFor();
  expect(await back.locator('.receipt').count()).toBe(1);
  await expectReconciled(stage);
});

it('a guest asks, signs in to pay and goes on in the same thread', async () => {
  page = await visit(stage, {});
  const frame = await openPanel(page);
  await ask(frame, '有没有关于睡眠的内容');
  await frame
    .getByRole('button', { name: /^(购买|免费领取)/ })
    .first()
    .click();
  await frame.getByText('登录后付款').waitFor();
  await frame.getByRole('button', { name: '去登录' }).click();
  await page.waitForURL(/sign-in/);
  await page.getByRole('button', { name: '周未' }).click();
  const back = await panelOf(page);
  await back.getByText('有没有关于睡眠的内容').first().waitFor();
  await back
    .getByRole('button', { name: /^(支付 ¥|免费领取)/ })
    .first()
    .waitFor();
});

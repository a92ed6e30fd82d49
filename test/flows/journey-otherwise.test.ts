import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { payLinkMaker } from '../../src/app/pay-links.ts';
import { seriousIn } from '../support/axe.ts';
import { leavePage, takePage, troubles } from '../support/browser.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { changePrice } from '../support/products.ts';
import { expectReconciled, fillCard, scanAndPay, stageShown } from './journey-steps.ts';
import { ask, openPanel, panelOf, type VisitOptions, visit } from './widgets-harness.ts';

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

/** Asks for something and opens the checkout of the product whose title begins so. */
async function choose(visitor: VisitOptions, question: string, title: string): Promise<Frame> {
  page = await visit(stage, visitor);
  const frame = await openPanel(page);
  await ask(frame, question);
  await frame.getByRole('button', { name: new RegExp(`^(购买《|Buy “)${title}`) }).click();
  await stageShown(frame, 'choose');
  return frame;
}

const receiptOf = (frame: Frame, title: string) => frame.locator('.receipt').filter({ hasText: title });

const wayToPay = (frame: Frame, name: RegExp) => frame.locator('.method').filter({ hasText: name });

/** Goes to the gateway's card page with a card and comes back to the thread. */
async function payByCard(frame: Frame, number: string): Promise<Frame> {
  await wayToPay(frame, /银行卡|Bank card/).click();
  await frame.getByRole('button', { name: /^(支付|Pay) / }).click();
  await page.waitForURL(`${stage.till.sandboxUrl}/card/**`);
  await fillCard(page, number);
  await page.waitForURL(`${stage.till.url}/return/**`);
  // Good news leads back by itself; bad news waits until it is read.
  await page.getByRole('link', { name: /返回继续|Go back/ }).click();
  await page.waitForURL(`${stage.demo.url}/**`);
  return panelOf(page);
}

async function payByCode(frame: Frame, name: RegExp): Promise<void> {
  await wayToPay(frame, name).click();
  await frame.getByRole('button', { name: /^(支付|Pay) / }).click();
  await stageShown(frame, 'qr');
  await scanAndPay(stage, await frame.locator('#qr-link').inputValue(), /^(付款|Pay)/);
  await stageShown(frame, 'paid');
  await frame.getByRole('button', { name: /返回对话|Back to the conversation/ }).click();
}

it('zh: a declined card says why in the sheet; another way pays once', async () => {
  let frame = await choose({ learner: '林小满' }, '想学手机摄影', '手机摄影');
  frame = await payByCard(frame, '4000 0000 0000 0002');
  await stageShown(frame, 'choose');
  const reason = frame.getByRole('alert');
  await reason.getByText('银行拒绝了这次付款，没有扣款').waitFor();
  await payByCode(frame, /支付宝/);
  await receiptOf(frame, '手机摄影').getByText('支付宝').waitFor();
  expect(await receiptOf(frame, '手机摄影').count()).toBe(1);
  await expectReconciled(stage);
});

it('en: a card without enough money says so; another card pays, back in the same thread', async () => {
  const question = 'a course on statistics';
  let frame = await choose({ learner: 'Maya Jones', language: 'en' }, question, 'Statistics Without Fear');
  frame = await payByCard(frame, '4000 0000 0000 9995');
  await stageShown(frame, 'choose');
  await frame
    .getByRole('alert')
    .getByText('There is not enough money on this card; nothing was charged')
    .waitFor();
  frame = await payByCard(frame, '4242 4242 4242 4242');
  await stageShown(frame, 'paid');
  await frame.getByRole('button', { name: 'Back to the conversation' }).click();
  await frame.getByText(question).first().waitFor();
  await receiptOf(frame, 'Statistics').waitFor();
  expect(await receiptOf(frame, 'Statistics').count()).toBe(1);
  await expectReconciled(stage);
});

it.each([
  ['zh', '周未', '想学 SQL 数据分析', 'SQL 数据分析实战'],
  ['en', 'Maya Jones', 'learn phone photography', 'Phone Photography'],
] as const)(
  '%s: a bank that asks for a code is answered at the gateway; the receipt is in the same thread',
  async (language, learner, question, title) => {
    const frame = await choose({ learner, language }, question, title);
    await wayToPay(frame, /银行卡|Bank card/).click();
    await frame.getByRole('button', { name: /^(支付|Pay) / }).click();
    await page.waitForURL(`${stage.till.sandboxUrl}/card/**`);
    await fillCard(page, '4000 0027 6000 3184');
    await page.waitForURL(`${stage.till.sandboxUrl}/challenge/**`);
    const shown = await page.getByText(/\d{6}/).first().textContent();
    await page.getByRole('textbox').fill(/\d{6}/.exec(shown ?? '')?.[0] ?? '');
    await page.getByRole('button', { name: /确认验证|Confirm/ }).click();
    await page.waitForURL(`${stage.demo.url}/**`);
    const back = await panelOf(page);
    await back.getByText(question).first().waitFor();
    await receiptOf(back, title).waitFor();
    expect(await receiptOf(back, title).count()).toBe(1);
    await expectReconciled(stage);
  },
);

it('zh: a price that changed while the card was on screen is told, and paid only once accepted', async () => {
  page = await visit(stage, { learner: '周未' });
  const frame = await openPanel(page);
  await ask(frame, '想学当众演讲');
  const buy = frame.getByRole('button', { name: /^购买《当众表达/ });
  await buy.waitFor();
  const price = await stage.till.db.query
    .selectFrom('price')
    .innerJoin('product', 'product.productId', 'price.productId')
    .select(['price.productId', 'price.priceId', 'price.amountMinor', 'price.currency', 'product.title'])
    .where('product.title', 'like', '当众表达%')
    .where('price.supersededAtMs', 'is', null)
    .executeTakeFirstOrThrow();
  expect(price.amountMinor).toBe(7900);
  await changePrice(stage.till.db, price, 8800);
  await buy.click();
  await stageShown(frame, 'price');
  await frame.getByText('价格有变动').waitFor();
  await frame.getByText('¥79.00').last().waitFor();
  await frame.getByRole('button', { name: '按 ¥88.00 继续' }).click();
  await stageShown(frame, 'choose');
  await payByCode(frame, /微信支付/);
  await receiptOf(frame, '当众表达').getByText('¥88.00').first().waitFor();
  await expectReconciled(stage);
});

it('zh: a link to pay, on a page of its own: goes on after a reload, paid by code, and nobody else opens the link', async () => {
  const { till } = stage;
  const learner = await till.learner('link-payer');
  const { body: checkout } = await learner.start(await till.product({ title: '手机摄影课' }));
  const { payLinkTo } = payLinkMaker(till.running.house.checkout);
  const url = payLinkTo(checkout) ?? '';
  page = await takePage(stage.browser, { size: { width: 390, height: 844 }, isMobile: true });
  await page.goto(url);
  const frame = page.mainFrame();
  await stageShown(frame, 'choose');
  await page.reload();
  await stageShown(frame, 'choose');
  expect([await seriousIn(page), await page.title()]).toEqual([[], '付款']);
  await wayToPay(frame, /微信支付/).click();
  await frame.getByRole('button', { name: /^支付 / }).click();
  await stageShown(frame, 'qr');
  expect(await seriousIn(page)).toEqual([]);
  await scanAndPay(stage, await frame.locator('#qr-link').inputValue(), /^付款/);
  await stageShown(frame, 'paid');
  expect(await seriousIn(page)).toEqual([]);
  expect(await learner.entitlements()).toHaveLength(1);
  const elsewhere = await takePage(stage.browser);
  await elsewhere.goto(url);
  await elsewhere.getByText('付款链接只能打开一次').waitFor();
  expect(await seriousIn(elsewhere)).toEqual([]);
  const { body: english } = await learner.start(await till.product({ title: 'Watercolour' }), {
    language: 'en',
  });
  await elsewhere.goto(payLinkTo(english) ?? '');
  await stageShown(elsewhere.mainFrame(), 'choose');
  expect([await seriousIn(elsewhere), await elsewhere.title()]).toEqual([[], 'Pay']);
  await leavePage(elsewhere);
  await expectReconciled(stage);
}, 90_000);

it('zh: a refund through the chat: confirmed in place, access withdrawn, told in the thread', async () => {
  let frame = await choose({ learner: '林小满' }, '失眠怎么办，想睡个好觉', '睡个好觉');
  await payByCode(frame, /微信支付/);
  const lesson = `${stage.demo.url}/learn/demo:sleep-better:zh`;
  await receiptOf(frame, '睡个好觉')
    .getByRole('link', { name: /^开始学习/ })
    .click();
  await page.waitForURL(lesson);
  await page.getByRole('button', { name: '开始第一课' }).waitFor();

  frame = await panelOf(page);
  await ask(frame, '退掉刚买的课');
  const card = frame.locator('.card.refund');
  await card.getByText('睡个好觉').waitFor();
  await card.getByRole('button', { name: /^申请退款/ }).click();
  await card.getByText('确认退款 ¥29.90？').waitFor();
  await card.getByRole('button', { name: '确认退款' }).click();
  await frame.locator('.card.refund[data-stage="asked"], .card.refund[data-stage="refunded"]').waitFor();
  await frame.locator('.card.notice').getByText('退款 ¥29.90 已原路退回').waitFor();
  await frame.locator('.card.refund[data-stage="refunded"]').waitFor();
  await receiptOf(frame, '睡个好觉').getByText('已退款').waitFor();

  await page.reload();
  await page.getByText('还没有解锁').waitFor();
  frame = await panelOf(page);
  await frame.locator('.card.refund[data-stage="refunded"]').waitFor();
  expect(await frame.locator('.card.notice').count()).toBe(1);
  expect(await receiptOf(frame, '睡个好觉').getByRole('link').count()).toBe(0);
  await ask(frame, '我的订单');
  await frame.locator('.orders .mark.refunded').waitFor();
  await expectReconciled(stage);
});

it('en: once the lesson was started, a refund is refused with the reason and a person is offered', async () => {
  let frame = await choose(
    { learner: 'Maya Jones', language: 'en' },
    'a handbook of typography',
    'A Working Handbook',
  );
  await payByCode(frame, /Alipay/);
  await receiptOf(frame, 'Typography')
    .getByRole('link', { name: /^Start learning/ })
    .click();
  await page.getByRole('button', { name: 'Start lesson 1' }).click();
  await page.getByText('Welcome to lesson one').waitFor();
  frame = await panelOf(page);
  await ask(frame, 'I just bought this by mistake, refund please');
  await frame
    .locator('.bubble')
    .getByText('“A Working Handbook of Typography” has been opened. E-books are digital goods')
    .waitFor();
  await frame.getByRole('button', { name: 'Talk to a person' }).waitFor();
  expect(await frame.locator('.card.refund').count()).toBe(0);
  await expectReconciled(stage);
});

import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { seriousIn } from '../support/axe.ts';
import { leavePage, troubles } from '../support/browser.ts';
import { addCoupon } from '../support/coupons.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { expectReconciled, scanAndPay, stageShown } from './journey-steps.ts';
import { ask, openPanel, type VisitOptions, visit } from './widgets-harness.ts';

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

async function choose(visitor: VisitOptions, question: string, title: string): Promise<Frame> {
  page = await visit(stage, visitor);
  const frame = await openPanel(page);
  await ask(frame, question);
  await frame.getByRole('button', { name: new RegExp(`^(购买《|Buy “)${title}`) }).click();
  await stageShown(frame, 'choose');
  return frame;
}

const focusedId = (frame: Frame) => frame.evaluate<string>('document.activeElement.id');

/** How many sheets a page takes in print. */
async function sheetsOf(what: Page): Promise<number> {
  const pdf = await what.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

it('zh: a code is typed, refused, corrected, taken by Enter; the total falls, is paid and stands on the receipt', async () => {
  const code = await addCoupon(stage.till, { percentOff: 20 });
  const frame = await choose({ learner: '林小满' }, '零基础想学 Python，100 元以内', 'Python 零基础');
  await frame.getByRole('button', { name: '有优惠码？' }).click();
  const field = frame.getByLabel('优惠码');
  expect(await focusedId(frame)).toBe('coupon-code');
  await page.keyboard.type('no-such-code');
  await page.keyboard.press('Enter');
  await frame.getByRole('alert').getByText('没有找到这个优惠码').waitFor();
  expect(await seriousIn(frame)).toEqual([]);
  expect(await focusedId(frame)).toBe('coupon-code');
  await field.fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await frame.getByText('优惠码已使用，省 ¥19.80').waitFor();
  expect(await frame.locator('.summary').innerText()).toMatch(
    new RegExp(`${code}[\\s\\S]*−¥19\\.80[\\s\\S]*¥79\\.20`),
  );
  expect(await seriousIn(frame)).toEqual([]);
  await frame.getByRole('button', { name: '支付 ¥79.20' }).click();
  await stageShown(frame, 'qr');
  expect(await frame.getByRole('button', { name: '移除' }).count()).toBe(0);
  await scanAndPay(stage, await frame.locator('#qr-link').inputValue(), /^付款/);
  await stageShown(frame, 'paid');
  await frame.getByRole('button', { name: '返回对话' }).click();
  await frame.locator('.receipt').getByText('¥79.20').first().waitFor();
  await expectReconciled(stage);

  const [printed] = await Promise.all([
    page.context().waitForEvent('page'),
    frame
      .locator('.receipt')
      .getByRole('button', { name: /^完整收据/ })
      .click(),
  ]);
  await printed.waitForURL(`${stage.till.url}/receipts/**`);
  await printed.getByRole('heading', { name: '收据' }).waitFor();
  for (const words of ['¥79.20', '−¥19.80', code, '微信支付', '测试订单，没有真实扣款'])
    await printed.getByText(words).first().waitFor();
  expect(await seriousIn(printed)).toEqual([]);
  expect(await sheetsOf(printed)).toBe(1);
  await printed.setViewportSize({ width: 360, height: 780 });
  expect(await printed.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  expect(await printed.evaluate('window.opener')).toBeNull();
});

it('zh: before a refund is asked and after it is done, the learner reads where it goes and how soon', async () => {
  const learner = await stage.till.learner('gleam-zhou');
  const { body: checkout } = await learner.start(await stage.till.product());
  const { body: paying } = await learner.pay(checkout);
  const { gatewayReference: reference } = await stage.till.db.query
    .selectFrom('payment_attempt')
    .select('gatewayReference')
    .where('paymentId', '=', paying.payment?.paymentId ?? '')
    .executeTakeFirstOrThrow();
  await stage.till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
  page = await visit(stage, { learner: '周未' });
  const frame = await openPanel(page);
  await frame.locator('.receipt').waitFor();
  await ask(frame, '我要退款');
  const refund = frame.locator('.card.refund');
  await refund.getByText('微信支付 · 10 分钟内').waitFor();
  await refund.getByRole('button', { name: /^申请退款/ }).click();
  await refund.getByText('款项全额退回微信支付').waitFor();
  await refund.getByRole('button', { name: '确认退款' }).click();
  await frame.locator('.card.notice').getByText('微信支付 · 10 分钟内').waitFor();
  await frame.locator('.bubble').getByText('预计到账：微信支付，10 分钟内').waitFor();
  expect(await seriousIn(frame)).toEqual([]);
  await expectReconciled(stage);
});

it('en, phone, dark: reasons in plain words, a code comes off again, the checkout opens again with it', async () => {
  const late = await addCoupon(stage.till, { percentOff: 20, endsAtMs: 1 });
  const books = await addCoupon(stage.till, { percentOff: 20, productKinds: ['ebook'] });
  const dear = await addCoupon(stage.till, { percentOff: 20, minimums: { USD: 50_000 } });
  const good = await addCoupon(stage.till, { amountsOff: { USD: 500 } });
  const size = { width: 390, height: 844 };
  const frame = await choose(
    { learner: 'Maya Jones', language: 'en', size, dark: true },
    'I want to write better, something under $40',
    'Technical Writing',
  );
  await frame.getByRole('button', { name: 'Have a code?' }).click();
  for (const [code, words] of [
    [late, 'This code has expired.'],
    [books, 'This code does not apply to this item.'],
    [dear, 'This code needs an order of at least $500.00.'],
  ] as const) {
    await frame.getByLabel('Discount code').fill(code);
    await frame.getByRole('button', { name: 'Apply' }).click();
    await frame.getByRole('alert').getByText(words).waitFor();
  }
  expect(await seriousIn(frame)).toEqual([]);
  await frame.getByLabel('Discount code').fill(good);
  await frame.getByRole('button', { name: 'Apply' }).click();
  const saving = frame.getByText('Code applied: you save $5.00');
  await saving.waitFor();
  expect(await seriousIn(frame)).toEqual([]);
  await page.keyboard.press('Escape');
  await frame.locator('.sheet').waitFor({ state: 'detached' });
  await frame.getByRole('button', { name: /^Buy “Technical Writing/ }).click();
  await saving.waitFor();
  await frame.getByRole('button', { name: 'Remove' }).click();
  const again = frame.getByRole('button', { name: 'Have a code?' });
  await again.waitFor();
  expect(await frame.evaluate('document.activeElement.innerText')).toBe('Have a code?');
});

import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { demoLearners, learnerCookie } from '../../src/demo/learners.ts';
import { appendEvent } from '../../src/kernel/outbox.ts';
import { leavePage } from '../support/browser.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { expectReconciled, scanAndPay, stageShown } from './journey-steps.ts';
import { ask, openPanel, panelOf, visit } from './widgets-harness.ts';

let stage: DemoTill;
beforeAll(async () => {
  const packages = ['CNY', 'USD'].map((currency) => ({
    packageId: `p50_${currency}`,
    currency,
    amountMinor: 5_000,
    bonusMinor: 500,
    bonusDays: 180,
  }));
  stage = await startDemoTill({ TOP_UP_PACKAGES: JSON.stringify(packages) });
});
afterAll(() => stage.close());

async function payCode(frame: Frame): Promise<void> {
  await stageShown(frame, 'qr');
  await scanAndPay(stage, await frame.locator('#qr-link').inputValue(), /^(付款|Pay)/);
  await stageShown(frame, 'paid');
}

/** From the sheet of an order to a top-up, paid by code, and back. */
async function topUp(frame: Frame, words: { open: string; choose: RegExp; pay: string; back: string }) {
  await stageShown(frame, 'choose');
  await frame.getByRole('button', { name: words.open }).click();
  await stageShown(frame, 'top-up');
  await frame.getByRole('button', { name: words.choose }).click();
  await stageShown(frame, 'choose');
  await frame.getByRole('button', { name: words.pay }).click();
  await payCode(frame);
  await frame.getByRole('button', { name: words.back }).click();
  await stageShown(frame, 'choose');
}

async function openSheet(page: Page, question: string, buy: RegExp): Promise<Frame> {
  const frame = await openPanel(page);
  await ask(frame, question);
  await frame.getByRole('button', { name: buy }).first().click();
  return frame;
}

it('zh: the learner tops up on the way, sees both amounts, and pays the rest by code', async () => {
  const page = await visit(stage, { learner: '林小满' });
  const frame = await openSheet(page, '零基础想学 Python，100 元以内', /^购买《Python 零基础/);
  await topUp(frame, { open: '充值余额', choose: /^¥50\.00/, pay: '支付 ¥50.00', back: '继续付款' });
  const toggle = frame.getByRole('switch', { name: /^用余额支付 ¥55\.00/ });
  expect(await toggle.isChecked()).toBe(true);
  await frame.getByText('余额 ¥55.00 · 还需支付 ¥44.00').waitFor();
  await toggle.click();
  await frame.getByRole('button', { name: '支付 ¥99.00' }).waitFor();
  await toggle.click();
  await frame.getByRole('button', { name: '支付 ¥44.00' }).click();
  await payCode(frame);
  await frame.getByText('−¥55.00').waitFor();
  await expectReconciled(stage);
  await leavePage(page);
});

/** Somebody who signed in at the platform an hour ago. */
async function visitSignedInBefore(hostUserId: string): Promise<Page> {
  const page = await visit(stage, { language: 'en' });
  const learner = demoLearners.find((one) => one.hostUserId === hostUserId);
  if (learner === undefined) throw new Error(`nobody is ${hostUserId}`);
  const cookie = learnerCookie(learner, DEMO_SECRETS.host, Date.now() - 3_600_000);
  const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
  await page.context().addCookies([{ name, value, url: stage.demo.url }]);
  await page.goto(stage.demo.url);
  return page;
}

/** What the log would say had they twice tried to give the bot orders: the next press is challenged. */
async function raiseDoubt(displayName: string): Promise<void> {
  const { checkout } = stage.till.running.house;
  const challenge = checkout.risk.policy.challenge as { reauthenticateFromTypical: number };
  challenge.reauthenticateFromTypical = 0;
  await stage.till.db.transact(async (tx) => {
    const { learnerId } = await tx
      .selectFrom('learner')
      .select('learnerId')
      .where('displayName', '=', displayName)
      .executeTakeFirstOrThrow();
    const about = { learnerId, conversationId: null, livemode: checkout.livemode, payload: {} };
    for (const subjectId of ['act_1', 'act_2'])
      await appendEvent(checkout, tx, { type: 'message.flagged', subjectId, ...about });
  });
}

it('en: an order that the balance covers is paid by one press; in doubt by one more, once signed in anew', async () => {
  const page = await visitSignedInBefore('gleam-maya');
  const frame = await openSheet(page, 'I want to write better, something under $40', /^Buy “/);
  const back = 'Go on with your order';
  await topUp(frame, { open: 'Top up your balance', choose: /^\$50\.00/, pay: 'Pay $50.00', back });
  await raiseDoubt('Maya Jones');
  const pay = { name: /^Pay \$\d+\.\d\d from balance$/ };
  await frame.getByRole('button', pay).click();
  await stageShown(frame, 'sign_in');
  await frame.getByRole('button', { name: 'Sign in again' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Maya Jones' }).click();
  await page.waitForURL(`${stage.demo.url}/`);
  const again = await panelOf(page);
  await stageShown(again, 'choose');
  await again.getByRole('button', pay).click();
  await stageShown(again, 'paid');
  await again.getByText('From your balance', { exact: true }).waitFor();
  await expectReconciled(stage);
  await leavePage(page);
});

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Api } from '../support/api.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { addAccount } from '../support/staff-cookie.ts';
import { until } from '../support/until.ts';
import { type ConsoleVisit, conversationIn, openConsole, seriousIn, signInAt } from './console-harness.ts';
import { ask, openPanel, troubles, visit } from './widgets-harness.ts';

let stage: DemoTill;
const pages: Page[] = [];
beforeAll(async () => {
  stage = await startDemoTill();
});
afterAll(() => stage.close());
afterEach(async () => {
  for (const page of pages.splice(0)) {
    expect(troubles(page).filter((text) => !text.includes('WebSocket'))).toEqual([]);
    await page.context().close();
  }
});

async function openDoor(options: ConsoleVisit = {}): Promise<Page> {
  const page = await openConsole(stage, options);
  pages.push(page);
  return page;
}

/** A learner who waits for a person. */
async function waitingLearner(name: string): Promise<void> {
  const page = await visit(stage, { learner: name });
  pages.push(page);
  const frame = await openPanel(page);
  await ask(frame, '转人工');
  await frame.getByText(/^正在等真人客服/).waitFor();
}

const overflowOf = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

it.each([
  ['zh', false, 1440],
  ['en', true, 1440],
  ['zh', true, 1000],
  ['en', false, 320],
] as const)(
  'no state has a serious finding of axe or runs out of the screen (%s, dark %s, %i px)',
  async (language, dark, width) => {
    await waitingLearner('林小满');
    const page = await openDoor({ language, dark, size: { width, height: 800 } });
    const states: Record<string, string[]> = {};
    const look = async (name: string) => {
      const findings = await seriousIn(page);
      const overflow = await overflowOf(page);
      states[name] = overflow > 0 ? [...findings, `${overflow} px too wide`] : findings;
    };
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look('sign-in');
    await signInAt(page, { login: 'nobody', password: 'wrong password' });
    await page.getByText(language === 'zh' ? '登录名或密码不对' : 'Login or password is wrong').waitFor();
    await look('refused');
    await signInAt(page, await addAccount(stage.till, 'agent'));
    await conversationIn(page, 'queue', '林小满').waitFor();
    await look('lists');
    await conversationIn(page, 'queue', '林小满').click();
    const accept = page.getByRole('button', { name: language === 'zh' ? '接待' : 'Take it' });
    await accept.waitFor();
    await look('waiting');
    await accept.click();
    await page.locator('#reply').waitFor();
    await look('mine');
    if (width < 1100) {
      await page.getByRole('button', { name: language === 'zh' ? '学员信息' : 'Learner details' }).click();
      await page.locator('.side').getByText('gleam-lin').waitFor();
      await look('details');
    }
    expect(states).toEqual(Object.fromEntries(Object.keys(states).map((name) => [name, []])));
    await page
      .getByRole('button', { name: language === 'zh' ? '交还机器人' : 'Hand back to the bot' })
      .click();
    await page.locator('.thread[data-owner="bot"]').waitFor();
  },
);

it('an agent does all of it by keyboard', async () => {
  await waitingLearner('林小满');
  const page = await openDoor();
  const { login, password } = await addAccount(stage.till, 'agent');
  const tabTo = async (isThere: string) => {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(`document.activeElement?.matches('${isThere}')`)) return;
    }
    throw new Error(`the keyboard does not reach ${isThere}`);
  };
  await page.getByRole('heading', { level: 1 }).waitFor();
  await tabTo('[name=login]');
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await conversationIn(page, 'queue', '林小满').waitFor();
  await tabTo('[data-list="queue"] .item');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '接待' }).waitFor();
  await tabTo('.thread-step');
  await page.keyboard.press('Enter');
  await page.locator('#reply:focus').waitFor();
  await page.keyboard.type('第一行');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('第二行');
  await page.keyboard.press('Enter');
  await page.locator('.entry.agent:not(.unsent) .bubble', { hasText: '第一行\n第二行' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await tabTo('.thread-step');
  await page.keyboard.press('Enter');
  await page.getByText('机器人正在服务').waitFor();
  await page.locator('#list-queue:focus').waitFor();
});

it('an ended session shows the sign-in and nothing of the desk', async () => {
  await waitingLearner('林小满');
  const page = await openDoor();
  await signInAt(page, await addAccount(stage.till, 'agent'));
  await conversationIn(page, 'queue', '林小满').click();
  await page.getByRole('button', { name: '接待' }).click();
  await page.locator('#reply').fill('写到一半');
  await stage.till.db.query.deleteFrom('staff_session').execute();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '登录客服台' }).waitFor();
  expect(await page.locator('.workplace').count()).toBe(0);
  expect(await page.evaluate('document.body.innerText')).not.toContain('林小满');
});

it('an analyst is told where to go, and gets no lists', async () => {
  const page = await openDoor();
  await signInAt(page, await addAccount(stage.till, 'analyst'));
  await page.getByText('你的账号不能使用客服台').waitFor();
  expect(await page.getByRole('link', { name: '前往数据看板' }).getAttribute('href')).toBe('/dashboard');
  expect(await page.locator('.lists').count()).toBe(0);
});

it('a payment that is held outside a conversation is let through from the list', async () => {
  const page = await openDoor();
  await signInAt(page, await addAccount(stage.till, 'agent'));
  await page.locator('.lists').waitFor();
  const learner = await stage.till.learner('陈一航');
  const checkoutId = await holdPayment(learner);
  const held = conversationIn(page, 'held', '陈一航');
  await held.getByText('¥368.00').waitFor();
  await expect.poll(() => page.title()).toMatch(/^\(\d+\) /);
  await held.getByLabel('备注（只给同事看）').fill('电话核实过');
  await held.getByRole('button', { name: '放行' }).click();
  await held.waitFor({ state: 'detached' });
  const row = await stage.till.db.query
    .selectFrom('risk_review')
    .selectAll()
    .where('checkoutId', '=', checkoutId)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ status: 'approved', note: '电话核实过' });
});

/** Two declined cards and a dear item: the third press is held. */
async function holdPayment(learner: Api): Promise<string> {
  const { till } = stage;
  const checkout = (await learner.start(await till.product({ amountMinor: 36_800 }))).body;
  const attempts = () =>
    till.db.query
      .selectFrom('payment_attempt')
      .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
      .select(['payment_attempt.gatewayReference', 'payment_attempt.status'])
      .where('payment.checkoutId', '=', checkout.checkoutId)
      .orderBy('payment_attempt.number')
      .execute();
  for (const declined of [1, 2]) {
    await learner.pay(checkout, { method: 'card', returnUrl: `${stage.demo.url}/` });
    const reference = (await attempts()).at(-1)?.gatewayReference;
    const body = JSON.stringify({ reference, card: '4000000000000002' });
    await till.sandbox('/control/pay', { method: 'POST', body });
    await until(attempts, (rows) => rows.filter(({ status }) => status === 'failed').length === declined);
  }
  expect((await learner.pay(checkout)).body.code).toBe('payment_held');
  return checkout.checkoutId;
}

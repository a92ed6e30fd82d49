import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { addAccount } from '../support/staff-cookie.ts';
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

/** A learner with the panel open. */
async function learner(name: string, language: 'zh' | 'en' = 'zh'): Promise<Frame> {
  const page = await visit(stage, { learner: name, language });
  pages.push(page);
  return openPanel(page);
}

/** An agent at the console, signed in. */
async function agent(options: ConsoleVisit = {}): Promise<{ page: Page; name: string }> {
  const account = await addAccount(stage.till, 'agent');
  const page = await openConsole(stage, options);
  pages.push(page);
  await signInAt(page, account);
  await page.locator('.lists').waitFor();
  return { page, name: account.displayName };
}

/** Buys a first item, so that there is something to see beside the thread. */
async function buySomething(frame: Frame): Promise<void> {
  await ask(frame, '零基础想学 Python，100 元以内');
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await frame.getByRole('button', { name: '支付 ¥99.00' }).click();
  const link = await frame.locator('#qr-link').inputValue();
  const phone = await stage.browser.newContext({ locale: 'zh-CN' });
  const scanned = await phone.newPage();
  await scanned.goto(link);
  await scanned.getByRole('button', { name: /^付款/ }).click();
  await scanned.waitForLoadState();
  await phone.close();
  await frame.getByRole('button', { name: '返回对话' }).click();
  await frame.locator('.receipt').waitFor();
}

const said = (frame: Frame, text: string) => frame.locator('.bubble', { hasText: text }).waitFor();
const replies = (frame: Frame) => frame.locator('.entry .bubble').allInnerTexts();

it('zh: a learner asks for a person; an agent claims, sees the order, answers, hands back; the bot answers again', async () => {
  const frame = await learner('林小满');
  await buySomething(frame);
  await ask(frame, '找真人');
  await said(frame, '现在没有客服在线，你排在第 1 位');
  await frame.getByText('正在等真人客服，第 1 位').waitFor();
  await ask(frame, '我买的课程打不开');

  const { page, name } = await agent();
  await expect.poll(() => page.title()).toBe('(1) 客服台 · Tilltalk');
  const waiting = conversationIn(page, 'queue', '林小满');
  await waiting.getByText('我买的课程打不开').waitFor();
  await waiting.click();
  await page.getByText('在排队，第 1 位').waitFor();
  const order = page.locator('.side .order[data-status="paid"]');
  await order.getByText('Python 零基础').first().waitFor();
  await order.locator('[data-payment="succeeded"]').waitFor();
  await page.locator('.owned').getByText('Python 零基础').first().waitFor();
  expect(await page.locator('#reply').count()).toBe(0);
  expect(await seriousIn(page)).toEqual([]);

  await page.getByRole('button', { name: '接待' }).click();
  await page.getByText('由你接待，机器人不会说话').waitFor();
  await frame.getByText(`客服 ${name} 正在为你服务`).waitFor();
  await said(frame, `客服 ${name} 已接入，现在由真人为你服务。`);
  // The focus is where the agent goes on: they write without touching the mouse.
  await page.locator('#reply:focus').waitFor();
  await page.keyboard.type('你好，我看到你的订单了，请刷新一下再试。');
  await page.keyboard.press('Enter');
  await said(frame, '你好，我看到你的订单了');
  expect(await page.locator('.entry.agent').count()).toBe(1);

  const saidBefore = await replies(frame);
  await ask(frame, '可以了，谢谢！');
  await page.locator('.entry.learner').getByText('可以了，谢谢！').waitFor();
  expect(await replies(frame)).toEqual([...saidBefore, '可以了，谢谢！']);
  expect(await seriousIn(page)).toEqual([]);

  await page.getByRole('button', { name: '交还机器人' }).click();
  await said(frame, `客服 ${name} 已结束服务，接下来由我（机器人）帮你。`);
  await frame.getByText('机器人在线解答，可随时找真人').waitFor();
  await page.getByText('机器人正在服务').waitFor();
  await ask(frame, '我的订单');
  await frame.locator('.card.orders').waitFor();
});

it('en: two agents see one learner; the second is told that the first has them', async () => {
  const frame = await learner('Maya Jones', 'en');
  await ask(frame, 'talk to a human');
  await frame.getByText(/^Waiting for a person: number \d in line$/).waitFor();
  const [first, second] = [await agent({ language: 'en' }), await agent({ language: 'en' })];
  for (const { page } of [first, second]) await conversationIn(page, 'queue', 'Maya Jones').click();
  await second.page.getByRole('button', { name: 'Take it' }).waitFor();
  await first.page.getByRole('button', { name: 'Take it' }).click();
  await second.page.getByText(`${first.name} has it`).waitFor();
  expect(await second.page.getByRole('button', { name: 'Take it' }).count()).toBe(0);
  await first.page.locator('#reply').fill('Hello Maya, how can I help?');
  await first.page.getByRole('button', { name: 'Send' }).click();
  await said(frame, 'Hello Maya, how can I help?');
  await frame.getByText(`${first.name} from support is helping you`).waitFor();
  await first.page.getByRole('button', { name: 'Hand back to the bot' }).click();
  await ask(frame, 'thanks');
  await said(frame, "You're welcome!");
});

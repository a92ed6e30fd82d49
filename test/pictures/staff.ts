import type { Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { conversationIn, openConsole, signInAt } from '../flows/console-harness.ts';
import { ask, openPanel, visit } from '../flows/widgets-harness.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { addAccount } from '../support/staff-cookie.ts';
import { takePicture } from './take-picture.ts';

let stage: DemoTill;
beforeAll(async () => {
  stage = await startDemoTill();
});
afterAll(() => stage.close());

const size = { width: 1280, height: 800 };

it('a learner buys, wants the money back, asks for a person; an agent answers', async () => {
  const learner = await visit(stage, { learner: '林小满', size: { width: 1100, height: 760 } });
  await buyAndReturn(learner);
  const frame = await openedPanel(learner);
  await ask(frame, '找真人');
  await frame
    .getByText(/你排在第 1 位/)
    .first()
    .waitFor();
  await ask(frame, '我想换一门更适合的课');

  const agent = await openConsole(stage, { size });
  await signInAt(agent, await addAccount(stage.till, 'agent'));
  const waiting = conversationIn(agent, 'queue');
  await waiting.click();
  const colleague = await openConsole(stage, { size, language: 'en', dark: true });
  await signInAt(colleague, await addAccount(stage.till, 'supervisor'));
  await conversationIn(colleague, 'queue').click();
  await agent.getByRole('button', { name: '接待', exact: true }).click();
  await agent.locator('#reply').fill('你好，我帮你看看。你平时用 Python 做什么？');
  await agent.locator('#reply').press('Enter');
  await frame.locator('.bubble', { hasText: '你平时用 Python 做什么？' }).waitFor();
  await takePicture(agent, 'console-zh');
  await takePicture(colleague, 'console-en-dark');
  await colleague.keyboard.press('Escape');
  await colleague.keyboard.press(',');
  await colleague.locator('[data-section="hoursOf"]').click();
  await colleague.locator('.week').waitFor();
  await takePicture(colleague, 'settings-en-dark');
  await colleague.getByRole('button', { name: /Account and settings/ }).click();
  await colleague.getByRole('button', { name: '中文' }).click();
  await colleague.emulateMedia({ colorScheme: 'light' });
  await colleague.locator('[data-section="targets"]').click();
  await colleague.locator('.table-box').waitFor();
  await takePicture(colleague, 'settings-zh');
  await agent.setViewportSize({ width: 390, height: 800 });
  await takePicture(agent, 'console-phone');
  await agent.setViewportSize(size);
  await takePicture(learner, 'person-zh');
  await learner.emulateMedia({ colorScheme: 'dark' });
  await takePicture(learner, 'person-dark');
  await learner.emulateMedia({ colorScheme: 'light' });
  await frame.getByRole('button', { name: '我的订单和数据' }).click();
  await takePicture(learner, 'account-zh');
});

const openedPanel = async (page: Page) => {
  const element = await page.locator('tilltalk-widget iframe').elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('the panel has no frame');
  return frame;
};

async function buyAndReturn(page: Page): Promise<void> {
  const frame = await openPanel(page);
  await ask(frame, '零基础想学 Python，100 元以内');
  await frame
    .getByRole('button', { name: /^购买《/ })
    .first()
    .click();
  await frame.getByRole('button', { name: /^支付 / }).click();
  const phone = await (await stage.browser.newContext({ locale: 'zh-CN' })).newPage();
  await phone.goto(await frame.locator('#qr-link').inputValue());
  await phone.getByRole('button', { name: /^付款/ }).click();
  await frame.getByRole('button', { name: '返回对话' }).click();
  await frame.locator('.receipt').waitFor();
  await ask(frame, '我要退款');
  await frame.getByRole('button', { name: /退款/ }).last().waitFor();
  await takePicture(page, 'refund-zh');
}

import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { ask, openPanel, visit } from '../flows/widgets-harness.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { takePicture } from './take-picture.ts';

let stage: DemoTill;
beforeAll(async () => {
  stage = await startDemoTill();
});
afterAll(() => stage.close());

const stageShown = (frame: Frame, name: string) =>
  frame.locator(`.sheet-body[data-stage="${name}"]`).waitFor();

interface Words {
  readonly question: string;
  readonly buy: RegExp;
  readonly pay: RegExp;
  readonly scan: RegExp;
  readonly back: string;
}

const words: Record<'zh' | 'en', Words> = {
  zh: {
    question: '零基础想学 Python，100 元以内',
    buy: /^购买《/,
    pay: /^支付 /,
    scan: /^付款/,
    back: '返回对话',
  },
  en: {
    question: 'I know some Python. A course on data analysis, please',
    buy: /^Buy “/,
    pay: /^Pay /,
    scan: /^Pay/,
    back: 'Back to the conversation',
  },
};

async function purchase(page: Page, language: 'zh' | 'en'): Promise<void> {
  const { question, buy, pay, scan, back } = words[language];
  const frame = await openPanel(page);
  await ask(frame, question);
  await frame.getByRole('button', { name: buy }).first().waitFor();
  await takePicture(page, `cards-${language}`);
  await frame.getByRole('button', { name: buy }).first().click();
  await stageShown(frame, 'choose');
  await takePicture(page, `checkout-${language}`);
  await frame.getByRole('button', { name: pay }).click();
  await stageShown(frame, 'qr');
  await takePicture(page, `qr-${language}`);
  const phone = await (
    await stage.browser.newContext({ viewport: { width: 390, height: 700 }, locale: language })
  ).newPage();
  await phone.goto(await frame.locator('#qr-link').inputValue());
  await takePicture(phone, `phone-${language}`);
  await phone.getByRole('button', { name: scan }).first().click();
  await stageShown(frame, 'paid');
  await takePicture(page, `paid-${language}`);
  await frame.getByRole('button', { name: back }).click();
  await frame.locator('.receipt').waitFor();
  await takePicture(page, `receipt-${language}`);
}

it('the panel, cards and checkout on a phone, by day and by night', async () => {
  const size = { width: 390, height: 800 };
  const chinese = await visit(stage, { learner: '周未', size });
  const frame = await openPanel(chinese);
  await takePicture(chinese, 'panel-phone-zh');
  await ask(frame, words.zh.question);
  await frame.getByRole('button', { name: words.zh.buy }).first().waitFor();
  await takePicture(chinese, 'cards-phone-zh');
  const english = await visit(stage, { learner: 'Maya Jones', language: 'en', size, dark: true });
  const other = await openPanel(english);
  await ask(other, words.en.question);
  await other.getByRole('button', { name: words.en.buy }).first().click();
  await stageShown(other, 'choose');
  await takePicture(english, 'checkout-phone-en-dark');
});

it('a purchase in Chinese and in English', async () => {
  const size = { width: 1100, height: 760 };
  await purchase(await visit(stage, { learner: '林小满', size }), 'zh');
  await purchase(await visit(stage, { learner: 'Maya Jones', language: 'en', size }), 'en');
});

import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { leavePage, troubles } from '../support/browser.ts';
import { ask, openPanel, openStage, type Stage, visit } from './widgets-harness.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => {
  stage.stub.reset();
  payInWechat();
});
afterEach(async () => {
  expect(troubles(page).filter((text) => !text.includes('WebSocket'))).toEqual([]);
  await leavePage(page);
});
afterAll(() => stage.close());

const parameters = {
  appId: 'wx8888888888888888',
  timeStamp: '1795000000',
  nonceStr: 'nonce',
  package: 'prepay_id=wx1',
  signType: 'RSA',
  paySign: 'signature',
};

/** The stub as the server answers inside WeChat: JSAPI, and no Alipay but a link to copy. */
function payInWechat(): void {
  const { till } = stage.stub;
  const { start, pay } = till;
  till.start = (body) => {
    const reply = start(body);
    const reason = { zh: '微信内不能使用支付宝。', en: 'Alipay does not work inside WeChat.' };
    till.change('co_1', {
      methods: [
        { method: 'wechat_pay', flow: 'in_app', available: true, reason: null },
        { method: 'alipay', flow: 'redirect', available: false, reason, elsewhere: true },
      ],
    });
    return { ...reply, body: till.checkouts.get('co_1') };
  };
  till.pay = (checkoutId, body) => {
    pay(checkoutId, body);
    const payment = till.checkouts.get(checkoutId)?.payment;
    const action = { type: 'in_app', parameters, expiresAtMs: Date.now() + 300_000 } as const;
    if (payment) till.change(checkoutId, { payment: { ...payment, method: 'wechat_pay', action } });
    return { status: 200, body: till.checkouts.get(checkoutId) };
  };
}

/** Puts WeChat's bridge into the page, or into its frames as well, and answers in turn what the learner did. */
async function buyInWechat(where: 'page' | 'everywhere' | 'nowhere', answers: string[]): Promise<Frame> {
  page = await visit(stage, { learner: '林小满', isOwn: true });
  const bridge = `
    if (${where === 'everywhere'} || (${where === 'page'} && window === top)) {
      const answers = ${JSON.stringify(answers)};
      window.wechatCalls = [];
      window.WeixinJSBridge = {
        invoke: (name, given, done) => {
          window.wechatCalls.push({ name, given });
          setTimeout(() => done({ err_msg: 'get_brand_wcpay_request:' + answers.shift() }), 0);
        },
      };
    }`;
  await page.addInitScript(bridge);
  await page.reload();
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await frame.getByText('在微信内直接付款').waitFor();
  await frame.locator('.pay').click();
  return frame;
}

const stageShown = (frame: Frame, name: string) =>
  frame.locator(`.sheet-body[data-stage="${name}"]`).waitFor();

test.each(['page', 'everywhere'] as const)(
  'the payment sheet of WeChat opens with exactly what the server signed, bridge in: %s',
  async (where) => {
    const frame = await buyInWechat(where, ['ok']);
    await stageShown(frame, 'in_app');
    // The app says ok; the checkout waits for the server all the same.
    await frame.getByRole('heading', { name: '正在确认支付结果' }).waitFor();
    const heard = where === 'page' ? page.mainFrame() : frame;
    expect(await heard.evaluate('window.wechatCalls')).toEqual([
      { name: 'getBrandWCPayRequest', given: parameters },
    ]);
    expect(await frame.locator('.sheet-body[data-stage="paid"]').count()).toBe(0);
    stage.stub.settle('co_1');
    await stageShown(frame, 'paid');
  },
);

test('who cancels the sheet is told that nothing was charged and can open it again', async () => {
  const frame = await buyInWechat('page', ['cancel', 'fail', 'ok']);
  await frame.getByText('你取消了付款，没有扣款。').waitFor();
  await frame.getByRole('button', { name: '打开微信支付' }).click();
  await frame.getByText('没能打开微信支付，没有扣款。').waitFor();
  await frame.getByRole('button', { name: '打开微信支付' }).click();
  await frame.getByRole('heading', { name: '正在确认支付结果' }).waitFor();
  expect(stage.stub.calls.filter(({ path }) => path.endsWith('/pay'))).toHaveLength(1);
});

test('without WeChat around it the page says so and offers its link', async () => {
  const frame = await buyInWechat('nowhere', []);
  await frame.getByText('当前页面不是在微信里打开的').waitFor();
  expect(await frame.locator('#page-link').inputValue()).toBe(`${stage.demo.url}/`);
});

test('a method that only a browser has is refused with its reason and a link to copy', async () => {
  const frame = await buyInWechat('page', ['cancel']);
  await frame.getByRole('button', { name: '换一种方式' }).click();
  await frame.getByText('微信内不能使用支付宝。').waitFor();
  const link = frame.locator('#page-link');
  await link.waitFor();
  await frame.getByRole('button', { name: '复制链接' }).click();
  await frame.getByText('已复制').waitFor();
});

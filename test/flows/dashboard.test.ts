import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createCsvRecord, feedLine } from '../../src/checkout/catalog/csv-record.ts';
import { accountingDayOf } from '../../src/checkout/ledger/accounting-day.ts';
import { demoLearners } from '../../src/demo/learners.ts';
import type { RecommendationView, RecommendedProduct } from '../../src/recommend/wire.ts';
import type { Api } from '../support/api.ts';
import { seriousIn } from '../support/axe.ts';
import { type Look, leavePage, takePage, troubles } from '../support/browser.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { addAccount, type StaffAccount } from '../support/staff-cookie.ts';
import { until } from '../support/until.ts';
import { ask, openPanel, visit } from './widgets-harness.ts';

let stage: DemoTill;
const pages: Page[] = [];
beforeAll(async () => {
  stage = await startDemoTill();
});
afterAll(() => stage.close());
afterEach(async () => {
  for (const page of pages.splice(0)) {
    expect(troubles(page)).toEqual([]);
    await leavePage(page);
  }
});

const DAY_MS = 86_400_000;

/**
 * A period in which nothing has happened yet: the business's clock goes on by days, so every test, and every further try
 * of one, counts what it did itself. Two days, since midnight may pass meanwhile.
 */
async function periodOfItsOwn(): Promise<string> {
  const { clock } = stage.till.running.house;
  const before = clock.nowMs();
  await stage.till.sandbox('/control/advance', {
    method: 'POST',
    body: JSON.stringify({ byMs: 3 * DAY_MS }),
  });
  await until(
    () => Promise.resolve(clock.nowMs()),
    (nowMs) => nowMs >= before + 3 * DAY_MS,
  );
  const now = clock.nowMs();
  return `?page=recommending&from=${accountingDayOf(now, 'Asia/Shanghai')}&to=${accountingDayOf(now + DAY_MS, 'Asia/Shanghai')}`;
}

/** A browser of its own on the dashboard; script errors and breaches of the policy fail the test. */
async function openDashboard({ query = '', ...look }: Look & { query?: string } = {}): Promise<Page> {
  const size = { width: 1280, height: 900 };
  const timezoneId = 'Asia/Shanghai';
  const page = await takePage(stage.browser, { size, timezoneId, reducedMotion: true, ...look });
  await page.goto(`${stage.till.url}/dashboard${query}`);
  pages.push(page);
  return page;
}

async function signIn(page: Page, { login, password }: StaffAccount): Promise<void> {
  await page.getByLabel(/^(登录名|Login)$/).fill(login);
  await page.getByLabel(/^(密码|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
}

const drawn = (page: Page, breakdown: string) =>
  page.locator(`.plot-box[data-drawn="${breakdown}"] canvas`).waitFor();

/** How many pixels of the plot have one of the page's colours. */
const pixelsOf = (page: Page, colorName: string) =>
  page.evaluate<number>(`(() => {
    const probe = document.createElement('canvas').getContext('2d');
    probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--${colorName}').trim();
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    const canvas = document.querySelector('.plot-box canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255) count += 1;
    return count;
  })()`);

function valuesOf(line: string): string[] {
  const record = createCsvRecord(',');
  expect(feedLine(record, line)).toBe('complete');
  return record.values;
}

const sidewards = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const cells = (page: Page, figure: string, row: string) =>
  page.locator(`[data-figure="${figure}"] tr[data-key="${row}"] td`).allInnerTexts();

/** Presses a figure's first number that can be pressed; tells the rows behind it, their cells with a space between. */
async function openRows(page: Page, figure: string, name: string | RegExp): Promise<string> {
  await page.locator(`[data-figure="${figure}"] tbody td button`).first().click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.locator('tbody tr').first().waitFor();
  const texts = await dialog.locator('tbody :is(th, td)').allInnerTexts();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return texts.join(' ');
}

/** Goes to another page of the dashboard and waits for its answer. */
async function turnTo(page: Page, name: string | RegExp, shown: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await page.locator(shown).first().waitFor();
}

// ------------------------------------------------ two learners, one of whom takes it back

const buyers = demoLearners.map(({ name }) => name);

/**
 * A learner asks in the chat, is shown a card, buys by QR. One message only: whoever writes faster than people do is
 * asked to prove themselves, and the page then leaves for the gateway.
 */
async function buyInChat(): Promise<string> {
  // A further try is another learner's: what the first has bought is not offered to them again.
  const page = await visit(stage, { learner: buyers.shift() ?? '' });
  const frame = await openPanel(page);
  await ask(frame, '有什么好课推荐');
  await frame
    .getByRole('button', { name: /^购买《/ })
    .first()
    .click();
  const pay = frame.getByRole('button', { name: /^支付 ¥/ });
  const total = (await pay.innerText()).replace('支付 ', '');
  await pay.click();
  const link = await frame.locator('#qr-link').inputValue();
  const scanned = await takePage(stage.browser);
  await scanned.goto(link);
  await scanned.getByRole('button', { name: /^付款/ }).click();
  await frame.locator('.sheet-body[data-stage="paid"]').waitFor();
  await leavePage(scanned);
  await leavePage(page);
  return total;
}

async function buyByApi(learner: Api, item: RecommendedProduct): Promise<string> {
  const opened = await learner.start(item, { impressionId: item.impressionId });
  const { body } = await learner.pay(opened.body);
  const paymentId = body.payment?.paymentId ?? '';
  const { gatewayReference } = await stage.till.db.query
    .selectFrom('payment_attempt')
    .select('gatewayReference')
    .where('paymentId', '=', paymentId)
    .executeTakeFirstOrThrow();
  await stage.till.sandbox('/control/pay', {
    method: 'POST',
    body: JSON.stringify({ reference: gatewayReference }),
  });
  await until(
    async () => (await learner.view(opened.body.checkoutId)).body,
    (view) => view.status === 'complete',
  );
  return paymentId;
}

async function recommendOnMobile(learner: Api): Promise<RecommendedProduct> {
  const { body } = await learner.call<RecommendationView>('POST', '/v1/recommendations', {
    body: { text: '有什么好课推荐', surface: 'mobile_web', language: 'zh', currency: 'CNY', limit: 3 },
  });
  const item = body.items.find(({ amountMinor }) => amountMinor > 0);
  if (item === undefined) throw new Error('nothing was recommended');
  return item;
}

async function refundOnMobile(): Promise<RecommendedProduct> {
  const learner = await stage.till.learner();
  const item = await recommendOnMobile(learner);
  const paymentId = await buyByApi(learner, item);
  await learner.call('POST', `/v1/payments/${paymentId}/refunds`, { key: randomUUID() });
  await until(
    () =>
      stage.till.db.query
        .selectFrom('domain_event')
        .select('payload')
        .where('type', '=', 'payment.refunded')
        .execute(),
    (events) => events.some(({ payload }) => payload.includes(paymentId)),
  );
  return item;
}

// ------------------------------------------------ what the analyst sees

it('zh: before anything is sold the page says so; the purchase in the chat then stands in plot, table and money', async () => {
  const query = await periodOfItsOwn();
  const page = await openDashboard({ query });
  await page.getByRole('heading', { name: '登录数据看板' }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await signIn(page, await addAccount(stage.till, 'analyst'));
  await page.getByRole('heading', { name: '这段时间还没有推荐' }).waitFor();
  expect(await seriousIn(page)).toEqual([]);

  const total = await buyInChat();
  await page.reload();
  await drawn(page, 'none');
  expect(await page.locator('[data-drawn="none"]').getAttribute('aria-label')).toMatch(
    /展示 \d+; 打开结账 1; 点击支付 1; 支付成功 1; 已退款 0/,
  );
  expect(await pixelsOf(page, 'accent')).toBeGreaterThan(200);
  expect(await pixelsOf(page, 'bad')).toBe(0);
  const shown = Number((await cells(page, 'impressions-none', 'impressions'))[0]);
  expect(shown).toBeGreaterThan(1);
  expect(await cells(page, 'impressions-none', 'paid')).toEqual([
    '1',
    '100.0%',
    `${((1 / shown) * 100).toFixed(1)}%`,
    '0',
  ]);
  expect(await cells(page, 'impressions-none', 'refunded')).toEqual(['0', '0.0%', '0.0%', '0']);
  const money = page.locator('table[data-currency="CNY"] tr[data-part="totalMinor"] td');
  expect(await money.allInnerTexts()).toEqual([total, '¥0.00', total]);
  await page.locator('[data-figure="ranks"]').waitFor();
  expect(await seriousIn(page)).toEqual([]);

  await turnTo(page, '趋势', '[data-trend="orders"]');
  expect(await page.locator('[data-trend="orders"] strong').innerText()).toBe('1');
  await page.locator('[data-figure="orders"] canvas').waitFor();
  expect(await seriousIn(page)).toEqual([]);

  await turnTo(page, '支付', '[data-figure="money"] tbody td button');
  const entries = await openRows(page, 'money', /^收入 CNY/);
  expect(entries).toMatch(/(^| )收入 CNY /);
  expect(entries).toContain('收款');
  expect(await openRows(page, 'gateways', '沙箱 · 支付成功')).toContain(total);
});

it('a funnel of one’s own steps: a number shows its rows; the question is kept, shared by its address, and asked again', async () => {
  const query = await periodOfItsOwn();
  await refundOnMobile();
  const page = await openDashboard({ query });
  await signIn(page, await addAccount(stage.till, 'analyst'));
  await turnTo(page, '漏斗', '.builder');
  await page.getByLabel('统计单位').selectOption('learner');
  await page.getByRole('button', { name: '去掉「点开推荐」' }).click();
  await page.getByLabel('步骤顺序').selectOption('any');
  await page.getByLabel('细分').selectOption('channel');
  await page.locator('[data-figure="funnel-channel"] tr[data-key="mobile_web"]').waitFor();
  const [count, fromPrevious, fromEntry] = await cells(page, 'funnel', 'paid');
  expect([count, fromPrevious, fromEntry]).toEqual(['1', '100.0%', '100.0%']);
  expect(await seriousIn(page)).toEqual([]);

  await page.locator('[data-figure="funnel"] tr[data-key="paid"] button').first().click();
  const rows = page.getByRole('dialog', { name: '到达「支付成功」' });
  await rows.getByText('共 1 条').waitFor();
  expect(await rows.locator('tbody tr').count()).toBe(1);
  expect(await seriousIn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await rows.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByLabel('视图名称').fill('手机端 <b>漏斗</b>');
  await page.getByRole('button', { name: '保存现在的视图' }).click();
  await page.getByRole('button', { name: '手机端 <b>漏斗</b>', exact: true }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  const asked = page.url();
  await turnTo(page, '学员', '[data-figure="cohorts"]');
  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByRole('button', { name: '手机端 <b>漏斗</b>', exact: true }).click();
  await page.locator('[data-figure="funnel-channel"] tr[data-key="mobile_web"]').waitFor();
  expect(page.url()).toBe(asked);
  expect(asked).toContain('unit=learner&steps=shown.opened.pressed.paid&order=any&breakdown=channel');
});

it('an analyst asks in SQL: what is refused says why, what is answered can be taken along', async () => {
  const page = await openDashboard({ query: '?page=sql' });
  await signIn(page, await addAccount(stage.till, 'analyst'));
  const statement = page.getByRole('textbox', { name: 'SQL 语句' });
  await statement.fill('DROP TABLE "sale"');
  await page.getByRole('button', { name: '运行' }).click();
  await page.getByText('这条 SQL 无法执行').waitFor();
  await page.getByText('impression', { exact: true }).click();
  expect(await seriousIn(page)).toEqual([]);
  await statement.fill(`SELECT '=1+1' AS "formula", 42 AS "answer"`);
  await statement.press('Control+Enter');
  await page.locator('.result td').first().waitFor();
  expect(await page.locator('.result td').allInnerTexts()).toEqual(['=1+1', '42']);
  const download = page.waitForEvent('download');
  await page.locator('.result').getByRole('button', { name: '下载 CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text.trimEnd().split('\r\n').at(-1)).toBe("1,'=1+1,42");
});

it('en: the refund joins the purchase, by channel and by product; what is downloaded is what is seen', async () => {
  const query = await periodOfItsOwn();
  const item = await refundOnMobile();
  const page = await openDashboard({ language: 'en', query });
  await signIn(page, await addAccount(stage.till, 'supervisor'));
  await drawn(page, 'none');
  expect(await pixelsOf(page, 'bad')).toBeGreaterThan(100);
  expect((await cells(page, 'impressions-none', 'refunded'))[0]).toBe('1');

  await page.getByRole('radio', { name: 'Channel' }).check();
  await drawn(page, 'channel');
  const [shown, ...onMobile] = await cells(page, 'impressions-channel', 'mobile_web');
  expect(Number(shown)).toBeGreaterThan(0);
  expect(onMobile.slice(0, 4).map((text) => text.match(/^\d+/)?.[0])).toEqual(['1', '1', '1', '1']);
  expect(await seriousIn(page)).toEqual([]);

  await page.getByRole('radio', { name: 'Product' }).check();
  await drawn(page, 'product');
  expect(await page.locator(`tr[data-key="${item.productId}"] th`).innerText()).toBe(item.title);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV: Each step as a share of shown' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(
    /^tilltalk-impressions-product_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d_Asia-Shanghai\.csv$/,
  );
  const text = await readFile(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const lines = text.slice(1).trimEnd().split('\r\n').map(valuesOf);
  expect(lines[0]?.[0]).toBe('Product (Asia/Shanghai)');
  const seen = await page.evaluate<string[][]>(`
    [...document.querySelectorAll('[data-figure="impressions-product"] :is(tbody, tfoot) tr')].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => cell.firstChild?.textContent ?? ''))
  `);
  const counts = ([title, shownCount, opened, , pressed, , paid, , refunded]: string[]) => [
    title,
    shownCount || '–',
    opened,
    pressed,
    paid,
    refunded,
  ];
  expect(lines.slice(1).map(counts)).toEqual(seen.map((cellTexts) => cellTexts.slice(0, 6)));
  // The address holds the question, so a reload asks it again.
  await page.reload();
  await drawn(page, 'product');
});

it('a day, a currency and a time zone are asked for; no period is said to be none', async () => {
  await periodOfItsOwn();
  await recommendOnMobile(await stage.till.learner());
  const page = await openDashboard({ query: '?page=recommending' });
  await signIn(page, await addAccount(stage.till, 'admin'));
  await drawn(page, 'none');
  await page.getByRole('radio', { name: '按天' }).check();
  await drawn(page, 'day');
  const days = page.locator('[data-figure="impressions-day"] tbody tr');
  expect(await days.count()).toBe(30);
  await page.getByRole('button', { name: '近 7 天' }).click();
  await until(
    () => days.count(),
    (count) => count === 7,
  );
  await page.getByLabel('时区').selectOption('UTC');
  await page.locator('[data-figure="impressions-day"] caption', { hasText: 'UTC' }).waitFor();
  await page.getByLabel('币种').selectOption('CNY');
  await page.waitForURL(/currency=CNY/);
  expect(await seriousIn(page)).toEqual([]);
  await page.getByLabel('从').fill('2026-02-02');
  await page.getByLabel('到').fill('2026-02-01');
  await page.getByText('请选择起止日期').waitFor();
  await page.getByLabel('到').fill('2026-02-03');
  await page.getByRole('heading', { name: '这段时间还没有推荐' }).waitFor();
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByRole('heading', { name: 'Nothing was recommended in this period' }).waitFor();
});

it('who may not read figures is told so; a wrong password opens nothing; signing out ends the session', async () => {
  const agent = await addAccount(stage.till, 'agent');
  const page = await openDashboard();
  await signIn(page, { ...agent, password: 'not this one' });
  await page.getByText('登录名或密码不对').waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await signIn(page, agent);
  await page.getByText('你的账号没有这项权限。').first().waitFor();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '登录数据看板' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '登录数据看板' }).waitFor();
});

it('an analyst changes their own password on the page, goes on, and comes in with the new one alone', async () => {
  const analyst = await addAccount(stage.till, 'analyst');
  const page = await openDashboard();
  await signIn(page, analyst);
  await page.getByRole('button', { name: /我的账号$/ }).click();
  const dialog = page.getByRole('dialog', { name: '修改密码' });
  const password = 'fresh horse battery';
  const change = async (current: string) => {
    await dialog.getByLabel('当前密码').fill(current);
    await dialog.getByLabel(/^新密码/).fill(password);
    await dialog.getByLabel('再输入一次新密码').fill(password);
    await dialog.getByRole('button', { name: '修改密码' }).click();
  };
  await change('not this one');
  await dialog.getByRole('alert').getByText(/\S/).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await change(analyst.password);
  await dialog.getByText('密码已修改').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.ariaLabel')).toMatch(/我的账号$/);
  // Under the new session: its token is taken.
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '登录数据看板' }).waitFor();
  await signIn(page, analyst);
  await page.getByText('登录名或密码不对').waitFor();
  await signIn(page, { ...analyst, password });
  await page.getByRole('button', { name: /我的账号$/ }).waitFor();
});

it.each([
  ['zh', 320, false],
  ['en', 320, true],
  ['en', 1280, true],
] as const)(
  '%s at %i px, dark: %s: nothing sticks out and axe finds nothing serious',
  async (language, width, dark) => {
    const query = `${await periodOfItsOwn()}&by=product`;
    await recommendOnMobile(await stage.till.learner());
    const page = await openDashboard({ language, dark, size: { width, height: 800 }, query });
    await signIn(page, await addAccount(stage.till, 'analyst'));
    await drawn(page, 'product');
    expect(await sidewards(page)).toBe(0);
    expect(await seriousIn(page)).toEqual([]);
    await turnTo(page, /^(漏斗|Funnel)$/, '[data-figure="funnel"] canvas, .empty');
    expect(await sidewards(page)).toBe(0);
    await turnTo(page, /^(服务|Service)$/, '[data-figure="service"]');
    expect(await sidewards(page)).toBe(0);
    expect(await seriousIn(page)).toEqual([]);
  },
);

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { leavePage, troubles } from '../support/browser.ts';
import { ask, openPanel, openStage, panelOf, type Stage, visit } from './widgets-harness.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.stub.reset());
afterEach(async () => {
  expect(troubles(page)).toEqual([]);
  await leavePage(page);
});
afterAll(() => stage.close());

const watchShifts = `window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true });`;
const launcher = () => page.locator('tilltalk-widget button');
const panel = () => page.locator('tilltalk-widget iframe');

test('before it is opened the widget asks for its script and nothing else, and moves nothing on the page', async () => {
  page = await stage.browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(watchShifts);
  await page.goto(stage.demo.url, { waitUntil: 'networkidle' });
  await launcher().waitFor();
  expect(requests.filter((url) => url.startsWith(stage.stub.url))).toEqual([`${stage.stub.url}/widget.js`]);
  expect(requests.filter((url) => url.endsWith('/tilltalk-token'))).toEqual([]);
  expect(await panel().count()).toBe(0);
  expect(await page.evaluate('shifts')).toEqual([]);
});

test('Escape closes the panel and gives the focus back to the launcher', async () => {
  page = await visit(stage);
  const frame = await openPanel(page);
  await frame.locator('#message:focus').waitFor();
  await page.keyboard.press('Escape');
  await panel().and(page.locator('[data-closed]')).waitFor({ state: 'attached' });
  expect(await launcher().evaluate((button) => button.matches(':focus'))).toBe(true);
  expect(await launcher().getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('Enter');
  await frame.locator('#message:focus').waitFor();
});

test('a panel that was open is open again on the next page, with the same thread', async () => {
  page = await visit(stage);
  const frame = await openPanel(page);
  await ask(frame, '你好');
  await frame.locator('.entry.bot').waitFor();
  await page.getByRole('link', { name: '登录' }).click();
  const again = await panelOf(page);
  await again.locator('.entry.bot').waitFor();
  expect(await again.locator('.entry.learner .bubble').textContent()).toBe('你好');
});

test('an unread reply is counted on the launcher and the count goes when the panel opens', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await frame.getByRole('button', { name: '关闭' }).click();
  await panel().and(page.locator('[data-closed]')).waitFor({ state: 'attached' });
  stage.stub.chat.say('lrn_gleam-lin', { text: '还在吗？' });
  await page.locator('tilltalk-widget .badge:not([hidden])').waitFor();
  expect(await launcher().getAttribute('aria-label')).toBe('打开学习顾问，1 条未读');
  // Read on another device, it is read here.
  stage.stub.chat.mark('lrn_gleam-lin', { deliveredSeq: 1, readSeq: 1 });
  await page.locator('tilltalk-widget .badge').waitFor({ state: 'hidden' });
  await launcher().click();
  // In a tab behind others the page's title counts; seen again, the page has its own title back.
  const title = await page.title();
  const hide = (hidden: boolean) =>
    page.evaluate(`{
      Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }`);
  await hide(true);
  await frame.evaluate(
    "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })",
  );
  stage.stub.chat.say('lrn_gleam-lin', { text: '有新课' });
  await vi.waitFor(async () => expect(await page.title()).toBe(`(1) ${title}`));
  await hide(false);
  expect(await page.title()).toBe(title);
});

test('the next page shows what is unread before it asks for anything; once idle it hears what came since', async () => {
  page = await visit(stage, { learner: '林小满', isOwn: true });
  const frame = await openPanel(page);
  await frame.getByRole('button', { name: '关闭' }).click();
  await panel().and(page.locator('[data-closed]')).waitFor({ state: 'attached' });
  stage.stub.chat.say('lrn_gleam-lin', { text: '课程有更新' });
  await page.locator('tilltalk-widget .badge:not([hidden])').waitFor();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(`window.requestIdleCallback = (work) => { window.beIdle = work };
    ${watchShifts}`);
  await page.reload({ waitUntil: 'networkidle' });
  expect(await launcher().getAttribute('aria-label')).toBe('打开学习顾问，1 条未读');
  expect(requests.filter((url) => url.startsWith(stage.stub.url))).toEqual([`${stage.stub.url}/widget.js`]);
  stage.stub.chat.say('lrn_gleam-lin', { text: '还有一张优惠券' });
  await page.getByRole('link').first().focus();
  await page.evaluate('beIdle()');
  await page.getByRole('button', { name: '打开学习顾问，2 条未读' }).waitFor();
  expect(await panel().getAttribute('data-closed')).toBe('');
  expect(await page.evaluate('document.activeElement.localName')).toBe('a');
  expect(await page.evaluate('shifts')).toEqual([]);
  // Whoever comes after this learner sees nothing of theirs.
  await page.evaluate('tilltalk.signedOut()');
  expect(await launcher().getAttribute('aria-label')).toBe('打开学习顾问');
});

test('the host page can tint, open, close and switch the language', async () => {
  page = await visit(stage);
  await launcher().waitFor();
  await page.evaluate(`{
    const { style } = document.documentElement;
    style.setProperty('--tilltalk-accent', '#7a1f5c');
    style.setProperty('--tilltalk-radius', '4px');
    style.setProperty('--tilltalk-font', 'Georgia, serif; color: red');
  }`);
  await page.evaluate('tilltalk.open()');
  const frame = await panelOf(page);
  await page.evaluate("tilltalk.setLanguage('en')");
  await frame.getByRole('heading', { name: 'Learning guide' }).waitFor();
  const worn = await frame.evaluate<string>('document.documentElement.style.cssText');
  expect(worn).toContain(
    '--accent: #7a1f5c; --accent-strong: var(--ink); --on-accent: #ffffff; --radius: 4px;',
  );
  expect(worn).not.toContain('Georgia');
  const button = "document.querySelector('tilltalk-widget').shadowRoot.querySelector('button')";
  expect(await page.evaluate(`getComputedStyle(${button}).backgroundColor`)).toBe('rgb(122, 31, 92)');
  expect(await launcher().getAttribute('aria-label')).toBe('Close the learning guide');
  expect(await frame.evaluate('document.documentElement.lang')).toBe('en');
  await page.evaluate('tilltalk.close()');
  await panel().and(page.locator('[data-closed]')).waitFor({ state: 'attached' });
});

test('messages forged by the host page or by another frame change nothing', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await frame.locator('.pay').click();
  await frame.locator('.qr').waitFor();
  await page.evaluate(`{
    const origin = '${stage.stub.url}';
    const target = document.querySelector('tilltalk-widget').shadowRoot.querySelector('iframe').contentWindow;
    const lies = [
      'paid',
      { type: 'paid' },
      { tilltalk: { type: 'paid', checkoutId: 'co_1', status: 'complete' } },
      { tilltalk: { type: 'checkout:changed', status: 'complete' } },
      { tilltalk: { type: 'navigate', url: 'https://evil.invalid/' } },
      { tilltalk: { type: 'answer', askId: 999, ok: true, value: 'forged' } },
      { tilltalk: null },
    ];
    for (const lie of lies) target.postMessage(lie, origin);
    // To the loader, as if from the frame: but the window that speaks is not the frame's.
    for (const lie of lies) window.postMessage(lie, location.origin);
    window.postMessage({ tilltalk: { type: 'navigate', url: origin + '/go/co_1' } }, location.origin);
  }`);
  // A message of its own goes through the same door after them, so they have all been heard.
  await page.evaluate("tilltalk.setLanguage('en')");
  await frame.getByText('Scan with Alipay to pay').waitFor();
  expect(await frame.locator('.sheet-body').getAttribute('data-stage')).toBe('qr');
  expect(stage.stub.till.checkouts.get('co_1')?.status).toBe('confirmed');
  expect(page.url()).toBe(`${stage.demo.url}/`);
});

test('the frame can send the host page nowhere but to its own origin', async () => {
  page = await visit(stage);
  const frame = await openPanel(page);
  await frame.evaluate(`{
    const tell = (message) => parent.postMessage({ tilltalk: message }, '${stage.demo.url}');
    tell({ type: 'navigate', url: 'https://evil.invalid/' });
    tell({ type: 'navigate', url: 'javascript:alert(1)' });
    tell({ type: 'language', language: 'en' });
  }`);
  await page.getByRole('button', { name: 'Close the learning guide' }).waitFor();
  expect(page.url()).toBe(`${stage.demo.url}/`);
});

test('a page that is not an allowed site cannot show the panel, and its builder is told why', async () => {
  page = await stage.browser.newPage();
  const told = page.waitForEvent('console', { predicate: (said) => said.text().includes('ALLOWED_SITES') });
  await page.goto(`${stage.stub.url}/go/none`);
  await page.addScriptTag({ url: `${stage.stub.url}/widget.js` });
  await page.locator('tilltalk-widget button').click();
  expect((await told).text()).toContain(stage.stub.url);
  await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = '${stage.stub.url}/widget/frame.html#' + encodeURIComponent('https://evil.invalid');
    frame.addEventListener('load', resolve);
    document.body.append(frame);
  })`);
  expect(page.frames().some((one) => one.url().includes('/widget/frame.html'))).toBe(false);
});

test('on a phone the panel fills the screen and an open panel does not cover the next page', async () => {
  page = await visit(stage, { size: { width: 390, height: 844 } });
  await openPanel(page);
  const box = await panel().boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  await page.reload();
  await launcher().waitFor();
  expect(await launcher().getAttribute('aria-expanded')).toBe('false');
  expect(await panel().isVisible()).toBe(false);
});

test('the widget lives on another site: its storage belongs to this host page alone', async () => {
  page = await visit(stage);
  const frame = await openPanel(page);
  const alone = await page.context().newPage();
  await alone.goto(`${stage.stub.url}/widget/frame.html`);
  await alone.locator('.quick-replies button').first().waitFor();
  const guest = "JSON.parse(localStorage.getItem('tilltalk:session')).learner.learnerId";
  const inside = await frame.evaluate(guest);
  const outside = await alone.evaluate(guest);
  expect([inside, outside]).toEqual([expect.stringMatching(/^guest_/), expect.stringMatching(/^guest_/)]);
  expect(inside).not.toBe(outside);
});

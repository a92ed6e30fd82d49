import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { leavePage, troubles } from '../support/browser.ts';
import { PIXEL } from './stub-server.ts';
import { problem } from './stub-till.ts';
import { ask, openPanel, openStage, panelOf, type Stage, until, visit } from './widgets-harness.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.stub.reset());
afterEach(async () => {
  expect(troubles(page).filter((text) => !text.includes('WebSocket'))).toEqual([]);
  await leavePage(page);
});
afterAll(() => stage.close());

const lin = 'lrn_gleam-lin';
const bubbles = (frame: Frame, sender: string) => frame.locator(`.entry.${sender} .bubble`).allTextContents();
const outbox = (frame: Frame) =>
  frame.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('tilltalk:unsent:')).length");

test('a message is shown at once, acknowledged, and let go of', async () => {
  page = await visit(stage);
  const frame = await openPanel(page);
  await ask(frame, '你好');
  await frame.locator('.entry.bot .bubble').waitFor();
  expect(await bubbles(frame, 'learner')).toEqual(['你好']);
  expect(await frame.locator('.unsent').count()).toBe(0);
  expect(await outbox(frame)).toBe(0);
});

test('what was written without a network survives a reload and is committed once', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  stage.stub.setOnline(false);
  await frame.locator('.banner').waitFor();
  await ask(frame, '第一条');
  await ask(frame, '第二条');
  await frame.getByText('等待网络，连上后自动发送').first().waitFor();
  await page.reload();
  const again = await (await page.locator('tilltalk-widget iframe').elementHandle())?.contentFrame();
  if (!again) throw new Error('no panel');
  await again.locator('.unsent').nth(1).waitFor();
  stage.stub.setOnline(true);
  await again.locator('.entry.learner:not(.unsent)').nth(1).waitFor();
  expect(await bubbles(again, 'learner')).toEqual(['第一条', '第二条']);
  const committed = stage.stub.chat.threads
    .get(lin)
    ?.activities.filter((one) => one.channelData.sender === 'learner');
  expect(committed?.map(({ text }) => text)).toEqual(['第一条', '第二条']);

  // Who writes on and on without a network is told when no more is kept, and loses nothing.
  stage.stub.setOnline(false);
  await again.evaluate(`for (let at = 0; at < 50; at += 1) {
    const kept = { clientMessageId: 'msg_kept_' + at, text: '等', writtenAtMs: at, conversationId: null, refusal: null };
    localStorage.setItem('tilltalk:unsent:' + kept.clientMessageId, JSON.stringify(kept));
  }`);
  await page.reload();
  const full = await (await page.locator('tilltalk-widget iframe').elementHandle())?.contentFrame();
  if (!full) throw new Error('no panel');
  await ask(full, '第五十三条');
  await full.getByText('太多消息还没发出').waitFor();
  expect(await full.locator('#message').inputValue()).toBe('第五十三条');
  stage.stub.setOnline(true);
});

test('a message whose acknowledgement was lost is sent again under the same id and shown once', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  stage.stub.chat.isMute = true;
  await ask(frame, '在吗');
  await until(() => stage.stub.chat.sends.length === 1, 'the first send');
  stage.stub.chat.isMute = false;
  stage.stub.setOnline(false);
  await frame.locator('.banner').waitFor();
  stage.stub.setOnline(true);
  await until(() => stage.stub.chat.sends.length >= 2, 'the repeat');
  await frame.locator('.entry.learner:not(.unsent)').waitFor();
  expect(new Set(stage.stub.chat.sends.map(({ clientMessageId }) => clientMessageId)).size).toBe(1);
  expect(await bubbles(frame, 'learner')).toEqual(['在吗']);
});

test('a refused message says why and can be sent again by itself', async () => {
  page = await visit(stage, { language: 'en' });
  const frame = await openPanel(page);
  await ask(frame, 'REFUSE this');
  await frame.getByText('This message cannot be sent').waitFor();
  await ask(frame, 'and this one?');
  await frame.locator('.entry.bot').waitFor();
  const first = stage.stub.chat.sends[0]?.clientMessageId;
  await frame.getByRole('button', { name: 'Send again' }).click();
  await until(() => stage.stub.chat.sends.length === 3, 'the repeat');
  expect(stage.stub.chat.sends[2]?.clientMessageId).toBe(first);
});

test('replies missed while the line was cut are read as soon as the network is back, in order and once', async () => {
  page = await visit(stage, { learner: '林小满', isOwn: true });
  await page.clock.install();
  const frame = await openPanel(page);
  await ask(frame, '你好');
  await frame.locator('.entry.bot').waitFor();
  stage.stub.setOnline(false);
  await frame.locator('.banner').waitFor();
  // From here no pause between two tries ends by itself.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  for (const text of ['一', '二', '三']) stage.stub.chat.say(lin, { text });
  stage.stub.chat.pageSize = 2;
  stage.stub.setOnline(true);
  await frame.evaluate("dispatchEvent(new Event('online'))");
  await frame.locator('.entry.bot').nth(3).waitFor();
  expect((await bubbles(frame, 'bot')).slice(1)).toEqual(['一', '二', '三']);
});

test('a hole in the numbers is filled by asking again', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '你好');
  await frame.locator('.entry.bot').waitFor();
  const thread = stage.stub.chat.threads.get(lin);
  const lost = stage.stub.chat.say('nobody', { text: '丢失的一条' });
  thread?.activities.push({ ...lost, id: 'act_lost', channelData: { seq: 3, sender: 'bot' } });
  stage.stub.chat.say(lin, { text: '后来的一条' });
  await frame.getByText('丢失的一条').waitFor();
  expect((await bubbles(frame, 'bot')).slice(1)).toEqual(['丢失的一条', '后来的一条']);
});

test('a long thread opens at its end and shows what was before on demand', async () => {
  page = await visit(stage, { learner: '林小满' });
  const words = Array.from({ length: 30 }, (_, at) => `第 ${at + 1} 句`);
  for (const text of words) stage.stub.chat.say(lin, { text });
  stage.stub.chat.pageSize = 20;
  const frame = await openPanel(page);
  expect(await bubbles(frame, 'bot')).toEqual(words.slice(10));
  await frame.getByRole('button', { name: '查看更早的消息' }).click();
  await frame.getByText('第 1 句', { exact: true }).waitFor();
  expect(await bubbles(frame, 'bot')).toEqual(words);
  expect(await frame.getByRole('button', { name: '查看更早的消息' }).count()).toBe(0);
});

test('a token that is no longer taken is renewed without the learner noticing', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  stage.stub.expireTokens();
  stage.stub.setOnline(false);
  stage.stub.setOnline(true);
  await ask(frame, '还在');
  await frame.locator('.entry.learner:not(.unsent)').waitFor();
  expect(await bubbles(frame, 'learner')).toEqual(['还在']);
});

test('every reply is announced once, in one polite region, and history is not', async () => {
  page = await visit(stage, { learner: '林小满' });
  stage.stub.chat.say(lin, { text: '旧消息' });
  const frame = await openPanel(page);
  await frame.evaluate(`{
    window.said = [];
    new MutationObserver(() => said.push(document.querySelector('#announcer').textContent))
      .observe(document.querySelector('#announcer'), { childList: true, characterData: true, subtree: true });
  }`);
  await ask(frame, '你好');
  await frame.locator('.entry.bot').nth(1).waitFor();
  await ask(frame, '再问一次');
  await frame.locator('.entry.bot').nth(2).waitFor();
  await ask(frame, '推荐 Python');
  await frame.locator('.product').first().waitFor();
  await frame.getByRole('button', { name: 'Switch to English' }).click();
  await frame.getByRole('heading', { name: 'Learning guide' }).waitFor();
  expect(await frame.evaluate('said')).toEqual([
    '机器人：你想学哪方面？说说你的基础和预算。',
    '机器人：你想学哪方面？说说你的基础和预算。',
    expect.stringMatching(/^机器人：这几个适合你，从第一个开始最顺。 3 个推荐：Python 零基础/),
  ]);
  expect(await frame.locator('[aria-live]').count()).toBe(1);
});

test('what learners, bots and items say is text: markup in it is shown, not run', async () => {
  page = await visit(stage, { learner: '林小满' });
  const product = stage.stub.till.products.get('prod_python');
  if (product) product.title = '<img src=x onerror="window.hacked=1">';
  const frame = await openPanel(page);
  await ask(frame, '<script>window.hacked=1</script> 推荐 https://evil.invalid');
  await frame.locator('.product').first().waitFor();
  stage.stub.chat.say(lin, { text: '<b>粗体</b>' }, 'agent');
  await frame.locator('.agent .bubble').waitFor();
  expect(await bubbles(frame, 'agent')).toEqual(['<b>粗体</b>']);
  expect(await frame.locator('.product h3').first().textContent()).toBe(
    '<img src=x onerror="window.hacked=1">',
  );
  expect(await frame.locator('.bubble a, .bubble b, .product img').count()).toBe(0);
  expect(await frame.evaluate('window.hacked')).toBeUndefined();
});

test('a link that would run script is not a link', async () => {
  page = await visit(stage, { learner: '林小满' });
  for (const product of stage.stub.till.products.values()) product.startUrl = 'javascript:alert(1)';
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame.getByRole('button', { name: /^免费领取《Python 速查/ }).click();
  await frame.locator('.pay').click();
  await frame.locator('.paid').waitFor();
  expect(await frame.locator('a[href^="javascript"]').count()).toBe(0);
  expect(await frame.locator('.paid a').count()).toBe(0);
});

test('a person who answers is shown as a person, by name', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await frame.getByText('机器人解答，随时可找真人').waitFor();
  const waiting = { owner: 'queue', position: 2, agentName: null, atMs: 2 } as const;
  stage.stub.chat.hand(lin, waiting);
  await frame.getByText('正在等真人客服，第 2 位').waitFor();
  // What is older than what is known changes nothing.
  stage.stub.chat.hand(lin, { ...waiting, position: 7, atMs: 1 });
  stage.stub.chat.hand(lin, { owner: 'agent', position: null, agentName: '小陈', atMs: 3 });
  stage.stub.chat.say(lin, { text: '我来帮你看看。' }, 'agent');
  await frame.getByText('小陈 · 人工客服').waitFor();
  await frame.getByText('客服 小陈 正在为你服务').waitFor();
  await frame.locator('#message').fill('我的订单');
  await until(() => stage.stub.chat.typed.length === 1, 'the agent is told that the learner writes');
  await frame.locator('#message').press('Enter');
  await frame.getByText('已送达').waitFor({ state: 'detached' });
  stage.stub.chat.typing(lin, { typing: true, by: 'agent', name: '小陈', ttlMs: 300 });
  await frame.getByText('小陈 正在输入…').waitFor();
  // Nobody says that the writing ended: the sign ends by itself.
  await frame.getByText('小陈 正在输入…').waitFor({ state: 'detached' });
});

test('a learner sees whether the person who answers has got and seen the message', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  stage.stub.chat.hand(lin, { owner: 'agent', position: null, agentName: '小陈', atMs: 1 });
  await frame.getByText('客服 小陈 正在为你服务').waitFor();
  // Written on another device of the same learner.
  stage.stub.chat.say(lin, { text: '在吗' }, 'learner');
  await frame.getByText('已送达').waitFor();
  const thread = stage.stub.chat.threads.get(lin);
  await until(() => thread?.marks.readSeq === 1, 'the learner’s own mark');
  stage.stub.chat.mark(lin, { agentReadSeq: 1 });
  await frame.getByText('客服已读').waitFor();
});

test('a reply that grows is shown as it grows and becomes the committed one, announced once', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  const { chat } = stage.stub;
  chat.stream(lin, { text: '这门课', sequence: 1 });
  await frame.locator('.streamed').waitFor();
  chat.stream(lin, { text: '这门课一共十二节', sequence: 3 });
  // Late: it changes nothing.
  chat.stream(lin, { text: '这门课一共', sequence: 2 });
  await frame.getByText('这门课一共十二节').waitFor();
  expect(await frame.locator('#announcer').textContent()).toBe('');
  chat.stream(lin, { text: '这门课一共十二节', sequence: 4, final: true });
  chat.say(lin, { text: '这门课一共十二节，每节半小时。' });
  await frame.getByText('这门课一共十二节，每节半小时。', { exact: true }).waitFor();
  expect(await frame.locator('.streamed').count()).toBe(0);
  expect(await bubbles(frame, 'bot')).toEqual(['这门课一共十二节，每节半小时。']);
  expect(await frame.locator('#announcer').textContent()).toBe('机器人：这门课一共十二节，每节半小时。');
});

test('a message that comes too fast waits as long as the server says and goes by itself', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  const message = { zh: '操作太频繁了', en: 'Too fast' };
  stage.stub.chat.refuseNext.push({ code: 'rate_limited', message, retryAfterMs: 1_500 });
  await ask(frame, '第一条');
  await ask(frame, '第二条');
  await frame.getByText('发得有点快，马上自动发送').first().waitFor();
  await frame.locator('.entry.learner:not(.unsent)').nth(1).waitFor();
  expect(await bubbles(frame, 'learner')).toEqual(['第一条', '第二条']);
  expect(new Set(stage.stub.chat.sends.map(({ clientMessageId }) => clientMessageId)).size).toBe(2);
});

test('a file is chosen, sent again under its id when the line breaks, and shown in the thread', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  stage.stub.failNext(/attachments/, 'lost');
  const file = { name: '截图.png', mimeType: 'image/png', buffer: PIXEL };
  await frame.locator('input[type=file]').setInputFiles([file, { ...file, name: '多余.png' }]);
  const spare = frame.getByRole('button', { name: '移除 多余.png' });
  await spare.click();
  await spare.waitFor({ state: 'detached' });
  expect(await frame.getByRole('list', { name: '要发送的文件' }).locator('li').count()).toBe(1);
  await frame.locator('.composer .primary[aria-disabled=false]').waitFor();
  const ids = stage.stub.calls.filter(({ method }) => method === 'PUT').map(({ key }) => key);
  expect(new Set(ids).size).toBeLessThan(ids.length);
  await frame.locator('.composer .primary').click();
  await frame.getByRole('link', { name: /^打开 截图.png/ }).waitFor();
  await until(() => stage.stub.chat.sends.length === 1, 'the message');
  expect(stage.stub.chat.sends[0]).toMatchObject({ text: '', attachmentIds: [`att_${ids[0]}`] });
  await frame.locator('.picture img').waitFor();
  stage.stub.failNext(/attachments/, problem(415, 'attachment_type_refused'));
  await frame.locator('input[type=file]').setInputFiles([{ ...file, name: 'virus.exe' }]);
  await frame.locator('.chosen-files [role=alert]').waitFor();
  await frame.getByRole('button', { name: '移除 virus.exe' }).press('Enter');
  await frame.locator('.chosen-files').waitFor({ state: 'detached' });
});

test('another conversation is begun, the first stays in the list, and each keeps what was being written', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '第一段对话');
  await frame.locator('.entry.bot').waitFor();
  await frame.locator('#message').fill('还没写完');
  await frame.getByRole('button', { name: '全部对话' }).click();
  await frame.getByRole('button', { name: '开始新对话' }).click();
  await frame.locator('.quick-replies button').first().waitFor();
  expect(await bubbles(frame, 'learner')).toEqual([]);
  await ask(frame, '第二段对话');
  await frame.locator('.entry.bot').waitFor();
  await frame.getByRole('button', { name: '全部对话' }).click();
  await frame.getByRole('button', { name: /第二段对话.*当前对话/ }).waitFor();
  await frame.getByRole('button', { name: /第一段对话/ }).click();
  await frame.getByText('第一段对话').waitFor();
  expect(await frame.locator('#message').inputValue()).toBe('还没写完');
  expect(await bubbles(frame, 'learner')).toEqual(['第一段对话']);
});

test('another account sees nothing of the one before', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '林的秘密');
  await frame.locator('.entry.bot').waitFor();
  stage.stub.setOnline(false);
  await frame.locator('.banner').waitFor();
  await ask(frame, '没发出去的秘密');
  await frame.locator('.unsent').waitFor();
  await page.goto('about:blank');
  await page.request.post(`${stage.demo.url}/sign-in`, { form: { learner: 'gleam-zhou', next: '/' } });
  stage.stub.setOnline(true);
  await page.goto(stage.demo.url);
  const other = await panelOf(page);
  await other.locator('.quick-replies button').first().waitFor();
  expect(await other.getByText('秘密').count()).toBe(0);
  expect(await outbox(other)).toBe(0);
  await ask(other, '你好');
  await other.locator('.entry.bot').waitFor();
  expect(stage.stub.chat.sends.map(({ text }) => text)).toEqual(['林的秘密', '你好']);
});

test('signing out on the page, without a reload, drops the learner at once, and in every tab', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '林的秘密');
  await frame.locator('.entry.bot').waitFor();
  const tab = await page.context().newPage();
  await tab.goto(stage.demo.url);
  const elsewhere = await openPanel(tab);
  await elsewhere.getByText('林的秘密').waitFor();
  for (const one of [frame, elsewhere]) await one.locator('#message').fill('林的草稿');
  await page.evaluate(
    "fetch('/sign-out', { method: 'POST', body: 'next=/' }).then(() => tilltalk.signedOut())",
  );
  await frame.getByText('林的秘密').waitFor({ state: 'detached' });
  await frame.locator('.quick-replies button').first().waitFor();
  const learner = await frame.evaluate(
    "JSON.parse(localStorage.getItem('tilltalk:session')).learner.isGuest",
  );
  expect(learner).toBe(true);
  await elsewhere.getByText('林的秘密').waitFor({ state: 'detached' });
  await elsewhere.locator('.quick-replies button').first().waitFor();
  for (const one of [frame, elsewhere]) expect(await one.locator('#message').inputValue()).toBe('');
});

test('the language switch changes every word, tells the bot, and is remembered', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await frame.getByRole('button', { name: 'Switch to English' }).click();
  await frame.getByRole('heading', { name: 'Learning guide' }).waitFor();
  await until(() => stage.stub.chat.threads.get(lin)?.language === 'en', 'the bot hears of it');
  await page.reload();
  const again = await panelOf(page);
  await again.getByRole('heading', { name: 'Learning guide' }).waitFor();
  expect(await again.locator('body').textContent()).not.toMatch(/[\u4e00-\u9fff]{3}/);
});

test('taps on a card are told for attribution', async () => {
  page = await visit(stage, { learner: '林小满' });
  const frame = await openPanel(page);
  await ask(frame, '推荐 Python');
  await frame
    .getByRole('button', { name: /的详情$/ })
    .first()
    .click();
  await frame.locator('.description').waitFor();
  await frame.getByRole('button', { name: /^购买《Python 零基础/ }).click();
  await until(() => stage.stub.chat.clicks.length === 2, 'both taps');
  expect(stage.stub.chat.clicks).toEqual([
    { conversationId: `conv_${lin}`, impressionId: 'imp_prod_column', button: 'details' },
    { conversationId: `conv_${lin}`, impressionId: 'imp_prod_python', button: 'buy' },
  ]);
});

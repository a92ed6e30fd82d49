import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { seriousIn } from '../support/axe.ts';
import { closePages, type Look, leavePage, sharedBrowser, takePage, troubles } from '../support/browser.ts';
import { consoleDay, manyListed } from './console-fixtures.ts';
import { type ConsoleStub, openStub, problem } from './console-stub.ts';

const pages: Page[] = [];
afterAll(closePages);
afterEach(async () => {
  for (const page of pages.splice(0)) {
    expect(troubles(page)).toEqual([]);
    await leavePage(page);
  }
});

interface Shown extends Look {
  readonly width?: number;
  readonly change?: (day: ConsoleStub['day']) => unknown;
}

/** A console at work, with a day behind it that is only a table. */
async function desk({ width = 1440, change, ...look }: Shown = {}) {
  const size = { width, height: 900 };
  const page = await takePage(await sharedBrowser(), { ...look, size, reducedMotion: true, shelf: 'stub' });
  pages.push(page);
  const day = consoleDay(Date.now());
  change?.(day);
  return { page, stub: await openStub(page, day) };
}

/** The agent's own conversation, open, by keys alone. */
async function atWork(look: Shown = {}) {
  const opened = await desk(look);
  await opened.page.locator('.item').first().waitFor();
  await opened.page.keyboard.press('2');
  await opened.page.keyboard.press('j');
  await opened.page.locator('.side .order').first().waitFor({ state: 'attached' });
  return opened;
}

const asAdmin = ({ staff }: ConsoleStub['day']) => Object.assign(staff, { role: 'admin' });
const focusIs = (page: Page, selector: string) => page.locator(`${selector}:focus`).waitFor();
const lastCall = ({ calls }: ConsoleStub) => calls.at(-1);

type Steps = readonly (readonly [name: string, go: (page: Page) => Promise<void>])[];

const press = (key: string, shows: string) => async (page: Page) => {
  // Out of what was asked or written in before; elsewhere the key would leave the thread.
  if ((await page.locator('dialog, :is(#reply, #search):focus').count()) > 0)
    await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press(key);
  await page.locator(shows).first().waitFor();
};

/** What stands beside and over a thread. */
const threadStates: Steps = [
  ['thread', press('r', '#reply:focus')],
  ['note', press('n', '.is-note #reply:focus')],
  [
    'canned',
    async (page) => {
      await press('r', '#reply:focus')(page);
      await page.keyboard.type('/');
      await page.locator('.canned-option').first().waitFor();
    },
  ],
  [
    'refund above the limit',
    async (page) => {
      // The first Escape puts the canned replies away.
      await page.keyboard.press('Escape');
      await press('f', 'dialog .above')(page);
    },
  ],
  ['checkout', press('p', 'dialog .choice')],
  ['coupon', press('c', 'dialog form')],
  ['finish', press('e', 'dialog form')],
  ['transfer', press('t', 'dialog .choice')],
  ['snooze', press('z', 'dialog .menu-item')],
  ['labels', press('l', 'dialog .choice')],
  ['open a case', press('o', 'dialog form')],
  ['help', press('?', 'dialog kbd')],
  ['palette', press('Control+k', 'dialog .menu-item')],
];

const pageStates: Steps = [
  ['held', press('5', '.decision')],
  [
    'review',
    async (page) => {
      await page.locator('.decision .quiet').click();
      await page.locator('dialog .similar li').first().waitFor();
    },
  ],
  [
    'case',
    async (page) => {
      await press('6', '.item')(page);
      await page.locator('.item').click();
      await page.locator('#case-entries').waitFor();
    },
  ],
  ['approvals', press('7', '.card-line')],
  ['team', press('8', 'tbody tr')],
  ['audit', press('9', 'tbody tr')],
  [
    'rules',
    async (page) => {
      await page.locator('[data-view="rules"]').click();
      await page.locator('[data-model]').first().waitFor();
    },
  ],
  [
    'a rule with a mistake',
    async (page) => {
      await page.locator('.sheet .primary').first().click();
      await page.locator('[data-form="rule"] textarea').fill('failures_9m > 2');
      await page.locator('.fault mark').first().waitFor();
      // What is pressed next is a key of the page, not a letter of the rule.
      await page.locator('[data-form="rule"] textarea').blur();
    },
  ],
  ['all', press('3', '.item .label')],
  [
    'search',
    async (page) => {
      await press('/', '#search:focus')(page);
      await page.keyboard.type('课程');
      await page.locator('#found-messages').waitFor();
    },
  ],
];

const sections = ['security', 'abilities', 'canned', 'labels', 'hoursOf', 'targets', 'accounts'];

const settingsStates: Steps = [
  ['settings', press(',', '.settings-page form')],
  ...sections.map((name): Steps[number] => [
    name,
    async (page) => {
      if ((await page.locator('.settings-page').count()) === 0) await press(',', '.settings-page')(page);
      await page.locator(`[data-section="${name}"]`).click();
      await page.locator('.settings-part :is(form, .rows li)').first().waitFor();
    },
  ]),
];

describe('no state has a serious finding of axe or runs out of the screen', () => {
  const overflowOf = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  /** Names of states with what was found in each; none is what is wanted. Behind a dialog is what was looked at before. */
  async function walk(page: Page, steps: Steps): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const [name, go] of steps) {
      await go(page);
      const overflow = await overflowOf(page);
      const part = (await page.locator('dialog').count()) > 0 ? 'dialog' : undefined;
      const findings = [
        ...(await seriousIn(page, part)),
        ...(overflow > 0 ? [`${overflow} px too wide`] : []),
      ];
      if (findings.length > 0) found[name] = findings;
    }
    return found;
  }

  it.each([
    ['zh', false, 1440, threadStates],
    ['en', true, 1200, threadStates],
    ['en', false, 320, [...threadStates.slice(0, 4), ...settingsStates, ...pageStates]],
    ['zh', true, 1000, [...threadStates.slice(0, 2), ...settingsStates.slice(-4), ...pageStates]],
  ] as const)('%s, dark %s, %i px', async (language, dark, width, steps) => {
    const { page, stub } = await atWork({ language, dark, width, change: asAdmin });
    await stub.tell('typing:changed', { conversationId: 'conv_4', typing: true, by: 'learner' });
    await stub.tell('viewers:changed', { conversationId: 'conv_4', viewers: stub.day.details.viewers });
    await page.locator('.typing').waitFor();
    expect(await walk(page, steps)).toEqual({});
  });

  it('the sign-in, also when it was refused', async () => {
    const { page, stub } = await desk({
      width: 320,
      change: (day) => Object.assign(day, { isSignedIn: false }),
    });
    const name = 'POST /v1/staff/sessions';
    stub.answer(name, 401, problem('sign_in_refused'));
    await page.getByLabel('登录名').fill('lin');
    await page.getByLabel('密码').fill('wrong');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('错误 sign_in_refused').waitFor();
    expect([...(await seriousIn(page)), await overflowOf(page)]).toEqual([0]);
  });
});

describe('by keyboard', () => {
  it('an agent goes through lists, takes a learner, answers, notes, and never loses the focus', async () => {
    const { page, stub } = await desk({
      change: ({ thread }) => {
        thread.handoff = { ...thread.handoff, owner: 'queue', position: 1 };
        thread.isMine = false;
      },
    });
    await page.locator('.item').first().waitFor();
    await page.keyboard.press('j');
    await focusIs(page, '[data-conversation="conv_1"]');
    await page.keyboard.press('j');
    await focusIs(page, '[data-conversation="conv_2"][aria-current="true"]');
    await page.keyboard.press('k');
    await page.locator('.thread[data-owner="queue"]').waitFor();
    stub.day.thread.isMine = true;
    stub.day.thread.handoff = { ...stub.day.thread.handoff, owner: 'agent' };
    await page.keyboard.press('a');
    await focusIs(page, '#reply');
    expect(stub.calls.map(({ name }) => name)).toContain('POST /conversations/conv_1/handoff/accept');
    await page.keyboard.type('第一行');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行 ?');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator('.unsent .bubble', { hasText: '第一行' }).waitFor();
    await focusIs(page, '#reply');
    expect(lastCall(stub)?.body).toMatchObject({ text: '第一行\n第二行 ?' });
    await page.keyboard.press('Escape');
    await focusIs(page, '.transcript');
    await page.keyboard.press('t');
    await page.locator('dialog .choice').first().waitFor();
    await page.keyboard.press('Escape');
    await focusIs(page, '.transcript');
  });

  it('a note goes to colleagues only, neither draft becomes the other, and a begun one is there after a reload for its writer alone', async () => {
    const { page, stub } = await atWork();
    await press('r', '#reply:focus')(page);
    await page.keyboard.type('给学员的半句');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await focusIs(page, '.is-note #reply');
    expect(await page.locator('#reply').inputValue()).toBe('');
    await page.keyboard.type('只给同事');
    await page.keyboard.press('Enter');
    await expect.poll(() => lastCall(stub)?.name).toBe('POST /conversations/conv_4/notes');
    await page.keyboard.press('Escape');
    await press('r', '#reply:focus')(page);
    expect(await page.locator('#reply').inputValue()).toBe('给学员的半句');
    expect(stub.calls.filter(({ name }) => name.endsWith('/messages'))).toEqual([]);
    const draftAgain = async () => {
      await page.reload();
      await page.locator('.item').first().waitFor();
      await page.keyboard.press('2');
      await page.keyboard.press('j');
      await page.locator('.side .order').first().waitFor({ state: 'attached' });
      await press('r', '#reply:focus')(page);
      return page.locator('#reply').inputValue();
    };
    expect(await draftAgain()).toBe('给学员的半句');
    Object.assign(stub.day.staff, { staffId: 'staff_zhou' });
    expect(await draftAgain()).toBe('');
    Object.assign(stub.day.staff, { staffId: 'staff_me' });
    expect(await draftAgain()).toBe('');
  });

  it('a slash chooses a canned reply, filled in and not sent', async () => {
    const { page, stub } = await atWork();
    await press('r', '#reply:focus')(page);
    await page.keyboard.type('/h');
    const chosen = page.locator('.canned-option[aria-selected="true"]');
    await chosen.getByText('/hello').waitFor();
    expect(await page.locator('#reply').getAttribute('aria-activedescendant')).toBe(
      await chosen.getAttribute('id'),
    );
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#reply').inputValue()).toBe('你好，我是林一，马上帮你看。');
    expect(stub.calls.filter(({ name }) => name.endsWith('/messages'))).toEqual([]);
  });

  it('all keys are seen at once on a small screen; single ones can be switched off, and that is remembered', async () => {
    const { page } = await atWork({ change: asAdmin });
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.keyboard.press('?');
    await page.locator('dialog:has(.keys)').waitFor();
    const box = "document.querySelector('dialog:has(.keys)')";
    expect(await page.evaluate(`${box}.scrollHeight - ${box}.clientHeight`)).toBe(0);
    await page.getByLabel('单键快捷键').uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.locator('.item').first().waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('?');
    expect(await page.locator('dialog').count()).toBe(0);
    expect(await page.locator('[data-view="queue"]').getAttribute('aria-current')).toBe('page');
  });

  it('all commands are found by name', async () => {
    const { page } = await atWork();
    await press('Control+k', '.palette-field:focus')(page);
    await page.keyboard.type('转接');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '转接' }).getByText('周敏').waitFor();
  });
});

describe('money', () => {
  it('the button of a refund says the amount; a lost answer is asked again under the same key', async () => {
    const { page, stub } = await atWork();
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog', { name: '退款：订单 202611230001' });
    await dialog.getByLabel('按商品').check();
    await dialog.getByLabel(/Python 零基础/).check();
    await dialog.getByLabel('退款原因').fill('打不开');
    const name = 'POST /conversations/conv_4/refunds';
    stub.answer(name, 502, problem('unreadable'));
    const confirm = dialog.getByRole('button', { name: '退款 ¥99.00' });
    await confirm.click();
    await dialog.getByRole('alert').getByText(/./).waitFor();
    stub.answer(name, 200, { amountMinor: 9_900, refunds: [] });
    await confirm.click();
    await page.getByText('已发起退款 ¥99.00').waitFor();
    const asked = stub.calls.filter((call) => call.name === name);
    expect(asked.map(({ body }) => body)).toEqual(
      Array(2).fill({ paymentId: 'pay_1', orderLineIds: ['line_1'], reason: '打不开' }),
    );
    expect(asked[0]?.key).toMatch(/^key_/);
    expect(asked[1]?.key).toBe(asked[0]?.key);
  });

  it('what is above the limit is asked of a supervisor, with the amount on the button', async () => {
    const { page, stub } = await atWork();
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('超过了你单独处理的额度（每次 ¥150.00）').waitFor();
    await dialog.getByLabel('退款原因').fill('重复购买');
    await dialog.getByLabel('给主管的说明').fill('同一天买了两次');
    stub.answer('POST /conversations/conv_4/approvals', 200, stub.day.approvals[0]);
    await dialog.getByRole('button', { name: '请主管审批：¥198.00' }).click();
    await page.getByText('已提交审批：¥198.00').waitFor();
    expect(lastCall(stub)?.body).toEqual({
      wish: { kind: 'refund', refund: { paymentId: 'pay_1', reason: '重复购买' } },
      note: '同一天买了两次',
    });
  });

  it('a coupon that the server finds too big turns into a question to a supervisor', async () => {
    const { page, stub } = await atWork();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('减金额').check();
    await dialog.getByLabel('金额', { exact: true }).fill('300.5');
    await dialog.getByLabel('原因（只留在记录里）').fill('补偿');
    stub.answer('POST /conversations/conv_4/coupons', 409, problem('staff_cap_exceeded'));
    await dialog.getByRole('button', { name: '送出减 ¥300.50 的券' }).click();
    await dialog.getByLabel('给主管的说明').fill('等了两天');
    stub.answer('POST /conversations/conv_4/approvals', 200, stub.day.approvals[0]);
    await dialog.getByRole('button', { name: '请主管审批：¥300.50' }).click();
    await page.getByText('已提交审批：¥300.50').waitFor();
    expect(lastCall(stub)?.body).toMatchObject({
      wish: { kind: 'coupon', coupon: { amountMinor: 30_050, currency: 'CNY' } },
    });
  });

  it('a supervisor approves with the amount on the button', async () => {
    const { page, stub } = await desk();
    await page.locator('.item').first().waitFor();
    await page.keyboard.press('7');
    stub.answer('POST /approvals/apr_1/decisions', 200, stub.day.approvals[0]);
    await page.getByRole('button', { name: '同意：退款 ¥800.00' }).click();
    await expect
      .poll(() => lastCall(stub))
      .toMatchObject({
        name: 'POST /approvals/apr_1/decisions',
        body: { decision: 'approve' },
        key: expect.stringMatching(/^key_/),
      });
  });
});

describe('beside the thread', () => {
  it('an invoice is settled under its number and told again; what one asked of a supervisor is taken back', async () => {
    const { page, stub } = await atWork({
      change: ({ details, approvals }) => {
        const line = {
          ...{ invoiceId: 'inv_1', orderId: 'ord_1', orderNumber: '202611230001', currency: 'CNY' },
          ...{ amountMinor: 9_900, invoiceNumber: null, createdAtMs: Date.now() },
        };
        details.invoices = [
          { ...line, status: 'requested' },
          { ...line, invoiceId: 'inv_2', status: 'issued', invoiceNumber: 'FP-6' },
        ];
        const [wish] = approvals;
        if (wish) details.approvals = [{ ...wish, requestedById: 'staff_me' }];
      },
    });
    await page.getByRole('button', { name: '登记结果' }).click();
    const dialog = page.getByRole('dialog', { name: '订单 202611230001 的发票' });
    await dialog.getByLabel('发票号码').fill('FP-7');
    stub.answer('POST /invoices/inv_1/outcome', 200, { status: 'issued', invoiceNumber: 'FP-7' });
    await dialog.getByRole('button', { name: '登记为已开具' }).click();
    await page.getByText('已登记，学员会收到通知').waitFor();
    expect(lastCall(stub)?.body).toEqual({ status: 'issued', invoiceNumber: 'FP-7' });
    stub.answer('POST /invoices/inv_2/notices', 200, { resent: true });
    await page.getByRole('button', { name: '重新通知' }).click();
    await page.getByText('已重新通知学员').waitFor();
    stub.answer('DELETE /approvals/apr_1', 200, {});
    await page.getByRole('button', { name: '撤回' }).click();
    await expect.poll(() => lastCall(stub)?.name).toBe('DELETE /approvals/apr_1');
  });

  it('the time for notes can end in going on', async () => {
    const { page, stub } = await atWork({
      change: ({ thread }) => {
        if (thread.service) thread.service.state = 'wrap_up';
      },
    });
    await page.getByRole('button', { name: '继续服务' }).waitFor();
    await page.keyboard.press('u');
    await focusIs(page, '#reply');
    expect(stub.calls.map(({ name }) => name)).toContain('POST /conversations/conv_4/handoff/resume');
  });
});

describe('new work', () => {
  it('an offer counts down, can be passed, and is taken by one key; the title counts what waits', async () => {
    const { page, stub } = await desk();
    await expect.poll(() => page.title()).toBe('(8) 客服台 · Tilltalk');
    const [first] = stub.day.queue;
    if (first) first.offer = { staffId: 'staff_me', expiresAtMs: Date.now() + 28_000 };
    await stub.tell('queue:changed');
    const offer = page.getByRole('region', { name: '分配给你的会话' });
    await offer.getByText(/^剩 2\d 秒$/).waitFor();
    await offer.getByRole('button', { name: '让给别人' }).click();
    await expect
      .poll(() => stub.calls.map(({ name }) => name))
      .toContain('POST /conversations/conv_1/handoff/pass');
    await page.keyboard.press('a');
    await focusIs(page, '#reply');
    expect(stub.calls.map(({ name }) => name)).toContain('POST /conversations/conv_1/handoff/accept');
  });

  it('the sound is off until it is asked for, and remembered; who writes in a thread that is not open is heard', async () => {
    const { page, stub } = await desk();
    await page.getByRole('button', { name: /账号与设置/ }).click();
    expect(await page.getByLabel('新会话与新消息提示音').isChecked()).toBe(false);
    await page.getByLabel('新会话与新消息提示音').check();
    await page.keyboard.press('Escape');
    await focusIs(page, '.settings > .view');
    await page.reload();
    await page.getByRole('button', { name: /账号与设置/ }).click();
    expect(await page.getByLabel('新会话与新消息提示音').isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.evaluate('window.sounds = 0; window.AudioContext = function () { sounds += 1; }');
    const [one] = stub.day.mine;
    if (one === undefined) throw new Error('the day has no conversation');
    for (const [sender, text] of [
      ['agent', '这就帮你看'],
      ['learner', '还是打不开'],
    ] as const) {
      stub.day.mine = [{ ...one, lastMessage: { text, sender, atMs: Date.now() } }];
      await stub.tell('conversation:changed', { conversationId: one.conversationId });
      await page.locator('.item').getByText(text).waitFor();
    }
    await page.waitForFunction('sounds === 1');
  });

  it('a masked field is shown for a reason, and hidden again', async () => {
    const { page, stub } = await atWork();
    await page.getByRole('button', { name: '显示手机' }).click();
    stub.answer('POST /conversations/conv_4/reveals', 200, { field: 'phone', value: '13812345678' });
    await page.getByLabel('查看原因').fill('回电核实');
    await page.getByRole('button', { name: '显示', exact: true }).click();
    await page.getByText('13812345678').waitFor();
    expect(lastCall(stub)?.body).toEqual({ field: 'phone', reason: '回电核实' });
    await page.keyboard.press('Escape');
    await page.getByText('138****5678').waitFor();
    await page.getByText('13812345678').waitFor({ state: 'detached' });
    await focusIs(page, '[aria-label="显示手机"]');
  });

  it('an ended session shows the sign-in and nothing of the desk', async () => {
    const { page, stub } = await atWork();
    await stub.tell('session:expired');
    await page.getByRole('heading', { name: '登录客服台' }).waitFor();
    expect(await page.evaluate('document.body.innerText')).not.toContain('林*满');
    expect(await page.title()).toBe('客服台 · Tilltalk');
  });

  it('an analyst is told where to go, and gets no lists', async () => {
    const { page } = await desk({ change: ({ staff }) => Object.assign(staff, { role: 'analyst' }) });
    await page.getByText('你的账号不能使用客服台').waitFor();
    expect(await page.getByRole('link', { name: '前往数据看板' }).getAttribute('href')).toBe('/dashboard');
    expect(await page.locator('.lists').count()).toBe(0);
  });
});

describe('settings', () => {
  const at = async (section: string, look: Shown = {}) => {
    const opened = await desk(look);
    await opened.page.locator('.item').first().waitFor();
    await opened.page.keyboard.press(',');
    await focusIs(opened.page, '#list-heading');
    await opened.page.locator(`[data-section="${section}"]`).click();
    return opened;
  };

  it('an agent sees what is theirs; what is set for all is for those who answer for others', async () => {
    const { page } = await at('security', { change: ({ staff }) => Object.assign(staff, { role: 'agent' }) });
    expect(await page.locator('.settings-columns nav').getByRole('button').allTextContents()).toEqual([
      '账号与安全',
      '我的技能',
      '快捷回复',
    ]);
    await page.locator('[data-section="canned"]').click();
    await page.getByText('/hello').waitFor();
    expect(await page.getByRole('button', { name: /新建|编辑|停用/ }).count()).toBe(0);
  });

  it('a new password goes on under the new session, without a look at the sign-in', async () => {
    const { page, stub } = await at('security');
    await page.getByLabel('当前密码').fill('old horse battery');
    await page.getByLabel(/^新密码/).fill('new horse battery');
    await page.getByLabel('再输入一次新密码').fill('new horse');
    await page.getByText('两次输入的新密码不一致。').waitFor();
    await page.getByLabel('再输入一次新密码').fill('new horse battery');
    stub.answer('POST /v1/staff/password', 200, { ...stub.day.staff, csrfToken: 'another' });
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByText('密码已修改').waitFor();
    expect(lastCall(stub)?.body).toEqual({
      currentPassword: 'old horse battery',
      newPassword: 'new horse battery',
    });
    stub.answer('DELETE /v1/staff/sessions/ses_2', 200, { revoked: 1 });
    const ended = page.waitForRequest((request) => request.method() === 'DELETE');
    await page.getByRole('button', { name: '退出 Safari · iOS' }).click();
    expect((await ended).headers()['x-tilltalk-csrf']).toBe('another');
    await page.getByText('已退出 1 台设备').waitFor();
  });

  it('an agent says what they can, and a canned reply is written with a variable at the caret', async () => {
    const { page, stub } = await at('abilities');
    await page.getByLabel('技能', { exact: true }).fill('Refund，tech refund');
    await page.getByLabel('英文').uncheck();
    await page.getByRole('button', { name: '保存' }).click();
    await expect
      .poll(() => lastCall(stub))
      .toMatchObject({ name: 'PUT /profile', body: { skills: ['refund', 'tech'], languages: ['zh'] } });
    await page.locator('[data-section="canned"]').click();
    await page.getByRole('button', { name: '编辑 /hello' }).click();
    const dialog = page.getByRole('dialog', { name: '编辑 /hello' });
    await dialog.getByLabel('英文内容').fill('Hello , one moment.');
    await page.keyboard.press('Home');
    for (const key of Array(6).fill('ArrowRight')) await page.keyboard.press(key);
    await dialog.getByRole('button', { name: '学员称呼' }).click();
    await focusIs(page, '[name="textEn"]');
    stub.answer('PUT /canned-replies/can_hello', 200, {});
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(lastCall(stub)?.body).toEqual({
      shortcut: 'hello',
      title: '问候',
      team: null,
      textZh: '你好，我是{agent_name}，马上帮你看。',
      textEn: 'Hello {learner_name}, one moment.',
    });
  });

  it('hours and promises are saved on top of the version that was read; a span that ends too early is not', async () => {
    const { page, stub } = await at('hoursOf');
    await page.getByLabel('周六第 1 段结束').fill('00:00');
    await page.getByRole('button', { name: '添加时段 周六' }).click();
    await page.getByText('每一段的结束要晚于开始。').waitFor({ state: 'detached' });
    await page.getByLabel('周六第 2 段结束').fill('01:00');
    await page.getByText('每一段的结束要晚于开始。').waitFor();
    await page.getByRole('button', { name: '保存' }).click({ force: true });
    expect(stub.calls).toEqual([]);
    await page.locator('[data-day="6"]').getByRole('button', { name: '移除第 2 段' }).click();
    await page.getByRole('button', { name: '周二至周五同周一' }).click();
    await page.getByLabel('周日的安排').selectOption('allDay');
    stub.answer('PUT /service', 409, problem('service_changed'));
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('错误 service_changed').waitFor();
    expect(lastCall(stub)?.body).toMatchObject({
      version: 3,
      settings: {
        week: {
          4: [
            [540, 720],
            [810, 1_080],
          ],
          5: [[600, 1_440]],
          6: [[0, 1_440]],
        },
      },
    });
    await page.locator('[data-section="targets"]').click();
    await page.getByLabel('紧急：首次回复（分钟）').fill('1.5');
    await page.getByLabel('普通：后续回复（分钟）').fill('');
    await page.getByLabel('付款待审').fill('');
    stub.answer('PUT /service', 200, {});
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    expect(lastCall(stub)?.body).toMatchObject({
      settings: {
        targets: { urgent: { firstAnswerMs: 90_000 }, normal: { nextAnswerMs: null, resolutionMs: null } },
        skillFor: {},
      },
    });
  });

  it('an admin adds, suspends, unlocks and resets; a password is shown once, and nobody changes themselves', async () => {
    const { page, stub } = await at('accounts', { change: asAdmin });
    await page.getByRole('button', { name: '添加成员' }).click();
    await page.getByLabel('登录名').fill('wu');
    await page.getByLabel('主管').check();
    stub.answer('POST /v1/staff/accounts', 201, { staffId: 'staff_wu', password: 'kept-nowhere-1' });
    await page.getByRole('dialog').getByRole('button', { name: '添加成员' }).click();
    await page.getByRole('dialog', { name: 'wu 的新密码' }).getByText('kept-nowhere-1').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('kept-nowhere-1').waitFor({ state: 'detached' });
    const zhou = page.locator('[data-account="zhou.min"]');
    stub.answer('POST /v1/staff/accounts/staff_zhou/unlock', 200, { changed: true });
    await zhou.getByRole('button', { name: '解锁' }).click();
    await page.getByText('已更新 周敏').waitFor();
    await zhou.getByLabel('周敏 的角色').selectOption('supervisor');
    stub.answer('POST /v1/staff/accounts/staff_zhou/role', 200, { changed: true });
    await page
      .getByRole('dialog', { name: '把 周敏 改为主管？' })
      .getByRole('button', { name: '改为主管' })
      .click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(lastCall(stub)?.body).toEqual({ role: 'supervisor' });
    await zhou.getByRole('button', { name: '停用' }).click();
    stub.answer('POST /v1/staff/accounts/staff_zhou/disable', 409, problem('last_admin'));
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await page.getByText('错误 last_admin').waitFor();
    expect(await page.locator('[data-account="lin"]').getByRole('button').count()).toBe(0);
  });
});

describe('long lists', () => {
  it('go on by scrolling and by keyboard; what is read again moves nothing that is looked at', async () => {
    const { page, stub } = await desk({
      change: (day) => Object.assign(day, { listed: manyListed(70, Date.now()) }),
    });
    await page.locator('.item').first().waitFor();
    await page.keyboard.press('3');
    const rows = page.locator('.list .item');
    await page.getByText('第0位').waitFor();
    expect(await rows.count()).toBe(20);
    await rows.last().scrollIntoViewIfNeeded();
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(40);
    await rows.nth(39).click();
    await page.locator('.thread[data-owner]').waitFor();
    await expect.poll(() => rows.count()).toBe(60);
    const topOf = async () => (await rows.nth(39).boundingBox())?.y;
    const before = await topOf();
    const isAnswered = (path: string) => page.waitForResponse((response) => response.url().endsWith(path));
    const again = Promise.all([isAnswered('/conversations/all'), isAnswered('/details')]);
    await stub.tell('queue:changed');
    await again;
    expect([await rows.count(), await topOf()]).toEqual([60, before]);
    await page.keyboard.press('j');
    await focusIs(page, '[data-conversation="conv_140"][aria-current="true"]');
  });

  it('one part of what was found is read on, and the first new row has the focus', async () => {
    const { page, stub } = await desk();
    const [found] = stub.day.searchOn.messages?.items ?? [];
    Object.assign(found ?? {}, { activityId: 'act_9', conversationId: 'conv_9', excerpt: '再问一次课程' });
    stub.day.searchOn = { ...stub.day.searchOn, people: null, orders: null };
    await page.locator('.item').first().waitFor();
    await press('/', '#search:focus')(page);
    await page.keyboard.type('课程');
    await page.getByRole('region', { name: '消息' }).getByRole('button', { name: '显示更多' }).click();
    await focusIs(page, '[data-conversation="conv_9"]');
    await page.getByRole('region', { name: '学员' }).waitFor();
  });
});

describe('cases and files', () => {
  it('a case is moved on, and gets evidence from the files of its thread', async () => {
    const { page, stub } = await desk();
    const file = {
      contentType: 'image/png',
      name: '户口本.png',
      content: { attachmentId: 'att_1', bytes: 820_000, width: 40, height: 30 },
    };
    const [first] = stub.day.thread.activities;
    Object.assign(first ?? {}, { attachments: [file] });
    await page.locator('.item').first().waitFor();
    await press('6', '.item')(page);
    await page.locator('.item').click();
    const dialog = page.getByRole('dialog');
    stub.answer('PUT /cases/case_1/status', 409, problem('case_not_yours'));
    await dialog.getByRole('button', { name: '等学员补充' }).click();
    await dialog.getByText('错误 case_not_yours').waitFor();
    await dialog.getByLabel('新的记录').fill('家长发来的户口本');
    await dialog.getByLabel('这是证据').check();
    await dialog.getByLabel('户口本.png').check();
    const [shown] = stub.day.cases;
    stub.answer('POST /cases/case_1/entries', 200, { ...shown, status: 'waiting' });
    await dialog.getByRole('button', { name: '添加记录' }).click();
    await dialog.getByText('等待对方').waitFor();
    expect(lastCall(stub)?.body).toEqual({
      kind: 'evidence',
      text: '家长发来的户口本',
      attachmentIds: ['att_1'],
    });
    await dialog.getByRole('button', { name: '撤销个案' }).click();
    stub.answer('PUT /cases/case_1/status', 200, {
      ...shown,
      status: 'withdrawn',
      closedAtMs: 1,
      nextStatuses: [],
    });
    await dialog.getByRole('button', { name: '确定撤销' }).click();
    await dialog.getByText('已撤销').waitFor();
    expect(lastCall(stub)?.body).toEqual({ status: 'withdrawn' });
  });

  it('a reply carries files; one that the server refuses says why, and keeps the others', async () => {
    const { page, stub } = await atWork();
    const place = 'PUT /conversations/conv_4/attachments/';
    await page.route(/attachments\/up_.*name=guide/, (route) =>
      route.fulfill({
        json: { attachmentId: 'att_7', name: 'guide.pdf', contentType: 'application/pdf', bytes: 9 },
      }),
    );
    await page.route(/attachments\/up_.*name=tool/, (route) =>
      route.fulfill({ status: 415, json: problem('attachment_type_refused') }),
    );
    const choose = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '添加文件' }).click();
    await (await choose).setFiles([
      { name: 'guide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
      { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    ]);
    await page.getByText('错误 attachment_type_refused').waitFor();
    await page.getByRole('button', { name: '移除 tool.exe' }).click();
    await page.getByRole('button', { name: '发送', exact: true }).click();
    await page.locator('.unsent .file', { hasText: 'guide.pdf' }).waitFor();
    await expect
      .poll(() => lastCall(stub))
      .toMatchObject({
        name: 'POST /conversations/conv_4/messages',
        body: { text: '', attachmentIds: ['att_7'] },
      });
    expect(stub.calls.some(({ name }) => name.startsWith(place))).toBe(false);
    expect(await page.locator('.chosen-files').count()).toBe(0);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AllConversations,
  ApprovalList,
  ApprovalView,
  ConversationDetails,
  GivenRefund,
  LabelList,
  NoteView,
  RenderedReply,
  RevealedField,
  SearchAnswer,
  SentCheckout,
  SentCoupon,
} from '../../src/bot/console/wire.ts';
import { sql } from '../../src/kernel/db/database.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { newId } from '../../src/kernel/id.ts';
import { type Desk, type HeldThread, startDesk } from '../support/desk.ts';
import { until } from '../support/until.ts';

let desk: Desk;

describe.each(['sqlite', 'postgresql'] as const)('what staff do beside a thread, on %s', (engine) => {
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    desk = await startDesk(database && { DATABASE_URL: database.url });
  }, 60_000);
  afterAll(async () => {
    await desk.close();
    await dropDatabase();
  });

  const detailsOf = async ({ conversationId }: HeldThread) =>
    (await desk.agent.call<ConversationDetails>('GET', `/v1/console/conversations/${conversationId}/details`))
      .body;

  it('labels are made by supervisors and put by agents; a name is there once', async () => {
    const thread = await desk.heldThread();
    const make = (name: string) =>
      desk.supervisor.call<{ labelId: string }>('POST', '/v1/console/labels', {
        body: { name, colour: 'red' },
      });
    const { labelId } = (await make(`退款 ${engine}`)).body;
    expect((await make(`退款 ${engine}`)).body.code).toBe('label_taken');
    const path = `/v1/console/conversations/${thread.conversationId}/labels/${labelId}`;
    const put = await desk.agent.call<LabelList>('PUT', path);
    expect(put.body.labels.map((label) => label.labelId)).toEqual([labelId]);
    const list = `/v1/console/conversations/all?labelId=${labelId}`;
    const found = (await desk.agent.call<AllConversations>('GET', list)).body.conversations;
    expect(found.map(({ conversationId }) => conversationId)).toEqual([thread.conversationId]);
    expect((await desk.agent.call<LabelList>('DELETE', path)).body.labels).toEqual([]);
    expect((await desk.agent.call<AllConversations>('GET', list)).body.conversations).toEqual([]);
  });

  it('a thread sleeps until its learner writes, or until it is time', async () => {
    const thread = await desk.heldThread();
    const path = `/v1/console/conversations/${thread.conversationId}/snooze`;
    const untilMs = Date.now() + 3_600_000;
    expect((await desk.agent.call('PUT', path, { body: { untilMs: 1 } })).body.code).toBe('invalid_request');
    const others = await desk.other.call('PUT', path, { body: { untilMs } });
    expect(others.body.code).toBe('conversation_not_yours');
    expect((await desk.agent.call('PUT', path, { body: { untilMs } })).status).toBe(200);
    const asleep = async (snoozed: boolean) => {
      const query = `/v1/console/conversations/all?owner=me&snoozed=${snoozed}`;
      const { conversations } = (await desk.agent.call<AllConversations>('GET', query)).body;
      return conversations.some(({ conversationId }) => conversationId === thread.conversationId);
    };
    expect([await asleep(true), await asleep(false)]).toEqual([true, false]);
    expect((await detailsOf(thread)).snooze).toMatchObject({ untilMs });
    await thread.say('还在吗');
    expect((await detailsOf(thread)).snooze).toBeNull();
    expect([await asleep(true), await asleep(false)]).toEqual([false, true]);
    await desk.runJobs();
    const kept = desk.till.db.query.selectFrom('conversation_snooze').selectAll();
    await until(
      () => kept.execute(),
      (rows) => rows.length === 0,
    );
  });

  it('a checkout is sent at the catalogue’s price, once however often it is asked', async () => {
    const thread = await desk.heldThread();
    const product = await desk.till.product();
    const body = { productId: product.productId, currency: 'CNY' };
    const key = randomUUID();
    const sent = await Promise.all(
      [1, 2, 3].map(() => desk.inThread<SentCheckout>(desk.agent, thread, 'checkouts', { body, key })),
    );
    const done = sent.filter(({ status }) => status === 201);
    expect(new Set(done.map((answer) => answer.body.checkoutId)).size).toBe(1);
    expect(done[0]?.body).toMatchObject({ totalMinor: product.amountMinor, title: product.title });
    const said = await thread.waitFor((text) => text.includes('客服为你准备好了'));
    expect(said.filter((text) => text.includes('客服为你准备好了'))).toHaveLength(1);
    const foreign = await desk.inThread(desk.other, thread, 'checkouts', { body, key: randomUUID() });
    expect(foreign.body.code).toBe('conversation_not_yours');
  });

  it('a part of a line goes back, what is left is told, and never more than that', async () => {
    const thread = await desk.heldThread();
    const { paymentId } = await thread.buy(9_900);
    const [order] = (await detailsOf(thread)).orders;
    expect(order).toMatchObject({ refundableMinor: 9_900, payment: { paymentId, status: 'succeeded' } });
    const give = (part: object, key: string = randomUUID()) =>
      desk.inThread<GivenRefund>(desk.agent, thread, 'refunds', {
        body: { paymentId, reason: '内容不合适', ...part },
        key,
      });
    const key = randomUUID();
    const [first, again] = [await give({ amountMinor: 3_000 }, key), await give({ amountMinor: 3_000 }, key)];
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect((await give({ amountMinor: 3_001 }, key)).body.code).toBe('idempotency_key_reused');
    expect((await give({ amountMinor: 7_000 })).body.code).toBe('refund_exceeds');
    await thread.waitFor((text) => text.includes('¥30.00'));
    const left = (await detailsOf(thread)).orders[0];
    expect(left).toMatchObject({
      refundableMinor: 6_900,
      payment: {
        status: 'partially_refunded',
        refunds: [{ amountMinor: 3_000, status: 'succeeded', requestedBy: 'agent' }],
      },
    });
    const lineIds = left?.lines.map(({ orderLineId }) => orderLineId);
    expect((await give({ orderLineIds: lineIds })).body.amountMinor).toBe(6_900);
    const someoneElses = await desk.heldThread();
    const foreign = await desk.inThread(desk.agent, someoneElses, 'refunds', {
      body: { paymentId, reason: 'x' },
      key: randomUUID(),
    });
    expect(foreign.body.code).toBe('not_found');
  });

  it('what is above the caps waits for another person, who gives it once', async () => {
    const thread = await desk.heldThread();
    const { paymentId } = await thread.buy(60_000);
    const refund = { paymentId, reason: '误购' };
    const alone = await desk.inThread(desk.agent, thread, 'refunds', { body: refund, key: randomUUID() });
    expect(alone.body).toMatchObject({ code: 'staff_cap_exceeded', max: 50_000, value: 60_000 });
    const key = randomUUID();
    const wish = { body: { wish: { kind: 'refund', refund }, note: '课程买错了' }, key };
    const asked = await desk.inThread<ApprovalView>(desk.agent, thread, 'approvals', wish);
    expect(asked.body).toMatchObject({ status: 'requested', amountMinor: 60_000, mayDecide: false });
    const { approvalId } = asked.body;
    expect((await desk.decide(approvalId, 'approve', desk.agent)).body.code).toBe('role_forbidden');
    const seen = await desk.supervisor.call<ApprovalList>('GET', '/v1/console/approvals?status=requested');
    expect(seen.body.approvals.find((one) => one.approvalId === approvalId)).toMatchObject({
      mayDecide: true,
      requestedByName: desk.agent.view.displayName,
    });
    const decisions = await Promise.all([1, 2].map(() => desk.decide(approvalId, 'approve')));
    expect(decisions.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(decisions.find(({ status }) => status === 409)?.body.code).toBe('approval_settled');
    await thread.waitFor((text) => text.includes('¥600.00'));
    const refunds = (await detailsOf(thread)).orders[0]?.payment?.refunds;
    expect(refunds).toMatchObject([{ amountMinor: 60_000, status: 'succeeded' }]);
  });

  it('a search finds any part of a word in what the caller may read, and no more', async () => {
    const thread = await desk.heldThread({ name: `赵思远${engine}` });
    await thread.say('我买的机器学习课程一直打不开，退款什么时候到账？');
    const hidden = await desk.botThread();
    await hidden.say('退款到账要多久');
    await desk.runJobs();
    const search = async (who: Desk['agent'], text: string) =>
      (await who.call<SearchAnswer>('GET', `/v1/console/search?text=${encodeURIComponent(text)}`)).body;
    const found = await until(
      () => search(desk.agent, '到账退款'),
      ({ messages }) => (messages?.items.length ?? 0) > 0,
    );
    expect(found.messages?.items).toMatchObject([
      { conversationId: thread.conversationId, learnerName: '赵**', sender: 'learner' },
    ]);
    const [hit] = found.messages?.items ?? [];
    const marked = hit?.marks.map(([from, end]) => hit.excerpt.slice(from, end));
    expect(marked).toEqual(['退款', '到账']);
    const all = await search(desk.supervisor, '退款 到账');
    expect(all.messages?.items.map(({ conversationId }) => conversationId)).toEqual([
      hidden.conversationId,
      thread.conversationId,
    ]);
    expect((await search(desk.agent, '器学')).messages?.items).toHaveLength(1);
    expect((await search(desk.agent, '量子烹饪')).messages?.items).toEqual([]);
    expect((await search(desk.agent, `赵思远${engine}`)).people?.items).toMatchObject([
      { conversationId: thread.conversationId, learnerName: '赵**' },
    ]);
  });

  // What asks and writes in the same words on both engines is shown on one.
  if (engine === 'postgresql') return;

  it('a note is kept once, masked, for staff alone', async () => {
    const thread = await desk.heldThread();
    const body = { clientNoteId: newId('nt'), text: '卡号 6222 0212 3456 7890 128，已核实' };
    const first = await desk.inThread<NoteView>(desk.agent, thread, 'notes', { body });
    const again = await desk.inThread<NoteView>(desk.agent, thread, 'notes', { body });
    expect(first.body.text).not.toContain('7890');
    expect(again.body.noteId).toBe(first.body.noteId);
    expect((await detailsOf(thread)).notes).toEqual([first.body]);
    const transcript = await desk.till.db.query.selectFrom('activity').select('content').execute();
    expect(JSON.stringify(transcript)).not.toContain('已核实');
    const stranger = await desk.inThread(desk.other, await desk.botThread(), 'notes', { body });
    expect(stranger.body.code).toBe('not_found');
  });

  it('a canned reply is filled in from what is known, in the thread’s language', async () => {
    const thread = await desk.heldThread({ name: '林小满' });
    const body = {
      shortcut: 'hi',
      title: '问候',
      textZh: '{learner_name}你好，我是{agent_name}，订单 {order_number}',
      textEn: 'Hello',
    };
    const save = (change: object) =>
      desk.supervisor.call<{ cannedReplyId: string }>('POST', '/v1/console/canned-replies', {
        body: { ...body, ...change },
      });
    const { cannedReplyId } = (await save({ team: engine })).body;
    expect((await save({ team: engine })).body.code).toBe('shortcut_taken');
    expect((await save({ team: 'x', textZh: '{nobody_knows}' })).body.code).toBe('invalid_request');
    const rendered = await desk.inThread<RenderedReply>(
      desk.agent,
      thread,
      `canned-replies/${cannedReplyId}/rendering`,
      { body: {} },
    );
    expect(rendered.body).toMatchObject({ language: 'zh', missing: ['order_number'] });
    expect(rendered.body.text).toBe(`林小满你好，我是${desk.agent.view.displayName}，订单 {order_number}`);
  });

  it('a coupon is given within the caps and told in the thread', async () => {
    const thread = await desk.heldThread();
    const body = { amountMinor: 500, currency: 'CNY', daysValid: 7, reason: '等待太久' };
    const key = randomUUID();
    const [first, again] = [
      await desk.inThread<SentCoupon>(desk.agent, thread, 'coupons', { body, key }),
      await desk.inThread<SentCoupon>(desk.agent, thread, 'coupons', { body, key }),
    ];
    expect(again.body).toEqual(first.body);
    const said = await thread.waitFor((text) => text.includes(first.body.code));
    expect(said.join()).toContain('立减 ¥5.00');
    expect(said.join()).not.toContain('等待太久');
    const big = { ...body, amountMinor: 10_001 };
    const refused = await desk.inThread(desk.agent, thread, 'coupons', { body: big, key: randomUUID() });
    expect(refused.body).toMatchObject({ code: 'staff_cap_exceeded', cap: 'per_action' });
  });

  it('nobody gives to an account of their own, and no second person makes it right', async () => {
    const thread = await desk.heldThread();
    const { paymentId } = await thread.buy(1_000);
    const own = await desk.agent.call('POST', '/v1/console/own-accounts', {
      body: { hostUserId: thread.hostUserId },
    });
    expect(own.status).toBe(200);
    const refund = { paymentId, reason: '试试' };
    const refused = await desk.inThread(desk.agent, thread, 'refunds', { body: refund, key: randomUUID() });
    expect(refused.body.code).toBe('staff_own_account');
    const asked = await desk.inThread<ApprovalView>(desk.agent, thread, 'approvals', {
      body: { wish: { kind: 'refund', refund }, note: '请批' },
      key: randomUUID(),
    });
    const decided = await desk.decide(asked.body.approvalId, 'approve');
    expect(decided.body.code).toBe('staff_own_account');
  });

  it('a supervisor’s own wish is another’s to decide', async () => {
    const thread = await desk.heldThread();
    const coupon = { percentOff: 90, currency: 'CNY', daysValid: 1, reason: '补偿' };
    const asked = await desk.inThread<ApprovalView>(desk.supervisor, thread, 'approvals', {
      body: { wish: { kind: 'coupon', coupon }, note: '老学员' },
      key: randomUUID(),
    });
    const { approvalId } = asked.body;
    expect((await desk.decide(approvalId, 'approve')).body.code).toBe('approval_own');
    expect((await desk.decide(approvalId, 'decline', desk.admin)).body).toMatchObject({ status: 'declined' });
    expect((await desk.decide(approvalId, 'approve', desk.admin)).body.code).toBe('approval_settled');
  });

  it('an invoice is settled beside its thread, and its learner is told, once more when asked', async () => {
    const thread = await desk.heldThread();
    await thread.buy(9_900);
    const [order] = (await detailsOf(thread)).orders;
    const wish = { buyer: 'person', title: '林小满', email: 'lin@reader.example' };
    const asked = await thread.learner.call('POST', `/v1/orders/${order?.orderId}/invoice`, { body: wish });
    expect(asked.status).toBe(201);
    const [line] = (await detailsOf(thread)).invoices;
    expect(line).toMatchObject({ status: 'requested', amountMinor: 9_900, invoiceNumber: null });
    const path = (action: string) => `/v1/console/invoices/${line?.invoiceId}/${action}`;
    expect((await desk.agent.call('POST', path('notices'))).body.code).toBe('invoice_not_issued');
    const body = { status: 'issued', invoiceNumber: 'FP-7' };
    const settled = await desk.agent.call('POST', path('outcome'), { body });
    expect(settled.body).toEqual({ status: 'issued', invoiceNumber: 'FP-7' });
    const isNews = (text: string) => text.includes('发票号码 FP-7，金额 ¥99.00');
    await thread.waitFor(isNews);
    expect((await desk.agent.call('POST', path('notices'))).body).toEqual({ resent: true });
    await until(
      () => thread.waitFor(isNews),
      (texts) => texts.filter(isNews).length === 2,
    );
    expect((await detailsOf(thread)).invoices).toMatchObject([{ status: 'issued', invoiceNumber: 'FP-7' }]);
  });

  it('no card and no identity number that staff write down is kept anywhere', async () => {
    const [card, identity] = ['4000056655665556', '199003077571'];
    const words = `卡号 ${card}，身份证 110101${identity}`;
    const thread = await desk.heldThread();
    const { paymentId } = await thread.buy(9_900);
    const inThread = (path: string, body: object) =>
      desk.inThread<{ caseId: string; text: string }>(desk.agent, thread, path, { body, key: randomUUID() });
    const refund = { paymentId, reason: words };
    const answers = [
      await inThread('notes', { clientNoteId: `note_${randomUUID()}`, text: words }),
      await inThread('refunds', { ...refund, amountMinor: 1 }),
      await inThread('coupons', { percentOff: 1, currency: 'CNY', daysValid: 1, reason: words }),
      await inThread('approvals', { wish: { kind: 'refund', refund }, note: words }),
      await inThread('reveals', { field: 'name', reason: words }),
      await desk.supervisor.call('POST', '/v1/console/canned-replies', {
        body: { shortcut: `mask-${engine}`, title: card, textZh: words, textEn: words },
      }),
      await desk.supervisor.call('POST', '/v1/console/labels', { body: { name: card, colour: 'red' } }),
    ];
    const can = { skills: ['refund'], languages: ['en', 'zh'] };
    expect((await desk.other.call('PUT', '/v1/console/profile', { body: can })).body).toMatchObject(can);
    const opening = { conversationId: thread.conversationId, kind: 'complaint', text: words };
    const opened = await desk.agent.call<{ caseId: string }>('POST', '/v1/console/cases', { body: opening });
    const entry = { kind: 'evidence', text: words };
    answers.push(
      await desk.agent.call('POST', `/v1/console/cases/${opened.body.caseId}/entries`, { body: entry }),
      await inThread('handoff/transfer', { to: { skill: 'refund' }, note: words }),
      await desk.inThread(desk.supervisor, thread, 'handoff/takeover', { body: { note: words } }),
    );
    expect(answers.filter(({ status }) => status >= 300).map(({ body }) => body)).toEqual([]);
    const kept = await everythingIn(desk.till.db.query, engine);
    expect(kept).toContain('••••5556');
    for (const secret of [card, identity]) expect(kept).not.toContain(secret);
  });

  it('personal data is masked everywhere and shown for a reason that stays in the audit', async () => {
    const thread = await desk.heldThread({ name: '欧阳雨桐' });
    const { learner } = await detailsOf(thread);
    expect(learner).toMatchObject({ name: '欧**', hostUserId: expect.stringMatching(/^••••/) });
    const reveal = (field: string) =>
      desk.inThread<RevealedField>(desk.agent, thread, 'reveals', {
        body: { field, reason: '核对 138 身份' },
      });
    expect((await reveal('name')).body.value).toBe('欧阳雨桐');
    expect((await reveal('email')).body.value).toBeNull();
    const path = `/v1/console/audit?action=personal_data.revealed&subjectId=${learner.learnerId}`;
    expect((await desk.agent.call('GET', path)).body.code).toBe('role_forbidden');
    const { entries } = (
      await desk.supervisor.call<{ entries: { detail: object; actorName: string }[] }>('GET', path)
    ).body;
    expect(entries.map(({ detail }) => detail)).toMatchObject([
      { field: 'email' },
      { field: 'name', reason: '核对 ••• 身份' },
    ]);
    expect(entries[0]?.actorName).toBe(desk.agent.view.displayName);
    expect(JSON.stringify(entries)).not.toContain('欧阳');
  });
});

/** Every row of every table as text. */
async function everythingIn(queries: Desk['till']['db']['query'], engine: 'sqlite' | 'postgresql') {
  const names =
    engine === 'sqlite'
      ? sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`
      : sql<{ name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`;
  const tables = (await names.execute(queries)).rows;
  const rows = await Promise.all(
    tables.map(({ name }) => sql`SELECT * FROM ${sql.table(name)}`.execute(queries)),
  );
  return rows.map((table) => JSON.stringify(table.rows)).join('\n');
}

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppealView, CasePage, CaseView } from '../../src/bot/console/wire.ts';
import { applyComplaint } from '../../src/checkout/complaint/apply-complaint.ts';
import { type Desk, type HeldThread, startDesk } from '../support/desk.ts';
import type { StaffApi } from '../support/staff-api.ts';
import { until } from '../support/until.ts';

let desk: Desk;

describe('cases', () => {
  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(() => desk.close());

  const cases = (query: string, who = desk.agent) =>
    who.call<CasePage>('GET', `/v1/console/cases?${query}`).then(({ body }) => body.cases);
  const change = (caseId: string, [method, step]: [string, string], body: object, who = desk.agent) =>
    who.call<CaseView>(method, `/v1/console/cases/${caseId}/${step}`, {
      body,
      headers: step === 'decisions' ? { 'idempotency-key': randomUUID() } : {},
    });
  const appeal = ({ learner, conversationId }: HeldThread, about: object) =>
    learner.call<AppealView>('POST', '/v1/appeals', {
      body: { conversationId, text: '请再看看，证件号 110101199003077571', language: 'zh', ...about },
    });

  it('a minor’s purchase goes back on evidence only, once, and the learner is told', async () => {
    const thread = await desk.heldThread();
    const { paymentId } = await thread.buy(1_200);
    const body = { conversationId: thread.conversationId, kind: 'minor_refund', paymentId, text: '孩子误买' };
    const open = () => desk.agent.call<CaseView>('POST', '/v1/console/cases', { body });
    const [first, again] = [await open(), await open()];
    const { caseId, caseNumber } = first.body;
    expect(again.body.caseId).toBe(caseId);
    expect(first.body).toMatchObject({
      status: 'open',
      ownerId: desk.agent.view.staffId,
      amountMinor: 1_200,
    });
    const uphold = { outcome: 'upheld', message: '已核实监护人材料。' };
    expect((await change(caseId, ['POST', 'decisions'], uphold)).body.code).toBe('case_evidence_missing');
    expect((await change(caseId, ['POST', 'decisions'], uphold, desk.other)).body.code).toBe(
      'case_not_yours',
    );
    const evidence = { kind: 'evidence', text: '监护人身份证与户口本' };
    const foreign = await change(caseId, ['POST', 'entries'], { ...evidence, attachmentIds: ['att_x'] });
    expect(foreign.body.code).toBe('invalid_request');
    expect((await change(caseId, ['POST', 'entries'], evidence)).status).toBe(200);
    expect((await change(caseId, ['PUT', 'status'], { status: 'working' })).body.status).toBe('working');
    const decided = await change(caseId, ['POST', 'decisions'], uphold);
    expect(decided.body).toMatchObject({ status: 'upheld', refundIds: [expect.any(String)] });
    expect((await change(caseId, ['POST', 'decisions'], uphold)).body.code).toBe('case_settled');
    const said = await thread.waitFor((text) => text.includes(caseNumber));
    expect(said.find((text) => text.includes(caseNumber))).toContain('通过。已核实监护人材料。');
    await thread.waitFor((text) => text.includes('¥12.00'));
    const view = (await desk.agent.call<CaseView>('GET', `/v1/console/cases/${caseId}`)).body;
    expect(view.entries.map(({ kind }) => kind)).toEqual(['opened', 'evidence', 'moved', 'decided']);
    expect(view.nextStatuses).toEqual([]);
  });

  it('a refund that the rules refuse is looked at by a person, whose word acts', async () => {
    const thread = await desk.heldThread();
    const { paymentId } = await thread.buy(900);
    expect((await appeal(thread, { paymentId })).body.code).toBe('appeal_nothing_refused');
    await desk.till.db.query
      .updateTable('orders')
      .set({ paidAtMs: Date.now() - 30 * 86_400_000 })
      .where('conversationId', '=', thread.conversationId)
      .execute();
    const stranger = await desk.botThread();
    expect(
      (await appeal({ ...stranger, conversationId: stranger.conversationId }, { paymentId })).body.code,
    ).toBe('not_found');
    const [first, again] = [await appeal(thread, { paymentId }), await appeal(thread, { paymentId })];
    expect(first.body).toMatchObject({ status: 'open', outcomeMessage: null });
    expect(again.body.caseId).toBe(first.body.caseId);
    const { caseId, caseNumber } = first.body;
    await thread.waitFor((text) => text.includes('已收到你的复核申请') && text.includes(caseNumber));
    const [line] = await cases(`open=true&kind=appeal&owner=nobody&conversationId=${thread.conversationId}`);
    expect(line).toMatchObject({ caseId, subject: 'too_late', isOverdue: false, paymentId });
    expect((await change(caseId, ['PUT', 'owner'], { ownerId: desk.other.view.staffId })).body.code).toBe(
      'case_not_yours',
    );
    const taken = await change(caseId, ['PUT', 'owner'], { ownerId: 'me' });
    expect(taken.body).toMatchObject({ ownerName: desk.agent.view.displayName });
    expect(taken.body.entries[0]?.text).not.toContain('199003077571');
    await change(caseId, ['POST', 'decisions'], { outcome: 'upheld', message: '这次为你破例。' });
    await thread.waitFor((text) => text.includes('¥9.00'));
    const own = await thread.learner.call<{ appeals: AppealView[] }>('GET', '/v1/appeals');
    expect(own.body.appeals).toMatchObject([{ caseId, status: 'upheld', outcomeMessage: '这次为你破例。' }]);
  });

  it('who has the case opens the files filed in it without having the thread; nobody else does, and no other file', async () => {
    const thread = await desk.heldThread();
    const { learner, conversationId } = thread;
    const upload = async (name: string) => {
      const answer = await fetch(
        `${desk.till.url}/v1/conversations/${conversationId}/attachments/upload-${name}?name=${name}.txt`,
        {
          method: 'PUT',
          headers: {
            authorization: `Bearer ${learner.token}`,
            'content-type': 'application/octet-stream',
          },
          body: name,
        },
      );
      return ((await answer.json()) as { attachmentId: string }).attachmentId;
    };
    const [filed, other] = [await upload('evidence'), await upload('private')];
    const { paymentId } = await thread.buy(800);
    const body = { conversationId, kind: 'minor_refund', paymentId, text: '孩子误买' };
    const { caseId } = (await desk.agent.call<CaseView>('POST', '/v1/console/cases', { body })).body;
    const evidence = { kind: 'evidence', text: '户口本', attachmentIds: [filed] };
    expect((await change(caseId, ['POST', 'entries'], evidence)).status).toBe(200);
    // With the bot again, the thread is open to those only who had it.
    const released = `/v1/console/conversations/${conversationId}/handoff/release`;
    expect((await desk.agent.call('POST', released)).status).toBe(200);
    const link = (attachmentId: string, who = desk.other) =>
      who.call<{ url: string }>('GET', `/v1/console/attachments/${attachmentId}/link`);
    const asMany = async (who?: StaffApi) =>
      Promise.all([filed, other].map(async (id) => (await link(id, who)).status));
    expect([await asMany(desk.agent), await asMany(), await asMany(desk.supervisor)]).toEqual([
      [200, 200],
      [404, 404],
      [200, 200],
    ]);
    const own = (ownerId: string) => change(caseId, ['PUT', 'owner'], { ownerId }, desk.supervisor);
    await own(desk.other.view.staffId);
    expect(await asMany()).toEqual([200, 404]);
    const { url } = (await link(filed)).body;
    expect(await (await fetch(`${desk.till.url}${url}`)).text()).toBe('evidence');
    const path = `/v1/console/conversations/${conversationId}`;
    expect((await desk.other.call('GET', path)).status).toBe(404);
    await own(desk.agent.view.staffId);
    expect(await asMany()).toEqual([404, 404]);
  });

  it('a payment that rules block may be made once a person says so, one time', async () => {
    const thread = await desk.heldThread();
    const { learner, conversationId } = thread;
    const product = await desk.till.product({ amountMinor: 700 });
    const press = async () => {
      const { body: checkout } = await learner.start(product, { conversationId });
      return { checkout, paying: await learner.pay(checkout, { method: 'card' }) };
    };
    await desk.block(learner.learnerId);
    const blocked = await press();
    expect(blocked.paying.body.code).toBe('payment_blocked');
    const { checkoutId } = blocked.checkout;
    const { caseId } = (await appeal(thread, { checkoutId })).body;
    const uphold = { outcome: 'upheld', message: '可以再试一次。' };
    expect((await change(caseId, ['POST', 'decisions'], uphold, desk.supervisor)).status).toBe(200);
    await thread.waitFor((text) => text.includes('可以再试一次。'));
    expect((await press()).paying.status).toBe(200);
    const declined = await appeal(thread, { checkoutId: 'co_nothing' });
    expect(declined.body.code).toBe('appeal_nothing_refused');
  });

  it('a held payment that nobody looked at in time is told with the way to a person, whose word lets it be made', async () => {
    const thread = await desk.heldThread();
    const { learner, conversationId } = thread;
    await desk.hold(learner.learnerId);
    const product = await desk.till.product({ amountMinor: 700 });
    const press = async () => {
      const { body: checkout } = await learner.start(product, { conversationId });
      return { checkoutId: checkout.checkoutId, paying: await learner.pay(checkout, { method: 'card' }) };
    };
    const { checkoutId, paying } = await press();
    expect(paying.body.code).toBe('payment_held');
    expect((await appeal(thread, { checkoutId })).body.code).toBe('appeal_nothing_refused');
    await desk.till.db.query
      .updateTable('checkout_session')
      .set({ expiresAtMs: Date.now() - 1_000 })
      .where('checkoutId', '=', checkoutId)
      .execute();
    desk.till.running.house.jobs.wake('checkout.expire_sessions');
    await thread.waitFor((text) => text.includes('没能在有效期内完成人工确认'));
    expect((await learner.view(checkoutId)).body).toMatchObject({ status: 'expired', mayAppeal: true });
    const { caseId } = (await appeal(thread, { checkoutId })).body;
    const uphold = { outcome: 'upheld', message: '请重新下单付款。' };
    expect((await change(caseId, ['POST', 'decisions'], uphold, desk.supervisor)).status).toBe(200);
    await thread.waitFor((text) => text.includes('请重新下单付款。'));
    expect((await press()).paying.status).toBe(200);
  });

  it('a complaint at a gateway is a case; one that goes on after the decision is open again', async () => {
    const thread = await desk.heldThread();
    const { paymentId } = await thread.buy(500);
    const { gatewayReference } = await desk.till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', paymentId)
      .executeTakeFirstOrThrow();
    const gatewayComplaintId = 'cmp-1';
    const tell = (status: 'opened' | 'closed', toldAtMs: number) => {
      const complaint = { gatewayComplaintId, gatewayReference, status, reason: '课程打不开' };
      const { checkout } = desk.till.running.house;
      return desk.till.db.transact((tx) =>
        applyComplaint(checkout, tx, { gateway: 'sandbox', complaint, toldAtMs }),
      );
    };
    await tell('opened', Date.now());
    const byThread = `kind=complaint&conversationId=${thread.conversationId}`;
    const [opened] = await until(
      () => cases(`${byThread}&open=true`),
      (all) => all.length === 1,
    );
    expect(opened).toMatchObject({ subject: 'sandbox', paymentId, learnerId: thread.learner.learnerId });
    const caseId = opened?.caseId ?? '';
    await change(caseId, ['PUT', 'owner'], { ownerId: 'me' });
    await change(caseId, ['POST', 'decisions'], { outcome: 'declined', message: '课程可以正常打开。' });
    await thread.waitFor((text) => text.includes('未通过'));
    expect(await cases(`${byThread}&open=true`)).toEqual([]);
    await tell('opened', Date.now() + 1_000);
    const [again] = await until(
      () => cases(`${byThread}&open=true`),
      (all) => all.length === 1,
    );
    expect(again).toMatchObject({ caseId, status: 'open', closedAtMs: null });
  });
});

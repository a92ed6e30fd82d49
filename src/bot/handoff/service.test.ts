import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { DomainError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/id.ts';
import { createMeter } from '../../kernel/meter.ts';
import { createTestBot, type TestBot } from '../bot.testing.ts';
import { findAwake, saveSnooze } from '../console/snooze/store.ts';
import { openConversation } from '../conversation/open-conversation.ts';
import { deliverNotice } from '../notice/deliver-notice.ts';
import { handleTurn } from '../turn/handle-turn.ts';
import { CARD } from '../wire.ts';
import { acceptHandoff } from './accept-handoff.ts';
import { answerCsat } from './csat/answer-csat.ts';
import { closeHandoff, closeWaiting, releaseHandoff } from './finish-handoff.ts';
import { forgetService } from './hours/service.ts';
import { setService, viewServiceNow } from './hours/set-service.ts';
import { listAgents } from './presence/list-agents.ts';
import { setPresence } from './presence/set-presence.ts';
import { setProfile } from './presence/set-profile.ts';
import { countWaiting } from './queue/count-waiting.ts';
import { drainQueue } from './queue/drain-queue.ts';
import { passOffer } from './queue/pass-offer.ts';
import { runQueue } from './queue/run-queue.ts';
import { viewQueue } from './queue/view-queue.ts';
import { requestHandoff } from './request-handoff.ts';
import { sendAgentMessage } from './send-agent-message.ts';
import { takeOver } from './take-over.ts';
import { transferHandoff } from './transfer-handoff.ts';
import { viewHandoff } from './view-handoff.ts';
import { viewService } from './view-service.ts';
import type { AgentProfileBody, ServiceSettings } from './wire.ts';
import { resumeTalk, startWrapUp } from './wrap-up.ts';

const LIN = { staffId: 'stf_lin', displayName: '林一' };
const MEI = { staffId: 'stf_mei', displayName: '梅二' };
const BOSS = { staffId: 'stf_boss', displayName: '主管' };
const NAMES = new Map([LIN, MEI, BOSS].map(({ staffId, displayName }) => [staffId, displayName]));

describeOnBothEngines('people’s service', (database, engine) => {
  const signedIn = new Set<string>();
  const begin = async () => {
    signedIn.clear();
    for (const table of ['handoff', 'agent_profile', 'service_version'] as const)
      await database().query.deleteFrom(table).execute();
    const bot = createTestBot(database(), {
      presentAgentIds: async () => signedIn,
      nameOfStaff: async (staffId) => NAMES.get(staffId) ?? null,
    });
    forgetService(database());
    const { version } = await viewServiceNow(bot.deps);
    expect(version).toBe(0);
    return bot;
  };
  const newThread = async (bot: TestBot, language: 'zh' | 'en' = 'zh') => {
    const learnerId = await bot.newLearner();
    return { learnerId, conversationId: await bot.open(learnerId, language) };
  };
  type Thread = Awaited<ReturnType<typeof newThread>>;
  const waiting = async (bot: TestBot, language: 'zh' | 'en' = 'zh') => {
    const thread = await newThread(bot, language);
    await requestHandoff(bot.deps, { ...thread, reason: 'asked' });
    bot.pass(1_000);
    return thread;
  };
  const come = async (bot: TestBot, agent = LIN, can: Partial<AgentProfileBody> = {}) => {
    const { staffId } = agent;
    signedIn.add(staffId);
    const profile = { skills: [], languages: ['zh' as const, 'en' as const], capacity: 5, ...can };
    await setProfile(bot.deps, { staffId, actor: 'staff:stf_boss', ...profile });
    await setPresence(bot.deps, { staffId, status: 'available' });
  };
  const stateOf = async ({ conversationId }: Thread) => {
    const row = await database()
      .query.selectFrom('handoff')
      .select(['state', 'offeredTo', 'acceptedBy'])
      .where('conversationId', '=', conversationId)
      .orderBy('requestedAtMs', 'desc')
      .executeTakeFirst();
    return [row?.state, row?.offeredTo ?? row?.acceptedBy ?? null];
  };
  const say = async (bot: TestBot, thread: Thread, text: string) => {
    const turn = await handleTurn(bot.deps, { ...thread, text, clientMessageId: newId('msg') });
    await turn.answered;
  };
  const write = (bot: TestBot, { conversationId }: Thread, agent = LIN) =>
    sendAgentMessage(bot.deps, { conversationId, agent, clientMessageId: newId('msg'), text: '你好' });
  const texts = async (bot: TestBot, { conversationId }: Thread) =>
    (await bot.transcript(conversationId)).map(({ text }) => text ?? '');
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof DomainError ? error.code : error),
    );
  const configure = async (bot: TestBot, changes: Partial<ServiceSettings>) => {
    const { version, settings } = await viewServiceNow(bot.deps);
    await setService(bot.deps, {
      version,
      settings: { ...settings, ...changes },
      actor: 'staff:stf_boss',
    });
  };
  const events = async ({ conversationId }: Thread, like: string) =>
    (
      await database()
        .query.selectFrom('domain_event')
        .select('type')
        .where('conversationId', '=', conversationId)
        .where('type', 'like', like)
        .orderBy('eventId')
        .execute()
    ).map(({ type }) => type);

  it('who waits for a person shows in the metrics', async () => {
    const bot = await begin();
    const meter = createMeter({ processMetrics: false });
    await waiting(bot);
    await waiting(bot);
    await countWaiting({ ...bot.deps, meter });
    const text = await meter.text();
    expect(text).toContain('tilltalk_conversations_waiting{kind="message"} 2');
    expect(text).toMatch(/tilltalk_conversations_waiting_oldest_seconds\{kind="message"\} 2\b/);
    expect(text).toContain('tilltalk_conversations_waiting{kind="now"} 0');
  });

  it('who comes is offered who waited longest, as many as they can take; urgent and marked learners come first', async () => {
    const bot = await begin();
    const [first, marked, second] = [await waiting(bot), await newThread(bot), await waiting(bot)];
    await database()
      .query.updateTable('learner')
      .set({ vip: 1 })
      .where('learnerId', '=', marked.learnerId)
      .execute();
    await requestHandoff(bot.deps, { ...marked, reason: 'asked' });
    await come(bot, LIN, { capacity: 2 });
    expect(await stateOf(marked)).toEqual(['offered', LIN.staffId]);
    expect(await stateOf(first)).toEqual(['offered', LIN.staffId]);
    expect(await stateOf(second)).toEqual(['queued', null]);
    await acceptHandoff(bot.deps, { ...marked, agent: LIN });
    expect(await codeOf(acceptHandoff(bot.deps, { ...second, agent: LIN }))).toBe('agent_at_capacity');
    await closeHandoff(bot.deps, { ...marked, agent: LIN, askCsat: false });
    await drainQueue(bot.deps);
    expect(await stateOf(second)).toEqual(['offered', LIN.staffId]);
    const held = await newThread(bot);
    await requestHandoff(bot.deps, { ...held, reason: 'payment_review' });
    expect((await viewHandoff(bot.deps, held.conversationId)).position).toBe(1);
    expect(await listAgents(bot.deps)).toMatchObject([
      { staffId: LIN.staffId, status: 'available', load: 2, capacity: 2 },
    ]);
  });

  it('an offer that is passed on or runs out goes to the next, who missed two in a row gets no more', async () => {
    const bot = await begin();
    await come(bot);
    const thread = await waiting(bot);
    await drainQueue(bot.deps);
    await come(bot, MEI);
    expect(await codeOf(passOffer(bot.deps, { ...thread, staffId: MEI.staffId }))).toBe('offer_over');
    await passOffer(bot.deps, { ...thread, staffId: LIN.staffId, note: '不懂支付' });
    expect(await stateOf(thread)).toEqual(['offered', MEI.staffId]);
    bot.pass(31_000);
    await setPresence(bot.deps, { staffId: LIN.staffId, status: 'available' });
    await setPresence(bot.deps, { staffId: MEI.staffId, status: 'available' });
    await runQueue(bot.deps);
    // Both have just said no: it waits for a minute, and anybody may take it from the list.
    expect(await stateOf(thread)).toEqual(['queued', null]);
    bot.pass(40_000);
    await setPresence(bot.deps, { staffId: LIN.staffId, status: 'available' });
    expect(await stateOf(thread)).toEqual(['offered', LIN.staffId]);
    for (const _time of [1, 2]) {
      bot.pass(31_000);
      await runQueue(bot.deps);
      bot.pass(61_000);
      await database()
        .query.updateTable('agent_profile')
        .set({ seenAtMs: bot.deps.clock.wallMs() })
        .execute();
      await runQueue(bot.deps);
    }
    const away = (await listAgents(bot.deps)).filter(({ status }) => status === 'away');
    expect(away.map(({ staffId }) => staffId)).toContain(LIN.staffId);
    const { steps } = (await viewService(bot.deps, thread.conversationId)) ?? { steps: [] };
    expect(steps.map(({ reason, staffName }) => [reason, staffName]).slice(0, 5)).toEqual([
      ['asked', null],
      ['offered', '林一'],
      ['passed', '林一'],
      ['offered', '梅二'],
      ['offer_expired', '梅二'],
    ]);
    expect(steps[2]?.note).toBe('不懂支付');
  });

  it('a transfer asks the named agent, carries the note, and comes to others when they do not answer', async () => {
    const bot = await begin();
    await come(bot);
    const thread = await waiting(bot);
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    const { conversationId } = thread;
    const transfer = (to: { staffId: string } | { skill: string }) =>
      transferHandoff(bot.deps, { conversationId, agent: LIN, to, note: '要退款，已核对' });
    expect(await codeOf(transfer({ staffId: 'stf_nobody' }))).toBe('transfer_target_unknown');
    expect(await codeOf(transfer({ skill: 'payments' }))).toBe('transfer_target_unknown');
    await come(bot, MEI, { skills: ['payments'] });
    await transfer({ skill: 'payments' });
    expect(await stateOf(thread)).toEqual(['offered', MEI.staffId]);
    expect((await viewService(bot.deps, conversationId))?.steps.at(-2)).toMatchObject({
      from: 'human',
      to: 'transfer',
      staffName: '林一',
      note: '要退款，已核对',
    });
    await acceptHandoff(bot.deps, { ...thread, agent: MEI });
    expect(await codeOf(transfer({ skill: 'payments' }))).toBe('conversation_not_yours');
    expect((await texts(bot, thread)).filter((text) => text.includes('转接'))).toHaveLength(1);
    expect(await events(thread, 'handoff.%')).toEqual([
      'handoff.requested',
      'handoff.accepted',
      'handoff.transferred',
      'handoff.offered',
      'handoff.accepted',
    ]);
  });

  it('after the talk there is time for notes; the learner may still write; then it closes and asks once how it was', async () => {
    const bot = await begin();
    await come(bot);
    const thread = await waiting(bot);
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    await startWrapUp(bot.deps, { ...thread, agent: LIN, to: 'closed' });
    expect(await stateOf(thread)).toEqual(['wrap_up', LIN.staffId]);
    await say(bot, thread, '还有一个问题');
    expect(await stateOf(thread)).toEqual(['human', LIN.staffId]);
    await startWrapUp(bot.deps, { ...thread, agent: LIN, to: 'closed' });
    await resumeTalk(bot.deps, { ...thread, agent: LIN });
    expect(await codeOf(resumeTalk(bot.deps, { ...thread, agent: LIN }))).toBe('conversation_not_yours');
    await startWrapUp(bot.deps, { ...thread, agent: LIN, to: 'closed' });
    bot.pass(121_000);
    await setPresence(bot.deps, { staffId: LIN.staffId, status: 'available' });
    await Promise.all([runQueue(bot.deps), runQueue(bot.deps)]);
    expect(await stateOf(thread)).toEqual(['closed', LIN.staffId]);
    expect(await viewHandoff(bot.deps, thread.conversationId)).toMatchObject({
      owner: 'bot',
      isClosed: true,
    });
    const cards = (await bot.transcript(thread.conversationId)).flatMap(({ attachments = [] }) =>
      attachments.filter(({ contentType }) => contentType === CARD.csat),
    );
    expect(cards).toHaveLength(1);
    const { csatId } = (cards[0]?.content ?? {}) as { csatId: string };
    const rate = (score: number, learnerId = thread.learnerId) =>
      answerCsat(bot.deps, { ...thread, learnerId, csatId, score, comment: '卡 4242 4242 4242 4242 好' });
    expect(await codeOf(rate(5, await bot.newLearner()))).toBe('not_found');
    const answers = await Promise.all([rate(4), rate(4)]);
    expect(answers).toEqual(Array(2).fill({ score: 4, comment: '卡 ••••4242 好' }));
    expect(await codeOf(rate(1))).toBe('csat_over');
    expect(await events(thread, 'csat.%')).toEqual(['csat.asked', 'csat.answered']);
    expect((await viewService(bot.deps, thread.conversationId))?.csat).toMatchObject({ score: 4 });
    expect((await viewQueue(bot.deps)).csat.meanScore).toBeGreaterThan(0);
    const lin = (await listAgents(bot.deps)).find(({ staffId }) => staffId === LIN.staffId);
    expect(lin?.csat.answered).toBeGreaterThan(0);
    expect(lin?.csat.meanScore).toBeGreaterThan(0);
    const another = await waiting(bot);
    await acceptHandoff(bot.deps, { ...another, agent: LIN });
    await releaseHandoff(bot.deps, { ...another, agent: LIN, askCsat: true });
    expect(await events(another, 'csat.%')).toEqual(['csat.asked']);
  });

  it('neither asking how it was nor the answer wakes a thread that sleeps; a message of its learner does', async () => {
    const bot = await begin();
    await come(bot);
    const thread = await waiting(bot);
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    const { conversationId } = thread;
    const lastSeq = async () => (await bot.transcript(conversationId)).at(-1)?.channelData.seq ?? 0;
    const nowMs = bot.deps.clock.wallMs();
    const sleep = { conversationId, staffId: LIN.staffId, untilMs: nowMs + 3_600_000, createdAtMs: nowMs };
    const afterSeq = await lastSeq();
    await bot.deps.db.transact((tx) => saveSnooze(tx, { ...sleep, afterSeq }));
    const isAwake = async () => (await findAwake(bot.deps.db.query, nowMs)).includes(conversationId);
    await releaseHandoff(bot.deps, { ...thread, agent: LIN, askCsat: true });
    expect([(await lastSeq()) > afterSeq, await isAwake()]).toEqual([true, false]);
    const csatId = (await viewService(bot.deps, conversationId))?.csat?.csatId ?? '';
    await answerCsat(bot.deps, { ...thread, csatId, score: 5 });
    expect(await isAwake()).toBe(false);
    await say(bot, thread, '还有一个问题');
    expect(await isAwake()).toBe(true);
  });

  it('a promise that is not kept is told once; an answer keeps it; the next one runs from the learner’s message', async () => {
    const bot = await begin();
    await come(bot);
    const thread = await waiting(bot);
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    const timers = async () =>
      ((await viewService(bot.deps, thread.conversationId))?.sla ?? []).map(({ timer, breachedAtMs }) => [
        timer,
        breachedAtMs === null,
      ]);
    expect(await timers()).toEqual([
      ['first_answer', true],
      ['resolution', true],
    ]);
    const told: unknown[] = [];
    bot.deps.broadcast.subscribe('service.sla', (message) => told.push(message));
    const later = async (ms: number) => {
      bot.pass(ms);
      await setPresence(bot.deps, { staffId: LIN.staffId, status: 'available' });
      await Promise.all([runQueue(bot.deps), runQueue(bot.deps)]);
    };
    await later(300_000);
    await later(10_000);
    expect(told).toEqual([
      { conversationId: thread.conversationId, timer: 'first_answer', staffId: LIN.staffId },
    ]);
    await write(bot, thread);
    await say(bot, thread, '还是打不开');
    await say(bot, thread, '在吗');
    expect(await timers()).toEqual([
      ['first_answer', false],
      ['next_answer', true],
      ['resolution', true],
    ]);
    await write(bot, thread);
    await later(300_000);
    expect(told).toHaveLength(1);
    expect(await events(thread, 'sla.%')).toEqual(['sla.breached']);
    expect((await viewQueue(bot.deps)).breached).toBe(1);
  });

  it('an agent on a break who owes an answer gives the conversation to who is there; who has answered keeps theirs', async () => {
    const bot = await begin();
    await come(bot);
    const [owed, answered] = [await waiting(bot), await waiting(bot)];
    for (const thread of [owed, answered]) await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    await write(bot, answered);
    await setPresence(bot.deps, { staffId: LIN.staffId, status: 'away' });
    const everybodyAtTheirConsole = async () => {
      const seenAtMs = bot.deps.clock.wallMs();
      await database().query.updateTable('agent_profile').set({ seenAtMs }).execute();
    };
    bot.pass(301_000);
    await everybodyAtTheirConsole();
    // The first round writes the broken promise down, the second acts on it.
    for (const _round of [1, 2]) await runQueue(bot.deps);
    // Nobody else is there: going back into the line would help nobody.
    expect(await stateOf(owed)).toEqual(['human', LIN.staffId]);
    await come(bot, MEI);
    await runQueue(bot.deps);
    expect(await stateOf(owed)).toEqual(['offered', MEI.staffId]);
    expect(await stateOf(answered)).toEqual(['human', LIN.staffId]);
    expect((await texts(bot, owed)).join('\n')).toContain('林一 暂时离开了');
  });

  it('the wait is told in minutes once there is something to reckon from, and never guessed', async () => {
    const bot = await begin();
    await come(bot, LIN, { capacity: 1 });
    for (let number = 0; number < 3; number += 1) {
      const thread = await waiting(bot);
      await acceptHandoff(bot.deps, { ...thread, agent: LIN });
      bot.pass(340_000);
      await setPresence(bot.deps, { staffId: LIN.staffId, status: 'available' });
      await closeHandoff(bot.deps, { ...thread, agent: LIN, askCsat: false });
    }
    const [served, next] = [await waiting(bot), await waiting(bot)];
    await acceptHandoff(bot.deps, { ...served, agent: LIN });
    await setPresence(bot.deps, { staffId: LIN.staffId, status: 'available' });
    expect(await viewHandoff(bot.deps, next.conversationId)).toMatchObject({
      position: 1,
      expectedWaitMs: 360_000,
    });
    await say(bot, next, '取消排队');
    await requestHandoff(bot.deps, { ...next, reason: 'asked' });
    expect((await texts(bot, next)).at(-1)).toContain('预计等待约 6 分钟。');
    await setPresence(bot.deps, { staffId: LIN.staffId, status: 'away' });
    expect((await viewHandoff(bot.deps, next.conversationId)).expectedWaitMs).toBeNull();
  });

  // What asks and writes in the same words on both engines is shown on one.
  if (engine === 'postgresql') return;

  it('language and skill choose the agent at first; after a while anybody is better than nobody', async () => {
    const bot = await begin();
    await come(bot, LIN, { languages: ['zh'] });
    const thread = await waiting(bot, 'en');
    await drainQueue(bot.deps);
    expect(await stateOf(thread)).toEqual(['queued', null]);
    // Nobody who is here speaks the language: told is when anybody will do.
    expect((await viewHandoff(bot.deps, thread.conversationId)).expectedWaitMs).toBe(5 * 60_000);
    bot.pass(5 * 60_000);
    await setPresence(bot.deps, { staffId: LIN.staffId, status: 'available' });
    expect(await stateOf(thread)).toEqual(['offered', LIN.staffId]);
  });

  it('why a conversation came to people names the skill it needs, and an agent who says they have it gets it', async () => {
    const bot = await begin();
    await configure(bot, { skillFor: { asked: 'refund' } });
    await come(bot, LIN);
    await come(bot, MEI, { skills: ['tech'] });
    const thread = await waiting(bot);
    await drainQueue(bot.deps);
    expect(await stateOf(thread)).toEqual(['queued', null]);
    const can = { skills: ['refund', 'tech'], languages: ['zh' as const] };
    await setProfile(bot.deps, { ...can, staffId: MEI.staffId, actor: `staff:${MEI.staffId}` });
    expect(await stateOf(thread)).toEqual(['offered', MEI.staffId]);
    expect((await viewHandoff(bot.deps, thread.conversationId)).expectedWaitMs).toBe(0);
    const mei = (await listAgents(bot.deps)).find(({ staffId }) => staffId === MEI.staffId);
    expect(mei).toMatchObject({ ...can, capacity: 5 });
  });

  it('a closed thread is read, takes news about money, and is opened again by what its learner writes, with the bot', async () => {
    const bot = await begin();
    await come(bot);
    const thread = await waiting(bot);
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    await closeHandoff(bot.deps, { ...thread, agent: LIN, askCsat: true });
    expect(await codeOf(write(bot, thread))).toBe('conversation_not_yours');
    const address = { ...thread, language: 'zh' as const };
    await deliverNotice(bot.deps, {
      activityId: newId('act'),
      address,
      draft: { text: '已退回 ¥12.00', language: 'zh' },
    });
    const opening = { afterSeq: 0, language: 'zh' as const, surface: 'web' as const };
    const opened = await openConversation(bot.deps, { ...opening, ...thread });
    expect(opened.activities.at(-1)?.text).toBe('已退回 ¥12.00');
    await say(bot, thread, '谢谢');
    expect((await texts(bot, thread)).at(-1)).toContain('不客气');
    expect(await events(thread, 'conversation.reopened')).toHaveLength(1);
    expect(await viewHandoff(bot.deps, thread.conversationId)).not.toHaveProperty('isClosed');
  });

  it('a supervisor takes a conversation from bot, line or agent, and dismisses a message that needs no answer', async () => {
    const bot = await begin();
    await come(bot);
    const thread = await newThread(bot);
    await takeOver(bot.deps, { ...thread, agent: BOSS });
    expect(await stateOf(thread)).toEqual(['human', BOSS.staffId]);
    const other = await waiting(bot);
    await acceptHandoff(bot.deps, { ...other, agent: LIN });
    await takeOver(bot.deps, { ...other, agent: BOSS, note: '我来' });
    expect(await stateOf(other)).toEqual(['human', BOSS.staffId]);
    expect(await codeOf(write(bot, other))).toBe('conversation_not_yours');
    await write(bot, other, BOSS);
    const left = await waiting(bot);
    await closeWaiting(bot.deps, { ...left, agent: BOSS });
    expect(await stateOf(left)).toEqual(['closed', null]);
    expect(await codeOf(closeWaiting(bot.deps, { ...left, agent: BOSS }))).toBe('handoff_over');
    const audited = await database()
      .query.selectFrom('audit_entry')
      .select('action')
      .where('subjectId', 'in', [thread.conversationId, other.conversationId, left.conversationId])
      .orderBy('sequence')
      .execute();
    expect(audited.map(({ action }) => action)).toEqual([
      'conversation.taken_over',
      'conversation.taken_over',
      'conversation.closed',
    ]);
  });

  it('outside office hours the learner is told when people are back and leaves a message; promises stand still', async () => {
    const bot = await begin();
    // Closed all week but for one day that is two days ahead.
    const dayMs = 86_400_000;
    const date = new Date(bot.deps.clock.wallMs() + 2 * dayMs).toISOString().slice(0, 10);
    const never = Array.from({ length: 7 }, () => []);
    const settings = {
      timeZone: 'UTC',
      week: never,
      days: [{ date, spans: [[540, 1_080] as [number, number]] }],
    };
    await configure(bot, settings);
    const { settings: now } = await viewServiceNow(bot.deps);
    const stale = { version: 0, settings: now, actor: 'staff:stf_boss' };
    expect(await codeOf(setService(bot.deps, stale))).toBe('service_changed');
    const thread = await waiting(bot);
    const opensAtMs = Date.parse(`${date}T09:00:00Z`);
    expect(await viewHandoff(bot.deps, thread.conversationId)).toMatchObject({
      opensAtMs,
      expectedWaitMs: null,
    });
    expect((await texts(bot, thread)).at(-1)).toMatch(
      /现在是客服休息时间，.* 9:00恢复服务。直接在这里留言就好/,
    );
    const service = await viewService(bot.deps, thread.conversationId);
    expect(service).toMatchObject({ state: 'queued', isMessage: true });
    expect(service?.sla.find(({ timer }) => timer === 'first_answer')?.dueAtMs).toBe(opensAtMs + 300_000);
    expect(await viewQueue(bot.deps)).toMatchObject({ waiting: 1, messages: 1, isOpen: false, opensAtMs });
    await say(bot, thread, '我的课打不开');
    await come(bot);
    expect(await stateOf(thread)).toEqual(['offered', LIN.staffId]);
  });

  it('programs get the transcript with the request for a person, as the Activity protocol says', async () => {
    const bot = await begin();
    const thread = await newThread(bot);
    await bot.ask(thread, '我的订单');
    await bot.ask(thread, '转人工');
    const event = (await bot.transcript(thread.conversationId)).find(
      ({ name }) => name === 'handoff.initiate',
    );
    expect(event).toMatchObject({
      type: 'event',
      value: { reason: 'asked', language: 'zh', skill: null, priority: 'normal' },
      relatesTo: { conversation: { id: thread.conversationId }, user: { id: thread.learnerId } },
      attachments: [{ contentType: 'application/json', name: 'Transcript' }],
    });
    const content = event?.attachments?.[0]?.content as { activities: { text: string; from: object }[] };
    expect(content.activities.map(({ text }) => text)).toContain('我的订单');
    expect(content.activities.at(-1)).toMatchObject({ text: '转人工', from: { role: 'user' } });
  });
});

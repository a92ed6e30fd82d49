import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { deferred } from '../../kernel/deferred.ts';
import { DomainError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/id.ts';
import { unreachableStates } from '../../kernel/state-machine.ts';
import { createTestBot, PRODUCTS, type TestBot } from '../bot.testing.ts';
import type { HandoffDeps, RecommendedList, TurnDeps } from '../deps.ts';
import { deliverNotice } from '../notice/deliver-notice.ts';
import { finishTurns } from '../turn/finish-turns.ts';
import { handleTurn } from '../turn/handle-turn.ts';
import { acceptHandoff } from './accept-handoff.ts';
import { cancelHandoff } from './cancel-handoff.ts';
import { releaseHandoff } from './finish-handoff.ts';
import { conversationTransitions } from './handoff.ts';
import { beat } from './presence/beat.ts';
import { requestHandoff } from './request-handoff.ts';
import { returnConversations } from './return-conversations.ts';
import { sendAgentMessage } from './send-agent-message.ts';
import { settleHandoff } from './settle-handoff.ts';
import { viewHandoff } from './view-handoff.ts';

const LIN = { staffId: 'stf_lin', displayName: '林一' };
const MEI = { staffId: 'stf_mei', displayName: '梅二' };
const NAMES: Record<string, string> = { stf_lin: '林一', stf_mei: '梅二' };

it('every state of a conversation can be reached, and each can be left', () => {
  expect(unreachableStates(conversationTransitions, 'bot')).toEqual([]);
  for (const nexts of Object.values(conversationTransitions)) expect(nexts).not.toEqual([]);
});

describeOnBothEngines('handoff', (database) => {
  const present = new Set<string>();
  const begin = async (changes: Partial<TurnDeps & HandoffDeps> = {}) => {
    present.clear();
    // Other tests of this database left nobody in the line.
    await database().query.deleteFrom('handoff').execute();
    await database().query.deleteFrom('agent_profile').execute();
    const bot = createTestBot(database(), {
      presentAgentIds: async () => present,
      nameOfStaff: async (staffId) => NAMES[staffId] ?? null,
      ...changes,
    });
    return { bot, thread: await newThread(bot) };
  };
  const newThread = async (bot: TestBot, language: 'zh' | 'en' = 'zh') => {
    const learnerId = await bot.newLearner();
    return { learnerId, conversationId: await bot.open(learnerId, language) };
  };
  type Thread = Awaited<ReturnType<typeof newThread>>;
  const codeOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return error instanceof DomainError ? error.code : error;
  };
  const rowOf = ({ conversationId }: Thread) =>
    database()
      .query.selectFrom('handoff')
      .selectAll()
      .where('conversationId', '=', conversationId)
      .orderBy('handoffId')
      .execute();
  const eventsOf = async ({ conversationId }: Thread) => {
    const events = await database()
      .query.selectFrom('domain_event')
      .select(['type', 'payload'])
      .where('conversationId', '=', conversationId)
      .where('type', 'like', 'handoff.%')
      .orderBy('eventId')
      .execute();
    return events.map(({ type }) => type);
  };
  const ownerOf = async ({ conversationId }: Thread) =>
    database()
      .query.selectFrom('conversation')
      .select(['owner', 'ownerId'])
      .where('conversationId', '=', conversationId)
      .executeTakeFirstOrThrow();
  const said = async (bot: TestBot, { conversationId }: Thread) =>
    (await bot.transcript(conversationId)).map(
      ({ type, name, text, channelData }) => `${channelData.sender}: ${type === 'event' ? name : text}`,
    );
  const send = (bot: TestBot, thread: Thread, text: string) =>
    handleTurn(bot.deps, { ...thread, text, clientMessageId: newId('msg') });
  const write = (bot: TestBot, thread: Thread, agent = LIN) =>
    sendAgentMessage(bot.deps, {
      conversationId: thread.conversationId,
      agent,
      clientMessageId: newId('msg'),
      text: '你好，我来看看',
    });
  /** Signs in and sits down at the console. */
  const come = async (bot: TestBot, agent = LIN) => {
    present.add(agent.staffId);
    await beat(bot.deps, agent.staffId);
    // The figures of the line are a few seconds old at most.
    bot.pass(10_000);
  };
  const leave = (bot: TestBot, agent = LIN) => {
    present.delete(agent.staffId);
    bot.pass(10_000);
  };
  /** Puts a thread into the line and lets Lin take it. */
  const accepted = async (bot: TestBot, thread: Thread) => {
    await come(bot);
    await bot.ask(thread, '转人工');
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
  };

  it('asking for a person passes the thread to the line, says the place and how to get out', async () => {
    const { bot, thread } = await begin();
    await come(bot);
    const [reply, ...more] = await bot.ask(thread, '我要找人工客服');
    expect(more).toEqual([]);
    expect(reply?.text).toBe(
      '好的，这就帮你转给真人客服。\n你排在第 1 位，客服看完这段对话就来。\n不想等，随时点“取消排队”，我接着帮你。',
    );
    expect(reply?.suggestedActions?.actions.map(({ value }) => value)).toEqual(['取消排队']);
    expect(await ownerOf(thread)).toEqual({ owner: 'queue', ownerId: null });
    expect(await rowOf(thread)).toMatchObject([
      { state: 'queued', openKey: thread.conversationId, reason: 'asked', language: 'zh' },
    ]);
    const event = (await bot.transcript(thread.conversationId)).find(({ type }) => type === 'event');
    expect(event).toMatchObject({ name: 'handoff.initiate', value: { reason: 'asked' } });
    expect(await eventsOf(thread)).toEqual(['handoff.requested']);
  });

  it('each learner hears their own place, and when nobody is there, that nobody is', async () => {
    const { bot, thread } = await begin();
    await come(bot);
    const second = await newThread(bot, 'en');
    await bot.ask(thread, '转人工');
    const [told] = await bot.ask(second, 'talk to a human');
    expect(told?.text).toContain('You are number 2 in line, with 1 before you.');
    leave(bot);
    const third = await newThread(bot);
    const [alone] = await bot.ask(third, '转人工');
    expect(alone?.text).toContain('现在没有客服在线，你排在第 3 位。');
    const places = [];
    for (const { conversationId } of [thread, second, third]) {
      places.push((await viewHandoff(bot.deps, conversationId)).position);
    }
    expect(places).toEqual([1, 2, 3]);
    await cancelHandoff(bot.deps, thread);
    expect((await viewHandoff(bot.deps, third.conversationId)).position).toBe(2);
  });

  it('a learner who is not understood twice in a row is passed on when somebody is there', async () => {
    const { bot, thread } = await begin();
    await come(bot);
    await bot.ask(thread, '？？');
    await bot.ask(thread, '谢谢');
    await bot.ask(thread, '？？');
    expect(await ownerOf(thread)).toMatchObject({ owner: 'bot' });
    const [reply] = await bot.ask(thread, '量子烹饪 zzzz');
    expect(reply?.text).toContain('连着两次没帮上忙');
    expect(await ownerOf(thread)).toMatchObject({ owner: 'queue' });
    expect(await rowOf(thread)).toMatchObject([{ reason: 'not_understood' }]);
  });

  it('when nobody is there, the bot goes on after two misses instead of falling silent', async () => {
    const { bot, thread } = await begin();
    await bot.ask(thread, '？？');
    const [reply] = await bot.ask(thread, '？？');
    expect(reply?.suggestedActions?.actions.map(({ value }) => value)).toContain('找人工客服');
    expect(await ownerOf(thread)).toMatchObject({ owner: 'bot' });
  });

  it('the bot is silent in the line and beside a person; what the learner writes is kept for the person', async () => {
    const { bot, thread } = await begin();
    await bot.ask(thread, '转人工');
    expect(await bot.ask(thread, '想学 Python')).toEqual([]);
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    expect(await bot.ask(thread, '我的订单')).toEqual([]);
    await write(bot, thread);
    await releaseHandoff(bot.deps, { ...thread, agent: LIN });
    // What was said to a person is never answered by the bot later, also not by the job of unfinished turns.
    expect(await finishTurns(bot.deps, { olderThanMs: 0, youngerThanMs: 60_000 })).toBe(0);
    const [reply] = await bot.ask(thread, '谢谢');
    expect(reply?.text).toContain('不客气');
    expect((await said(bot, thread)).slice(1)).toEqual([
      'learner: 转人工',
      'bot: handoff.initiate',
      expect.stringContaining('bot: 好的，这就帮你转给真人客服。'),
      'learner: 想学 Python',
      'system: handoff.status',
      'system: 客服 林一 已接入，现在由真人为你服务。',
      'learner: 我的订单',
      'agent: 你好，我来看看',
      'bot: handoff.status',
      expect.stringContaining('bot: 客服 林一 已结束服务'),
      'learner: 谢谢',
      expect.stringContaining('bot: 不客气'),
    ]);
    expect(await eventsOf(thread)).toEqual(['handoff.requested', 'handoff.accepted', 'handoff.completed']);
    expect(await rowOf(thread)).toMatchObject([
      { state: 'bot', openKey: null, acceptedBy: LIN.staffId, endedAtMs: expect.any(Number) },
    ]);
  });

  it('two agents accept at once: one has it, the other is told so, and it is said once', async () => {
    const { bot, thread } = await begin();
    await bot.ask(thread, '转人工');
    const codes = await Promise.all(
      [LIN, MEI, LIN, MEI].map((agent) => codeOf(acceptHandoff(bot.deps, { ...thread, agent }))),
    );
    const { owner, ownerId } = await ownerOf(thread);
    expect(owner).toBe('agent');
    const wins = ownerId === LIN.staffId ? [null, 'handoff_taken'] : ['handoff_taken', null];
    expect(codes).toEqual([...wins, ...wins]);
    expect((await said(bot, thread)).filter((line) => line.includes('已接入'))).toHaveLength(1);
    expect((await eventsOf(thread)).filter((type) => type === 'handoff.accepted')).toHaveLength(1);
    expect(await viewHandoff(bot.deps, thread.conversationId)).toMatchObject({
      owner: 'agent',
      agentName: NAMES[String(ownerId)],
    });
  });

  it('a turn that was thinking when the thread was taken over writes nothing', async () => {
    const slow = deferred<RecommendedList>();
    const { bot, thread } = await begin({ recommendProducts: () => slow.promise });
    await come(bot);
    const turn = await send(bot, thread, 'Python 课');
    expect(await requestHandoff(bot.deps, { ...thread, reason: 'payment_review' })).toBe(true);
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    slow.resolve({ recommendationId: newId('rec'), strategy: 'match', items: PRODUCTS, relaxed: [] });
    await turn.answered;
    const replies = (await bot.transcript(thread.conversationId)).filter(({ replyToId }) => replyToId);
    expect(replies).toEqual([]);
    expect((await said(bot, thread)).at(-1)).toBe('system: 客服 林一 已接入，现在由真人为你服务。');
  });

  it('asked for many times at once, a person is fetched once', async () => {
    const { bot, thread } = await begin();
    await come(bot);
    const requests = Array.from({ length: 6 }, () =>
      requestHandoff(bot.deps, { ...thread, reason: 'payment_review' }),
    );
    expect((await Promise.all(requests)).filter(Boolean)).toHaveLength(1);
    expect(await rowOf(thread)).toHaveLength(1);
    expect((await said(bot, thread)).filter((line) => line.includes('这笔付款需要真人看一下'))).toHaveLength(
      1,
    );
  });

  it('a held payment makes nobody wait for people who are not there, nor longer than until it is decided', async () => {
    const { bot, thread } = await begin();
    const request = () => requestHandoff(bot.deps, { ...thread, reason: 'payment_review' });
    expect(await request()).toBe(false);
    expect(await ownerOf(thread)).toMatchObject({ owner: 'bot' });
    await come(bot);
    expect(await request()).toBe(true);
    const settle = () => settleHandoff(bot.deps, { ...thread, staffId: LIN.staffId });
    expect(await Promise.all([settle(), settle()])).toContain(true);
    expect(await ownerOf(thread)).toMatchObject({ owner: 'bot' });
    expect((await said(bot, thread)).filter((line) => line.includes('客服已经处理好了'))).toHaveLength(1);
    await bot.ask(thread, '转人工');
    expect(await settle()).toBe(false);
    expect(await ownerOf(thread)).toMatchObject({ owner: 'queue' });
    expect((await rowOf(thread)).map(({ state }) => state).sort()).toEqual(['bot', 'queued']);
  });

  it('who waits may call the bot back, and is answered by it from then on', async () => {
    const { bot, thread } = await begin();
    await bot.ask(thread, '转人工');
    const turn = await send(bot, thread, '取消排队');
    await turn.answered;
    expect(await ownerOf(thread)).toEqual({ owner: 'bot', ownerId: null });
    expect((await said(bot, thread)).slice(-2)).toEqual([
      'bot: handoff.status',
      expect.stringContaining('bot: 好的，已取消排队'),
    ]);
    expect(await rowOf(thread)).toMatchObject([{ state: 'bot', openKey: null }]);
    expect(await codeOf(acceptHandoff(bot.deps, { ...thread, agent: LIN }))).toBe('handoff_over');
    expect((await bot.ask(thread, '谢谢'))[0]?.text).toContain('不客气');
    // A second time is a second handoff.
    await bot.ask(thread, '转人工');
    expect((await rowOf(thread)).map(({ state }) => state).sort()).toEqual(['bot', 'queued']);
  });

  it('leaving the line and being taken at once ends with one owner and a history that agrees', async () => {
    const { bot, thread } = await begin();
    for (let round = 0; round < 5; round += 1) {
      await bot.ask(thread, '转人工');
      const [left, taken] = await Promise.all([
        cancelHandoff(bot.deps, thread),
        codeOf(acceptHandoff(bot.deps, { ...thread, agent: LIN })),
      ]);
      expect([left, taken]).toEqual(left ? [true, 'handoff_over'] : [false, null]);
      expect(await ownerOf(thread)).toMatchObject({ owner: left ? 'bot' : 'agent' });
      if (!left) await releaseHandoff(bot.deps, { ...thread, agent: LIN });
    }
    const seqs = (await bot.transcript(thread.conversationId)).map(({ channelData }) => channelData.seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  it('only the agent who has a thread writes in it and hands it back', async () => {
    const { bot, thread } = await begin();
    expect(await codeOf(write(bot, thread))).toBe('conversation_not_yours');
    await bot.ask(thread, '转人工');
    expect(await codeOf(write(bot, thread))).toBe('conversation_not_yours');
    await acceptHandoff(bot.deps, { ...thread, agent: LIN });
    expect(await codeOf(write(bot, thread, MEI))).toBe('conversation_not_yours');
    expect(await codeOf(releaseHandoff(bot.deps, { ...thread, agent: MEI }))).toBe('conversation_not_yours');
    await write(bot, thread);
    await releaseHandoff(bot.deps, { ...thread, agent: LIN });
    expect(await codeOf(write(bot, thread))).toBe('conversation_not_yours');
    expect(await codeOf(acceptHandoff(bot.deps, { conversationId: 'conv_none', agent: LIN }))).toBe(
      'not_found',
    );
  });

  it('an agent’s message is masked, shows their name, and a resend changes nothing, also after handing back', async () => {
    const { bot, thread } = await begin();
    await accepted(bot, thread);
    const message = { agent: LIN, clientMessageId: newId('msg'), text: '卡号 4242 4242 4242 4242 收到' };
    const { conversationId } = thread;
    const first = await sendAgentMessage(bot.deps, { conversationId, ...message });
    await releaseHandoff(bot.deps, { conversationId, agent: LIN });
    expect(await sendAgentMessage(bot.deps, { conversationId, ...message })).toEqual(first);
    const written = (await bot.transcript(conversationId)).filter(
      ({ channelData }) => channelData.sender === 'agent',
    );
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({ id: first.activityId, from: { name: '林一', role: 'bot' } });
    expect(written[0]?.text).toBe('卡号 ••••4242 收到');
    const blank = { ...message, clientMessageId: newId('msg'), text: '  ' };
    expect(await codeOf(sendAgentMessage(bot.deps, { conversationId, ...blank }))).toBe('invalid_request');
  });

  it('news about money reaches the thread whoever owns it', async () => {
    const { bot, thread } = await begin();
    await accepted(bot, thread);
    const { learnerId, conversationId } = thread;
    await deliverNotice(bot.deps, {
      activityId: newId('act'),
      address: { learnerId, conversationId, language: 'zh' },
      draft: { text: '已退回 ¥12.00', language: 'zh' },
    });
    expect((await said(bot, thread)).at(-1)).toBe('system: 已退回 ¥12.00');
  });

  it('who left gives the thread back to the line, before those who came later', async () => {
    const { bot, thread } = await begin();
    await accepted(bot, thread);
    bot.pass(1_000);
    const later = await newThread(bot);
    await bot.ask(later, '转人工');
    expect(await returnConversations(bot.deps)).toBe(0);
    leave(bot);
    expect(await Promise.all([returnConversations(bot.deps), returnConversations(bot.deps)])).toContain(1);
    expect(await ownerOf(thread)).toEqual({ owner: 'queue', ownerId: null });
    const lines = (await said(bot, thread)).filter((line) => line.includes('暂时离开了'));
    expect(lines).toEqual([
      'system: 客服 林一 暂时离开了，已为你重新排队。\n现在没有客服在线，你排在第 1 位。先把问题留在这里，客服上线后会看到并回复。\n不想等，随时点“取消排队”，我接着帮你。',
    ]);
    expect((await viewHandoff(bot.deps, later.conversationId)).position).toBe(2);
    expect(await rowOf(thread)).toMatchObject([{ state: 'queued', acceptedBy: null, acceptedAtMs: null }]);
    await acceptHandoff(bot.deps, { ...thread, agent: MEI });
    expect(await eventsOf(thread)).toEqual([
      'handoff.requested',
      'handoff.accepted',
      'handoff.returned',
      'handoff.accepted',
    ]);
  });
});

import { type Socket as ClientSocket, io as connect } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  ConsoleConversation,
  ConsoleHeldPayment,
  ConsoleThread,
  QueueView,
  ServiceView,
} from '../../src/bot/handoff/wire.ts';
import type {
  Ack,
  Activity,
  CsatAnswered,
  CsatCard,
  HandoffView,
  MessageCommitted,
  OpenedConversation,
} from '../../src/bot/wire.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { newId } from '../../src/kernel/id.ts';
import type { Api } from '../support/api.ts';
import { type StaffApi, staffApi } from '../support/staff-api.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

let till: Till;
const sockets: ClientSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

interface Learner {
  readonly api: Api;
  readonly conversationId: string;
  /** What the panel was told of itself, in order. */
  readonly activities: Activity[];
  readonly handoffs: HandoffView[];
  say(text: string): Promise<MessageCommitted>;
  rate(rating: { csatId: string; score: number }): Promise<CsatAnswered>;
}

/** A learner with the thread open, as the panel has it. */
async function learnerInThread(): Promise<Learner> {
  const api = await till.learner();
  const socket = connect(till.url, { auth: { token: api.token }, transports: ['websocket'], forceNew: true });
  sockets.push(socket);
  const activities: Activity[] = [];
  const handoffs: HandoffView[] = [];
  socket.on('activity:added', (activity: Activity) => activities.push(activity));
  socket.on('handoff:changed', ({ handoff }: { handoff: HandoffView }) => handoffs.push(handoff));
  const ask = async <T>(name: string, body: object): Promise<T> => {
    const answer: Ack<T> = await socket.timeout(10_000).emitWithAck(name, body);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data;
  };
  const opening = { afterSeq: 0, language: 'zh', surface: 'web' };
  const { conversationId, handoff } = await ask<OpenedConversation>('conversation:open', opening);
  expect(handoff).toMatchObject({ owner: 'bot', position: null, agentName: null });
  return {
    api,
    conversationId,
    activities,
    handoffs,
    rate: (rating) => ask('csat:answer', { conversationId, ...rating }),
    say: (text) => ask('message:send', { conversationId, clientMessageId: newId('msg'), text }),
  };
}

interface Console {
  readonly socket: ClientSocket;
  readonly activities: Activity[];
  readonly heard: string[];
  watch(conversationId: string): Promise<Ack<null>>;
}

/** An agent's console socket, open. */
async function consoleOf(
  staff: StaffApi,
  changes: Record<string, string> = {},
  token?: string,
): Promise<Console> {
  const socket = connect(`${till.url}/console`, {
    auth: { csrfToken: token ?? staff.view.csrfToken },
    extraHeaders: { cookie: staff.cookie, origin: till.url, ...changes },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  sockets.push(socket);
  const activities: Activity[] = [];
  const heard: string[] = [];
  socket.on('activity:added', (activity: Activity) => activities.push(activity));
  for (const name of ['queue:changed', 'session:expired']) socket.on(name, () => heard.push(name));
  socket.on('conversation:changed', ({ conversationId }) => heard.push(conversationId));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) =>
      reject(new Error(String((error as Error & { data?: { code?: string } }).data?.code))),
    );
  });
  return {
    socket,
    activities,
    heard,
    watch: (conversationId) => socket.timeout(10_000).emitWithAck('conversation:watch', { conversationId }),
  };
}

const threadOf = (staff: StaffApi, { conversationId }: Learner) =>
  staff.call<ConsoleThread>('GET', `/v1/console/conversations/${conversationId}`);
const pass = (staff: StaffApi, { conversationId }: Learner, step: 'accept' | 'release') =>
  staff.call<ConsoleThread>('POST', `/v1/console/conversations/${conversationId}/handoff/${step}`);
const listOf = async (staff: StaffApi, view: 'queue' | 'mine') => {
  const path = `/v1/console/conversations?view=${view}`;
  return (await staff.call<{ conversations: ConsoleConversation[] }>('GET', path)).body.conversations;
};
const reach = <T>(ask: () => T, isThere: (answer: T) => boolean) => until(async () => ask(), isThere);

describe.each(['sqlite', 'postgresql'] as const)('passing a conversation, on %s', (engine) => {
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill(database && { DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  it('learner and agent hear each other at once, and the panel is told who answers', async () => {
    const [learner, agent] = [await learnerInThread(), await staffApi(till, 'agent')];
    const desk = await consoleOf(agent);
    await learner.say('转人工');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'queue',
    );
    expect(learner.handoffs.at(-1)).toMatchObject({ position: 1 });
    await reach(
      () => desk.heard,
      (heard) => heard.includes('queue:changed'),
    );
    const [waiting] = (await listOf(agent, 'queue')).filter(
      ({ conversationId }) => conversationId === learner.conversationId,
    );
    expect(waiting).toMatchObject({ reason: 'asked', lastMessage: { text: '转人工', sender: 'learner' } });

    expect(await desk.watch(learner.conversationId)).toEqual({ ok: true, data: null });
    const taken = await pass(agent, learner, 'accept');
    expect(taken.body).toMatchObject({ isMine: true, handoff: { owner: 'agent' }, reason: 'asked' });
    await reach(
      () => learner.handoffs.at(-1)?.agentName,
      (name) => name === agent.view.displayName,
    );
    const message = { clientMessageId: newId('msg'), text: '你好，我在' };
    const path = `/v1/console/conversations/${learner.conversationId}/messages`;
    const [first, again] = [
      await agent.call<MessageCommitted>('POST', path, { body: message }),
      await agent.call<MessageCommitted>('POST', path, { body: message }),
    ];
    expect(again.body).toEqual(first.body);
    await reach(
      () => learner.activities.map(({ text }) => text),
      (texts) => texts.includes('你好，我在'),
    );
    await learner.say('太好了');
    await reach(
      () => desk.activities.map(({ text }) => text),
      (texts) => texts.includes('太好了'),
    );
    expect(learner.activities.filter(({ text }) => text === '你好，我在')).toHaveLength(1);
    const seqs = (await threadOf(agent, learner)).body.activities.map(({ channelData }) => channelData.seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));

    expect((await pass(agent, learner, 'release')).body.handoff.owner).toBe('bot');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'bot',
    );
    await learner.say('谢谢');
    await reach(
      () => learner.activities.at(-1)?.text ?? '',
      (text) => text.includes('不客气'),
    );
  });

  it('of two agents one gets the learner, the other is told who has them and cannot write', async () => {
    const learner = await learnerInThread();
    const agents = [await staffApi(till, 'agent'), await staffApi(till, 'supervisor')] as const;
    await learner.say('转人工');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'queue',
    );
    const answers = await Promise.all(agents.map((agent) => pass(agent, learner, 'accept')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.findIndex(({ status }) => status === 409);
    expect(answers[lost]?.body.code).toBe('handoff_taken');
    const [loser, winner] = lost === 0 ? agents : [agents[1], agents[0]];
    const path = `/v1/console/conversations/${learner.conversationId}/messages`;
    const body = { clientMessageId: newId('msg'), text: '我来' };
    expect((await loser.call('POST', path, { body })).body.code).toBe('conversation_not_yours');
    expect((await pass(loser, learner, 'release')).body.code).toBe('conversation_not_yours');
    expect((await threadOf(loser, learner)).body.handoff.agentName).toBe(winner.view.displayName);
    await pass(winner, learner, 'release');
  });

  it('an agent reads threads that are or were with them, a supervisor all, and hears no other', async () => {
    const learner = await learnerInThread();
    const [first, second] = [await staffApi(till, 'agent'), await staffApi(till, 'agent')];
    const supervisor = await staffApi(till, 'supervisor');
    const desk = await consoleOf(second);
    expect((await threadOf(first, learner)).body.code).toBe('not_found');
    expect((await desk.watch(learner.conversationId)).ok).toBe(false);
    expect((await threadOf(supervisor, learner)).status).toBe(200);
    await learner.say('转人工');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'queue',
    );
    expect((await desk.watch(learner.conversationId)).ok).toBe(true);
    await pass(first, learner, 'accept');
    await pass(first, learner, 'release');
    expect((await threadOf(first, learner)).status).toBe(200);
    expect((await threadOf(second, learner)).status).toBe(404);
    // What the learner and the bot say from now on is not the second agent's to hear.
    await reach(
      () => desk.activities.map(({ name }) => name),
      (names) => names.includes('handoff.status'),
    );
    const before = desk.activities.length;
    await learner.say('只对机器人说');
    await reach(
      () => learner.activities.at(-1)?.replyToId,
      (replyTo) => replyTo !== undefined,
    );
    expect(desk.activities).toHaveLength(before);
  });

  it('a console opens with the cookie and the token of a staff session from our own page, and with nothing less', async () => {
    const [agent, other] = [await staffApi(till, 'agent'), await staffApi(till, 'agent')];
    const analyst = await staffApi(till, 'analyst');
    await expect(consoleOf(agent, { cookie: '' })).rejects.toThrow('staff_unauthenticated');
    await expect(consoleOf(agent, { origin: 'https://evil.example' })).rejects.toThrow('csrf_refused');
    await expect(consoleOf(agent, {}, other.view.csrfToken)).rejects.toThrow('csrf_refused');
    await expect(consoleOf(agent, {}, '')).rejects.toThrow('csrf_refused');
    await expect(consoleOf(analyst)).rejects.toThrow('role_forbidden');
    const { token } = await till.learner();
    const socket = connect(`${till.url}/console`, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
    });
    sockets.push(socket);
    const code = await new Promise((resolve) =>
      socket.once('connect_error', (error) =>
        resolve((error as Error & { data?: { code?: string } }).data?.code),
      ),
    );
    expect(code).toBe('staff_unauthenticated');
  });

  it('an agent who signs out is out everywhere at once, and their learners are back in the line', async () => {
    const [learner, agent] = [await learnerInThread(), await staffApi(till, 'agent')];
    const desk = await consoleOf(agent);
    await learner.say('转人工');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'queue',
    );
    await pass(agent, learner, 'accept');
    const gone = new Promise((resolve) => desk.socket.once('disconnect', resolve));
    await agent.call('DELETE', '/v1/staff/sessions/current');
    await gone;
    expect(desk.heard).toContain('session:expired');
    expect((await threadOf(agent, learner)).status).toBe(401);
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'queue',
    );
    expect(learner.activities.at(-1)?.text).toContain(`客服 ${agent.view.displayName} 暂时离开了`);
    await learner.say('取消排队');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'bot',
    );
  });

  it('a session that nobody used for two hours gives its learners back by itself', async () => {
    const [learner, agent] = [await learnerInThread(), await staffApi(till, 'agent')];
    await learner.say('转人工');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'queue',
    );
    await pass(agent, learner, 'accept');
    await till.db.query
      .updateTable('staff_session')
      .set({ lastSeenAtMs: Date.now() - 2 * 3_600_000 })
      .where('staffId', '=', agent.view.staffId)
      .execute();
    till.running.house.jobs.wake('bot.run_queue');
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'queue',
    );
    expect(
      (await listOf(await staffApi(till, 'agent'), 'queue')).map(({ conversationId }) => conversationId),
    ).toContain(learner.conversationId);
  });

  it('who is at their desk is asked, wraps up, closes; the learner rates it once and writes on with the bot', async () => {
    const [learner, agent, boss] = [
      await learnerInThread(),
      await staffApi(till, 'agent'),
      await staffApi(till, 'supervisor'),
    ];
    const { staffId } = agent.view;
    // Nobody of the other tests is asked before them.
    await till.db.query.updateTable('agent_profile').set({ status: 'away' }).execute();
    const desk = await consoleOf(agent);
    const offers: { conversationId: string }[] = [];
    desk.socket.on('offer:made', (offer: { conversationId: string }) => offers.push(offer));
    const profile = { skills: ['python'], languages: ['en', 'zh'], capacity: 3 };
    const profilePath = `/v1/console/agents/${staffId}/profile`;
    expect((await agent.call('PUT', profilePath, { body: profile })).status).toBe(403);
    expect((await boss.call('PUT', profilePath, { body: profile })).body).toMatchObject(profile);
    await boss.call('PUT', '/v1/console/presence', { body: { status: 'away' } });
    const present = await agent.call('PUT', '/v1/console/presence', { body: { status: 'available' } });
    expect(present.body).toMatchObject({ staffId, status: 'available', load: 0, capacity: 3 });
    await learner.say('转人工');
    await reach(
      () => offers.map(({ conversationId }) => conversationId),
      (ids) => ids.includes(learner.conversationId),
    );
    const step = <T = ConsoleThread>(name: string, body?: object) =>
      agent.call<T>('POST', `/v1/console/conversations/${learner.conversationId}/handoff/${name}`, {
        ...(body && { body }),
      });
    expect((await step('accept')).body.service).toMatchObject({ state: 'human', priority: 'normal' });
    const nowhere = { to: { skill: 'nobody' } };
    expect((await step('transfer', nowhere)).body.code).toBe('transfer_target_unknown');
    expect((await step('wrap-up', {})).body.service?.state).toBe('wrap_up');
    expect((await step('resume')).body.service?.state).toBe('human');
    expect((await step('close', {})).body).toMatchObject({
      service: { state: 'closed', csat: { score: null } },
      handoff: { owner: 'bot', isClosed: true },
    });
    expect((await step('takeover', {})).body.code).toBe('role_forbidden');
    const asked = await reach(
      () => learner.activities.flatMap(({ attachments = [] }) => attachments),
      (cards) => cards.some(({ contentType }) => contentType.includes('csat')),
    );
    const csat = asked.find(({ contentType }) => contentType.includes('csat'))?.content as CsatCard;
    await learner.rate({ csatId: csat.csatId, score: 5 });
    await expect(learner.rate({ csatId: csat.csatId, score: 1 })).rejects.toThrow('csat_over');
    expect((await threadOf(agent, learner)).body.service?.csat).toMatchObject({ score: 5 });
    const line = (await boss.call<QueueView>('GET', '/v1/console/queue')).body;
    expect(line.csat).toEqual({ asked: 1, answered: 1, meanScore: 5 });
    const service = (await boss.call<ServiceView>('GET', '/v1/console/service')).body;
    const { version, settings } = service;
    const change = { version, settings: { ...settings, wrapUpMs: 60_000 } };
    expect((await agent.call('PUT', '/v1/console/service', { body: change })).status).toBe(403);
    expect((await boss.call('PUT', '/v1/console/service', { body: change })).body).toMatchObject({
      version: version + 1,
    });
    await learner.say('谢谢');
    await reach(
      () => learner.activities.at(-1)?.text ?? '',
      (text) => text.includes('不客气'),
    );
  });

  it('a held payment is seen with its reasons and decided beside its thread', async () => {
    const [learner, agent] = [await learnerInThread(), await staffApi(till, 'agent')];
    const { api, conversationId } = learner;
    const product = await till.product({ amountMinor: 36_800 });
    const checkout = (await api.start(product, { conversationId })).body;
    const references = async () => {
      const rows = await till.db.query
        .selectFrom('payment_attempt')
        .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
        .select(['payment_attempt.gatewayReference', 'payment_attempt.status'])
        .where('payment.checkoutId', '=', checkout.checkoutId)
        .orderBy('payment_attempt.number')
        .execute();
      return rows;
    };
    for (const declined of [1, 2]) {
      await api.pay(checkout, { method: 'card', returnUrl: 'http://localhost:3080/' });
      const reference = (await references()).at(-1)?.gatewayReference;
      const body = JSON.stringify({ reference, card: '4000000000000002' });
      await till.sandbox('/control/pay', { method: 'POST', body });
      await until(references, (rows) => rows.filter(({ status }) => status === 'failed').length === declined);
    }
    const desk = await consoleOf(agent);
    expect((await api.pay(checkout)).body.code).toBe('payment_held');
    await reach(
      () => desk.heard,
      (heard) => heard.includes('queue:changed'),
    );
    const { reviews } = (await agent.call<{ reviews: ConsoleHeldPayment[] }>('GET', '/v1/console/reviews'))
      .body;
    const held = reviews.find((review) => review.conversationId === conversationId);
    expect(held).toMatchObject({ amountMinor: 36_800, currency: 'CNY' });
    expect(held?.reasons.length).toBeGreaterThan(0);
    const thread = (await threadOf(agent, learner)).body;
    expect(thread.assessments.map(({ decision }) => decision)).toContain('review');
    expect(thread.payments[0]).toMatchObject({ status: 'failed', method: 'card', refunds: [] });
    expect(thread.payments[0]?.failureCode).toEqual(expect.any(String));
    const decide = (decision: 'approve' | 'reject') =>
      agent.call('POST', `/v1/console/reviews/${held?.reviewId}/decisions`, {
        body: { decision, note: '电话核实' },
      });
    expect((await decide('approve')).status).toBe(200);
    expect((await decide('reject')).body.code).toBe('review_decided');
    expect((await api.pay(checkout)).status).toBe(200);
    const row = await till.db.query
      .selectFrom('risk_review')
      .selectAll()
      .where('reviewId', '=', String(held?.reviewId))
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'approved', decidedBy: agent.view.staffId, note: '电话核实' });
    // The learner waited because of this payment only: the bot has them again, and the thread is closed to the agent.
    await reach(
      () => learner.handoffs.at(-1)?.owner,
      (owner) => owner === 'bot',
    );
    expect((await threadOf(agent, learner)).status).toBe(404);
  }, 60_000);
});

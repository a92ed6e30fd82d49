import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestSqlite } from '../kernel/db/engines.testing.ts';
import { deferred } from '../kernel/deferred.ts';
import { newId } from '../kernel/id.ts';
import { PRODUCTS, type TestBot } from './bot.testing.ts';
import { moveConversations } from './conversation/move-conversations.ts';
import type { RecommendedList, ShownImpression } from './deps.ts';
import { ask, data, heard, join, once, openSocketHouse, type SocketHouse, send } from './sockets.testing.ts';
import type { OpenedConversation } from './wire.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

describe('sockets', () => {
  let house: SocketHouse;
  let bot: TestBot;
  let slow: { promise: Promise<RecommendedList>; resolve(list: RecommendedList): void } | undefined;
  const open = (token: string) => house.open(token);
  const list = (): RecommendedList => ({
    recommendationId: newId('rec'),
    strategy: 'match',
    items: PRODUCTS,
    relaxed: [],
  });

  beforeEach(async () => {
    const changes = { recommendProducts: async () => (await slow?.promise) ?? list() };
    house = await openSocketHouse(opened.db, { changes });
    bot = house.bot;
  });
  afterEach(async () => {
    slow = undefined;
    await house.close();
  });

  it('acknowledges a committed message before the turn runs, then sends message and answer to every device', async () => {
    slow = deferred<RecommendedList>();
    const learnerId = await bot.newLearner();
    const [phone, laptop] = [open(learnerId), open(learnerId)];
    const { conversationId } = await join(phone);
    expect((await join(laptop)).conversationId).toBe(conversationId);
    const [onPhone, onLaptop] = [heard(phone, 2), heard(laptop, 2)];
    const typing = once(laptop, 'typing:changed');
    const committed = data(await send(phone, conversationId, '想学 Python'));
    expect(committed).toMatchObject({ seq: 2 });
    expect(await bot.transcript(conversationId)).toHaveLength(2);
    expect(await typing).toMatchObject({ conversationId, typing: true, by: 'bot' });
    slow.resolve(list());
    const activities = await onPhone;
    expect(activities.map(({ channelData }) => channelData.seq)).toEqual([2, 3]);
    expect(activities[0]).toMatchObject({ id: committed.activityId, text: '想学 Python' });
    expect(activities[1]).toMatchObject({ replyToId: committed.activityId });
    expect(await onLaptop).toEqual(activities);
    expect(await bot.transcript(conversationId)).toEqual([expect.anything(), ...activities]);
  });

  it('a client that was away gets exactly what it missed', async () => {
    const learnerId = await bot.newLearner();
    const before = open(learnerId);
    const { conversationId, lastSeq } = await join(before);
    before.disconnect();
    await bot.ask({ learnerId, conversationId }, '我的订单');
    const after = open(learnerId);
    const again = await ask<OpenedConversation>(after, 'conversation:open', {
      conversationId,
      afterSeq: lastSeq,
      language: 'zh',
      surface: 'web',
    });
    expect(data(again).activities.map(({ channelData }) => channelData.seq)).toEqual([2, 3]);
  });

  it('refuses a token that proves nothing, with its code', async () => {
    for (const token of ['forged', '']) {
      const refused = await once<Error & { data: { code: string } }>(open(token), 'connect_error');
      expect(refused.data).toMatchObject({ code: 'not_found', message: { en: expect.any(String) } });
    }
  });

  it('a token of A never reads, hears, writes or clicks in the thread of B', async () => {
    const [a, b] = [await bot.newLearner(), await bot.newLearner()];
    const [ofA, ofB] = [open(a), open(b)];
    const { conversationId } = await join(ofB);
    await join(ofA);
    house.impressions.set('imp_b', shown('imp_b', b, conversationId));
    const leaked: unknown[] = [];
    ofA.on('activity:added', (activity) => leaked.push(activity));
    const attempts = [
      ['conversation:open', { conversationId, afterSeq: 0, language: 'zh', surface: 'web' }],
      ['message:send', { conversationId, clientMessageId: 'not-my-thread', text: 'hello' }],
      ['card:click', { conversationId, impressionId: 'imp_b', button: 'buy' }],
      ['language:set', { conversationId, language: 'en' }],
    ] as const;
    for (const [name, body] of attempts) {
      const refusal = await ask(ofA, name, body);
      expect(refusal).toEqual(await ask(ofA, name, { ...body, conversationId: 'conv_none' }));
      expect(refusal).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
    const answered = heard(ofB, 2);
    await send(ofB, conversationId, '谢谢');
    await answered;
    // A's own answer comes after everything that was sent before it.
    await ask(ofA, 'language:set', { conversationId, language: 'en' });
    expect(leaked).toEqual([]);
    expect(await bot.transcript(conversationId)).toHaveLength(3);
  });

  it('refuses what has not the declared form, also roles and cards from a browser', async () => {
    const learnerId = await bot.newLearner();
    const client = open(learnerId);
    const { conversationId } = await join(client);
    const message = { conversationId, clientMessageId: 'a-good-message', text: 'hi' };
    const bad = [
      { ...message, sender: 'bot' },
      { ...message, attachments: [{ contentType: 'application/vnd.tilltalk.receipt+json' }] },
      { ...message, text: 'x'.repeat(4_001) },
      { ...message, text: 7 },
      { ...message, clientMessageId: 'short' },
      null,
      [],
    ];
    for (const body of bad) {
      expect(await ask(client, 'message:send', body)).toMatchObject({
        ok: false,
        error: { code: 'invalid_request' },
      });
    }
    client.emit('message:send', message, 'not a function');
    client.emit('payment:succeeded', { orderId: 'ord_1' });
    await ask(client, 'language:set', { conversationId, language: 'en' });
    await bot.deps.turns.idle();
    const texts = (await bot.transcript(conversationId)).map(({ channelData }) => channelData.sender);
    expect(texts).toEqual(['bot', 'learner', 'bot']);
  });

  it('notes a click on a card that was shown to this learner', async () => {
    const learnerId = await bot.newLearner();
    const client = open(learnerId);
    const { conversationId } = await join(client);
    house.impressions.set('imp_1', shown('imp_1', learnerId, conversationId));
    house.impressions.set('imp_other', shown('imp_other', await bot.newLearner(), 'conv_other'));
    const click = (impressionId: string) =>
      ask(client, 'card:click', { conversationId, impressionId, button: 'buy' });
    expect(await click('imp_1')).toEqual({ ok: true, data: null });
    expect(await click('imp_other')).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(await click('imp_none')).toMatchObject({ ok: false, error: { code: 'not_found' } });
    const events = await opened.db.query
      .selectFrom('domain_event')
      .selectAll()
      .where('conversationId', '=', conversationId)
      .where('type', '=', 'impression.clicked')
      .execute();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ subjectId: 'imp_1', learnerId });
    expect(JSON.parse(events[0]?.payload ?? '')).toMatchObject({ button: 'buy', productId: 'prd_imp_1' });
  });

  it('tells a learner, and only that learner, that a checkout changed', async () => {
    const [a, b] = [await bot.newLearner(), await bot.newLearner()];
    const [ofA, ofB] = [open(a), open(b)];
    await Promise.all([join(ofA), join(ofB)]);
    const leaked: unknown[] = [];
    ofB.on('checkout:changed', (event) => leaked.push(event));
    const told = once(ofA, 'checkout:changed');
    bot.deps.broadcast.publish('checkout', { checkoutId: 'co_1', learnerId: a });
    expect(await told).toEqual({ checkoutId: 'co_1' });
    await join(ofB);
    expect(leaked).toEqual([]);
  });

  it('a guest who signed in elsewhere hears nothing more of the threads that moved', async () => {
    const [guest, learner] = [await bot.newLearner(), await bot.newLearner()];
    const ofGuest = open(guest);
    const { conversationId } = await join(ofGuest);
    await opened.db.transact((tx) =>
      moveConversations(bot.deps, tx, { fromLearnerId: guest, toLearnerId: learner }),
    );
    const leaked: unknown[] = [];
    ofGuest.on('activity:added', (activity) => leaked.push(activity));
    const ofLearner = open(learner);
    expect((await join(ofLearner)).conversationId).toBe(conversationId);
    const answered = heard(ofLearner, 2);
    await send(ofLearner, conversationId, '谢谢');
    await answered;
    expect(await send(ofGuest, conversationId, 'still me')).toMatchObject({ error: { code: 'not_found' } });
    expect(leaked).toEqual([]);
  });
});

function shown(impressionId: string, learnerId: string, conversationId: string): ShownImpression {
  return {
    impressionId,
    recommendationId: 'rec_1',
    productId: `prd_${impressionId}`,
    learnerId,
    conversationId,
  };
}

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestSqlite } from '../kernel/db/engines.testing.ts';
import { limits } from '../kernel/limits.ts';
import { CONVERSATION_TOPIC } from './conversation/deliver.ts';
import { tellPiece } from './conversation/stream.ts';
import { tellTyping } from './conversation/typing.ts';
import type { ConversationSummary } from './conversation/wire.ts';
import { ask, data, heard, join, once, openSocketHouse, type SocketHouse, send } from './sockets.testing.ts';
import type { Activity } from './wire.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let house: SocketHouse;
beforeAll(async () => {
  opened = await openTestSqlite();
});
beforeEach(async () => {
  house = await openSocketHouse(opened.db, { perMinute: { message: 100, event: 1_000 } });
});
afterEach(() => house.close());
afterAll(() => opened.remove());

const device = async (learnerId: string) => {
  const client = house.open(learnerId);
  return { client, ...(await join(client)) };
};

it('what is read on one device is told to the others, and reopened it is still read', async () => {
  const learnerId = await house.bot.newLearner();
  const [phone, laptop] = [await device(learnerId), await device(learnerId)];
  const { conversationId } = phone;
  expect(phone.marks).toEqual({ deliveredSeq: 0, readSeq: 0, agentReadSeq: 0 });
  await send(phone.client, conversationId, '谢谢');
  await house.bot.deps.turns.idle();
  const told = once(laptop.client, 'read:changed');
  await ask(phone.client, 'conversation:read', { conversationId, deliveredSeq: 3, readSeq: 2 });
  expect(await told).toEqual({
    conversationId,
    marks: { deliveredSeq: 3, readSeq: 2, agentReadSeq: 0 },
  });
  const seen = once(phone.client, 'read:changed');
  house.deps.readMarks.note(conversationId, { agentReadSeq: 2 });
  expect(await seen).toMatchObject({ marks: { agentReadSeq: 2 } });
  expect((await device(learnerId)).marks).toEqual({ deliveredSeq: 3, readSeq: 2, agentReadSeq: 2 });
});

it('a mark in the thread of another is refused as if there were no such thread', async () => {
  const [a, b] = [await device(await house.bot.newLearner()), await device(await house.bot.newLearner())];
  for (const name of ['conversation:read', 'typing:set']) {
    const body = { conversationId: b.conversationId, deliveredSeq: 1, readSeq: 1 };
    const asked = name === 'typing:set' ? { conversationId: b.conversationId } : body;
    expect(await ask(a.client, name, asked)).toMatchObject({ ok: false, error: { code: 'not_found' } });
  }
});

it('another thread is begun once, listed with what is unread, and heard while the first is shown', async () => {
  const learnerId = await house.bot.newLearner();
  const [phone, laptop] = [await device(learnerId), await device(learnerId)];
  await send(phone.client, phone.conversationId, '第一段对话');
  await house.bot.deps.turns.idle();
  const begin = async () =>
    data(
      await ask<{ conversationId: string }>(phone.client, 'conversation:new', {
        language: 'zh',
        surface: 'web',
      }),
    ).conversationId;
  const [second, again] = [await begin(), await begin()];
  expect(second).not.toBe(phone.conversationId);
  expect(again).toBe(second);
  const onLaptop = heard(laptop.client, 1);
  await send(phone.client, second, '第二段对话');
  expect((await onLaptop)[0]?.conversation.id).toBe(second);
  await house.bot.deps.turns.idle();
  await ask(phone.client, 'conversation:read', {
    conversationId: phone.conversationId,
    deliveredSeq: 3,
    readSeq: 3,
  });
  await house.deps.readMarks.flush();
  const list = data(await ask<ConversationSummary[]>(laptop.client, 'conversation:list', {}));
  expect(list).toMatchObject([
    { conversationId: second, title: '第二段对话', unread: 2, owner: 'bot', lastMessage: { sender: 'bot' } },
    { conversationId: phone.conversationId, title: '第一段对话', unread: 0 },
  ]);
  expect((await join(laptop.client, { conversationId: second })).activities).toHaveLength(3);
});

it('who writes is told to the other side only, with how long that holds', async () => {
  const { client, conversationId } = await device(await house.bot.newLearner());
  const told: unknown[] = [];
  const stop = house.bot.deps.broadcast.subscribe('typing', (view) => told.push(view));
  const seen = once(client, 'typing:changed');
  await ask(client, 'typing:set', { conversationId });
  tellTyping(house.bot.deps, { conversationId, typing: true, by: 'agent', name: '小陈' });
  const ttlMs = limits.typingTtlMs;
  // The learner's own sign went before it: had it been sent back, it would have come first.
  expect(await seen).toEqual({ conversationId, typing: true, by: 'agent', name: '小陈', ttlMs });
  expect(told[0]).toEqual({ conversationId, typing: true, by: 'learner', ttlMs });
  stop();
});

it('a client that reads too slowly is ended before what waits fills the memory, and catches up later', async () => {
  const learnerId = await house.bot.newLearner();
  const { client, conversationId, activities } = await device(learnerId);
  const { _socket: line } = (
    client.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }
  ).ws;
  line.pause();
  const long = { ...activities[0], text: '长'.repeat(20_000) } as Activity;
  const flood = () => {
    const told = { conversationId, learnerId, activities: Array.from({ length: 40 }, () => long) };
    house.bot.deps.broadcast.publish(CONVERSATION_TOPIC, told);
  };
  const slow = async () =>
    (await house.deps.meter.text()).match(/^tilltalk_sockets_slow_total (\d+)/m)?.[1] ?? '0';
  for (let round = 0; round < 100 && (await slow()) === '0'; round += 1) flood();
  expect(await slow()).toBe('1');
  line.resume();
  expect((await device(learnerId)).activities).toEqual(activities);
});

it('a reply that grows is shown to every device of the thread, and to nobody else', async () => {
  const learnerId = await house.bot.newLearner();
  const [phone, laptop, other] = [
    await device(learnerId),
    await device(learnerId),
    await device(await house.bot.newLearner()),
  ];
  const leaked: unknown[] = [];
  other.client.on('activity:typing', (piece) => leaked.push(piece));
  const seen = [once(phone.client, 'activity:typing'), once(laptop.client, 'activity:typing')];
  const info = { streamId: 'act_1_1', streamType: 'streaming', streamSequence: 1 } as const;
  const { conversationId } = phone;
  tellPiece(house.bot.deps, { conversationId, replyToId: 'act_1', text: 'It has', ...info });
  for (const piece of await Promise.all(seen)) {
    expect(piece).toMatchObject({
      type: 'typing',
      text: 'It has',
      entities: [{ type: 'streaminfo', ...info }],
    });
  }
  await join(other.client);
  expect(leaked).toEqual([]);
  expect(await house.bot.transcript(conversationId)).toHaveLength(1);
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestSqlite } from '../kernel/db/engines.testing.ts';
import { deferred } from '../kernel/deferred.ts';
import { limits } from '../kernel/limits.ts';
import { ask, join, once, openSocketHouse, type SocketHouse, send, TOKEN_TTL_MS } from './sockets.testing.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let house: SocketHouse;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterEach(() => house.close());
afterAll(() => opened.remove());

const refusal = (code: string) => ({ ok: false, error: { code } });

describe('limits of socket events', () => {
  const begin = async (options: Parameters<typeof openSocketHouse>[1]) => {
    house = await openSocketHouse(opened.db, options);
    const learnerId = await house.bot.newLearner();
    const [one, two] = [house.open(learnerId), house.open(learnerId)];
    return { one, two, learnerId, conversationId: (await join(one)).conversationId };
  };

  it('limits messages per learner over all sockets, and says when the next may come', async () => {
    const { one, two, conversationId } = await begin({ perMinute: { message: 8 } });
    const acks = await Promise.all(
      Array.from({ length: 10 }, (_, index) => send(index % 2 ? one : two, conversationId, '谢谢')),
    );
    const refused = acks.filter((ack) => !ack.ok);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ error: { code: 'rate_limited', retryAfterMs: 8_000 } });
    house.bot.pass(8_000);
    expect((await send(one, conversationId, '谢谢')).ok).toBe(true);
  });

  it('limits messages per conversation, and the next thread is free', async () => {
    const { one, two, conversationId } = await begin({ perMinute: { message: 100, conversation: 2 } });
    const acks = await Promise.all([1, 2, 3].map(() => send(one, conversationId, '谢谢')));
    expect(acks.filter((ack) => ack.ok)).toHaveLength(2);
    const other = await ask<{ conversationId: string }>(two, 'conversation:new', {
      language: 'zh',
      surface: 'web',
    });
    if (!other.ok) throw new Error(other.error.code);
    expect((await send(two, other.data.conversationId, '谢谢')).ok).toBe(true);
  });

  it('limits events and connections per address', async () => {
    const { one, learnerId } = await begin({ perMinute: { address: 4 } });
    expect(await ask(one, 'conversation:list', {})).toMatchObject({ ok: true });
    expect(await ask(one, 'conversation:list', {})).toMatchObject(refusal('rate_limited'));
    const refused = await once<Error & { data: object }>(house.open(learnerId), 'connect_error');
    expect(refused.data).toMatchObject({ code: 'rate_limited', retryAfterMs: 15_000 });
  });

  it('a socket that asks for more than it can be given at once is told to wait', async () => {
    const gate = deferred<void>();
    const { one, conversationId } = await begin({
      perMinute: { event: 1_000 },
      impressionsRead: gate.promise,
    });
    const click = () => ask(one, 'card:click', { conversationId, impressionId: 'imp_none', button: 'buy' });
    const held = Array.from({ length: limits.socketEventsAtOnceMax }, click);
    expect(await click()).toMatchObject({
      error: { code: 'rate_limited', retryAfterMs: limits.overloadRetryMs },
    });
    gate.resolve();
    await Promise.all(held);
    expect(await click()).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('tokens that end', () => {
  it('closes a socket whose token has ended, having told it', async () => {
    house = await openSocketHouse(opened.db);
    const learnerId = await house.bot.newLearner();
    const [client, idle] = [house.open(learnerId), house.open(learnerId)];
    const { conversationId } = await join(client);
    await join(idle);
    house.bot.pass(TOKEN_TTL_MS);
    const told = [once(client, 'session:expired'), once(client, 'disconnect')];
    expect(await send(client, conversationId, '还在吗')).toMatchObject(refusal('session_expired'));
    expect((await Promise.all(told))[1]).toBe('io server disconnect');
    const swept = once(idle, 'disconnect');
    house.sockets.closeExpired();
    expect(await swept).toBe('io server disconnect');
    expect(await house.bot.transcript(conversationId)).toHaveLength(1);
  });

  it('a token is renewed on the open socket, by the same person only', async () => {
    house = await openSocketHouse(opened.db);
    const [learnerId, other] = [await house.bot.newLearner(), await house.bot.newLearner()];
    const client = house.open(learnerId);
    const { conversationId } = await join(client);
    house.bot.pass(TOKEN_TTL_MS - 10_000);
    expect(await ask(client, 'session:renew', { token: other })).toMatchObject(refusal('not_found'));
    expect(await ask(client, 'session:renew', { token: `${learnerId}#2` })).toEqual({ ok: true, data: null });
    house.bot.pass(TOKEN_TTL_MS - 10_000);
    house.sockets.closeExpired();
    expect((await send(client, conversationId, '谢谢')).ok).toBe(true);
  });
});

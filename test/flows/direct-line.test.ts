import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectionStatus } from 'botframework-directlinejs';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { directLineOf } from '../../src/app/direct-line.ts';
import { payLinkMaker } from '../../src/app/pay-links.ts';
import { deliver } from '../../src/bot/conversation/deliver.ts';
import { tellPiece } from '../../src/bot/conversation/stream.ts';
import { tellTyping } from '../../src/bot/conversation/typing.ts';
import { tellRefreshed } from '../../src/bot/direct-line/refreshed.ts';
import { findThread } from '../../src/bot/direct-line/store.ts';
import { type DirectLineDeps, directLineRoutes, directLineSockets } from '../../src/bot/index.ts';
import { payLinkTo } from '../../src/checkout/index.ts';
import { limits } from '../../src/kernel/limits.ts';
import { createRateLimit } from '../../src/kernel/rate-limit.ts';
import { apiWith } from '../support/api.ts';
import {
  connectClient,
  DIRECT_LINE_SECRET,
  directLineCall,
  generateToken,
  type Opened,
  type Received,
} from '../support/direct-line.ts';
import { hostToken, NO_SANDBOX, startTill, type Till } from '../support/till.ts';
import { until as untilIs } from '../support/until.ts';

let till: Till;
const open: { close(): void }[] = [];
beforeAll(async () => {
  till = await startTill({ DIRECT_LINE_SECRETS: DIRECT_LINE_SECRET, SANDBOX_URL: NO_SANDBOX });
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(() => till.close());

function connect(options: Parameters<typeof connectClient>[1]) {
  const connected = connectClient(till, options);
  open.push(connected);
  return connected;
}

async function begin(body: object = {}): Promise<Opened> {
  const { token } = await generateToken(till, body);
  return (await directLineCall<Opened>(till, ['POST', '/conversations'], { token })).body;
}

/** What a stream answers: 101 when it opens. */
async function refused(url: string, origin?: string): Promise<number> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin });
  const answer = await new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0));
    socket.on('open', () => resolve(101));
    socket.on('error', () => {});
  });
  socket.terminate();
  return answer;
}

function payloadOf(token: string): { iat: number; exp: number } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

const until = (isSo: () => boolean | Promise<boolean>) => untilIs(async () => isSo(), Boolean);
const path = ({ conversationId }: Opened, rest = '') => `/conversations/${conversationId}${rest}`;
const message = (text: string, more: object = {}) => ({ type: 'message', from: { id: 'u1' }, text, ...more });

async function transcriptOf(opened: Opened, watermark = ''): Promise<Received[]> {
  const page = await directLineCall<{ activities: Received[] }>(
    till,
    ['GET', path(opened, `/activities?watermark=${watermark}`)],
    { token: opened.token },
  );
  return page.body.activities;
}

describe('the real Direct Line client', () => {
  it('goes online, hears the greeting, and gets its own words back under the id that the post was given', async () => {
    const { token } = await generateToken(till);
    const { received, statuses, say } = connect({ token });
    const id = await say('你好', { channelData: { clientActivityID: 'made-by-web-chat' } });
    const messages = () => received.filter(({ type }) => type === 'message');
    await until(() => messages().length >= 3);
    expect(statuses).toContain(ConnectionStatus.Online);
    const [greeting, mine, reply] = messages();
    expect(greeting).toMatchObject({ type: 'message', channelId: 'directline', from: { role: 'bot' } });
    expect(mine).toMatchObject({
      id,
      text: '你好',
      from: { id: 'u1', role: 'user' },
      channelData: { clientActivityID: 'made-by-web-chat' },
    });
    expect(reply).toMatchObject({ replyToId: id, from: { role: 'bot' } });
  });

  it('hears the same over polling as over its socket, each once and in order', async () => {
    const { token } = await generateToken(till);
    const streaming = connect({ token });
    await streaming.say('推荐一门 Python 课');
    await until(() => streaming.received.length >= 3);
    const polling = connect({ token, webSocket: false });
    await polling.say('谢谢');
    const texts = (received: readonly Received[]) => received.filter(({ type }) => type === 'message');
    await until(() => texts(streaming.received).length >= 5 && texts(polling.received).length >= 5);
    const ids = texts(streaming.received).map(({ id }) => id);
    expect(texts(polling.received).map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is told that its token has expired, and goes on with a new one without losing anything', async () => {
    const { token } = await generateToken(till);
    const { client, received, statuses, say } = connect({ token, webSocket: false });
    await say('一');
    await until(() => received.length >= 3);
    const { conversationId } = client as unknown as { conversationId: string };
    client.reconnect({ conversationId, token: 'not-a-token', streamUrl: '' });
    expect(await say('二')).toBe('retry');
    expect(statuses.at(-1)).toBe(ConnectionStatus.ExpiredToken);
    const anew = await directLineCall<Opened>(till, ['GET', `/conversations/${conversationId}`], {
      token: DIRECT_LINE_SECRET,
    });
    client.reconnect(anew.body);
    // Around a change of its token the client may have two questions under way and hear the same answer to both.
    const settled = await say('回来了');
    await until(() => received.some((activity) => activity.id === settled));
    const id = await say('二');
    await until(() => received.some((activity) => activity.id === id));
    expect(received.filter(({ text }) => text === '二')).toHaveLength(1);
  });

  it('does not begin with a token that is not ours', async () => {
    const { statuses, received } = connect({ token: 'not-a-token' });
    await until(() => statuses.at(-1) === ConnectionStatus.FailedToConnect);
    expect(received).toEqual([]);
  });

  it('ends when its conversation is not there any more', async () => {
    const { token, conversationId } = await begin();
    const { received, statuses } = connect({ token, webSocket: false });
    await until(() => received.length >= 1);
    const other = await till.guest();
    await till.db.query
      .updateTable('conversation')
      .set({ learnerId: other.learnerId })
      .where('conversationId', '=', conversationId)
      .execute();
    await until(() => statuses.at(-1) === ConnectionStatus.Ended);
  });

  it('is asked to send again when the bot fails, and the same message is then taken once', async () => {
    const { token, conversationId } = await generateToken(till);
    const { say, received } = connect({ token });
    await until(() => received.length === 1);
    const failing = till.db.query;
    await failing.schema.alterTable('activity').renameTo('activity_away').execute();
    const sent = { channelData: { clientActivityID: 'once-only' } };
    expect(await say('在吗', sent)).toBe('retry');
    await failing.schema.alterTable('activity_away').renameTo('activity').execute();
    const id = await say('在吗', sent);
    expect(await say('在吗', sent)).toBe(id);
    await until(() => received.some(({ replyToId }) => replyToId === id));
    const mine = (await transcriptOf({ conversationId, token } as Opened)).filter(
      ({ text }) => text === '在吗',
    );
    expect(mine).toHaveLength(1);
  });
});

describe('a stream', () => {
  const listen = (url: string) => {
    const socket = new WebSocket(url);
    const activities: Received[] = [];
    const watermarks: (string | undefined)[] = [];
    const closed = new Promise<string>((resolve) =>
      socket.on('close', (_code, reason) => resolve(String(reason))),
    );
    socket.on('message', (frame) => {
      const set = JSON.parse(String(frame)) as { activities: Received[]; watermark?: string };
      activities.push(...set.activities.filter(({ type }) => type === 'message'));
      if (set.watermark !== undefined) watermarks.push(set.watermark);
    });
    socket.on('error', () => {});
    open.push({ close: () => socket.terminate() });
    return { socket, activities, watermarks, closed };
  };

  it('that broke off goes on after its watermark with exactly what was missed, in order', async () => {
    const opened = await begin();
    const first = listen(opened.streamUrl);
    await until(() => first.watermarks.length > 0);
    first.socket.terminate();
    const sent: string[] = [];
    for (const text of ['一', '二', '三']) {
      const { body } = await directLineCall<{ id: string }>(till, ['POST', path(opened, '/activities')], {
        token: opened.token,
        body: message(text),
      });
      sent.push(body.id);
    }
    await until(async () => (await transcriptOf(opened)).length === 7);
    const again = await directLineCall<Opened>(
      till,
      ['GET', path(opened, `?watermark=${first.watermarks.at(-1)}`)],
      {
        token: opened.token,
      },
    );
    const second = listen(again.body.streamUrl);
    await until(() => second.activities.length === 6);
    expect(second.activities.map(({ id }) => id).filter((id) => sent.includes(id ?? ''))).toEqual(sent);
    expect(second.activities.map(({ id }) => id)).toEqual(
      (await transcriptOf(opened)).slice(1).map(({ id }) => id),
    );
    expect(second.watermarks.at(-1)).toBe('7');
    const page = (await transcriptOf(opened)).slice(5);
    expect(await transcriptOf(opened, '5')).toEqual(page);
    // Without a watermark a client hears what comes later, and none of what was.
    const unmarked = await directLineCall<Opened>(till, ['GET', path(opened)], { token: opened.token });
    const third = listen(unmarked.body.streamUrl);
    const { body: fourth } = await directLineCall<{ id: string }>(
      till,
      ['POST', path(opened, '/activities')],
      { token: opened.token, body: message('四') },
    );
    await until(() => third.activities.length === 2);
    expect(third.activities[0]?.id).toBe(fourth.id);
  });

  it('of a second client hears the same; an empty frame means nothing; typing has no watermark', async () => {
    const opened = await begin();
    const [one, two] = [listen(opened.streamUrl), listen(opened.streamUrl)];
    await until(() => one.watermarks.length > 0 && two.watermarks.length > 0);
    one.socket.send('');
    await directLineCall(till, ['POST', path(opened, '/activities')], {
      token: opened.token,
      body: message('你好'),
    });
    await until(() => one.activities.length === 3 && two.activities.length === 3);
    expect(two.activities).toEqual(one.activities);
  });

  it('tells a reply as it grows, the same message whole at its end, and who is typing at most every few seconds', async () => {
    const opened = await begin();
    const { conversationId } = opened;
    const { broadcast, bot } = till.running.house;
    const { client, received } = connect({ token: opened.token });
    await until(() => received.length > 0);
    const streamId = `act_streamed_${conversationId}`;
    const piece = { conversationId, replyToId: 'act_asked', streamId };
    for (const [index, text] of ['学 Python', '学 Python 从这里'].entries()) {
      tellPiece({ broadcast }, { ...piece, streamType: 'streaming', streamSequence: index + 1, text });
    }
    tellPiece({ broadcast }, { ...piece, streamType: 'final', streamSequence: 3, text: '' });
    tellTyping({ broadcast }, { conversationId, typing: true, by: 'agent' });
    tellTyping({ broadcast }, { conversationId, typing: true, by: 'agent' });
    await deliver(bot, {
      conversationId,
      sender: 'bot',
      senderId: 'tilltalk-bot',
      entries: [{ activityId: streamId, content: () => ({ text: '学 Python 从这里开始。' }) }],
    });
    await until(() => received.some(({ id }) => id === streamId));
    const streamed = received.filter(({ entities }) => entities !== undefined);
    expect(streamed.map(({ type, text, entities }) => [type, text, entities])).toEqual([
      ['typing', '学 Python', [{ type: 'streaminfo', streamId, streamType: 'streaming', streamSequence: 1 }]],
      [
        'typing',
        '学 Python 从这里',
        [{ type: 'streaminfo', streamId, streamType: 'streaming', streamSequence: 2 }],
      ],
      ['message', '学 Python 从这里开始。', [{ type: 'streaminfo', streamId, streamType: 'final' }]],
    ]);
    const typing = received.filter(({ type, entities }) => type === 'typing' && entities === undefined);
    expect(typing).toHaveLength(1);
    // What only passes by moves no watermark.
    expect((client as unknown as { watermark: string }).watermark).toBe('2');
  });

  it('hears a person who answers, by name, and the news about money', async () => {
    const opened = await begin();
    const { received } = connect({ token: opened.token });
    await until(() => received.length > 0);
    await deliver(till.running.house.bot, {
      conversationId: opened.conversationId,
      sender: 'agent',
      senderId: 'stf_1',
      entries: [
        {
          activityId: `act_by_${opened.conversationId}`,
          content: () => ({ text: '我来看看', fromName: '小林' }),
        },
      ],
    });
    await until(() => received.some(({ text }) => text === '我来看看'));
    expect(received.at(-1)).toMatchObject({ from: { id: 'stf_1', name: '小林', role: 'bot' } });
  });

  it('beyond those that one conversation may have closes the one that came first, and nothing is lost', async () => {
    const opened = await begin();
    const clients = Array.from({ length: limits.directLineStreamsPerConversationMax + 1 }, () =>
      listen(opened.streamUrl),
    );
    await directLineCall(till, ['POST', path(opened, '/activities')], {
      token: opened.token,
      body: message('你好'),
    });
    const closings = await Promise.race(clients.map(({ closed }) => closed));
    expect(closings).toBe('collision');
    const isOpen = ({ socket }: (typeof clients)[number]) => socket.readyState <= WebSocket.OPEN;
    const heard = clients.filter(isOpen);
    expect(heard).toHaveLength(limits.directLineStreamsPerConversationMax);
    await until(() => heard.every(({ activities }) => activities.length === 3));
    const [closed] = clients.filter((client) => !isOpen(client));
    const watermark = closed?.watermarks.at(-1) ?? '';
    const anew = await directLineCall<Opened>(till, ['GET', path(opened, `?watermark=${watermark}`)], {
      token: opened.token,
    });
    const again = listen(anew.body.streamUrl);
    await until(() => (closed?.activities.length ?? 0) + again.activities.length === 3);
  });

  it('ends with its token, unless that was refreshed, and when nobody answers at the other end', async () => {
    const { house } = till.running;
    const [ending, refreshed] = [await begin(), await begin()];
    const server = createServer();
    let aheadMs = 0;
    const clock = { ...house.clock, wallMs: () => house.clock.wallMs() + aheadMs };
    const sockets = directLineSockets(server, { ...directLineOf(house), clock });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const at = ({ streamUrl }: Opened) => listen(streamUrl.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`));
    const [one, two, silent] = [at(ending), at(refreshed), at(refreshed)];
    await until(() => [one, two, silent].every(({ watermarks }) => watermarks.length > 0));
    aheadMs = limits.directLineTokenTtlMs / 2;
    const { conversationId } = refreshed;
    const thread = await findThread(house.db.query, conversationId);
    tellRefreshed(
      { broadcast: house.broadcast, clock },
      { conversationId, learnerId: thread?.learnerId ?? '' },
    );
    aheadMs = limits.directLineTokenTtlMs + 1;
    sockets.sweep();
    expect(await one.closed).toBe('TokenExpired');
    expect(two.socket.readyState).toBe(WebSocket.OPEN);
    // A client answers a ping by itself; one that hangs does not, and is not waited for twice.
    silent.socket.pause();
    sockets.sweep();
    sockets.sweep();
    silent.socket.resume();
    await silent.closed;
    sockets.close();
    server.closeAllConnections();
    server.close();
  });

  it('is opened by its own ticket only: within a minute, for its conversation, from a trusted page', async () => {
    const [mine, other] = [await begin(), await begin()];
    expect(await refused(mine.streamUrl)).toBe(101);
    expect(await refused(mine.streamUrl, 'http://localhost:3080')).toBe(101);
    expect(await refused(mine.streamUrl, 'https://evil.example')).toBe(403);
    expect(await refused(mine.streamUrl.replace(/t=.*/, `t=${mine.token}`))).toBe(403);
    expect(await refused(mine.streamUrl.replace(mine.conversationId, other.conversationId))).toBe(404);
  });

  it('is opened within its ticket’s minute, and not after it', async () => {
    const { house } = till.running;
    const { streamUrl } = await begin();
    const server = createServer();
    let aheadMs = 0;
    const clock = { ...house.clock, wallMs: () => house.clock.wallMs() + aheadMs };
    const sockets = directLineSockets(server, { ...directLineOf(house), clock });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = streamUrl.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`);
    const { iat, exp } = payloadOf(new URL(url).searchParams.get('t') ?? '');
    expect((exp - iat) * 1_000).toBe(60_000);
    // By the ticket's own instants, so that a slow machine is as far as any other.
    const at = (ms: number) => {
      aheadMs = ms - house.clock.wallMs();
    };
    at(exp * 1_000 - 10_000);
    expect(await refused(url)).toBe(101);
    at(exp * 1_000);
    expect(await refused(url)).toBe(403);
    sockets.close();
    server.closeAllConnections();
    server.close();
  });
});

describe('a token', () => {
  it('opens its own conversation and no other; the other does not exist for it', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    for (const rest of ['', '/activities']) {
      const read = await directLineCall(till, ['GET', path(theirs, rest)], { token: mine.token });
      expect([read.status, read.body.error.code]).toEqual([404, 'NotFound']);
    }
    const posted = await directLineCall(till, ['POST', path(theirs, '/activities')], {
      token: mine.token,
      body: message('嗨'),
    });
    expect(posted.status).toBe(404);
    expect(await transcriptOf(theirs)).toHaveLength(1);
  });

  it('begins its conversation once (201, then 200), is refreshed while it lives, and needs to be there', async () => {
    const { token, conversationId, expires_in } = await generateToken(till);
    expect(expires_in).toBe(1800);
    const first = await directLineCall<Opened>(till, ['POST', '/conversations'], {
      token,
      body: { locale: 'en-US' },
    });
    const second = await directLineCall<Opened>(till, ['POST', '/conversations'], { token });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect([first.body.conversationId, second.body.conversationId]).toEqual([conversationId, conversationId]);
    expect((await transcriptOf(first.body))[0]?.['locale']).toBe('en-US');
    const refreshed = await directLineCall<Opened>(till, ['POST', '/tokens/refresh'], { token });
    expect(refreshed.body).toMatchObject({ conversationId, expires_in: 1800 });
    const none = await directLineCall(till, ['POST', '/conversations']);
    expect([none.status, none.body.error.code]).toEqual([401, 'MissingCredentials']);
    const bad = await directLineCall(till, ['POST', '/tokens/refresh'], { token: `${token}x` });
    expect([bad.status, bad.body.error.code]).toEqual([403, 'TokenExpired']);
    const client = await directLineCall(till, ['POST', '/tokens/generate'], { token, body: {} });
    expect([client.status, client.body.error.code]).toEqual([403, 'Forbidden']);
    const session = await directLineCall(till, ['GET', '/session/getsessionid'], { token });
    expect(session.status).toBe(200);
  });

  it('that names a user speaks for no other, and nobody takes a name that only tokens give', async () => {
    const named = await begin({ user: { id: 'dl_mai' } });
    const asOther = (id: string, opened: Opened) =>
      directLineCall(till, ['POST', path(opened, '/activities')], {
        token: opened.token,
        body: { type: 'message', from: { id }, text: '嗨' },
      });
    expect((await asOther('dl_lin', named)).status).toBe(400);
    expect((await asOther('dl_mai', named)).status).toBe(200);
    expect((await asOther('dl_mai', await begin())).status).toBe(400);
    expect((await transcriptOf(named))[1]?.from.id).toBe('dl_mai');
  });

  it('is for the pages it was made for', async () => {
    const headers = { origin: 'https://evil.example' };
    const { token } = await generateToken(till, { trustedOrigins: ['http://localhost:3080'] });
    const foreign = await directLineCall(till, ['POST', '/conversations'], { token, headers });
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const ours = await directLineCall(till, ['POST', '/conversations'], {
      token,
      headers: { origin: 'http://localhost:3080' },
    });
    expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([
      201,
      'http://localhost:3080',
    ]);
    const asked = await directLineCall(till, ['OPTIONS', '/conversations'], {
      headers: { origin: 'http://localhost:3080' },
    });
    expect(asked.status).toBe(204);
    const wider = await directLineCall(till, ['POST', '/tokens/generate'], {
      token: DIRECT_LINE_SECRET,
      body: { trustedOrigins: ['https://evil.example'] },
    });
    expect([wider.status, wider.body.error.code]).toEqual([400, 'BadArgument']);
  });

  it('of a learner whom the host platform names is theirs: widget and client see one conversation', async () => {
    const name = 'mai-direct-line';
    const learner = await till.learner(name);
    const opened = await begin({ hostToken: await hostToken(name) });
    const row = await till.db.query
      .selectFrom('conversation')
      .select(['learnerId', 'channel'])
      .where('conversationId', '=', opened.conversationId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ learnerId: learner.learnerId, channel: 'direct_line' });
    const forged = await directLineCall(till, ['POST', '/tokens/generate'], {
      token: DIRECT_LINE_SECRET,
      body: { hostToken: 'made up' },
    });
    expect(forged.status).toBe(401);
  });
});

describe('what a client posts', () => {
  const post = (opened: Opened, body: unknown) =>
    directLineCall<{ id: string }>(till, ['POST', path(opened, '/activities')], {
      token: opened.token,
      body,
    });

  it('comes back whole, with what we do not know, and never with what only the server says', async () => {
    const opened = await begin();
    const posted = {
      ...message('你好'),
      from: { id: 'u1', name: 'Mai', role: 'bot', zebra: 1 },
      locale: 'zh-CN',
      textFormat: 'plain',
      entities: [{ type: 'ClientCapabilities', supportsListening: true }],
      zebra: { stripes: [1, 2, { deep: null }] },
      channelData: { clientActivityID: 'x'.repeat(40), foo: { bar: 1 }, seq: 99, sender: 'system' },
      attachments: [{ contentType: 'application/vnd.tilltalk.checkout+json', content: {} }],
      id: 'act_mine',
      suggestedActions: { actions: [] },
    };
    const { body } = await post(opened, posted);
    const mine = (await transcriptOf(opened)).find(({ id }) => id === body.id);
    expect(mine).toMatchObject({
      from: { id: 'u1', name: 'Mai', role: 'user', zebra: 1 },
      locale: 'zh-CN',
      textFormat: 'plain',
      entities: posted.entities,
      zebra: posted.zebra,
      channelData: { clientActivityID: 'x'.repeat(40), foo: { bar: 1 }, seq: 2, sender: 'learner' },
    });
    expect(mine).not.toHaveProperty('attachments');
    expect(mine).not.toHaveProperty('suggestedActions');
  });

  it('is masked before it is kept, wherever a card number stands', async () => {
    const opened = await begin();
    const card = '4111 1111 1111 1111';
    await post(opened, { ...message(`卡号 ${card}`), note: { [card]: [card], number: 4111111111111111 } });
    const kept = await till.db.query
      .selectFrom('activity')
      .select('content')
      .where('conversationId', '=', opened.conversationId)
      .execute();
    expect(JSON.stringify(kept)).not.toMatch(/4111[ ]?1111[ ]?1111/);
  });

  it('that is no message is taken and means nothing: no card, no event, no role of the bot (C6)', async () => {
    const opened = await begin();
    for (const activity of [
      { type: 'typing', from: { id: 'u1' } },
      { type: 'event', name: 'handoff.status', value: { state: 'accepted' }, from: { id: 'u1' } },
      { type: 'conversationUpdate', from: { id: 'u1' } },
    ]) {
      expect((await post(opened, activity)).status).toBe(200);
    }
    expect(await transcriptOf(opened)).toHaveLength(1);
  });

  it('has the form and size that the protocol allows', async () => {
    const opened = await begin();
    const wrong = [{}, { type: 'message' }, message(''), message('x'.repeat(4001)), [], 'text'];
    for (const body of wrong) {
      const { status, body: answer } = await post(opened, body);
      expect([status, answer.error.code]).toEqual([400, 'BadArgument']);
    }
    const large = await post(opened, { ...message('嗨'), zebra: 'x'.repeat(20_000) });
    expect([large.status, large.body.error.code]).toEqual([413, 'MessageSizeTooBig']);
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);
    const nested = await post(opened, { ...message('嗨'), zebra: deep });
    expect([nested.status, nested.body.error.code]).toEqual([413, 'MessageSizeTooBig']);
  });

  it('is limited per learner, with the time to wait', async () => {
    const { clock } = till.running.house;
    const messageLimit = createRateLimit(clock, { perMinute: 1 });
    const app = await serverOf({ ...directLineOf(till.running.house), messageLimit });
    const { token, conversationId } = await begin();
    const send = () =>
      app.inject({
        method: 'POST',
        url: `/v3/directline/conversations/${conversationId}/activities`,
        headers: { authorization: `Bearer ${token}` },
        payload: message('嗨'),
      });
    expect((await send()).statusCode).toBe(200);
    const refused = await send();
    expect([refused.statusCode, refused.json().error.code]).toEqual([429, 'TooManyRequests']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('opens a conversation again that was closed, with the bot', async () => {
    const opened = await begin();
    const { conversationId } = opened;
    const row = till.db.query.updateTable('conversation').where('conversationId', '=', conversationId);
    await row.set({ status: 'closed' }).execute();
    expect(await transcriptOf(opened)).toHaveLength(1);
    const { status, body } = await post(opened, message('还在吗'));
    expect(status).toBe(200);
    await until(async () => (await transcriptOf(opened)).some(({ replyToId }) => replyToId === body.id));
  });
});

describe('a link to pay', () => {
  const surface = 'mobile_web';
  const openLink = (token: string, openerKey = 'key-of-the-first-tab') =>
    fetch(`${till.url}/v1/pay-links/${token}/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ surface, openerKey }),
    }).then(async (answer) => ({
      status: answer.status,
      body: (await answer.json()) as { code: string; token: string; checkoutId: string },
    }));
  const tokenOf = (url: string) => url.split('/').at(-1) ?? '';
  const payLinks = () => payLinkMaker(till.running.house.checkout);

  it('stands on the card of a checkout for clients that cannot show ours, and in no transcript', async () => {
    const name = 'lin-direct-line';
    const learner = await till.learner(name);
    const opened = await begin({ hostToken: await hostToken(name) });
    const { conversationId } = opened;
    const { received } = connect({ token: opened.token });
    await until(() => received.length > 0);
    const { body: checkout } = await learner.start(await till.product(), { conversationId });
    const isCard = ({ attachments = [] }: Received) => attachments.length > 0;
    await until(() => received.some(isCard));
    const hero = received.find(isCard)?.attachments?.[0]?.content;
    const { buttons } = hero as { buttons: { type: string; title: string; value: string }[] };
    expect(buttons).toMatchObject([{ type: 'openUrl', title: '去付款' }]);
    const url = buttons[0]?.value ?? '';
    expect(url.startsWith(`${till.url}/pay/${checkout.checkoutId}.`)).toBe(true);
    const rows = await till.db.query
      .selectFrom('activity')
      .select('content')
      .where('conversationId', '=', conversationId)
      .execute();
    expect(JSON.stringify(rows)).not.toContain('/pay/');
    const first = await openLink(tokenOf(url));
    expect([first.status, first.body.checkoutId]).toEqual([200, checkout.checkoutId]);
  });

  it('opens this checkout and nothing else of its learner, whose wallet it does not even tell of', async () => {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const { body: other } = await learner.start(await till.product());
    const url = payLinks().payLinkTo(checkout) ?? '';
    const { body } = await openLink(tokenOf(url));
    const pass = apiWith(till.url, { token: body.token, learnerId: learner.learnerId });
    const view = await pass.view(checkout.checkoutId);
    expect([view.status, view.body.surface, 'wallet' in view.body]).toEqual([200, surface, false]);
    const refused = await Promise.all([
      pass.view(other.checkoutId),
      pass.call('GET', '/v1/orders'),
      pass.call('GET', '/v1/privacy/export'),
      pass.call('POST', `/v1/checkouts/${other.checkoutId}/cancel`, { key: 'k' }),
      pass.pay(checkout, { walletMinor: 1 }),
      pass.start(await till.product()),
    ]);
    expect(refused.map(({ status, body: answer }) => [status, answer.code])).toEqual(
      refused.map(() => [401, 'unauthenticated']),
    );
    const socket = io(till.url, { auth: { token: body.token }, transports: ['websocket'] });
    open.push(socket);
    const why = await new Promise<Error>((resolve) => socket.on('connect_error', resolve));
    expect(why.message).toBe('unauthenticated');
    expect(
      (await pass.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, { key: 'k2' })).status,
    ).toBe(200);
  });

  it('opens for one tab, which may ask again; it ends with its checkout, and cannot be made up', async () => {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const token = tokenOf(payLinks().payLinkTo(checkout) ?? '');
    expect((await openLink(token)).status).toBe(200);
    expect((await openLink(token)).status).toBe(200);
    const second = await openLink(token, 'key-of-another-tab');
    expect([second.status, second.body.code]).toEqual([410, 'pay_link_used']);
    const [checkoutId, , linkId, mac] = tokenOf(payLinks().payLinkTo(checkout) ?? '').split('.');
    const longer = await openLink([checkoutId, 'zzzzzzzz', linkId, mac].join('.'));
    expect([longer.status, longer.body.code]).toEqual([404, 'not_found']);
    const { clock, checkout: deps } = till.running.house;
    const soon = { checkoutId: checkout.checkoutId, expiresAtMs: clock.nowMs() + 60_000 };
    const earlier = { ...deps, clock: { ...clock, nowMs: () => clock.nowMs() - 3_600_000 } };
    const ended = payLinkTo(earlier, { ...soon, expiresAtMs: clock.nowMs() - 1 }) ?? '';
    const late = await openLink(tokenOf(ended));
    expect([late.status, late.body.code]).toEqual([410, 'pay_link_ended']);
    expect(payLinks().payLinkTo({ ...soon, expiresAtMs: clock.nowMs() - 1 })).toBeNull();
  });
});

describe('an upload', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = async (opened: Opened, activity: object | null, files: readonly Blob[]) => {
    const form = new FormData();
    if (activity !== null) {
      const type = 'application/vnd.microsoft.activity';
      form.append('activity', new Blob([JSON.stringify(activity)], { type }));
    }
    for (const file of files) form.append('file', file, 'screen.png');
    const answer = await fetch(`${till.url}/v3/directline${path(opened, '/upload?userId=u1')}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${opened.token}` },
      body: form,
    });
    return { status: answer.status, body: (await answer.json()) as { id: string; error: { code: string } } };
  };

  it('is a message with its files, which stand under links; sent again it is the same message', async () => {
    const opened = await begin();
    const activity = message('付不了款', { channelData: { clientActivityID: 'with-a-picture' } });
    const first = await upload(opened, activity, [new Blob([png], { type: 'image/png' })]);
    expect(first.status).toBe(200);
    expect((await upload(opened, activity, [new Blob([png])])).body).toEqual(first.body);
    const mine = (await transcriptOf(opened)).filter(({ from }) => from.id === 'u1');
    expect(mine).toMatchObject([
      {
        id: first.body.id,
        text: '付不了款',
        attachments: [{ contentType: 'image/png', name: 'screen.png' }],
      },
    ]);
    const [{ contentUrl } = { contentUrl: '' }] = (mine[0]?.attachments ?? []) as unknown as {
      contentUrl: string;
    }[];
    const shown = await fetch(contentUrl);
    expect([shown.status, Buffer.from(await shown.arrayBuffer()).equals(png)]).toEqual([200, true]);
  });

  it('by the real client brings its files with the words, under the names that it made them differ by', async () => {
    const { token } = await generateToken(till);
    const { received, say } = connect({ token });
    await until(() => received.length > 0);
    // A page gives the client addresses of what was picked; it reads them and posts the bytes.
    const picked = createServer((_request, response) => response.end(png)).listen(0, '127.0.0.1');
    await once(picked, 'listening');
    open.push({ close: () => void picked.close() });
    const contentUrl = `http://127.0.0.1:${(picked.address() as AddressInfo).port}/`;
    const picture = { contentType: 'image/png', contentUrl, name: 'screen.png' };
    const id = await say('两张截图', { attachments: [picture, picture] });
    const mine = () => received.find((activity) => activity.id === id);
    await until(() => mine() !== undefined);
    expect(mine()).toMatchObject({ text: '两张截图', from: { id: 'u1', role: 'user' } });
    const files = (mine()?.attachments ?? []) as unknown as { name: string; contentUrl: string }[];
    expect(files.map(({ name }) => name)).toEqual(['screen.png', 'screen (1).png']);
    for (const file of files) {
      const shown = await fetch(file.contentUrl);
      expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true);
    }
  });

  it('is the only way of files: a message of nothing but attachments is told so', async () => {
    const opened = await begin();
    const attachments = [{ contentType: 'image/png', contentUrl: 'https://files.example/1.png' }];
    const answer = await directLineCall(till, ['POST', path(opened, '/activities')], {
      token: opened.token,
      body: message('', { attachments }),
    });
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining('/upload')]);
  });

  it('of nothing, of a program and into somebody else’s conversation is refused', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const picture = new Blob([png]);
    expect((await upload(mine, message('嗨'), [])).status).toBe(400);
    expect((await upload(mine, { type: 'event', name: 'x' }, [picture])).status).toBe(400);
    const program = new Blob([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0])]);
    const refused = await upload(mine, null, [picture, program]);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect((await upload({ ...theirs, token: mine.token }, null, [picture])).status).toBe(404);
    expect(await transcriptOf(mine)).toHaveLength(1);
  });
});

it('without a secret there is no Direct Line', async () => {
  const app = await serverOf({ ...directLineOf(till.running.house), secrets: [] });
  const answer = await app.inject({ method: 'POST', url: '/v3/directline/tokens/generate' });
  expect(answer.statusCode).toBe(404);
});

/** Direct Line alone, so that a test can give it other limits. */
async function serverOf(deps: DirectLineDeps) {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(directLineRoutes(deps));
  return app;
}

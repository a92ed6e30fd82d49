import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { eraseMyData } from '../../src/app/privacy.ts';
import { checkoutAttachments } from '../../src/bot/cards.ts';
import { deliver } from '../../src/bot/conversation/deliver.ts';
import { deliverNotice } from '../../src/bot/notice/deliver-notice.ts';
import { type Azure, startAzure, type Told } from '../support/azure.ts';
import { hostToken, NO_SANDBOX, startTill, type Till } from '../support/till.ts';
import { until as untilIs } from '../support/until.ts';

let azure: Azure;
let till: Till;
beforeAll(async () => {
  azure = await startAzure();
  till = await startTill({ ...azure.environment, SANDBOX_URL: NO_SANDBOX });
});
afterAll(async () => {
  await till.close();
  await azure.close();
});

const until = (isSo: () => boolean | Promise<boolean>) => untilIs(async () => isSo(), Boolean);
let count = 0;
const newName = (): string => {
  count += 1;
  return `a:${count}`;
};

function message(externalId: string, text: string, more: object = {}) {
  return {
    type: 'message',
    id: `${externalId}|${newName()}`,
    channelId: 'msteams',
    serviceUrl: `${azure.url}/teams/`,
    from: { id: '29:mai', name: 'Mai' },
    recipient: { id: '28:bot', name: 'Tilltalk' },
    conversation: { id: externalId, conversationType: 'personal' },
    locale: 'zh-CN',
    text,
    ...more,
  };
}

async function post(activity: object, authorization?: string) {
  const given = authorization ?? `Bearer ${await azure.token()}`;
  return till.running.http.inject({
    method: 'POST',
    url: '/api/messages',
    headers: { 'content-type': 'application/json', ...(given !== '' && { authorization: given }) },
    payload: JSON.stringify(activity),
  });
}

const toldIn = (externalId: string): Told[] =>
  azure.told.filter(({ conversationId }) => decodeURIComponent(conversationId) === externalId);

const threadOf = (externalId: string) =>
  till.db.query
    .selectFrom('bot_framework_thread')
    .innerJoin('conversation', 'conversation.conversationId', 'bot_framework_thread.conversationId')
    .selectAll()
    .where('externalId', '=', externalId)
    .executeTakeFirstOrThrow();

describe('a message from a channel of the Bot Framework', () => {
  it('is a turn like any other: greeted, then answered, as plain text under the bot’s own token, in reply to what was said', async () => {
    const name = newName();
    const asked = message(name, '推荐一门课');
    expect((await post(asked)).statusCode).toBe(200);
    await until(() => toldIn(name).length === 2);
    const [greeting, answer] = toldIn(name);
    expect(greeting?.authorization).toBe('Bearer token-of-the-bot');
    expect(answer?.activity).toMatchObject({ textFormat: 'plain', locale: 'zh-CN', replyToId: asked.id });
    expect(await threadOf(name)).toMatchObject({ channel: 'bot_framework', userId: '29:mai', sentSeq: 3 });
  });

  it('that is posted again is the same one', async () => {
    const name = newName();
    const once = message(name, '你好');
    await post(once);
    await post(once);
    await until(() => toldIn(name).length === 2);
    expect((await threadOf(name)).lastSeq).toBe(3);
  });

  it('is masked before it is kept', async () => {
    const name = newName();
    await post(message(name, '卡号 4111 1111 1111 1111'));
    const { conversationId } = await threadOf(name);
    const kept = await till.db.query
      .selectFrom('activity')
      .select('content')
      .where('conversationId', '=', conversationId)
      .execute();
    expect(JSON.stringify(kept)).not.toContain('1111 1111');
  });

  it('of another person in the conversation, of a group, or of no words begins and says nothing', async () => {
    const name = newName();
    await post(message(name, '你好'));
    await until(() => toldIn(name).length === 2);
    expect((await post(message(name, '我是别人', { from: { id: '29:lin' } }))).statusCode).toBe(200);
    expect((await post(message(name, ''))).statusCode).toBe(200);
    expect((await threadOf(name)).lastSeq).toBe(3);
    const group = newName();
    await post(message(group, '大家好', { conversation: { id: group, isGroup: true } }));
    await expect(threadOf(group)).rejects.toThrow();
  });

  it('that expects its replies has them in the answer and nowhere else; posted again, it has them again', async () => {
    const name = newName();
    const asked = message(name, '你好', { deliveryMode: 'expectReplies' });
    const replies = async (activity: object) => {
      const answer = await post(activity);
      expect(answer.statusCode).toBe(200);
      return answer.json<{ activities: Told['activity'][] }>().activities;
    };
    const [greeting, reply, ...more] = await replies(asked);
    expect(more).toEqual([]);
    expect(greeting?.text).toContain('机器人');
    expect(reply).toMatchObject({ type: 'message', textFormat: 'plain', replyToId: asked.id });
    expect(await replies(asked)).toMatchObject([{ text: reply?.text }]);
    expect(await threadOf(name)).toMatchObject({ lastSeq: 3, sentSeq: 3 });
    await post(message(name, '谢谢'));
    await until(() => toldIn(name).length === 1);
    expect(toldIn(name)[0]?.activity.text).toContain('不客气');
  });

  it('with files is told that they did not arrive, once, and its words are answered all the same', async () => {
    const name = newName();
    const attachments = [
      { contentType: 'text/html', content: '<p>发票</p>' },
      { contentType: 'application/pdf', contentUrl: `${azure.url}/files/1`, name: '发票.pdf' },
    ];
    const alone = message(name, '', { attachments });
    await post(alone);
    await post(alone);
    await until(() => toldIn(name).length === 2);
    expect(toldIn(name)[1]?.activity.text).toContain('“发票.pdf”没有收到：这个渠道还不能传文件');
    await post(message(name, '你好', { attachments }));
    await until(() => toldIn(name).length === 4);
    const html = { ...message(name, '谢谢'), attachments: attachments.slice(0, 1) };
    await post(html);
    await until(() => toldIn(name).length === 5);
    expect(toldIn(name)[4]?.activity.text).toContain('不客气');
  });

  it('with the host platform’s word is that learner’s, also when it comes later; a forged word is refused', async () => {
    const learner = await till.learner('mai-teams');
    const name = newName();
    await post(message(name, '你好'));
    expect((await threadOf(name)).learnerId).not.toBe(learner.learnerId);
    const forged = await post(message(name, '是我', { channelData: { hostToken: 'made up' } }));
    expect(forged.statusCode).toBe(401);
    await post(message(name, '是我', { channelData: { hostToken: await hostToken('mai-teams') } }));
    expect((await threadOf(name)).learnerId).toBe(learner.learnerId);
  });
});

describe('who calls', () => {
  it('is proved by the authority: no token, another’s signature, audience, issuer, an ended one are refused', async () => {
    const name = newName();
    const bearer = async (...args: Parameters<Azure['token']>) => `Bearer ${await azure.token(...args)}`;
    const refused = [
      '',
      'Bearer nonsense',
      'Basic abc',
      await bearer({}, 'stranger'),
      await bearer({ aud: 'another-bot' }),
      await bearer({ iss: 'https://login.microsoftonline.com/99999999-2222-4333-8444-555555555555/v2.0' }),
      await bearer({ exp: Math.floor(Date.now() / 1000) - 3600 }),
    ];
    for (const authorization of refused) {
      expect((await post(message(name, '嗨'), authorization)).statusCode).toBe(401);
    }
    await expect(threadOf(name)).rejects.toThrow();
  });

  it('can have answers sent to nobody else: the address must be on the list and in the token', async () => {
    const name = newName();
    const elsewhere = ['https://evil.example/', 'http://localhost:1/', 'https://127.0.0.1.evil.example/'];
    for (const serviceUrl of elsewhere) {
      expect((await post(message(name, '嗨', { serviceUrl }))).statusCode).toBe(400);
    }
    const claimed = `Bearer ${await azure.token({ serviceurl: 'https://smba.trafficmanager.net/' })}`;
    expect((await post(message(name, '嗨'), claimed)).statusCode).toBe(400);
    await expect(threadOf(name)).rejects.toThrow();
  });

  it('finds no such route without a bot, and half of a bot’s credentials is a mistake', async () => {
    expect(() => readConfig({ BOT_FRAMEWORK_APP_ID: 'x' })).toThrow(/BOT_FRAMEWORK_SECRET/);
    const { http, house } = till.running;
    expect(house.botFramework.jobs).toHaveLength(1);
    expect(http.hasRoute({ method: 'POST', url: '/api/messages' })).toBe(true);
  });
});

describe('what is said unasked', () => {
  it('by a person, and by the house about money, reaches the channel, in order', async () => {
    const name = newName();
    await post(message(name, '你好'));
    const { conversationId, learnerId } = await threadOf(name);
    await until(() => toldIn(name).length === 2);
    const { house } = till.running;
    const card = { checkoutId: 'co_1', title: '课', currency: 'CNY', totalMinor: 990, expiresAtMs: 1 };
    const agent = { sender: 'agent', senderId: 'stf_1' } as const;
    await deliver(house.bot, {
      ...agent,
      conversationId,
      entries: [{ activityId: house.newId('act'), content: () => ({ text: '我来帮你', fromName: '小林' }) }],
    });
    await deliverNotice(house.bot, {
      activityId: `act_notice_${name}`,
      address: { learnerId, conversationId, language: 'zh' },
      draft: { text: '已到账', language: 'zh', attachments: checkoutAttachments(card, 'zh') },
    });
    await until(() => toldIn(name).length === 4);
    expect(
      toldIn(name)
        .slice(2)
        .map(({ activity }) => activity.text),
    ).toEqual(['小林: 我来帮你', '已到账']);
  });

  it('arrives although the channel failed first, and skips only what it would never take', async () => {
    const name = newName();
    azure.answers.set(name, [503, 400]);
    await post(message(name, '你好'));
    // Tried again after its pause: the greeting is refused for good, the answer arrives.
    await untilIs(
      async () => {
        await till.running.house.botFramework.outward?.run();
        return toldIn(name).length;
      },
      (told) => told === 1,
    );
    expect(toldIn(name)[0]?.activity.text).not.toContain('我是');
    // Noted once the channel has answered.
    await until(async () => (await threadOf(name)).sentSeq === 3);
  });

  it('waits where nobody takes it any more, until its person writes again', async () => {
    const name = newName();
    azure.answers.set(name, [404]);
    await post(message(name, '你好'));
    await until(async () => (await threadOf(name)).nextAttemptAtMs === null);
    await post(message(name, '还在吗'));
    await until(() => toldIn(name).length === 3);
  });
});

it('a learner’s erasure forgets where the channel is; what they write later begins anew', async () => {
  const name = newName();
  await post(message(name, '你好'));
  const { conversationId, learnerId } = await threadOf(name);
  await eraseMyData(till.running.house.privacy, learnerId);
  await expect(threadOf(name)).rejects.toThrow();
  await post(message(name, '又是我'));
  const again = await threadOf(name);
  expect(again.conversationId).not.toBe(conversationId);
  expect(again.learnerId).not.toBe(learnerId);
});

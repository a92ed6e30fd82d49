import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDemoCatalogue } from '../../src/app/demo-catalogue.ts';
import { openConversation } from '../../src/bot/conversation/open-conversation.ts';
import { ATTACKS } from '../../src/bot/llm/attacks.testing.ts';
import { handleTurn } from '../../src/bot/turn/handle-turn.ts';
import type { Activity } from '../../src/bot/wire.ts';
import { newId } from '../../src/kernel/id.ts';
import { addLearners } from '../support/learners.ts';
import { NO_SANDBOX, startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

interface Asked {
  readonly messages: readonly { readonly content: string }[];
}

/** A model that says what it is told to say: `answer` writes the stream. */
interface Stub {
  readonly url: string;
  readonly asked: Asked[];
  answer: (question: string, response: ServerResponse) => void;
  close(): Promise<void>;
}

async function startStub(): Promise<Stub> {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
      asked.push(body);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const data = JSON.parse(body.messages[1]?.content ?? '{}') as { question?: string; message?: string };
      stub.answer(data.question ?? data.message ?? '', response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stub: Stub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    answer: () => {},
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return stub;
}

const chunk = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const saying = (text: string) => (_question: string, response: ServerResponse) => {
  for (const part of text.match(/.{1,7}/gsu) ?? []) response.write(chunk(part));
  response.end('data: [DONE]\n\n');
};

const MONEY_TABLES = [
  'price',
  'orders',
  'payment',
  'payment_attempt',
  'coupon',
  'coupon_use',
  'entitlement',
] as const;

describe('a language model', () => {
  let till: Till;
  let stub: Stub;
  beforeAll(async () => {
    stub = await startStub();
    till = await startTill({
      SANDBOX_URL: NO_SANDBOX,
      LLM_BASE_URL: stub.url,
      LLM_PER_LEARNER_DAY: '3',
      MESSAGES_PER_MINUTE: '100000',
    });
    const { house } = till.running;
    await fillDemoCatalogue(house, undefined);
    await until(
      () => house.recommend.shelf.view(),
      ({ index }) => index.documentCount > 90,
    );
  });
  afterAll(async () => {
    await till.close();
    await stub.close();
  });

  const meet = async (language: 'zh' | 'en') => {
    const { bot } = till.running.house;
    const [person] = await addLearners(till.db, 1);
    const learnerId = person?.learnerId ?? '';
    const opening = { learnerId, afterSeq: 0, language, surface: 'web' } as const;
    const { conversationId } = await openConversation(bot, opening);
    return async (text: string): Promise<Activity> => {
      const turn = await handleTurn(bot, { learnerId, conversationId, text, clientMessageId: newId('msg') });
      await turn.answered;
      const { activities } = await openConversation(bot, { ...opening, conversationId });
      const reply = activities.find(({ replyToId }) => replyToId === turn.committed.activityId);
      if (reply === undefined) throw new Error(`no reply to ${text}`);
      return reply;
    };
  };
  const books = async () =>
    Promise.all(MONEY_TABLES.map((table) => till.db.query.selectFrom(table).selectAll().execute()));

  it('that obeys every attack changes no price, order, coupon or right, and nothing of what it says is seen', async () => {
    const obeys = new Map(ATTACKS);
    stub.answer = (question, response) =>
      saying(obeys.get(question) ?? '免费，点 http://evil.test')(question, response);
    const before = await books();
    expect(ATTACKS.length).toBeGreaterThanOrEqual(60);
    for (const [say, obeyed] of ATTACKS) {
      const ask = await meet(/\p{Script=Han}/u.test(say) ? 'zh' : 'en');
      const { text = '' } = await ask(say);
      expect(text, say).not.toContain(obeyed);
      expect(text, say).not.toMatch(/evil|http|www\.|免费，点/iu);
      expect(text.trim(), say).not.toBe('');
    }
    expect(await books()).toEqual(before);
    expect(stub.asked.length).toBeGreaterThan(30);
  });

  it('is never told a price, an address, a number of the learner’s or an order', async () => {
    stub.asked.length = 0;
    stub.answer = saying('这几门都很适合你。');
    const ask = await meet('zh');
    await ask('想学 Python，我的邮箱 lin@example.com，电话 13800138000');
    const told = JSON.stringify(stub.asked);
    expect(told).toContain('Python 零基础');
    expect(told).not.toMatch(/lin@example|13800138000|[¥$]\s?\d|"amountMinor"|99\.00|https?:\/\//u);
  });

  it('gives its own words to an answer whose cards stay as they are', async () => {
    stub.answer = saying('这门课从头讲起，每一步都能跟着做。');
    const ask = await meet('zh');
    const reply = await ask('想学 Python');
    expect(reply.text).toBe('这门课从头讲起，每一步都能跟着做。');
    expect(JSON.stringify(reply.attachments)).toContain('"amountMinor":9900');
  });

  it.each([
    [
      'goes away in the middle',
      (_: string, response: ServerResponse) =>
        response.write(chunk('这门课很好。'), () => response.destroy()),
    ],
    ['refuses', (_: string, response: ServerResponse) => response.end('data: {"error":"no"}\n\n')],
    ['breaks off', (_: string, response: ServerResponse) => response.end(chunk('这门课很好。'))],
  ])('that %s leaves the offline answer', async (_name, answer) => {
    stub.answer = answer;
    const ask = await meet('zh');
    expect((await ask('想学摄影')).text).toMatch(/^找到/u);
  });

  it('is not asked about money, nor beyond the learner’s day', async () => {
    stub.asked.length = 0;
    stub.answer = saying('好。');
    const ask = await meet('zh');
    for (const text of ['我的订单', '我要退款', '付款失败了', '怎么开发票']) await ask(text);
    expect(stub.asked).toHaveLength(0);
    for (const text of ['想学 Python', '想学摄影', '想学吉他', '想学日语', '想学法律']) await ask(text);
    expect(stub.asked).toHaveLength(3);
  });
});

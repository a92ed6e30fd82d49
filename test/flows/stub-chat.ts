import type { Server, Socket } from 'socket.io';
import type { Activity, HandoffView, OpenConversation, SendMessage } from '../../src/bot/wire.ts';
import { CARD } from '../../src/bot/wire.ts';
import type { SessionView } from '../../src/identity/wire.ts';
import type { StubTill } from './stub-till.ts';

type Reply = Pick<Activity, 'text' | 'attachments' | 'suggestedActions'>;

interface Thread {
  conversationId: string;
  language: 'zh' | 'en';
  activities: Activity[];
}

export interface StubChat {
  /** By learner. */
  threads: Map<string, Thread>;
  /** Every `message:send` that arrived, repeats too. */
  sends: SendMessage[];
  clicks: unknown[];
  /** Commits an activity of the bot, an agent or the system and sends it. */
  say(learnerId: string, reply: Reply, sender?: Activity['channelData']['sender']): Activity;
  changed(learnerId: string, checkoutId: string): void;
  /** Tells who answers now. */
  hand(learnerId: string, handoff: HandoffView): void;
  /** Set: messages are committed but neither acknowledged nor answered. */
  isMute: boolean;
  pageSize: number;
}

interface ChatWorld {
  io: Server;
  till: StubTill;
  sessionOf: (token: unknown) => SessionView | null;
}

/** A chat server that commits, numbers and replays as the real one does, with a bot that knows three answers. */
export function createChat(world: ChatWorld): StubChat {
  const { io } = world;
  const chat: StubChat = {
    threads: new Map(),
    sends: [],
    clicks: [],
    isMute: false,
    pageSize: 50,
    say: (learnerId, reply, sender = 'bot') => {
      const thread = threadOf(chat, learnerId);
      const activity = makeActivity(thread, reply, sender);
      thread.activities.push(activity);
      io.to(learnerId).emit('activity:added', activity);
      return activity;
    },
    hand: (learnerId, handoff) => {
      const { conversationId } = threadOf(chat, learnerId);
      io.to(learnerId).emit('handoff:changed', { conversationId, handoff });
    },
    changed: (learnerId, checkoutId) => void io.to(learnerId).emit('checkout:changed', { checkoutId }),
  };
  io.use((socket, next) => {
    const session = world.sessionOf(socket.handshake.auth['token']);
    if (!session) return next(Object.assign(new Error('refused'), { data: { code: 'token_expired' } }));
    socket.data.learnerId = session.learner.learnerId;
    next();
  });
  io.on('connection', (socket) => serve(chat, world, socket));
  return chat;
}

function threadOf(chat: StubChat, learnerId: string): Thread {
  const known = chat.threads.get(learnerId);
  if (known) return known;
  const thread: Thread = { conversationId: `conv_${learnerId}`, language: 'zh', activities: [] };
  chat.threads.set(learnerId, thread);
  return thread;
}

function makeActivity(thread: Thread, reply: Reply, sender: Activity['channelData']['sender']): Activity {
  const seq = thread.activities.length + 1;
  return {
    id: `act_${thread.conversationId}_${seq}`,
    type: 'message',
    channelId: 'tilltalk',
    timestamp: new Date().toISOString(),
    from: {
      id: sender,
      role: sender === 'learner' ? 'user' : 'bot',
      ...(sender === 'agent' ? { name: '小陈' } : {}),
    },
    conversation: { id: thread.conversationId },
    ...reply,
    channelData: { seq, sender },
  };
}

function serve(chat: StubChat, world: ChatWorld, socket: Socket): void {
  const learnerId: string = socket.data.learnerId;
  void socket.join(learnerId);
  socket.on('conversation:open', (body: OpenConversation, ack) => {
    const thread = threadOf(chat, learnerId);
    thread.language = body.language;
    ack({ ok: true, data: pageOf(thread, body, chat.pageSize) });
  });
  socket.on('message:send', (body: SendMessage, ack) => {
    chat.sends.push(body);
    const thread = threadOf(chat, learnerId);
    const known = thread.activities.find((one) => one.channelData.clientMessageId === body.clientMessageId);
    const activity = known ?? makeActivity(thread, { text: body.text }, 'learner');
    if (!known) {
      activity.channelData.clientMessageId = body.clientMessageId;
      thread.activities.push(activity);
    }
    if (chat.isMute) return;
    if (body.text.includes('REFUSE')) {
      thread.activities.pop();
      const message = {
        zh: '操作太频繁了，请稍后再试。',
        en: 'That was a lot at once. Please try again in a moment.',
      };
      return ack({ ok: false, error: { code: 'rate_limited', message } });
    }
    ack({ ok: true, data: { activityId: activity.id, seq: activity.channelData.seq } });
    if (known) return;
    world.io.to(learnerId).emit('activity:added', activity);
    chat.say(learnerId, answerTo(body.text, thread.language, world.till));
  });
  socket.on('card:click', (body: unknown, ack) => {
    chat.clicks.push(body);
    ack({ ok: true, data: null });
  });
  socket.on('language:set', (body: { language: 'zh' | 'en' }, ack) => {
    threadOf(chat, learnerId).language = body.language;
    ack({ ok: true, data: null });
  });
}

function pageOf(thread: Thread, body: OpenConversation, size: number) {
  const before = body.beforeSeq ?? Number.POSITIVE_INFINITY;
  const all = thread.activities.filter(({ channelData: { seq } }) => seq > body.afterSeq && seq < before);
  const activities = body.afterSeq === 0 ? all.slice(-size) : all.slice(0, size);
  return {
    conversationId: thread.conversationId,
    language: thread.language,
    lastSeq: thread.activities.length,
    activities,
    hasEarlier: body.afterSeq === 0 && all.length > size,
  };
}

/** The bot's three answers: products, orders, and asking back. */
function answerTo(text: string, language: 'zh' | 'en', till: StubTill): Reply {
  const zh = language === 'zh';
  if (/python|推荐|suggest/i.test(text)) return productsReply(zh, till);
  const titles = zh ? ['推荐一门 Python 入门课', '我的订单'] : ['Suggest a Python course', 'My orders'];
  return {
    text: zh
      ? '你想学哪方面？说说你的基础和预算。'
      : 'What would you like to learn? Tell me your level and budget.',
    suggestedActions: { to: [], actions: titles.map((title) => ({ type: 'imBack', title, value: title })) },
  };
}

function productsReply(zh: boolean, till: StubTill): Reply {
  const items = [...till.products.values()].map((product, at) => ({
    ...product,
    impressionId: `imp_${product.productId}`,
    language: zh ? 'zh' : 'en',
    level: (['beginner', 'intermediate', null] as const)[at % 3] ?? null,
    author: ['林知远', 'Nora Whitfield', null][at % 3] ?? null,
    description: zh
      ? '不需要任何编程经验，每节课写一段能跑起来的小程序。学完能自己批量改文件名、整理表格。'
      : 'No experience needed: small programs in every lesson, and you understand each line.',
    coverUrl: null,
    url: at === 0 ? '/learn/demo:python-from-zero:zh' : null,
    reason: zh ? '零基础可学，符合你的预算' : 'Fits beginners and your budget',
  }));
  const content = { recommendationId: 'rec_1', items };
  return {
    text: zh ? '这几个适合你，从第一个开始最顺。' : 'These suit you; the first is the easiest start.',
    attachments: [{ contentType: CARD.products, content }],
  };
}

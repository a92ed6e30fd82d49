import type { Server, Socket } from 'socket.io';
import type {
  ConversationSummary,
  ReadConversation,
  StreamingActivity,
  TypingView,
} from '../../src/bot/conversation/wire.ts';
import type { AckError, Activity, HandoffView, OpenConversation, SendMessage } from '../../src/bot/wire.ts';
import { CARD } from '../../src/bot/wire.ts';
import type { SessionView } from '../../src/identity/wire.ts';
import type { StubTill } from './stub-till.ts';

type Reply = Pick<Activity, 'text' | 'attachments' | 'suggestedActions'>;

interface Thread {
  conversationId: string;
  language: 'zh' | 'en';
  activities: Activity[];
  marks: { deliveredSeq: number; readSeq: number; agentReadSeq: number };
}

export interface StubChat {
  /** By learner: the thread written in last. */
  threads: Map<string, Thread>;
  /** By learner: the threads of before. */
  earlier: Map<string, Thread[]>;
  /** Signs of writing that arrived. */
  typed: unknown[];
  /** The next messages are refused so, one each. */
  refuseNext: AckError[];
  /** Every `message:send` that arrived, repeats too. */
  sends: SendMessage[];
  clicks: unknown[];
  /** Commits an activity of the bot, an agent or the system and sends it. */
  say(learnerId: string, reply: Reply, sender?: Activity['channelData']['sender']): Activity;
  changed(learnerId: string, checkoutId: string): void;
  /** Tells who answers now. */
  hand(learnerId: string, handoff: HandoffView): void;
  /** Tells who writes, a growing reply, or how far somebody has read. */
  typing(learnerId: string, view: Omit<TypingView, 'conversationId'>): void;
  stream(learnerId: string, piece: { text: string; sequence: number; final?: boolean }): string;
  mark(learnerId: string, marks: Partial<Thread['marks']>): void;
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
    earlier: new Map(),
    typed: [],
    refuseNext: [],
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
    typing: (learnerId, view) => {
      const { conversationId } = threadOf(chat, learnerId);
      io.to(learnerId).emit('typing:changed', { conversationId, ...view });
    },
    stream: (learnerId, { text, sequence, final = false }) => {
      const thread = threadOf(chat, learnerId);
      const streamId = `act_${thread.conversationId}_${thread.activities.length + 1}`;
      const streamType = final ? 'final' : 'streaming';
      const piece: StreamingActivity = {
        type: 'typing',
        channelId: 'tilltalk',
        conversation: { id: thread.conversationId },
        from: { id: 'bot', role: 'bot' },
        replyToId: 'act_question',
        text,
        entities: [{ type: 'streaminfo', streamId, streamType, streamSequence: sequence }],
      };
      io.to(learnerId).emit('activity:typing', piece);
      return streamId;
    },
    mark: (learnerId, further) => {
      const { conversationId, marks } = threadOf(chat, learnerId);
      Object.assign(marks, further);
      io.to(learnerId).emit('read:changed', { conversationId, marks });
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

const refused: AckError = {
  code: 'invalid_request',
  message: { zh: '这条消息发不了。', en: 'This message cannot be sent.' },
};

function threadOf(chat: StubChat, learnerId: string): Thread {
  const known = chat.threads.get(learnerId);
  if (known) return known;
  const thread = newThread(`conv_${learnerId}`);
  chat.threads.set(learnerId, thread);
  return thread;
}

function newThread(conversationId: string): Thread {
  const marks = { deliveredSeq: 0, readSeq: 0, agentReadSeq: 0 };
  return { conversationId, language: 'zh', activities: [], marks };
}

/** The learner's thread of that id; the newest when none is named. */
function threadNamed(chat: StubChat, learnerId: string, conversationId: string | undefined): Thread {
  const earlier = chat.earlier.get(learnerId)?.find((thread) => thread.conversationId === conversationId);
  return earlier ?? threadOf(chat, learnerId);
}

function summaryOf({ conversationId, activities, marks }: Thread): ConversationSummary {
  const last = activities.at(-1);
  const atMs = Date.parse(last?.timestamp ?? '');
  const unseen = activities.filter(
    ({ channelData: { seq, sender } }) => seq > marks.readSeq && sender !== 'learner',
  );
  return {
    conversationId,
    title: activities.find(({ channelData }) => channelData.sender === 'learner')?.text ?? null,
    lastMessage: { text: last?.text ?? '', sender: last?.channelData.sender ?? 'bot', atMs },
    unread: unseen.length,
    owner: 'bot',
    isClosed: false,
    updatedAtMs: atMs,
  };
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
    const thread = threadNamed(chat, learnerId, body.conversationId);
    thread.language = body.language;
    ack({ ok: true, data: pageOf(thread, body, chat.pageSize) });
  });
  socket.on('conversation:list', (_body: unknown, ack) => {
    const threads = [threadOf(chat, learnerId), ...(chat.earlier.get(learnerId) ?? [])];
    ack({ ok: true, data: threads.filter(({ activities }) => activities.length > 0).map(summaryOf) });
  });
  socket.on('conversation:new', (_body: unknown, ack) => {
    const earlier = [threadOf(chat, learnerId), ...(chat.earlier.get(learnerId) ?? [])];
    chat.earlier.set(learnerId, earlier);
    const thread = newThread(`conv_${learnerId}_${earlier.length}`);
    chat.threads.set(learnerId, thread);
    ack({ ok: true, data: { conversationId: thread.conversationId } });
  });
  socket.on('conversation:read', ({ conversationId, ...further }: ReadConversation, ack) => {
    const { marks } = threadNamed(chat, learnerId, conversationId);
    marks.deliveredSeq = Math.max(marks.deliveredSeq, further.deliveredSeq);
    marks.readSeq = Math.max(marks.readSeq, further.readSeq);
    world.io.to(learnerId).emit('read:changed', { conversationId, marks });
    ack({ ok: true, data: null });
  });
  socket.on('typing:set', (body: unknown, ack) => {
    chat.typed.push(body);
    ack({ ok: true, data: null });
  });
  socket.on('session:renew', (_body: unknown, ack) => ack({ ok: true, data: null }));
  socket.on('message:send', (body: SendMessage, ack) => {
    chat.sends.push(body);
    const refusal = chat.refuseNext.shift() ?? (body.text.includes('REFUSE') ? refused : null);
    if (refusal) return ack({ ok: false, error: refusal });
    const thread = threadNamed(chat, learnerId, body.conversationId);
    const { activity, isKnown } = commit(thread, body);
    if (chat.isMute) return;
    ack({ ok: true, data: { activityId: activity.id, seq: activity.channelData.seq } });
    if (isKnown) return;
    world.io.to(learnerId).emit('activity:added', activity);
    if (thread === chat.threads.get(learnerId))
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
    marks: thread.marks,
  };
}

/** Commits a message once, however often it comes. */
function commit(thread: Thread, body: SendMessage): { activity: Activity; isKnown: boolean } {
  const known = thread.activities.find((one) => one.channelData.clientMessageId === body.clientMessageId);
  if (known) return { activity: known, isKnown: true };
  const attachments = (body.attachmentIds ?? []).map((attachmentId) => ({
    contentType: 'image/png',
    name: '截图.png',
    content: { attachmentId, bytes: 70, width: 1, height: 1 },
  }));
  const reply: Reply = { text: body.text, ...(attachments.length > 0 && { attachments }) };
  const activity = makeActivity(thread, reply, 'learner');
  activity.channelData.clientMessageId = body.clientMessageId;
  thread.activities.push(activity);
  return { activity, isKnown: false };
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

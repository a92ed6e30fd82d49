import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack, Activity, MessageCommitted, OpenedConversation } from '../../src/bot/wire.ts';

/** One learner with an open chat, who waits for each answer before asking on. */
export interface Chatter {
  /** Sends a message; resolves once the reply to it has come. */
  ask(text: string): Promise<Asked>;
  close(): void;
}

export interface Asked {
  /** From sending until the server said that the message is committed. */
  readonly ackMs: number;
  /** From sending until the first reply, which is committed before it is sent. */
  readonly replyMs: number;
  readonly replyBytes: number;
}

const ANSWER_TIME_MAX_MS = 20_000;

/** Connects and opens the learner's thread. */
export async function openChatter(url: string, token: string): Promise<Chatter> {
  const socket: Socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const replies = collectReplies(socket);
  const send = async <T>(event: string, body: object): Promise<T> => {
    const ack = (await socket.timeout(ANSWER_TIME_MAX_MS).emitWithAck(event, body)) as Ack<T>;
    if (!ack.ok) throw new Error(`${event} was refused: ${ack.error.code}`);
    return ack.data;
  };
  const opened = await send<OpenedConversation>('conversation:open', {
    afterSeq: 0,
    language: 'zh',
    surface: 'web',
  });
  const { conversationId } = opened;
  return {
    ask: async (text) => {
      const sentMs = performance.now();
      const message = { conversationId, clientMessageId: randomUUID(), text };
      const { activityId } = await send<MessageCommitted>('message:send', message);
      const ackMs = performance.now() - sentMs;
      const reply = await replies.to(activityId);
      return {
        ackMs,
        replyMs: reply.atMs - sentMs,
        replyBytes: Buffer.byteLength(JSON.stringify(reply.activity)),
      };
    },
    close: () => socket.close(),
  };
}

interface Reply {
  readonly activity: Activity;
  readonly atMs: number;
}

/** Keeps the first reply to each message, which may come before the message's own acknowledgement. */
function collectReplies(socket: Socket) {
  const come = new Map<string, Reply>();
  let waiting: { activityId: string; tell: (reply: Reply) => void } | undefined;
  socket.on('activity:added', (activity: Activity) => {
    const { replyToId } = activity;
    if (activity.channelData.sender !== 'bot' || replyToId === undefined || come.has(replyToId)) return;
    const reply = { activity, atMs: performance.now() };
    come.set(replyToId, reply);
    if (waiting?.activityId === replyToId) waiting.tell(reply);
  });
  return {
    to: (activityId: string): Promise<Reply> => {
      const known = come.get(activityId);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no reply to ${activityId}`)), ANSWER_TIME_MAX_MS);
        waiting = {
          activityId,
          tell: (reply) => {
            clearTimeout(timer);
            resolve(reply);
          },
        };
      });
    },
  };
}

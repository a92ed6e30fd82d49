import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack, MessageCommitted, OpenedConversation } from '../../src/bot/wire.ts';

/** One learner who writes and waits for nothing but the acknowledgement. */
export interface Deliverer {
  readonly conversationId: string;
  send(text: string): Promise<MessageCommitted>;
  /** Opens the thread as a panel does that has nothing yet; returns how long it took, in ms. */
  open(): Promise<number>;
  close(): void;
}

const ANSWER_TIME_MAX_MS = 30_000;

export async function openDeliverer(url: string, token: string): Promise<Deliverer> {
  const socket: Socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const ask = async <T>(event: string, body: object): Promise<T> => {
    const ack = (await socket.timeout(ANSWER_TIME_MAX_MS).emitWithAck(event, body)) as Ack<T>;
    if (!ack.ok) throw new Error(`${event} was refused: ${ack.error.code}`);
    return ack.data;
  };
  const opening = { afterSeq: 0, language: 'zh', surface: 'web' };
  const { conversationId } = await ask<OpenedConversation>('conversation:open', opening);
  return {
    conversationId,
    send: (text) => ask('message:send', { conversationId, clientMessageId: randomUUID(), text }),
    open: async () => {
      const startedMs = performance.now();
      await ask('conversation:open', { ...opening, conversationId });
      return performance.now() - startedMs;
    },
    close: () => socket.close(),
  };
}

import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack, Activity, MessageCommitted, OpenedConversation } from '../../../src/bot/wire.ts';
import type { Random } from '../random.ts';

/** One message as its sender knows it. */
export interface Sent {
  readonly clientMessageId: string;
  readonly text: string;
  /** What the acknowledgement said; undefined until it came. */
  acknowledged: MessageCommitted | undefined;
}

/** What one client did and saw, written down by itself. */
export interface ClientLog {
  readonly name: string;
  readonly conversationId: string;
  /** In the order it meant to say them. */
  readonly sent: Sent[];
  /** Ids of activities in the order it showed them. */
  readonly shown: string[];
  /** How often a message went out, doubled sends and resends counted. */
  transmissions: number;
  connections: number;
  /** Activities that came again and were known by their place. */
  repeats: number;
  /** Pages it asked for because a place was missing. */
  catchUps: number;
}

export interface ChaosClient {
  readonly log: ClientLog;
  /** Says what comes next and stays at it until it is acknowledged, over however many connections. */
  say(text: string): Promise<void>;
  /** Loses the network without a word. */
  drop(): void;
  /** Connects if need be and shows all there is. */
  catchUp(): Promise<void>;
  close(): void;
}

export interface ClientOptions {
  readonly name: string;
  readonly token: string;
  readonly urls: readonly string[];
  readonly random: Random;
  readonly conversationId: string;
  readonly giveUpAtMs: number;
}

const ANSWER_TIME_MAX_MS = 4_000;
const PAUSE_MAX_MS = 200;
const DOUBLED_CHANCE = 0.1;

/** A learner's device that keeps the rules of our panel: ids of its own, resends, places without gaps. */
export function chaosClient(options: ClientOptions): ChaosClient {
  const { conversationId, random } = options;
  const log: ClientLog = {
    name: options.name,
    conversationId,
    sent: [],
    shown: [],
    transmissions: 0,
    connections: 0,
    repeats: 0,
    catchUps: 0,
  };
  let socket: Socket | undefined;
  let opening: Promise<Socket> | undefined;

  const show = (activity: Activity): void => {
    const { seq } = activity.channelData;
    if (seq === log.shown.length + 1) log.shown.push(activity.id);
    else if (seq <= log.shown.length) log.repeats += 1;
    // Something before it is missing: only the transcript knows what.
    else if (socket !== undefined) void replay(socket).catch(() => socket?.close());
  };
  const replay = async (on: Socket): Promise<void> => {
    for (;;) {
      log.catchUps += 1;
      const afterSeq = log.shown.length;
      const page = await ask<OpenedConversation>(on, 'conversation:open', {
        conversationId,
        afterSeq,
        language: 'zh',
        surface: 'web',
      });
      for (const activity of page.activities) show(activity);
      if (log.shown.length >= page.lastSeq || page.activities.length === 0) return;
    }
  };
  const open = async (): Promise<Socket> => {
    while (Date.now() < options.giveUpAtMs) {
      const fresh = await connect(random.pick(options.urls), options.token);
      if (fresh === undefined) {
        await pause(PAUSE_MAX_MS * random.next());
        continue;
      }
      log.connections += 1;
      socket = fresh;
      fresh.on('activity:added', show);
      try {
        await replay(fresh);
        return fresh;
      } catch {
        fresh.close();
      }
    }
    throw new Error(`${options.name} could not connect in time`);
  };
  /** One connection at a time, shared by whoever needs one. */
  const connected = (): Promise<Socket> => {
    if (socket?.connected === true && opening === undefined) return Promise.resolve(socket);
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  };
  const sendOnce = async (sent: Sent): Promise<void> => {
    const on = await connected();
    const { clientMessageId, text } = sent;
    const times = random.chance(DOUBLED_CHANCE) ? 2 : 1;
    log.transmissions += times;
    const answers = await Promise.all(
      Array.from({ length: times }, () =>
        ask<MessageCommitted>(on, 'message:send', { conversationId, clientMessageId, text }),
      ),
    );
    sent.acknowledged = answers[0];
  };
  return {
    log,
    say: async (text) => {
      const sent: Sent = { clientMessageId: randomUUID(), text, acknowledged: undefined };
      log.sent.push(sent);
      while (sent.acknowledged === undefined) {
        if (Date.now() > options.giveUpAtMs) throw new Error(`${options.name} was not heard in time`);
        await sendOnce(sent).catch(() => pause(PAUSE_MAX_MS * random.next()));
      }
    },
    drop: () => {
      // The transport ends under the socket, as when a phone loses its network.
      socket?.io.engine?.close();
      socket?.close();
    },
    catchUp: async () => replay(await connected()),
    close: () => socket?.close(),
  };
}

/** Begins a learner's thread; returns its id. */
export async function openThread(url: string, token: string): Promise<string> {
  const socket = await connect(url, token);
  if (socket === undefined) throw new Error(`nobody answers at ${url}`);
  const body = { afterSeq: 0, language: 'zh', surface: 'web' };
  const { conversationId } = await ask<OpenedConversation>(socket, 'conversation:open', body);
  socket.close();
  return conversationId;
}

/** Undefined when nobody answers. */
async function connect(url: string, token: string): Promise<Socket | undefined> {
  const options = { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false };
  const socket = io(url, { ...options, timeout: ANSWER_TIME_MAX_MS });
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
    // A server that is killed between the two says neither.
    socket.io.once('close', () => resolve(false));
  });
  if (!isOpen) socket.close();
  return isOpen ? socket : undefined;
}

async function ask<T>(socket: Socket, name: string, body: object): Promise<T> {
  if (!socket.connected) throw new Error('the connection is lost');
  const ack = (await socket.timeout(ANSWER_TIME_MAX_MS).emitWithAck(name, body)) as Ack<T>;
  if (!ack.ok) throw new Error(`${name} was refused: ${ack.error.code}`);
  return ack.data;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type Socket as ClientSocket, io as connect } from 'socket.io-client';
import type { Database } from '../kernel/db/database.ts';
import { deferred } from '../kernel/deferred.ts';
import { DomainError, kernelErrors } from '../kernel/errors.ts';
import { newId } from '../kernel/id.ts';
import { createRateLimit } from '../kernel/rate-limit.ts';
import { createTestBot, type TestBot } from './bot.testing.ts';
import { createReadMarks } from './conversation/read-marks.ts';
import type { BotSocketsDeps, ShownImpression } from './deps.ts';
import { type BotSockets, botSockets } from './sockets.ts';
import type { Ack, Activity, MessageCommitted, OpenedConversation } from './wire.ts';

export const TOKEN_TTL_MS = 60_000;

export interface SocketHouse {
  readonly bot: TestBot;
  readonly deps: BotSocketsDeps;
  readonly sockets: BotSockets;
  readonly impressions: Map<string, ShownImpression>;
  /** A learner's id is the token: what proves an identity is not tested here. */
  open(token: string): ClientSocket;
  close(): Promise<void>;
}

/** The chat over real sockets on a port of its own; limits are per minute. */
export async function openSocketHouse(
  db: Database,
  {
    changes = {},
    perMinute = {},
    impressionsRead = Promise.resolve(),
  }: {
    changes?: NonNullable<Parameters<typeof createTestBot>[1]>;
    perMinute?: Partial<Record<'message' | 'conversation' | 'event' | 'address', number>>;
    /** Clicks are answered after this. */
    impressionsRead?: Promise<void>;
  } = {},
): Promise<SocketHouse> {
  const bot = createTestBot(db, changes);
  const impressions = new Map<string, ShownImpression>();
  const clients: ClientSocket[] = [];
  const limitOf = (name: keyof typeof perMinute, usual: number) =>
    createRateLimit(bot.deps.clock, { perMinute: perMinute[name] ?? usual });
  const deps: BotSocketsDeps = {
    ...bot.deps,
    readMarks: createReadMarks(bot.deps),
    trustProxy: true,
    authenticate: async (token) => {
      const [learnerId = ''] = token.split('#');
      if (!learnerId.startsWith('lrn_')) throw new DomainError(kernelErrors.not_found);
      return { learnerId, isGuest: true, expiresAtMs: bot.deps.clock.wallMs() + TOKEN_TTL_MS };
    },
    findImpression: async (impressionId) => {
      await impressionsRead;
      return impressions.get(impressionId) ?? null;
    },
    messageLimit: limitOf('message', 8),
    conversationLimit: limitOf('conversation', 1_000),
    eventLimit: limitOf('event', 30),
    addressLimit: limitOf('address', 1_000),
  };
  const http = createServer();
  const server = new Server(http);
  const sockets = botSockets(server, deps);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    bot,
    deps,
    sockets,
    impressions,
    open: (token) => {
      const client = connect(url, { auth: { token }, transports: ['websocket'], reconnection: false });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients.splice(0)) client.disconnect();
      sockets.close();
      await server.close();
      await bot.deps.turns.idle();
      await deps.readMarks.close();
    },
  };
}

/** Asks as the widget does. */
export function ask<T>(client: ClientSocket, name: string, body: unknown): Promise<Ack<T>> {
  return client.timeout(5_000).emitWithAck(name, body);
}

export function data<T>(ack: Ack<T>): T {
  if (!ack.ok) throw new Error(ack.error.code);
  return ack.data;
}

/** Opens a thread, the newest when none is named. */
export async function join(
  client: ClientSocket,
  thread: { conversationId?: string; afterSeq?: number } = {},
): Promise<OpenedConversation> {
  const body = { afterSeq: 0, language: 'zh', surface: 'web', ...thread };
  return data(await ask<OpenedConversation>(client, 'conversation:open', body));
}

export function send(
  client: ClientSocket,
  conversationId: string,
  text: string,
): Promise<Ack<MessageCommitted>> {
  return ask(client, 'message:send', { conversationId, clientMessageId: newId('msg'), text });
}

/** The next event of that name. */
export function once<T>(client: ClientSocket, name: string): Promise<T> {
  return new Promise((resolve) => client.once(name, resolve as (event: unknown) => void));
}

/** The next `count` activities the client is told. */
export function heard(client: ClientSocket, count: number): Promise<Activity[]> {
  const all = deferred<Activity[]>();
  const activities: Activity[] = [];
  client.on('activity:added', (activity: Activity) => {
    activities.push(activity);
    if (activities.length === count) all.resolve(activities);
  });
  return all.promise;
}

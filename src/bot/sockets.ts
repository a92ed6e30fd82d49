import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import { DomainError, type ErrorDefinition, kernelErrors } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { takeTurn } from '../kernel/rate-limit.ts';
import { clickCard } from './conversation/click-card.ts';
import {
  type ActivitiesAdded,
  CONVERSATION_TOPIC,
  OWNER_TOPIC,
  type OwnerChanged,
} from './conversation/deliver.ts';
import { type ConversationsMoved, MOVED_TOPIC } from './conversation/move-conversations.ts';
import { openConversation } from './conversation/open-conversation.ts';
import { setLanguage } from './conversation/set-language.ts';
import type { BotSocketsDeps, SocketCaller } from './deps.ts';
import { botErrors } from './errors.ts';
import { findLine } from './handoff/store.ts';
import { viewHandoff } from './handoff/view-handoff.ts';
import { knownRefusal, parseBody, refusalOf } from './socket-answer.ts';
import { handleTurn } from './turn/handle-turn.ts';
import { TYPING_TOPIC, type TypingChanged } from './turn/turns.ts';
import {
  type Ack,
  ClickCard,
  OpenConversation,
  SendMessage,
  type ServerEvents,
  SetLanguage,
} from './wire.ts';

interface SocketEvents extends ServerEvents {
  /** The token has ended; the server closes the socket. */
  'session:expired': () => void;
}

interface SocketData {
  caller: SocketCaller;
}

type ClientEvents = Record<string, (body: unknown, ack: unknown) => void>;
type BotServer = Server<ClientEvents, SocketEvents, Record<never, never>, SocketData>;
type BotSocket = Socket<ClientEvents, SocketEvents, Record<never, never>, SocketData>;

/** The broadcast topic on which the checkout says that a learner's checkout changed. */
const CHECKOUT_TOPIC = 'checkout';

const roomOf = {
  conversation: (conversationId: string) => `conversation:${conversationId}`,
  learner: (learnerId: string) => `learner:${learnerId}`,
};

export interface BotSockets {
  /** Closes the sockets whose token has ended; also runs by itself every `limits.socketExpirySweepMs`. */
  closeExpired(): void;
  /** Stops listening and sweeping; the server itself is closed by who opened it. */
  close(): void;
}

/** Serves the chat over Socket.IO: one socket belongs to one learner, as their token proves (C6). */
export function botSockets(io: Server, deps: BotSocketsDeps): BotSockets {
  const server: BotServer = io;
  const connected = deps.meter.gauge('tilltalk_sockets_connected', 'Sockets connected to this process');
  server.use((socket, next) => {
    admit(deps, socket).then(() => next(), next);
  });
  server.on('connection', (socket) => {
    connected.inc();
    socket.on('disconnect', () => connected.dec());
    void socket.join(roomOf.learner(socket.data.caller.learnerId));
    serve(deps, socket);
  });
  const stopListening = listen(server, deps);
  const closeExpired = (): void => {
    for (const socket of server.sockets.sockets.values()) {
      if (isExpired(deps, socket)) expire(socket);
    }
  };
  const sweep = setInterval(closeExpired, limits.socketExpirySweepMs).unref();
  return {
    closeExpired,
    close: () => {
      clearInterval(sweep);
      stopListening();
    },
  };
}

/** A refused connection carries its code and sentences in `data`, where the client library shows them. */
async function admit(deps: BotSocketsDeps, socket: BotSocket): Promise<void> {
  const { token } = socket.handshake.auth as { token?: unknown };
  try {
    socket.data.caller = await deps.authenticate(typeof token === 'string' ? token : '');
  } catch (error) {
    const definition = definitionOf(deps, error);
    throw Object.assign(new Error(definition.code), { data: refusalOf(definition).error });
  }
}

/** Tells this process's sockets what any process of the house did. */
function listen(server: BotServer, deps: BotSocketsDeps): () => void {
  const { subscribe } = deps.broadcast;
  const unsubscribe = [
    subscribe(CONVERSATION_TOPIC, (message) => {
      const { conversationId, activities } = message as ActivitiesAdded;
      const room = server.local.to(roomOf.conversation(conversationId));
      for (const activity of activities) room.emit('activity:added', activity);
    }),
    subscribe(OWNER_TOPIC, (message) => {
      const { conversationId } = message as OwnerChanged;
      tellHandoffs(server, deps, conversationId).catch((error: unknown) =>
        deps.log.error({ error, conversationId }, 'learners could not be told who answers'),
      );
    }),
    subscribe(TYPING_TOPIC, (message) => {
      const { conversationId, typing } = message as TypingChanged;
      server.local.to(roomOf.conversation(conversationId)).emit('typing:changed', { conversationId, typing });
    }),
    subscribe(CHECKOUT_TOPIC, (message) => {
      const { checkoutId, learnerId } = message as { checkoutId: string; learnerId: string };
      server.local.to(roomOf.learner(learnerId)).emit('checkout:changed', { checkoutId });
    }),
    subscribe(MOVED_TOPIC, (message) => {
      const { fromLearnerId, conversationIds } = message as ConversationsMoved;
      server.local.in(roomOf.learner(fromLearnerId)).socketsLeave(conversationIds.map(roomOf.conversation));
    }),
  ];
  return () => {
    for (const stop of unsubscribe) stop();
  };
}

/** Tells the thread that changed hands who answers now, and those who wait which place is theirs now. */
async function tellHandoffs(server: BotServer, deps: BotSocketsDeps, changedId: string): Promise<void> {
  const waiting = await findLine(deps.db.query, deps.livemode ? 1 : 0);
  for (const conversationId of new Set([changedId, ...waiting])) {
    const room = roomOf.conversation(conversationId);
    if (!server.sockets.adapter.rooms.has(room)) continue;
    const handoff = await viewHandoff(deps, conversationId);
    server.local.to(room).emit('handoff:changed', { conversationId, handoff });
  }
}

function serve(deps: BotSocketsDeps, socket: BotSocket): void {
  const { learnerId } = socket.data.caller;
  on(deps, socket, {
    name: 'conversation:open',
    schema: OpenConversation,
    work: async (body) => {
      const opened = await openConversation(deps, { ...body, learnerId });
      await socket.join(roomOf.conversation(opened.conversationId));
      return { ...opened, handoff: await viewHandoff(deps, opened.conversationId) };
    },
  });
  on(deps, socket, {
    name: 'message:send',
    schema: SendMessage,
    work: async (body) => {
      await takeTurn(deps.messageLimit, learnerId);
      const { committed } = await handleTurn(deps, { ...body, learnerId });
      return committed;
    },
  });
  on(deps, socket, {
    name: 'card:click',
    schema: ClickCard,
    work: (body) => clickCard(deps, { ...body, learnerId }),
  });
  on(deps, socket, {
    name: 'language:set',
    schema: SetLanguage,
    work: (body) => setLanguage(deps, { ...body, learnerId }),
  });
}

interface SocketEvent<Schema extends z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
  readonly work: (body: z.output<Schema>) => Promise<unknown>;
}

/** Answers one kind of event: limit, parse, do, acknowledge. A client that wants no answer gets none. */
function on<Schema extends z.ZodType>(
  deps: BotSocketsDeps,
  socket: BotSocket,
  { name, schema, work }: SocketEvent<Schema>,
): void {
  const answer = async (body: unknown): Promise<Ack<unknown>> => {
    try {
      if (isExpired(deps, socket)) throw new DomainError(botErrors.session_expired);
      await takeTurn(deps.eventLimit, socket.id);
      return { ok: true, data: (await work(parseBody(schema, body))) ?? null };
    } catch (error) {
      return refusalOf(definitionOf(deps, error));
    }
  };
  socket.on(name, (body, ack) => {
    void answer(body).then((given) => {
      if (typeof ack === 'function') ack(given);
      if (!given.ok && given.error.code === botErrors.session_expired.code) expire(socket);
    });
  });
}

function definitionOf(deps: BotSocketsDeps, error: unknown): ErrorDefinition {
  const known = knownRefusal(error);
  if (known === null) deps.log.error({ error }, 'a socket event failed');
  return known ?? kernelErrors.internal_error;
}

function isExpired(deps: BotSocketsDeps, socket: BotSocket): boolean {
  return socket.data.caller.expiresAtMs <= deps.clock.wallMs();
}

function expire(socket: BotSocket): void {
  socket.emit('session:expired');
  socket.disconnect();
}

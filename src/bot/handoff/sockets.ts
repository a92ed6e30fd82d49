import type { Server } from 'socket.io';
import { kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { listenBeside, noteWatching } from '../console/viewer/sockets.ts';
import {
  type ActivitiesAdded,
  CONVERSATION_TOPIC,
  OWNER_TOPIC,
  type OwnerChanged,
} from '../conversation/deliver.ts';
import { askedWith, knownRefusal, parseBody, refusalOf } from '../socket-answer.ts';
import type { Ack } from '../wire.ts';
import type { ConsoleSocketsDeps } from './deps.ts';
import { WatchConversation } from './live/wire.ts';
import { mayReadThread } from './may-read-thread.ts';
import { beat } from './presence/beat.ts';
import { listenToProgress, noteProgress, PROGRESS_EVENTS, tellProgress } from './progress-sockets.ts';
import { type ConsoleServer, type ConsoleSocket, roomOf } from './socket-types.ts';
import { listenToService } from './tell-service.ts';

/** The broadcast topic on which every process hears that a staff session ended. */
export const STAFF_ENDED_TOPIC = 'staff.session_ended';

/** The broadcast topic on which every process hears that the list of held payments changed. */
export const REVIEWS_TOPIC = 'console.reviews';

/** What a console may ask; all else it does by HTTP. */
export const CONSOLE_EVENTS = ['conversation:watch', ...PROGRESS_EVENTS] as const;

export interface ConsoleSockets {
  /** Closes the sockets whose session has ended; also runs by itself every `limits.socketExpirySweepMs`. */
  closeEnded(): Promise<void>;
  close(): void;
}

/**
 * Tells agents' consoles what changed, in a namespace of their own: the cookie of a staff session and its token open
 * it, a learner's token does not. It tells, and hears how far its agent is; everything else is an HTTP request.
 */
export function consoleSockets(io: Server, deps: ConsoleSocketsDeps): ConsoleSockets {
  const server: ConsoleServer = io.of('/console');
  const connected = deps.meter.gauge('tilltalk_consoles_connected', 'Consoles connected to this process');
  server.use((socket, next) => {
    admit(deps, socket).then(() => next(), next);
  });
  server.on('connection', (socket) => {
    connected.inc();
    socket.on('disconnect', () => {
      connected.dec();
      deps.viewers.leave(socket.id);
    });
    const { staffId } = socket.data.caller;
    void socket.join(roomOf.agent(staffId));
    showLife(deps, staffId);
    serve(deps, socket);
  });
  const stopListening = listen(server, deps);
  const closeEnded = async (): Promise<void> => {
    if (server.sockets.size === 0) return;
    const live = await deps.liveSessionHashes();
    for (const socket of server.sockets.values()) {
      if (!live.has(socket.data.caller.sessionHash)) end(socket);
    }
  };
  const sweep = setInterval(() => {
    closeEnded().catch((error: unknown) => deps.log.error({ error }, 'ended consoles could not be closed'));
  }, limits.socketExpirySweepMs).unref();
  const beats = setInterval(() => {
    for (const { data } of server.sockets.values()) showLife(deps, data.caller.staffId);
  }, limits.presenceBeatMs).unref();
  return {
    closeEnded,
    close: () => {
      clearInterval(sweep);
      clearInterval(beats);
      stopListening();
    },
  };
}

/** An open console is a sign of life. */
function showLife(deps: ConsoleSocketsDeps, staffId: string): void {
  beat(deps, staffId).catch((error: unknown) => deps.log.error({ error, staffId }, 'an agent was not seen'));
}

async function admit(deps: ConsoleSocketsDeps, socket: ConsoleSocket): Promise<void> {
  const { csrfToken } = socket.handshake.auth as { csrfToken?: unknown };
  try {
    const { headers } = socket.handshake;
    socket.data.caller = await deps.admitAgent({ headers, csrfToken: String(csrfToken ?? '') });
  } catch (error) {
    const definition = knownRefusal(error) ?? kernelErrors.internal_error;
    throw Object.assign(new Error(definition.code), { data: refusalOf(definition).error });
  }
}

function serve(deps: ConsoleSocketsDeps, socket: ConsoleSocket): void {
  const [watching] = CONSOLE_EVENTS;
  socket.on(watching, (...args: unknown[]) => {
    const { body, ack } = askedWith(args);
    void watch(deps, socket, body).then(ack);
  });
  for (const name of PROGRESS_EVENTS) {
    socket.on(name, (...args: unknown[]) => {
      const { body, ack } = askedWith(args);
      void noteProgress(deps, socket, { name, body }).then(ack);
    });
  }
}

/** One thread at a time: the one that is open before the agent. */
async function watch(deps: ConsoleSocketsDeps, socket: ConsoleSocket, body: unknown): Promise<Ack<null>> {
  try {
    const { conversationId } = parseBody(WatchConversation, body);
    for (const room of socket.rooms) if (room.startsWith(roomOf.thread(''))) await socket.leave(room);
    noteWatching(deps.viewers, socket, null);
    if (conversationId === null) return { ok: true, data: null };
    const { caller } = socket.data;
    if (!(await mayReadThread(deps, { conversationId, caller }))) return refusalOf(kernelErrors.not_found);
    await socket.join(roomOf.thread(conversationId));
    noteWatching(deps.viewers, socket, conversationId);
    await tellProgress(deps, socket, conversationId);
    return { ok: true, data: null };
  } catch (error) {
    const known = knownRefusal(error);
    if (known === null) deps.log.error({ error }, 'a console could not watch a conversation');
    return refusalOf(known ?? kernelErrors.internal_error);
  }
}

/** Tells this process's consoles what any process of the house did. */
function listen(server: ConsoleServer, deps: ConsoleSocketsDeps): () => void {
  const { subscribe } = deps.broadcast;
  const unsubscribe = [
    subscribe(CONVERSATION_TOPIC, (message) => {
      const { conversationId, activities, owned } = message as ActivitiesAdded;
      const room = roomOf.thread(conversationId);
      // What no console watches would be encoded all the same.
      const watched = server.adapter.rooms.has(room) ? activities : [];
      for (const activity of watched) server.local.to(room).emit('activity:added', activity);
      if (owned?.owner === 'queue') server.local.emit('conversation:changed', { conversationId });
      if (owned?.owner === 'agent') {
        server.local.to(roomOf.agent(owned.ownerId ?? '')).emit('conversation:changed', { conversationId });
      }
    }),
    subscribe(OWNER_TOPIC, (message) => {
      const { conversationId } = message as OwnerChanged;
      server.local.emit('queue:changed');
      closeToOthers(server, deps, conversationId).catch((error: unknown) =>
        deps.log.error({ error, conversationId }, 'a conversation is still heard by consoles'),
      );
    }),
    ...listenToService(server, deps),
    ...listenBeside(server, deps),
    ...listenToProgress(server, deps),
    subscribe(REVIEWS_TOPIC, () => server.local.emit('queue:changed')),
    subscribe(STAFF_ENDED_TOPIC, (message) => {
      const { sessionHash } = message as { sessionHash: string };
      for (const socket of server.sockets.values()) {
        if (socket.data.caller.sessionHash === sessionHash) end(socket);
      }
    }),
  ];
  return () => {
    for (const stop of unsubscribe) stop();
  };
}

/** Who may not read a thread any more does not hear it any more. */
async function closeToOthers(
  server: ConsoleServer,
  deps: ConsoleSocketsDeps,
  conversationId: string,
): Promise<void> {
  const room = roomOf.thread(conversationId);
  for (const socketId of server.adapter.rooms.get(room) ?? []) {
    const socket = server.sockets.get(socketId);
    if (socket === undefined) continue;
    const { caller } = socket.data;
    if (await mayReadThread(deps, { conversationId, caller })) continue;
    noteWatching(deps.viewers, socket, null);
    await socket.leave(room);
  }
}

function end(socket: ConsoleSocket): void {
  socket.emit('session:expired');
  socket.disconnect();
}

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import { type ActivitiesAdded, CONVERSATION_TOPIC } from '../conversation/deliver.ts';
import { ERASED_TOPIC, type LearnerErased } from '../conversation/erase-conversations.ts';
import { type ConversationsMoved, MOVED_TOPIC } from '../conversation/move-conversations.ts';
import { STREAM_TOPIC } from '../conversation/stream.ts';
import { TYPING_TOPIC } from '../conversation/typing.ts';
import type { StreamingActivity, TypingView } from '../conversation/wire.ts';
import { refuseForeignOrigin } from './caller.ts';
import type { DirectLineDeps } from './deps.ts';
import { REFRESHED_TOPIC, type Refreshed } from './refreshed.ts';
import { findThread } from './store.ts';
import { openStream, type Stream } from './stream.ts';
import { type StreamTicket, verifyTicket } from './token.ts';
import { viewTyping } from './view-activity.ts';

const PATH = /^\/v3\/directline\/conversations\/([^/?]+)\/stream(?:\?|$)/;

export interface DirectLineSockets {
  /** Closes the sockets whose token has ended and those that nobody answers at; also runs by itself. */
  sweep(): void;
  close(): void;
}

/**
 * Direct Line's streams, beside Socket.IO on the same server. Several clients may listen to one conversation and each
 * hears all of it; beyond `limits.directLineStreamsPerConversationMax` the one that came first is closed as a collision.
 */
export function directLineSockets(server: Server, deps: DirectLineDeps): DirectLineSockets {
  if (deps.secrets.length === 0) return { sweep: () => {}, close: () => {} };
  const streams = createStreams(deps);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.socketMessageBytesMax });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!PATH.test(request.url ?? '')) return;
    admit(deps, request).then(
      (ticket) => sockets.handleUpgrade(request, socket, head, (opened) => streams.add(opened, ticket)),
      (error: unknown) => refuse(socket, error),
    );
  };
  server.on('upgrade', onUpgrade);
  const timer = setInterval(streams.sweep, limits.socketExpirySweepMs).unref();
  return {
    sweep: streams.sweep,
    close: () => {
      clearInterval(timer);
      server.off('upgrade', onUpgrade);
      streams.close();
      sockets.close();
    },
  };
}

/** The ticket stands in the address, as this protocol has it: it opens one socket for a minute and nothing else. */
async function admit(deps: DirectLineDeps, request: IncomingMessage): Promise<StreamTicket> {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const ticket = await verifyTicket(deps, searchParams.get('t') ?? '');
  const named = PATH.exec(request.url ?? '')?.[1];
  refuseForeignOrigin(deps, request.headers.origin, ticket.origins);
  const thread = await findThread(deps.db.query, ticket.conversationId);
  if (named !== ticket.conversationId || thread?.learnerId !== ticket.learnerId)
    throw new Error('not theirs');
  return ticket;
}

function refuse(socket: Duplex, error: unknown): void {
  const status = error instanceof DomainError ? '403 Forbidden' : '404 Not Found';
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

interface Streams {
  add(socket: WebSocket, ticket: StreamTicket): void;
  sweep(): void;
  close(): void;
}

function createStreams(deps: DirectLineDeps): Streams {
  const byThread = new Map<string, Set<Stream>>();
  const connected = deps.meter.gauge('tilltalk_direct_line_streams', 'Direct Line sockets of this process');
  const of = (conversationId: string): Iterable<Stream> => byThread.get(conversationId) ?? [];
  const all = (): Stream[] => [...byThread.values()].flatMap((streams) => [...streams]);
  const stopListening = listen(deps, { of, all });

  const remove = (stream: Stream): void => {
    const left = byThread.get(stream.conversationId);
    if (left?.delete(stream)) connected.dec();
    if (left?.size === 0) byThread.delete(stream.conversationId);
  };
  const add = (socket: WebSocket, ticket: StreamTicket): void => {
    const stream = openStream(deps, socket, ticket);
    const known = byThread.get(ticket.conversationId) ?? new Set();
    byThread.set(ticket.conversationId, known.add(stream));
    connected.inc();
    const [first] = known;
    if (known.size > limits.directLineStreamsPerConversationMax) first?.socket.close(1000, 'collision');
    // Clients send empty frames to keep the line open; whatever they say here means no more than that (DL-5).
    socket.on('message', () => {
      stream.isHeard = true;
    });
    socket.on('pong', () => {
      stream.isHeard = true;
    });
    socket.on('close', () => remove(stream));
    socket.on('error', () => socket.terminate());
    void stream.catchUp();
  };
  return {
    add,
    sweep: () => sweep(all(), deps.clock.wallMs()),
    close: () => {
      stopListening();
      for (const { socket } of all()) socket.close(1012, 'restart');
    },
  };
}

/** Ends what may not be heard any more, and what is not heard of any more. */
function sweep(streams: readonly Stream[], nowMs: number): void {
  for (const stream of streams) {
    const socket = stream.socket as WebSocket;
    if (stream.endsAtMs <= nowMs) socket.close(1008, 'TokenExpired');
    else if (!stream.isHeard) socket.terminate();
    else {
      stream.isHeard = false;
      socket.ping();
    }
  }
}

interface Listeners {
  of(conversationId: string): Iterable<Stream>;
  all(): readonly Stream[];
}

/** Tells this process's streams what any process of the house did. */
function listen(deps: DirectLineDeps, { of, all }: Listeners): () => void {
  const { subscribe } = deps.broadcast;
  const tellTyping = everySoOften(deps.clock.wallMs);
  const unsubscribe = [
    subscribe(CONVERSATION_TOPIC, (message) => {
      for (const stream of of((message as ActivitiesAdded).conversationId)) void stream.catchUp();
    }),
    subscribe(TYPING_TOPIC, (message) => {
      const { conversationId, typing, by = 'bot', name } = message as TypingView;
      if (!typing || by === 'learner' || !tellTyping(conversationId)) return;
      const from = { id: BOT_SENDER_ID, ...(name !== undefined && { name }) };
      const activities = [viewTyping(conversationId, from, deps.clock.wallMs())];
      for (const stream of of(conversationId)) stream.tell({ activities });
    }),
    subscribe(STREAM_TOPIC, (message) => {
      const piece = message as StreamingActivity;
      for (const stream of of(piece.conversation.id)) stream.tellPiece(piece);
    }),
    subscribe(REFRESHED_TOPIC, (message) => {
      const { conversationId, learnerId, endsAtMs } = message as Refreshed;
      for (const stream of of(conversationId)) if (stream.learnerId === learnerId) stream.endsAtMs = endsAtMs;
    }),
    subscribe(ERASED_TOPIC, (message) => {
      const { learnerId } = message as LearnerErased;
      for (const stream of all())
        if (stream.learnerId === learnerId) stream.socket.close(1008, 'TokenExpired');
    }),
    subscribe(MOVED_TOPIC, (message) => {
      const { fromLearnerId, conversationIds } = message as ConversationsMoved;
      const streams = conversationIds.flatMap((conversationId) => [...of(conversationId)]);
      for (const { learnerId, socket } of streams) {
        if (learnerId === fromLearnerId) socket.close(1008, 'TokenExpired');
      }
    }),
  ];
  return () => {
    for (const stop of unsubscribe) stop();
  };
}

/** A6001: that somebody writes is told at most every few seconds. */
function everySoOften(wallMs: () => number): (conversationId: string) => boolean {
  const toldAtMs = new Map<string, number>();
  return (conversationId) => {
    const nowMs = wallMs();
    if (nowMs - (toldAtMs.get(conversationId) ?? 0) < limits.directLineTypingEveryMs) return false;
    if (toldAtMs.size > 1_000) toldAtMs.clear();
    toldAtMs.set(conversationId, nowMs);
    return true;
  };
}

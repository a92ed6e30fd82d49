import { io, type Socket } from 'socket.io-client';
import type {
  ConversationSummary,
  NewConversation,
  ReadConversation,
  RenewSession,
  SetTyping,
} from '../../src/bot/conversation/wire.ts';
import type {
  Ack,
  AnswerCsat,
  ClickCard,
  CsatAnswered,
  MessageCommitted,
  OpenConversation,
  OpenedConversation,
  SendMessage,
  ServerEvents,
  SetLanguage,
} from '../../src/bot/wire.ts';

interface Questions {
  'conversation:open': { body: OpenConversation; answer: OpenedConversation };
  'conversation:list': { body: Record<string, never>; answer: ConversationSummary[] };
  'conversation:new': { body: NewConversation; answer: { conversationId: string } };
  'conversation:read': { body: ReadConversation; answer: unknown };
  'message:send': { body: SendMessage; answer: MessageCommitted };
  'typing:set': { body: SetTyping; answer: unknown };
  'session:renew': { body: RenewSession; answer: unknown };
  'card:click': { body: ClickCard; answer: unknown };
  'language:set': { body: SetLanguage; answer: unknown };
  'csat:answer': { body: AnswerCsat; answer: CsatAnswered };
}

/** What the socket carries upwards; `Questions` says which body each name has. */
type Upwards = Record<string, (body: unknown, ack: (answer: Ack<never>) => void) => void>;

/** The socket, reduced to what the chat does with it. */
export interface Connection {
  /** Resolves null when no answer came; the message may have arrived. */
  ask<Name extends keyof Questions>(
    name: Name,
    body: Questions[Name]['body'],
  ): Promise<Ack<Questions[Name]['answer']> | null>;
  isOnline(): boolean;
  /** Connects now, with the present token, whatever pause was on. */
  open(): void;
  close(): void;
}

export interface ConnectionEvents extends ServerEvents {
  online: () => void;
  offline: () => void;
  /** The server no longer takes the token. */
  refused: () => void;
}

const answerWithinMs = 10_000;

/** Opens nothing by itself: `open` does. Lost connections come back with growing pauses. */
export function createConnection(token: () => string | undefined, events: ConnectionEvents): Connection {
  const socket: Socket<ServerEvents, Upwards> = io({
    autoConnect: false,
    auth: (give) => give({ token: token() }),
    // A socket at once; polling only where a proxy does not let sockets through.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
  });
  socket.on('connect', events.online);
  socket.on('disconnect', (reason) => {
    events.offline();
    // The server closed it on purpose, as it does when a token ends: the library would not come back by itself.
    if (reason === 'io server disconnect') events.refused();
  });
  socket.on('connect_error', (error) => {
    events.offline();
    if ((error as Error & { data?: { code?: string } }).data?.code) events.refused();
  });
  socket.on('activity:added', events['activity:added']);
  socket.on('activity:typing', events['activity:typing']);
  socket.on('typing:changed', events['typing:changed']);
  socket.on('read:changed', events['read:changed']);
  socket.on('handoff:changed', events['handoff:changed']);
  socket.on('checkout:changed', events['checkout:changed']);
  socket.on('learner:erased', events['learner:erased']);

  return {
    ask: async (name, body) => {
      if (!socket.connected) return null;
      try {
        return await socket.timeout(answerWithinMs).emitWithAck(name, body);
      } catch {
        return null;
      }
    },
    isOnline: () => socket.connected,
    open: () => {
      // While it waits to try again, the library would not hear of another wish.
      if (!socket.connected) socket.disconnect();
      socket.connect();
    },
    close: () => void socket.disconnect(),
  };
}

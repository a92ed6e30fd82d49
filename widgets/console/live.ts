import { io, type Socket } from 'socket.io-client';
import type { ViewersChanged } from '../../src/bot/console/wire.ts';
import type { ReadMarks, TypingView } from '../../src/bot/conversation/wire.ts';
import type { ConsoleServerEvents, ReadThread, WatchConversation } from '../../src/bot/handoff/live/wire.ts';
import type { Ack } from '../../src/bot/wire.ts';

interface Upwards {
  'conversation:watch': (body: WatchConversation, ack: (answer: Ack<null>) => void) => void;
  'typing:set': (body: { conversationId: string }) => void;
  'conversation:read': (body: ReadThread) => void;
}

interface Downwards extends ConsoleServerEvents {
  'typing:changed': (event: TypingView) => void;
  'read:changed': (event: { conversationId: string; marks: ReadMarks }) => void;
  'viewers:changed': (event: ViewersChanged) => void;
}

export interface LiveEvents extends Downwards {
  online: () => void;
  offline: () => void;
  /** The server no longer takes the session. */
  refused: () => void;
}

/** What the server tells by itself; it only tells, everything else is asked for. */
export interface Live {
  open(csrfToken: string): void;
  /** Connects now, whatever pause was on. */
  wake(): void;
  close(): void;
  /** Hears the activities of this conversation from now on, and of no other. */
  watch(conversationId: string | null): void;
  /** The agent is writing; told at most every few seconds. */
  typing(conversationId: string): void;
  /** The agent has this much of their thread before their eyes. */
  read(progress: ReadThread): void;
}

const typingEveryMs = 3_000;

const told = [
  'queue:changed',
  'agents:changed',
  'offer:made',
  'offer:ended',
  'sla:breached',
  'csat:answered',
  'conversation:changed',
  'activity:added',
  'session:expired',
  'typing:changed',
  'read:changed',
  'viewers:changed',
] as const satisfies readonly (keyof Downwards)[];

/** Opens nothing by itself. Lost connections come back with growing pauses. */
export function createLive(events: LiveEvents): Live {
  let csrfToken = '';
  let watched: string | null = null;
  let typedAtMs = 0;
  const socket: Socket<Downwards, Upwards> = io('/console', {
    autoConnect: false,
    auth: (give) => give({ csrfToken }),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
  });
  const watch = (): void => {
    if (socket.connected) socket.emit('conversation:watch', { conversationId: watched }, () => {});
  };
  socket.on('connect', () => {
    watch();
    events.online();
  });
  socket.on('disconnect', (reason) => {
    // The page itself hung up.
    if (reason === 'io client disconnect') return;
    events.offline();
    if (reason === 'io server disconnect') events.refused();
  });
  socket.on('connect_error', (error) => {
    events.offline();
    const { data } = error as Error & { data?: { code?: string } };
    if (data?.code !== undefined) events.refused();
  });
  for (const name of told) socket.on(name, events[name] as () => void);
  return {
    open: (token) => {
      csrfToken = token;
      socket.connect();
    },
    wake: () => {
      if (!socket.connected) socket.disconnect().connect();
    },
    close: () => void socket.disconnect(),
    watch: (conversationId) => {
      watched = conversationId;
      watch();
    },
    typing: (conversationId) => {
      if (!socket.connected || Date.now() - typedAtMs < typingEveryMs) return;
      typedAtMs = Date.now();
      socket.emit('typing:set', { conversationId });
    },
    read: (progress) => {
      if (socket.connected) socket.emit('conversation:read', progress);
    },
  };
}

import { io, type Socket } from 'socket.io-client';
import type { ConsoleServerEvents, WatchConversation } from '../../src/bot/handoff/wire.ts';
import type { Ack } from '../../src/bot/wire.ts';

interface Upwards {
  'conversation:watch': (body: WatchConversation, ack: (answer: Ack<null>) => void) => void;
}

export interface LiveEvents extends ConsoleServerEvents {
  online: () => void;
  offline: () => void;
  /** The server no longer takes the session. */
  refused: () => void;
}

/** What the server tells by itself; it only tells, everything else is asked for. */
export interface Live {
  open(csrfToken: string): void;
  close(): void;
  /** Hears the activities of this conversation from now on, and of no other. */
  watch(conversationId: string | null): void;
}

/** Opens nothing by itself. Lost connections come back with growing pauses. */
export function createLive(events: LiveEvents): Live {
  let csrfToken = '';
  let watched: string | null = null;
  const socket: Socket<ConsoleServerEvents, Upwards> = io('/console', {
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
    events.offline();
    if (reason === 'io server disconnect') events.refused();
  });
  socket.on('connect_error', (error) => {
    events.offline();
    const { data } = error as Error & { data?: { code?: string } };
    if (data?.code !== undefined) events.refused();
  });
  socket.on('queue:changed', events['queue:changed']);
  socket.on('conversation:changed', events['conversation:changed']);
  socket.on('activity:added', events['activity:added']);
  socket.on('session:expired', events['session:expired']);
  return {
    open: (token) => {
      csrfToken = token;
      socket.connect();
    },
    close: () => void socket.disconnect(),
    watch: (conversationId) => {
      watched = conversationId;
      watch();
    },
  };
}

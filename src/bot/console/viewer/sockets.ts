import type { Broadcast } from '../../../kernel/broadcast.ts';
import { type ConsoleServer, type ConsoleSocket, roomOf } from '../../handoff/socket-types.ts';
import { BESIDE_TOPIC, type BesideChanged } from '../told.ts';
import type { Viewers } from './viewers.ts';

/** Notes which thread a console has before it. */
export function noteWatching(viewers: Viewers, socket: ConsoleSocket, conversationId: string | null): void {
  // It may be gone while it was judged whether it may look.
  const seen = socket.connected ? conversationId : null;
  const { staffId, displayName } = socket.data.caller;
  viewers.look(socket.id, { viewer: { staffId, displayName }, conversationId: seen });
}

/** Tells this process's consoles who else looks at their thread, and what changed beside one. */
export function listenBeside(
  server: ConsoleServer,
  { broadcast, viewers }: { broadcast: Broadcast; viewers: Viewers },
): (() => void)[] {
  return [
    viewers.onChange((conversationId, now) =>
      server.local
        .to(roomOf.thread(conversationId))
        .emit('viewers:changed', { conversationId, viewers: now }),
    ),
    broadcast.subscribe(BESIDE_TOPIC, (message) => {
      const { what, conversationId } = message as BesideChanged;
      if (what === 'conversation' && conversationId !== null) {
        server.local.to(roomOf.thread(conversationId)).emit('conversation:changed', { conversationId });
      }
      server.local.emit('queue:changed');
    }),
  ];
}

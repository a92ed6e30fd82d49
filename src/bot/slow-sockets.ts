import { limits } from '../kernel/limits.ts';
import type { BotSocketsDeps } from './deps.ts';
import type { BotServer, BotSocket } from './socket-types.ts';

/**
 * Ends a socket that reads more slowly than it is told, before what waits for it fills the memory. Its client comes
 * back and asks for what it missed (C1). Returns whether it was ended.
 */
export function closeIfSlow(deps: Pick<BotSocketsDeps, 'meter'>, socket: BotSocket): boolean {
  // The library keeps what waits to itself; nothing public tells of it.
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly unknown[] };
  if (writeBuffer.length <= limits.socketPacketsWaitingMax) return false;
  deps.meter
    .counter('tilltalk_sockets_slow_total', 'Sockets ended because their client read too slowly')
    .inc();
  socket.conn.close(true);
  return true;
}

/** Looks at the sockets of a room after something was told there. */
export function closeSlow(server: BotServer, deps: Pick<BotSocketsDeps, 'meter'>, room: string): void {
  for (const socketId of server.sockets.adapter.rooms.get(room) ?? []) {
    const socket = server.sockets.sockets.get(socketId);
    if (socket !== undefined) closeIfSlow(deps, socket);
  }
}

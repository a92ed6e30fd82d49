import type { Server, Socket } from 'socket.io';
import type { SocketCaller } from './deps.ts';
import type { ServerEvents } from './wire.ts';

interface SocketEvents extends ServerEvents {
  /** The token has ended; the server closes the socket. */
  'session:expired': () => void;
}

interface SocketData {
  caller: SocketCaller;
  /** Where the connection comes from. */
  address: string;
  /** Events that are being worked on. */
  atOnce: number;
}

type ClientEvents = Record<string, (body: unknown, ack: unknown) => void>;
export type BotServer = Server<ClientEvents, SocketEvents, Record<never, never>, SocketData>;
export type BotSocket = Socket<ClientEvents, SocketEvents, Record<never, never>, SocketData>;

const CONVERSATION_ROOM = 'conversation:';

export const roomOf = {
  /** Who looks at the thread. */
  conversation: (conversationId: string) => CONVERSATION_ROOM + conversationId,
  /** Every device of a learner. */
  learner: (learnerId: string) => `learner:${learnerId}`,
};

/** Shows a thread on a socket, and no other any more. */
export async function showConversation(socket: BotSocket, conversationId: string): Promise<void> {
  const shown = roomOf.conversation(conversationId);
  for (const room of socket.rooms) {
    if (room.startsWith(CONVERSATION_ROOM) && room !== shown) await socket.leave(room);
  }
  await socket.join(shown);
}

/** Whether the socket shows the thread; only its learner can have opened it. */
export function shows(socket: BotSocket, conversationId: string): boolean {
  return socket.rooms.has(roomOf.conversation(conversationId));
}

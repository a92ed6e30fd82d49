import type { Namespace, Socket } from 'socket.io';
import type { StaffCaller } from '../../identity/index.ts';
import type { ConsoleServerEvents } from './live/wire.ts';

interface SocketData {
  caller: StaffCaller;
}

type ClientEvents = Record<string, (body: unknown, ack: unknown) => void>;

/** The namespace of agents' consoles. */
export type ConsoleServer = Namespace<ClientEvents, ConsoleServerEvents, Record<never, never>, SocketData>;
export type ConsoleSocket = Socket<ClientEvents, ConsoleServerEvents, Record<never, never>, SocketData>;

export const roomOf = {
  agent: (staffId: string) => `agent:${staffId}`,
  thread: (conversationId: string) => `thread:${conversationId}`,
};

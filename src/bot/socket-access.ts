import { type Access, CONSOLE_ROLES, LEARNERS } from '../identity/index.ts';
import { CONSOLE_EVENTS } from './handoff/sockets.ts';
import { socketEvents } from './socket-events.ts';

/** Who may open a namespace of Socket.IO, and with it send its events: who may not do one may not connect. */
export interface SocketAccess {
  readonly namespace: string;
  readonly access: Access;
  readonly events: readonly string[];
}

export const socketAccess: readonly SocketAccess[] = [
  { namespace: '/', access: LEARNERS, events: [...socketEvents.keys()] },
  { namespace: '/console', access: CONSOLE_ROLES, events: CONSOLE_EVENTS },
];

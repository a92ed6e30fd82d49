import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { botSockets, consoleSockets, directLineSockets } from '../bot/index.ts';
import { limits } from '../kernel/limits.ts';
import type { House } from './compose.ts';
import { directLineOf } from './direct-line.ts';

export interface Sockets {
  close(): void;
}

/** Attaches the chat to the HTTP server. The frame is of our own origin, so no other origin may connect. */
export function buildSockets(server: HttpServer, house: House): Sockets {
  const io = new Server(server, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: limits.socketMessageBytesMax,
    // The request of the handshake is not needed any more once a socket is admitted.
    destroyUpgrade: true,
  });
  const sockets = botSockets(io, house.bot);
  const consoles = consoleSockets(io, house.console);
  const directLine = directLineSockets(server, directLineOf(house));
  return {
    // The HTTP server is closed by who opened it; here only the sockets end, and clients come back elsewhere.
    close: () => {
      sockets.close();
      consoles.close();
      directLine.close();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

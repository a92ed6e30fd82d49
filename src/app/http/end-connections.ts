import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Connections {
  /**
   * Ends those without a request now, those with one after its answer, and takes no new one. Who has not sent the
   * whole of a request or read the whole of its answer after `graceMs` is cut off.
   */
  endSoon(options: { readonly graceMs: number }): void;
}

/**
 * Follows the connections of a server which is about to listen, so that it can end in bounded time. Node's own
 * `closeIdleConnections` ends only those which had a request before: a browser opens some ahead and may never use
 * them, and half of a request's head may never become whole. Watch after sockets are attached: a connection which
 * became a WebSocket is theirs to end.
 */
export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>();
  const inHand = new Set<ServerResponse>();
  let ending = false;
  server.on('connection', (socket: Socket) => {
    if (ending) return void socket.destroy();
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    inHand.add(response);
    response.once('close', () => {
      inHand.delete(response);
      if (ending) socket.end();
    });
  });
  // Without anybody who upgrades, Node answers such a request like any other; a listener would keep it from that.
  if (server.listenerCount('upgrade') > 0) {
    server.on('upgrade', ({ socket }: IncomingMessage) => open.delete(socket));
  }
  return {
    endSoon: ({ graceMs }) => {
      ending = true;
      const answering = new Set([...inHand].map(({ req }) => req.socket));
      for (const socket of open) if (!answering.has(socket)) socket.destroy();
      setTimeout(() => server.closeAllConnections(), graceMs).unref();
    },
  };
}

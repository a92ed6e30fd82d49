import type { Server } from 'socket.io';
import { kernelErrors } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { takeTurn } from '../kernel/rate-limit.ts';
import { createAnswering, expire, isExpired } from './answer-socket.ts';
import type { BotSocketsDeps } from './deps.ts';
import { refusalOf, refusalOfError } from './socket-answer.ts';
import { type BotServer, type BotSocket, roomOf } from './socket-types.ts';
import { tellSockets } from './tell-sockets.ts';

export interface BotSockets {
  /** Closes the sockets whose token has ended; also runs by itself every `limits.socketExpirySweepMs`. */
  closeExpired(): void;
  /** Stops listening and sweeping; the server itself is closed by who opened it. */
  close(): void;
}

/** Serves the chat over Socket.IO: one socket belongs to one learner, as their token proves (C6). */
export function botSockets(io: Server, deps: BotSocketsDeps): BotSockets {
  const server: BotServer = io;
  const connected = deps.meter.gauge('tilltalk_sockets_connected', 'Sockets connected to this process');
  server.use((socket, next) => {
    admit(deps, socket).then(() => next(), next);
  });
  const answer = createAnswering(deps);
  const left = (): void => connected.dec();
  // An idle socket costs as little as can be: one listener for all events, and no timer of its own.
  server.on('connection', (socket) => {
    connected.inc();
    socket.on('disconnect', left);
    void socket.join(roomOf.learner(socket.data.caller.learnerId));
    socket.onAny((name: string, ...args: unknown[]) => answer(socket, { name, args }));
  });
  const stopTelling = tellSockets(server, deps);
  const closeExpired = (): void => {
    for (const socket of server.sockets.sockets.values()) {
      if (isExpired(deps, socket)) expire(socket);
    }
  };
  const sweep = setInterval(closeExpired, limits.socketExpirySweepMs).unref();
  return {
    closeExpired,
    close: () => {
      clearInterval(sweep);
      stopTelling();
    },
  };
}

/** A refused connection carries its code and sentences in `data`, where the client library shows them. */
async function admit(deps: BotSocketsDeps, socket: BotSocket): Promise<void> {
  const { token } = socket.handshake.auth as { token?: unknown };
  const address = addressOf(deps, socket);
  try {
    await takeTurn(deps.addressLimit, address);
    const caller = await deps.authenticate(typeof token === 'string' ? token : '');
    Object.assign(socket.data, { caller, address, atOnce: 0 });
  } catch (error) {
    const known = refusalOfError(error);
    if (known === null) deps.log.error({ error }, 'a socket could not be admitted');
    const data = (known ?? refusalOf(kernelErrors.internal_error)).error;
    throw Object.assign(new Error(data.code), { data });
  }
}

/** Behind a proxy of ours, the address that the proxy saw: what stands before it in the list is the caller's word. */
function addressOf(deps: BotSocketsDeps, { handshake }: BotSocket): string {
  const forwarded = deps.trustProxy ? handshake.headers['x-forwarded-for'] : undefined;
  return (
    String(forwarded ?? '')
      .split(',')
      .at(-1)
      ?.trim() || handshake.address
  );
}

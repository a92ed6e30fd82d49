import { DomainError, kernelErrors } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { takeTurn } from '../kernel/rate-limit.ts';
import type { BotSocketsDeps } from './deps.ts';
import { botErrors } from './errors.ts';
import { closeIfSlow } from './slow-sockets.ts';
import { askedWith, refusalOf, refusalOfError } from './socket-answer.ts';
import { EVENTS_AFTER_EXPIRY, socketEvents } from './socket-events.ts';
import type { BotSocket } from './socket-types.ts';
import type { Ack } from './wire.ts';

interface Asked {
  readonly name: string;
  /** As they came: a body, then an acknowledgement if one is wanted. */
  readonly args: readonly unknown[];
}

/** Answers what browsers ask: limits, then the event's own work, then the acknowledgement if one is wanted. */
export function createAnswering(deps: BotSocketsDeps): (socket: BotSocket, asked: Asked) => void {
  const inHand = { count: 0 };
  return (socket, { name, args }) => {
    const event = socketEvents.get(name);
    const { body, ack } = askedWith(args);
    if (event === undefined) return ack(refusalOf(kernelErrors.not_found));
    inHand.count += 1;
    socket.data.atOnce += 1;
    const work = async (): Promise<unknown> => {
      await admitEvent(deps, socket, { name, atOnce: inHand.count });
      return event({ deps, socket, learnerId: socket.data.caller.learnerId, body });
    };
    void acknowledged(deps, work).then((given) => {
      inHand.count -= 1;
      socket.data.atOnce -= 1;
      ack(given);
      if (!given.ok && given.error.code === botErrors.session_expired.code) expire(socket);
      else closeIfSlow(deps, socket);
    });
  };
}

/** Throws `session_expired`, `rate_limited`, or `unavailable` while the house has more in hand than it can hold. */
async function admitEvent(
  deps: BotSocketsDeps,
  socket: BotSocket,
  { name, atOnce }: { name: string; atOnce: number },
): Promise<void> {
  if (isExpired(deps, socket) && !EVENTS_AFTER_EXPIRY.has(name)) {
    throw new DomainError(botErrors.session_expired);
  }
  const retryAfterSeconds = limits.overloadRetryMs / 1_000;
  if (atOnce > limits.socketEventsInHandMax) {
    throw new DomainError(kernelErrors.unavailable, { retryAfterSeconds });
  }
  if (socket.data.atOnce > limits.socketEventsAtOnceMax) {
    throw new DomainError(kernelErrors.rate_limited, { retryAfterSeconds });
  }
  await takeTurn(deps.addressLimit, socket.data.address);
  await takeTurn(deps.eventLimit, socket.id);
}

async function acknowledged(deps: BotSocketsDeps, work: () => Promise<unknown>): Promise<Ack<unknown>> {
  try {
    return { ok: true, data: (await work()) ?? null };
  } catch (error) {
    const known = refusalOfError(error);
    if (known === null) deps.log.error({ error }, 'a socket event failed');
    return known ?? refusalOf(kernelErrors.internal_error);
  }
}

/** Whether the socket's token has ended. */
export function isExpired(deps: Pick<BotSocketsDeps, 'clock'>, socket: BotSocket): boolean {
  return socket.data.caller.expiresAtMs <= deps.clock.wallMs();
}

/** Closes the socket of an ended token, having told it. */
export function expire(socket: BotSocket): void {
  socket.emit('session:expired');
  socket.disconnect();
}

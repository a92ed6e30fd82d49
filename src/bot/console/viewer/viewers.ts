import type { Broadcast } from '../../../kernel/broadcast.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { limits } from '../../../kernel/limits.ts';
import type { Viewer } from './wire.ts';

const VIEWERS_TOPIC = 'console.viewers';

/** One process says who looks at a thread through it. Nobody: an empty list. */
interface Looking {
  readonly processId: string;
  readonly conversationId: string;
  readonly viewers: readonly Viewer[];
}

/** Who has which thread open, over all processes. */
export interface Viewers {
  /** Notes that a socket looks at a thread now, or at none. */
  look(socketId: string, looking: { viewer: Viewer; conversationId: string | null }): void;
  /** A socket is gone. */
  leave(socketId: string): void;
  /** Each once, by name. */
  of(conversationId: string): Viewer[];
  /** Calls when the viewers of a thread changed. Returns how to stop. */
  onChange(listener: (conversationId: string, viewers: Viewer[]) => void): () => void;
  close(): void;
}

interface Kept {
  readonly viewers: readonly Viewer[];
  readonly expiresAtMs: number;
}

type ViewersDeps = {
  readonly broadcast: Broadcast;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly processId: string;
};

/**
 * Keeps who looks at what in memory: each process tells the others, again and again, so that what a killed one said
 * is forgotten in time.
 */
export function createViewers({ broadcast, clock, processId }: ViewersDeps): Viewers {
  const sockets = new Map<string, { viewer: Viewer; conversationId: string }>();
  const told = new Map<string, Map<string, Kept>>();
  const listeners = new Set<(conversationId: string, viewers: Viewer[]) => void>();

  const of = (conversationId: string): Viewer[] => {
    const nowMs = clock.wallMs();
    const byId = new Map<string, Viewer>();
    for (const { viewers, expiresAtMs } of told.get(conversationId)?.values() ?? []) {
      if (expiresAtMs > nowMs) for (const viewer of viewers) byId.set(viewer.staffId, viewer);
    }
    return [...byId.values()].sort((a, b) => a.displayName.localeCompare(b.displayName));
  };
  const tell = (conversationId: string): void => {
    const here = [...sockets.values()].filter((socket) => socket.conversationId === conversationId);
    const viewers = here.map(({ viewer }) => viewer);
    broadcast.publish(VIEWERS_TOPIC, { processId, conversationId, viewers } satisfies Looking);
  };
  const hear = (message: unknown): void => {
    const looking = message as Looking;
    const before = JSON.stringify(of(looking.conversationId));
    const processes = told.get(looking.conversationId) ?? new Map<string, Kept>();
    const expiresAtMs = clock.wallMs() + limits.viewerTtlMs;
    processes.set(looking.processId, { viewers: looking.viewers, expiresAtMs });
    if (looking.viewers.length === 0) processes.delete(looking.processId);
    told.set(looking.conversationId, processes);
    if (processes.size === 0) told.delete(looking.conversationId);
    const after = of(looking.conversationId);
    if (JSON.stringify(after) === before) return;
    for (const listener of listeners) listener(looking.conversationId, after);
  };
  const leave = (socketId: string): void => {
    const known = sockets.get(socketId);
    if (known === undefined) return;
    sockets.delete(socketId);
    tell(known.conversationId);
  };
  const stopListening = broadcast.subscribe(VIEWERS_TOPIC, hear);
  const renewal = setInterval(() => {
    for (const conversationId of new Set([...sockets.values()].map((socket) => socket.conversationId)))
      tell(conversationId);
  }, limits.viewerRenewMs).unref();
  return {
    look: (socketId, { viewer, conversationId }) => {
      if (sockets.get(socketId)?.conversationId === conversationId) return;
      leave(socketId);
      if (conversationId === null) return;
      sockets.set(socketId, { viewer, conversationId });
      tell(conversationId);
    },
    leave,
    of,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearInterval(renewal);
      stopListening();
    },
  };
}

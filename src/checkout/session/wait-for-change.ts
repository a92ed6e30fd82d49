import type { EventEmitter } from 'node:events';
import type { Broadcast } from '../../kernel/broadcast.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutView } from '../wire.ts';

/** The broadcast topic on which is said that something happened to a checkout's payment. */
export const CHECKOUT_TOPIC = 'checkout';

export interface Change {
  /** Resolves when the checkout changed, or when it was waited for long enough. */
  readonly happened: Promise<void>;
  /** Ends the waiting. */
  stop(): void;
}

/** Callers who wait until something happens to a checkout. */
export interface Waiting {
  /** Waits from now on, at most so long; beyond `limits.checkoutWaitsMax` waiting callers not at all. */
  next(checkoutId: string, waitMs: number): Change;
  /** Lets all go: the process ends. */
  close(): void;
}

/** A hint may be lost, so whoever waited looks again in any case. */
export function createWaiting(broadcast: Pick<Broadcast, 'subscribe'>): Waiting {
  const waiting = new Map<string, Set<() => void>>();
  let count = 0;

  const next = (checkoutId: string, waitMs: number): Change => {
    if (count >= limits.checkoutWaitsMax) return { happened: Promise.resolve(), stop: () => {} };
    count += 1;
    const group = waiting.get(checkoutId) ?? new Set();
    waiting.set(checkoutId, group);
    let stop = (): void => {};
    const happened = new Promise<void>((resolve) => {
      const timer = setTimeout(() => stop(), waitMs);
      stop = () => {
        clearTimeout(timer);
        if (group.delete(stop)) count -= 1;
        if (group.size === 0 && waiting.get(checkoutId) === group) waiting.delete(checkoutId);
        resolve();
      };
      group.add(stop);
    });
    return { happened, stop };
  };
  const unsubscribe = broadcast.subscribe(CHECKOUT_TOPIC, (message) => {
    for (const stop of waiting.get((message as { checkoutId: string }).checkoutId) ?? []) stop();
  });
  return {
    next,
    close: () => {
      unsubscribe();
      for (const group of waiting.values()) for (const stop of group) stop();
    },
  };
}

interface Look {
  readonly checkoutId: string;
  readonly waitMs: number;
  readonly look: () => Promise<CheckoutView>;
  /** The caller's connection. */
  readonly socket: EventEmitter;
}

/** A view of the checkout: at once unless a payment is under way, else when something happened or the wait is over. */
export async function lookWhenChanged(
  waiting: Waiting,
  { checkoutId, waitMs, look, socket }: Look,
): Promise<CheckoutView> {
  // Listens before it looks, so that what happens in between is not missed; not for a caller who is gone.
  const change = waiting.next(checkoutId, waitMs);
  socket.once('close', change.stop);
  try {
    const view = await look();
    if (!isUnderWay(view)) return view;
    await change.happened;
    return await look();
  } finally {
    socket.off('close', change.stop);
    change.stop();
  }
}

/** How long a caller would wait, in ms: `Prefer: wait=<seconds>` (RFC 7240, section 4.3), 0 without it. */
export function preferredWaitMs(prefer: string | undefined): number {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*(\d{1,6})\s*(?:$|[,;])/i.exec(prefer ?? '')?.[1];
  return Math.min(Number(seconds ?? 0) * 1_000, limits.checkoutWaitMaxMs);
}

/** Whether something is under way that will change this view by itself. */
function isUnderWay({ status, payment }: Pick<CheckoutView, 'status' | 'payment'>): boolean {
  return status !== 'complete' && status !== 'expired' && (payment?.action.type ?? 'none') !== 'none';
}

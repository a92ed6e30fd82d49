import { createLines } from '../../kernel/lines.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import type { WebhookDeps } from './deps.ts';
import { findEndpoint, findEndpointsWithDue, findHead } from './store.ts';

/** Sends what is due: each endpoint has a line of its own, first in, first out, and a stuck one holds only itself. */
export interface Deliverer {
  /** Takes up every line in which something is due; returns without waiting for their receivers. */
  run(): Promise<void>;
  /** Resolves when no line is in hand. */
  idle(): Promise<void>;
  /** Takes up nothing more and breaks off what is being sent; it is sent again later. */
  stop(): Promise<void>;
}

export function createDeliverer(deps: WebhookDeps): Deliverer {
  const lines = createLines({
    work: (endpointId, signal) => workLine(deps, endpointId, signal),
    log: deps.log,
    name: 'webhooks',
  });
  return {
    run: async () => {
      const { livemode, clock } = deps;
      for (const endpointId of await findEndpointsWithDue(deps.db.query, { livemode, nowMs: clock.wallMs() }))
        lines.takeUp(endpointId);
    },
    idle: lines.idle,
    stop: lines.stop,
  };
}

/** Sends the head of a line, and the next, until one has to wait. */
async function workLine(deps: WebhookDeps, endpointId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const endpoint = await findEndpoint(deps.db.query, { endpointId, livemode: deps.livemode });
    const delivery = await findHead(deps.db.query, endpointId);
    if (endpoint?.status !== 'enabled' || delivery === undefined) return;
    if (delivery.nextAttemptAtMs > deps.clock.wallMs()) return;
    const attempt = await attemptDelivery(deps, { endpoint, delivery, cause: 'schedule', signal });
    if (attempt?.isDelivered !== true) return;
  }
}

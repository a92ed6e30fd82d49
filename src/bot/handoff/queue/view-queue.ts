import type { HandoffDeps } from '../../deps.ts';
import { CSAT_SINCE_MS, sumCsat } from '../csat/store.ts';
import { viewServiceNow } from '../hours/set-service.ts';
import { countBreached } from '../sla/store.ts';
import type { QueueView } from '../wire.ts';
import { expectedWaitOf, readWaitFigures } from './expected-wait.ts';
import { findLine } from './store.ts';

/** How the line stands, for those who watch over it. */
export async function viewQueue(deps: HandoffDeps): Promise<QueueView> {
  const nowMs = deps.clock.wallMs();
  const livemode = deps.livemode ? 1 : 0;
  const [line, figures, service, csat, breached] = await Promise.all([
    findLine(deps.db.query, livemode),
    readWaitFigures(deps),
    viewServiceNow(deps),
    sumCsat(deps.db.query, { livemode, sinceMs: nowMs - CSAT_SINCE_MS }),
    countBreached(deps.db.query, livemode),
  ]);
  const oldestMs = Math.min(...line.map(({ requestedAtMs }) => requestedAtMs));
  return {
    waiting: line.length,
    offered: line.filter(({ state }) => state === 'offered').length,
    messages: line.filter(({ isMessage }) => isMessage === 1).length,
    longestWaitMs: line.length === 0 ? null : Math.max(0, nowMs - oldestMs),
    expectedWaitMs: expectedWaitOf(figures, line.length + 1),
    agentsAvailable: figures.agentsAvailable,
    freeSlots: figures.freeSlots,
    isOpen: service.isOpen,
    opensAtMs: service.opensAtMs,
    csat,
    breached,
  };
}

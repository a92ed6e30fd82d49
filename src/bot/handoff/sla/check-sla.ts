import { updateRow } from '../../../kernel/db/prepared.ts';
import type { ConversationDeps } from '../../deps.ts';
import { slaBreached } from '../events.ts';
import { findOpenHandoffIn } from '../store.ts';
import type { SlaTimerName } from '../wire.ts';
import { findDue, insertBreach } from './store.ts';
import { brokenAt, dueColumns, soonestDue } from './timers.ts';

/** The broadcast topic on which consoles hear of promises that were not kept. */
export const SLA_TOPIC = 'service.sla';

export interface SlaBroken {
  readonly conversationId: string;
  readonly timer: SlaTimerName;
  readonly staffId: string | null;
}

/** Writes down the promises that were not kept, each once; returns how many. */
export async function checkSla(deps: ConversationDeps): Promise<number> {
  const nowMs = deps.clock.wallMs();
  const due = await findDue(deps.db.query, { livemode: deps.livemode ? 1 : 0, nowMs });
  let count = 0;
  for (const conversationId of due) {
    const broken = await breakPromises(deps, conversationId, nowMs);
    for (const each of broken) deps.broadcast.publish(SLA_TOPIC, each);
    count += broken.length;
  }
  return count;
}

function breakPromises(deps: ConversationDeps, conversationId: string, nowMs: number): Promise<SlaBroken[]> {
  return deps.db.transact(async (tx) => {
    const handoff = await findOpenHandoffIn(tx, conversationId);
    if (handoff === undefined) return [];
    const { handoffId, priority, acceptedBy: staffId } = handoff;
    const broken = brokenAt(handoff, nowMs);
    for (const { timer, dueAtMs } of broken) {
      const breach = { handoffId, conversationId, timer, priority, staffId, dueAtMs, breachedAtMs: nowMs };
      await insertBreach(tx, { ...breach, breachId: deps.newId('slb') });
      await slaBreached(deps, tx, { handoff, timer, dueAtMs });
    }
    const cleared = Object.fromEntries(broken.map(({ timer }) => [dueColumns[timer], null]));
    const change = { ...cleared, slaCheckAtMs: soonestDue({ ...handoff, ...cleared }) };
    await updateRow(tx, 'handoff', { key: 'handoffId', value: handoffId, change });
    return broken.map(({ timer }) => ({ conversationId, timer, staffId }));
  });
}

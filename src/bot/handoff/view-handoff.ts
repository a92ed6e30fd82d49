import type { HandoffDeps } from '../deps.ts';
import type { HandoffView } from '../wire.ts';
import { expectedWaitOf, type WaitNeeds } from './queue/expected-wait.ts';
import { type LineNow, lineNow } from './queue/line-now.ts';
import { positionOf } from './queue/store.ts';
import { findOpenHandoff, findOwner } from './store.ts';

/** Who answers in a thread now, as its learner is told. */
export async function viewHandoff(deps: HandoffDeps, conversationId: string): Promise<HandoffView> {
  const atMs = deps.clock.wallMs();
  const nobody = { position: null, agentName: null, atMs };
  const now = await findOwner(deps.db.query, conversationId);
  if (now?.owner === 'agent' && now.ownerId !== null) {
    return { ...nobody, owner: 'agent', agentName: await deps.nameOfStaff(now.ownerId) };
  }
  const handoff = now?.owner === 'queue' ? await findOpenHandoff(deps.db.query, conversationId) : undefined;
  if (handoff === undefined) {
    return { ...nobody, owner: 'bot', ...(now?.status === 'closed' ? { isClosed: true } : {}) };
  }
  const [position, line] = await Promise.all([positionOf(deps.db.query, handoff), lineNow(deps)]);
  return viewPlace(line, { ...handoff, position }, atMs);
}

interface Place extends WaitNeeds {
  readonly position: number;
}

/** A place in the line, as its learner is told. */
export function viewPlace(line: LineNow, place: Place, atMs: number): HandoffView {
  const { position } = place;
  return {
    owner: 'queue',
    position,
    agentName: null,
    expectedWaitMs: expectedWaitOf(line.figures, position, place),
    opensAtMs: line.opensAtMs,
    atMs,
  };
}

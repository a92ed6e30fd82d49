import type { HandoffDeps } from '../deps.ts';
import type { HandoffView } from '../wire.ts';
import { findOpenHandoff, findOwner, positionOf } from './store.ts';

/** Who answers in a thread now, as its learner is told. */
export async function viewHandoff(deps: HandoffDeps, conversationId: string): Promise<HandoffView> {
  const atMs = deps.clock.wallMs();
  const nobody = { position: null, agentName: null, atMs };
  const now = await findOwner(deps.db.query, conversationId);
  if (now?.owner === 'agent' && now.ownerId !== null) {
    return { ...nobody, owner: 'agent', agentName: await deps.nameOfStaff(now.ownerId) };
  }
  const handoff = now?.owner === 'queue' ? await findOpenHandoff(deps.db.query, conversationId) : undefined;
  if (handoff === undefined) return { ...nobody, owner: 'bot' };
  return { ...nobody, owner: 'queue', position: await positionOf(deps.db.query, handoff) };
}

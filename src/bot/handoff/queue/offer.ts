import type { Tx } from '../../../kernel/db/database.ts';
import type { HandoffDeps } from '../../deps.ts';
import { changeRow } from '../change-handoff.ts';
import { handoffOffered } from '../events.ts';
import type { OfferMade } from '../live/wire.ts';
import { updateProfile } from '../presence/store.ts';
import type { HandoffRow } from '../store.ts';
import type { Priority } from '../wire.ts';

/** The broadcast topic on which every process hears of offers. */
export const OFFER_TOPIC = 'service.offer';

/** `made` is left out once the offer is over, however it ended. */
export interface OfferChanged {
  readonly staffId: string;
  readonly conversationId: string;
  readonly made?: OfferMade;
}

/** Asks one agent to take a conversation that this transaction holds. */
export async function offer(
  deps: HandoffDeps,
  tx: Tx,
  {
    handoff,
    staffId,
    nowMs,
    offerMs,
  }: { handoff: HandoffRow; staffId: string; nowMs: number; offerMs: number },
): Promise<OfferChanged> {
  const expiresAtMs = nowMs + offerMs;
  const offered = await changeRow(deps, tx, {
    handoff,
    to: 'offered',
    reason: 'offered',
    nowMs,
    staffId,
    set: { offeredTo: staffId, offerExpiresAtMs: expiresAtMs },
  });
  await updateProfile(tx, staffId, { assignedAtMs: nowMs });
  await handoffOffered(deps, tx, { handoff: offered, staffId });
  const { conversationId, reason, note } = offered;
  const priority = offered.priority as Priority;
  return { staffId, conversationId, made: { conversationId, priority, reason, note, expiresAtMs } };
}

/** Tells the agent's consoles. */
export function tellOffer(deps: Pick<HandoffDeps, 'broadcast'>, changed: OfferChanged): void {
  deps.broadcast.publish(OFFER_TOPIC, changed);
}

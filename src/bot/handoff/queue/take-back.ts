import type { HandoffDeps } from '../../deps.ts';
import { changeRow, type StepReason } from '../change-handoff.ts';
import { findOpenHandoffIn } from '../store.ts';
import { tellOffer } from './offer.ts';

interface TakeBack {
  readonly conversationId: string;
  /** To whom it must be offered still. */
  readonly staffId: string;
  readonly reason: Extract<StepReason, 'passed' | 'offer_expired' | 'agent_away'>;
  readonly note?: string | undefined;
}

/** Ends an offer that nobody accepted: the conversation waits at its old place. False when it was over already. */
export async function takeBack(
  deps: HandoffDeps,
  { conversationId, staffId, reason, note }: TakeBack,
): Promise<boolean> {
  const isBack = await deps.db.transact(async (tx) => {
    const handoff = await findOpenHandoffIn(tx, conversationId);
    if (handoff?.state !== 'offered' || handoff.offeredTo !== staffId) return false;
    const nowMs = deps.clock.wallMs();
    await changeRow(deps, tx, { handoff, to: 'queued', reason, nowMs, staffId, note });
    return true;
  });
  if (isBack) tellOffer(deps, { staffId, conversationId });
  return isBack;
}

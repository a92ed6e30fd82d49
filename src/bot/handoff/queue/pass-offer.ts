import { DomainError } from '../../../kernel/errors.ts';
import type { HandoffDeps } from '../../deps.ts';
import { botErrors } from '../../errors.ts';
import { updateProfile } from '../presence/store.ts';
import { drainQueue } from './drain-queue.ts';
import { takeBack } from './take-back.ts';

/** An agent declines an offer; the next one is asked at once. Throws `offer_over`. */
export async function passOffer(
  deps: HandoffDeps,
  { conversationId, staffId, note }: { conversationId: string; staffId: string; note?: string | undefined },
): Promise<void> {
  const isBack = await takeBack(deps, { conversationId, staffId, reason: 'passed', note });
  if (!isBack) throw new DomainError(botErrors.offer_over);
  // Who says no is there all the same.
  await updateProfile(deps.db.query, staffId, { missedOffers: 0 });
  await drainQueue(deps);
}

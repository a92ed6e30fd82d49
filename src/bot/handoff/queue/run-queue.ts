import type { HandoffDeps } from '../../deps.ts';
import { returnConversations } from '../return-conversations.ts';
import { checkSla } from '../sla/check-sla.ts';
import { finishWrapUps } from '../wrap-up.ts';
import { drainQueue } from './drain-queue.ts';
import { expireOffers } from './expire-offers.ts';

/** The job's name: woken by every new, close, presence and capacity change, and running by itself as the backstop. */
export const QUEUE_JOB = 'bot.run_queue';

/** Brings everything that time does to conversations with people up to date, then lets nobody wait in vain. */
export async function runQueue(deps: HandoffDeps): Promise<void> {
  await returnConversations(deps);
  await expireOffers(deps);
  await finishWrapUps(deps);
  await checkSla(deps);
  await drainQueue(deps);
}

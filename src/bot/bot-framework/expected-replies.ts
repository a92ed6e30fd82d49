import { limits } from '../../kernel/limits.ts';
import { activitiesAfter } from '../conversation/store.ts';
import type { BotFrameworkDeps } from './deps.ts';
import { outwardActivity } from './outward-activity.ts';
import { type CloudThread, updateCloudThread } from './store.ts';

/** How many activities one answer holds; what is beyond that is told as if nobody had asked. */
const REPLIES_MAX = 20;

/** Until when nothing is told by a call of its own, because the answer to what was posted will tell it. */
export function heldUntilMs({ clock }: Pick<BotFrameworkDeps, 'clock'>): number {
  return clock.wallMs() + limits.turnTimeMaxMs + limits.cloudChannelTimeoutMs;
}

/**
 * Has `work` done while the thread's line is held, then returns what was said since, for the answer itself
 * (`expectReplies`). `work` gives the place after which the caller has heard nothing: a message that is posted again,
 * because our answer was lost, is answered again.
 */
export async function withReplies(
  deps: BotFrameworkDeps,
  thread: CloudThread,
  work: () => Promise<number>,
): Promise<readonly object[]> {
  const { conversationId } = thread;
  await updateCloudThread(deps.db.query, conversationId, { nextAttemptAtMs: heldUntilMs(deps) });
  let sentSeq = thread.sentSeq;
  try {
    const afterSeq = Math.min(await work(), thread.sentSeq);
    const rows = await activitiesAfter(deps.db.query, { conversationId, afterSeq, limit: REPLIES_MAX });
    sentSeq = Math.max(sentSeq, rows.at(-1)?.seq ?? 0);
    return rows.map((row) => outwardActivity(deps, thread, row)).filter((activity) => activity !== null);
  } finally {
    const nextAttemptAtMs = deps.clock.wallMs();
    await updateCloudThread(deps.db.query, conversationId, { sentSeq, attempts: 0, nextAttemptAtMs });
  }
}

import { limits } from '../../kernel/limits.ts';
import type { AttachmentDeps } from '../attachment/deps.ts';
import { deleteAttachments, findOfConversation } from '../attachment/store.ts';
import { forgetIndexed } from '../console/search/forget-indexed.ts';
import {
  conversationsOfLearner,
  deleteActivities,
  forgetConversation,
  holdActivities,
} from './erase-store.ts';

/** The broadcast topic on which every process hears that a learner's data is gone; devices and journals drop theirs. */
export const ERASED_TOPIC = 'learner.erased';

export interface LearnerErased {
  readonly learnerId: string;
}

export interface Erased {
  readonly conversations: number;
  readonly activities: number;
  readonly files: number;
}

/**
 * Deletes what was said and sent in a learner's conversations, or in those begun until an instant: transcripts, files,
 * the bot's state, read marks. The empty conversations stay, closed, since orders name them. In slices, so that nobody
 * waits for it; run again after a crash it goes on where it stopped.
 */
export async function eraseConversations(
  deps: Pick<AttachmentDeps, 'db' | 'clock' | 'files' | 'broadcast'>,
  learnerId: string,
  untilMs?: number,
): Promise<Erased> {
  const conversationIds = await conversationsOfLearner(deps.db.query, learnerId, untilMs);
  let [activities, files] = [0, 0];
  for (const conversationId of conversationIds) {
    await deps.db.transact((tx) => forgetConversation(tx, { conversationId, nowMs: deps.clock.wallMs() }));
    files += await eraseFiles(deps, conversationId);
    activities += await eraseActivities(deps, conversationId);
  }
  deps.broadcast.publish(ERASED_TOPIC, { learnerId } satisfies LearnerErased);
  return { conversations: conversationIds.length, activities, files };
}

/** The file goes before its row: a row without a file is found again, a file without a row never is. */
async function eraseFiles(
  deps: Pick<AttachmentDeps, 'db' | 'files'>,
  conversationId: string,
): Promise<number> {
  let erased = 0;
  for (;;) {
    const rows = await findOfConversation(deps.db.query, { conversationId, limit: limits.filesPerSlice });
    if (rows.length === 0) return erased;
    for (const { fileKey } of rows) await deps.files.remove(fileKey);
    await deleteAttachments(
      deps.db.query,
      rows.map(({ attachmentId }) => attachmentId),
    );
    erased += rows.length;
  }
}

async function eraseActivities(deps: Pick<AttachmentDeps, 'db'>, conversationId: string): Promise<number> {
  let erased = 0;
  for (;;) {
    const slice = { conversationId, limit: limits.activitiesErasedPerSlice };
    const deleted = await deps.db.transact(async (tx) => {
      await holdActivities(tx, slice);
      // Whatever took words of it into the search has ended by now.
      await forgetIndexed(tx, conversationId);
      return deleteActivities(tx, slice);
    });
    if (deleted === 0) return erased;
    erased += deleted;
  }
}

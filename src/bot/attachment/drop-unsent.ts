import { limits } from '../../kernel/limits.ts';
import type { AttachmentDeps } from './deps.ts';
import { claimUnsent, deleteAttachments, findUnsent } from './store.ts';

/** Removes uploads that no message has shown for a day. Returns how many. */
export async function dropUnsent(deps: Pick<AttachmentDeps, 'db' | 'clock' | 'files'>): Promise<number> {
  const beforeMs = deps.clock.wallMs() - limits.filesUnsentMs;
  const unsent = await findUnsent(deps.db.query, { beforeMs, limit: limits.filesPerSlice });
  let dropped = 0;
  for (const { attachmentId, fileKey } of unsent) {
    // A message may have shown it this moment: the row decides.
    if (!(await claimUnsent(deps.db.query, attachmentId))) continue;
    await deps.files.remove(fileKey);
    await deleteAttachments(deps.db.query, [attachmentId]);
    dropped += 1;
  }
  return dropped;
}

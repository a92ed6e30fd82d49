import type { Queries, Tx } from '../../kernel/db/database.ts';
import { insertRowUnlessKnown } from '../../kernel/db/prepared.ts';
import type { Attachment as AttachmentRow } from '../../kernel/db/tables.ts';
import type { AttachmentView, FileType } from './wire.ts';

export type { AttachmentRow };

interface UploadOf {
  readonly conversationId: string;
  readonly uploaderId: string;
  readonly clientUploadId: string;
}

export function findUpload(queries: Queries, upload: UploadOf): Promise<AttachmentRow | undefined> {
  return queries
    .selectFrom('attachment')
    .selectAll()
    .where('conversationId', '=', upload.conversationId)
    .where('uploaderId', '=', upload.uploaderId)
    .where('clientUploadId', '=', upload.clientUploadId)
    .executeTakeFirst();
}

export function findAttachment(queries: Queries, attachmentId: string): Promise<AttachmentRow | undefined> {
  return queries
    .selectFrom('attachment')
    .selectAll()
    .where('attachmentId', '=', attachmentId)
    .executeTakeFirst();
}

/** Those of the ids that are there. */
export function findAttachments(
  queries: Queries,
  attachmentIds: readonly string[],
): Promise<AttachmentRow[]> {
  if (attachmentIds.length === 0) return Promise.resolve([]);
  return queries.selectFrom('attachment').selectAll().where('attachmentId', 'in', attachmentIds).execute();
}

/** False when that upload is there already. */
export function insertAttachment(tx: Tx, row: AttachmentRow): Promise<boolean> {
  return insertRowUnlessKnown(tx, 'attachment', row);
}

/** What a learner has stored, in all their conversations. */
export async function storedBy(
  queries: Queries,
  learnerId: string,
): Promise<{ count: number; bytes: number }> {
  const { count, bytes } = await queries
    .selectFrom('attachment')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('bytes').as('bytes')])
    .where('learnerId', '=', learnerId)
    .where('uploader', '=', 'learner')
    .executeTakeFirstOrThrow();
  return { count: Number(count), bytes: Number(bytes ?? 0) };
}

/** Those of the ids that this person uploaded into this conversation. */
export function findUploaded(
  queries: Queries,
  of: { conversationId: string; uploaderId: string; attachmentIds: readonly string[] },
): Promise<AttachmentRow[]> {
  return queries
    .selectFrom('attachment')
    .selectAll()
    .where('attachmentId', 'in', of.attachmentIds)
    .where('conversationId', '=', of.conversationId)
    .where('uploaderId', '=', of.uploaderId)
    .execute();
}

/** Shows files in a message, or keeps them as evidence in an entry of a case; how many were still to be shown. */
export async function showAttachments(
  tx: Tx,
  { attachmentIds, activityId }: { attachmentIds: readonly string[]; activityId: string },
): Promise<number> {
  const result = await tx
    .updateTable('attachment')
    .set({ activityId })
    .where('attachmentId', 'in', attachmentIds)
    .where('activityId', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Stands in the place of the message: the file is about to be removed, and no message can show it any more. */
const DROPPED = 'dropped';

/** Uploads that no message has shown since, and those whose removal was cut short; oldest first. */
export function findUnsent(
  queries: Queries,
  { beforeMs, limit }: { beforeMs: number; limit: number },
): Promise<Pick<AttachmentRow, 'attachmentId' | 'fileKey'>[]> {
  return queries
    .selectFrom('attachment')
    .select(['attachmentId', 'fileKey'])
    .where((eb) => eb.or([eb('activityId', 'is', null), eb('activityId', '=', DROPPED)]))
    .where('createdAtMs', '<', beforeMs)
    .orderBy('createdAtMs')
    .limit(limit)
    .execute();
}

/** Keeps an upload from being shown; false when a message shows it by now. */
export async function claimUnsent(queries: Queries, attachmentId: string): Promise<boolean> {
  const result = await queries
    .updateTable('attachment')
    .set({ activityId: DROPPED })
    .where('attachmentId', '=', attachmentId)
    .where((eb) => eb.or([eb('activityId', 'is', null), eb('activityId', '=', DROPPED)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Files of a conversation, a slice at a time. */
export function findOfConversation(
  queries: Queries,
  { conversationId, limit }: { conversationId: string; limit: number },
): Promise<Pick<AttachmentRow, 'attachmentId' | 'fileKey'>[]> {
  return queries
    .selectFrom('attachment')
    .select(['attachmentId', 'fileKey'])
    .where('conversationId', '=', conversationId)
    .limit(limit)
    .execute();
}

export async function deleteAttachments(queries: Queries, attachmentIds: readonly string[]): Promise<void> {
  if (attachmentIds.length === 0) return;
  await queries.deleteFrom('attachment').where('attachmentId', 'in', attachmentIds).execute();
}

/** A guest's files become those of the learner who signed in, as their conversations do. */
export async function changeLearnerOfFiles(
  tx: Tx,
  change: { fromLearnerId: string; toLearnerId: string },
): Promise<void> {
  await tx
    .updateTable('attachment')
    .set((eb) => ({
      learnerId: change.toLearnerId,
      uploaderId: eb
        .case()
        .when('uploaderId', '=', change.fromLearnerId)
        .then(change.toLearnerId)
        .else(eb.ref('uploaderId'))
        .end(),
    }))
    .where('learnerId', '=', change.fromLearnerId)
    .execute();
}

/** A row as whoever uploaded it sees it. */
export function viewOfRow(row: AttachmentRow): AttachmentView {
  const { attachmentId, name, bytes, width, height } = row;
  return {
    attachmentId,
    name,
    contentType: row.contentType as FileType,
    bytes,
    ...(width === null || height === null ? {} : { width, height }),
  };
}

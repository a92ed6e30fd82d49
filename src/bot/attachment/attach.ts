import type { Queries, Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { botErrors } from '../errors.ts';
import type { Activity } from '../wire.ts';
import { type AttachmentRow, findUploaded, showAttachments } from './store.ts';
import type { FileContent } from './wire.ts';

export interface Attached {
  /** As they stand in the message, in the order asked for. */
  readonly attachments?: NonNullable<Activity['attachments']>;
  /** Marks them as shown in the message's own transaction. Throws `attachment_gone` when another message shows one. */
  readonly alongside?: (tx: Tx) => Promise<void>;
}

/**
 * Files as part of a message that is about to be written. Throws `attachment_gone` unless the sender uploaded every
 * one of them into this conversation.
 */
export async function attach(
  queries: Queries,
  message: {
    conversationId: string;
    uploaderId: string;
    activityId: string;
    attachmentIds?: readonly string[] | undefined;
  },
): Promise<Attached> {
  const { activityId, attachmentIds: given = [], ...of } = message;
  const attachmentIds = [...new Set(given)];
  if (attachmentIds.length === 0) return {};
  const rows = await findUploaded(queries, { ...of, attachmentIds });
  const attachments = attachmentIds.map((attachmentId) => {
    const row = rows.find((one) => one.attachmentId === attachmentId);
    if (row === undefined) throw new DomainError(botErrors.attachment_gone);
    return entryOf(row);
  });
  return {
    attachments,
    alongside: async (tx) => {
      const shown = await showAttachments(tx, { attachmentIds, activityId });
      if (shown < attachmentIds.length) throw new DomainError(botErrors.attachment_gone);
    },
  };
}

function entryOf({ attachmentId, name, contentType, bytes, width, height }: AttachmentRow) {
  const size = width === null || height === null ? {} : { width, height };
  return { contentType, name, content: { attachmentId, bytes, ...size } satisfies FileContent };
}

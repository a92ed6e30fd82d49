import { createHash } from 'node:crypto';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { newSecret } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { holdLearner } from '../conversation/store.ts';
import { botErrors } from '../errors.ts';
import type { AttachmentDeps } from './deps.ts';
import { fileNameOf } from './file-name.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';
import { type AttachmentRow, findUpload, insertAttachment, storedBy, viewOfRow } from './store.ts';
import { type AttachmentView, fileBytesMax } from './wire.ts';

export interface StoreAttachment {
  readonly conversationId: string;
  /** Whose conversation it is. */
  readonly learnerId: string;
  readonly uploader: 'learner' | 'agent';
  readonly uploaderId: string;
  /** Made by the client: the same file again is the same attachment. */
  readonly clientUploadId: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Keeps a file for a message to show. What it is, its own bytes say. The row is committed before the file is written,
 * so that a crash leaves no file that nobody knows; a repeat completes what is missing. Who may upload here has been
 * asked before. Throws `attachment_type_refused`, `payload_too_large`, `attachments_full`, and `invalid_request` when
 * another file came under the same id.
 */
export async function storeAttachment(
  deps: AttachmentDeps,
  command: StoreAttachment,
): Promise<AttachmentView> {
  if (command.bytes.length > fileBytesMax) throw new DomainError(kernelErrors.payload_too_large);
  const inspected = inspectFile(command.bytes);
  if (inspected === null) throw new DomainError(botErrors.attachment_type_refused);
  const made = rowOf(deps, command, inspected);
  const row = await deps.db.transact((tx) => keepRow(tx, made));
  if (row.sha256 !== made.sha256) {
    throw new DomainError(kernelErrors.invalid_request, { detail: 'another file came under this id' });
  }
  await deps.files.write(row.fileKey, inspected.bytes);
  return viewOfRow(row);
}

/** The row of this upload, whoever of several wrote it. Uploads of one learner count one after another. */
async function keepRow(tx: Tx, made: AttachmentRow): Promise<AttachmentRow> {
  const known = await findUpload(tx, made);
  if (known !== undefined) return known;
  if (made.uploader === 'learner') await requireRoom(tx, made);
  if (await insertAttachment(tx, made)) return made;
  const other = await findUpload(tx, made);
  if (other === undefined) throw new Error('an upload is neither there nor can be written');
  return other;
}

async function requireRoom(tx: Tx, { learnerId, bytes }: AttachmentRow): Promise<void> {
  await holdLearner(tx, learnerId);
  const stored = await storedBy(tx, learnerId);
  const isFull =
    stored.count >= limits.filesPerLearnerMax || stored.bytes + bytes > limits.fileBytesPerLearnerMax;
  if (isFull) throw new DomainError(botErrors.attachments_full);
}

function rowOf(
  deps: AttachmentDeps,
  command: StoreAttachment,
  { contentType, bytes, size }: InspectedFile,
): AttachmentRow {
  const { conversationId, learnerId, uploader, uploaderId, clientUploadId } = command;
  return {
    attachmentId: deps.newId('att'),
    conversationId,
    learnerId,
    uploader,
    uploaderId,
    clientUploadId,
    fileKey: newSecret(),
    name: fileNameOf(command.name, contentType),
    contentType,
    bytes: bytes.length,
    width: size?.width ?? null,
    height: size?.height ?? null,
    sha256: createHash('sha256').update(command.bytes).digest('hex'),
    activityId: null,
    createdAtMs: deps.clock.wallMs(),
  };
}

import { createHash } from 'node:crypto';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import { storeAttachment } from '../attachment/store-attachment.ts';
import { handleTurn } from '../turn/handle-turn.ts';
import { attachmentsPerMessageMax } from '../wire.ts';
import type { DirectLineCaller } from './caller.ts';
import type { DirectLineDeps } from './deps.ts';
import { userIdOf } from './post-activity.ts';
import { clientMessageIdOf, PostedActivity, postedPartsOf, wordsOf } from './posted.ts';
import type { DirectLineThread } from './store.ts';

/** A file as it came: what it is called is its sender's word, what it is its own bytes say. */
export interface PostedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface PostUpload {
  readonly caller: DirectLineCaller;
  readonly thread: DirectLineThread;
  readonly userId: string | undefined;
  /** The message that the files belong to, as JSON text; undefined: one without words. */
  readonly activity: string | undefined;
  readonly files: readonly PostedFile[];
}

/**
 * A message with files; returns its id. Sent again with its `clientActivityID` it is the same message with the same
 * files. Throws what `postActivity` and `storeAttachment` throw.
 */
export async function postUpload(deps: DirectLineDeps, command: PostUpload): Promise<string> {
  const { caller, thread, files } = command;
  const { conversationId, learnerId } = thread;
  const activity = activityOf(command);
  const userId = userIdOf(caller, activity);
  if (files.length === 0 || files.length > attachmentsPerMessageMax) {
    const detail = `send 1 to ${attachmentsPerMessageMax} files`;
    throw new DomainError(kernelErrors.invalid_request, { detail });
  }
  await takeTurn(deps.messageLimit, learnerId);
  const clientMessageId = clientMessageIdOf(activity) ?? deps.newId('msg');
  const attachmentIds: string[] = [];
  for (const [place, file] of files.entries()) {
    const clientUploadId = uploadIdOf(clientMessageId, place);
    const of = { conversationId, learnerId, uploader: 'learner', uploaderId: learnerId } as const;
    const { attachmentId } = await storeAttachment(deps, { ...of, clientUploadId, ...file });
    attachmentIds.push(attachmentId);
  }
  const message = { conversationId, learnerId, clientMessageId, attachmentIds };
  const posted = postedPartsOf(activity, userId);
  const { committed } = await handleTurn(deps, { ...message, text: wordsOf(activity), posted });
  return committed.activityId;
}

function activityOf({ activity, userId }: PostUpload): PostedActivity {
  const from = userId === undefined ? {} : { from: { id: userId } };
  const parsed = PostedActivity.safeParse({ type: 'message', ...from, ...json(activity ?? '{}') });
  if (parsed.success && parsed.data.type === 'message') return parsed.data;
  throw new DomainError(kernelErrors.invalid_request, { detail: 'the activity part is no message' });
}

function json(text: string): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch (cause) {
    throw new DomainError(kernelErrors.invalid_request, { detail: 'the activity part is no JSON', cause });
  }
}

function uploadIdOf(clientMessageId: string, place: number): string {
  return `dl_${createHash('sha256').update(`${clientMessageId}:${place}`).digest('base64url')}`;
}

import {
  chooseInto,
  type FileObstacle,
  type FilesHome,
  removeFrom,
  sendFrom,
  takeFrom,
} from '../ui/files/queue.ts';
import { uploadFile } from '../ui/files/upload.ts';
import type { Chat } from './deps.ts';
import type { UnsentMessage } from './outbox.ts';
import { heldSession } from './session.ts';

/** The files of the message that is being written. */
function homeOf({ deps, enter }: Chat): FilesHome {
  const { store, newId } = deps;
  return {
    files: () => store.get().files,
    keep: (files) => store.set({ files }),
    newId,
    enter,
    upload: ({ clientUploadId, name }, body, onProgress) => {
      const { conversationId } = store.get();
      const token = heldSession(deps)?.token;
      if (conversationId === null || token === undefined) return null;
      const path = `/v1/conversations/${encodeURIComponent(conversationId)}/attachments/${clientUploadId}`;
      return uploadFile({ path, name, body, headers: { authorization: `Bearer ${token}` }, onProgress });
    },
  };
}

/** Takes files for the next message and begins to send them at once. Returns what stood in the way of some. */
export function chooseFiles(chat: Chat, files: readonly File[]): Promise<FileObstacle> {
  return chooseInto(homeOf(chat), files);
}

export function removeFile(chat: Chat, clientUploadId: string): void {
  removeFrom(homeOf(chat), clientUploadId);
}

/** The files that go with the message that is sent now: those that have arrived. */
export function takeFiles(chat: Chat): NonNullable<UnsentMessage['files']> {
  return takeFrom(homeOf(chat));
}

/** Sends the chosen files that are not there yet; safe to call at any time. */
export function sendFiles(chat: Chat): void {
  sendFrom(homeOf(chat));
}

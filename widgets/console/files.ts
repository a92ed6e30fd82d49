import { chooseInto, type FileObstacle, type FilesHome, removeFrom, takeFrom } from '../ui/files/queue.ts';
import { uploadFile } from '../ui/files/upload.ts';
import { threadPath } from './calls/change.ts';
import type { Desk } from './desk.ts';
import type { UnsentReply } from './state.ts';

/** The files of one begun reply; they stay with it while the agent looks elsewhere. */
function homeOf({ store, deps, enter }: Desk, conversationId: string): FilesHome {
  return {
    files: () => store.get().files[conversationId] ?? [],
    keep: (files) => store.set({ files: { ...store.get().files, [conversationId]: files } }),
    newId: deps.newId,
    enter,
    upload: ({ clientUploadId, name }, body, onProgress) => {
      const { staff } = store.get();
      if (!staff) return null;
      const path = threadPath(conversationId, `/attachments/${clientUploadId}`);
      return uploadFile({ path, name, body, headers: { 'x-tilltalk-csrf': staff.csrfToken }, onProgress });
    },
  };
}

/** Takes files for the next reply and begins to send them at once. Returns what stood in the way of some. */
export function chooseFiles(desk: Desk, id: string, files: readonly File[]): Promise<FileObstacle> {
  return chooseInto(homeOf(desk, id), files);
}

export function removeFile(desk: Desk, id: string, clientUploadId: string): void {
  removeFrom(homeOf(desk, id), clientUploadId);
}

/** The files that go with the reply that is sent now: those that have arrived. */
export function takeFiles(desk: Desk, id: string): UnsentReply['files'] {
  return takeFrom(homeOf(desk, id));
}

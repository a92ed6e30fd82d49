import { useState } from 'preact/hooks';
import type { ChosenFile, FileObstacle } from '../ui/files/queue.ts';
import { useDesk } from './context.ts';
import { fileWork } from './reply-actions.ts';

const none: readonly ChosenFile[] = [];

export interface ReplyFiles {
  readonly files: readonly ChosenFile[];
  /** Some have not arrived yet. */
  readonly isOnItsWay: boolean;
  readonly obstacle: FileObstacle;
  choose(files: readonly File[]): void;
  remove(clientUploadId: string): void;
  /** What was in the way is no news any more. */
  clear(): void;
}

/** The files of a begun reply; a note has none. */
export function useFiles(conversationId: string, isNote: boolean): ReplyFiles {
  const { desk, state } = useDesk();
  const [obstacle, setObstacle] = useState<FileObstacle>(null);
  const files = isNote ? none : (state.files[conversationId] ?? none);
  return {
    files,
    isOnItsWay: files.some(({ attachmentId }) => attachmentId === null),
    obstacle,
    choose: (given) =>
      void fileWork()
        .then((work) => work.chooseFiles(desk, conversationId, given))
        .then(setObstacle),
    remove: (id) => void fileWork().then((work) => work.removeFile(desk, conversationId, id)),
    clear: () => setObstacle(null),
  };
}

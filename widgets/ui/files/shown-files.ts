import type { FileContent } from '../../../src/bot/attachment/wire.ts';
import type { Activity } from '../../../src/bot/wire.ts';

/** As the server's limits; it decides all the same. */
export const filesMax = 5;
export const fileMegabytesMax = 10;
/** What the browser's own dialog offers; what a file is, the server reads from its bytes. */
export const fileAccept =
  'image/png,image/jpeg,image/webp,image/gif,application/pdf,text/plain,.md,.csv,.log';

/** A file of a message. */
export interface ShownFile extends FileContent {
  name: string;
  contentType: string;
}

/** The files of an activity, in order. */
export function filesOf({ attachments = [] }: Activity): ShownFile[] {
  return attachments.flatMap(({ contentType, content, name = '' }) => {
    const file = content as FileContent | undefined;
    return typeof file?.attachmentId === 'string' ? [{ ...file, contentType, name }] : [];
  });
}

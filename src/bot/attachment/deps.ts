import type { FileStore } from '../../kernel/file-store.ts';
import type { RateLimit } from '../../kernel/rate-limit.ts';
import type { ConversationDeps } from '../deps.ts';

/** What keeping and showing files needs. */
export interface AttachmentDeps extends ConversationDeps {
  readonly files: FileStore;
  /** Signs the links to files. */
  readonly fileLinkKey: Buffer;
  /** Per uploader: files. */
  readonly uploadLimit: RateLimit;
  /** Per address: files; many learners may share one. */
  readonly uploadAddressLimit: RateLimit;
}

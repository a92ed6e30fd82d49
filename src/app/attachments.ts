import { join } from 'node:path';
import type { AttachmentDeps } from '../bot/index.ts';
import { deriveKey, presentKey } from '../kernel/derive-key.ts';
import { openFileStore } from '../kernel/file-store.ts';
import { limits } from '../kernel/limits.ts';
import type { Config } from './config.ts';
import type { Kernel } from './open-kernel.ts';

/** Files of conversations, in the data folder that every process shares. */
export function attachmentsOf(kernel: Kernel, config: Config): AttachmentDeps {
  const perMinute = limits.uploadsPerMinuteMax;
  return {
    ...kernel,
    files: openFileStore(join(config.DATA_DIR, 'files')),
    fileLinkKey: deriveKey(presentKey(config.TOKEN_SECRETS), 'file-links'),
    uploadLimit: kernel.rateLimits('uploads', { perMinute }),
    uploadAddressLimit: kernel.rateLimits('uploads.address', {
      perMinute: perMinute * limits.learnersPerAddressMax,
    }),
  };
}

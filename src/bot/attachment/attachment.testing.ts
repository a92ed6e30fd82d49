import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../kernel/db/database.ts';
import { openFileStore } from '../../kernel/file-store.ts';
import { createRateLimit } from '../../kernel/rate-limit.ts';
import { createTestBot, type TestBot } from '../bot.testing.ts';
import type { AttachmentDeps } from './deps.ts';

export interface TestFiles {
  readonly bot: TestBot;
  readonly deps: AttachmentDeps;
  readonly folder: string;
  remove(): void;
}

/** The bot with a folder of files of its own. */
export function createTestFiles(db: Database): TestFiles {
  const bot = createTestBot(db);
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-files-'));
  const deps: AttachmentDeps = {
    ...bot.deps,
    files: openFileStore(folder),
    fileLinkKey: Buffer.alloc(32, 7),
    uploadLimit: createRateLimit(bot.deps.clock, { perMinute: 1_000 }),
    uploadAddressLimit: createRateLimit(bot.deps.clock, { perMinute: 1_000 }),
  };
  return { bot, deps, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The smallest picture there is: one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

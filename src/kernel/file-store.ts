import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { newSecret } from './id.ts';

/** Files by key. Several processes share one folder: a file is there as a whole or not at all, and never changes. */
export interface FileStore {
  /** Durable when it resolves; a key that is there already keeps what it has. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is no such file. */
  read(key: string): Promise<StoredFile | null>;
  /** A file that is not there counts as removed. */
  remove(key: string): Promise<void>;
}

export interface StoredFile {
  readonly bytes: number;
  /** Opens it for reading. */
  stream(): Readable;
}

/** Letters and digits only: a key can never lead out of the folder. */
const KEY = /^[a-z0-9]{16,64}$/;

/** Keeps files in a folder, spread over sub-folders by the key's end. */
export function openFileStore(folder: string): FileStore {
  const placeOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('this is no key of a file');
    return join(folder, key.slice(-2), key);
  };
  return {
    write: async (key, bytes) => {
      const place = placeOf(key);
      if (await exists(place)) return;
      await mkdir(dirname(place), { recursive: true });
      const part = `${place}.${newSecret()}.part`;
      try {
        await writeDurably(part, bytes);
        await rename(part, place);
        await syncFolder(dirname(place));
      } finally {
        await rm(part, { force: true });
      }
    },
    read: async (key) => {
      const place = placeOf(key);
      const found = await stat(place).catch(nothingThere);
      return found && { bytes: found.size, stream: () => createReadStream(place) };
    },
    remove: (key) => rm(placeOf(key), { force: true }),
  };
}

function exists(place: string): Promise<boolean> {
  return access(place).then(
    () => true,
    () => false,
  );
}

async function writeDurably(place: string, bytes: Uint8Array): Promise<void> {
  const file = await open(place, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename survives a power cut once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

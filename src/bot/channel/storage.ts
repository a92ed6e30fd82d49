import type { Storage } from '@microsoft/agents-hosting';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { NewId } from '../../kernel/id.ts';
import { readStates, type StateWrite } from '../turn/state-store.ts';

export interface StorageDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** The SDK's storage for one turn: reads at once, collects what is written for the turn's transaction. */
export interface TurnStorage {
  readonly storage: Storage;
  readonly writes: readonly StateWrite[];
}

/**
 * Storage over `bot_state` with compare-and-set. The SDK replaces the tag it read by `*`, "overwrite", before it
 * saves; so the tag is remembered by the very object that was read, and an object that was not read here may only
 * be new. The turn's transaction refuses a write whose tag is no longer the stored one (`StateConflict`).
 */
export function createTurnStorage(deps: StorageDeps): TurnStorage {
  const readTags = new WeakMap<object, string>();
  const writes: StateWrite[] = [];

  const read = async (keys: string[]): Promise<Record<string, object>> => {
    const items: Record<string, object> = {};
    for (const row of await readStates(deps.db.query, keys)) {
      const item = JSON.parse(row.data) as object;
      readTags.set(item, row.eTag);
      items[row.stateKey] = item;
    }
    return items;
  };
  const write = async (changes: Record<string, object>): Promise<void> => {
    for (const [stateKey, item] of Object.entries(changes)) {
      const eTag = deps.newId('tag');
      const { eTag: _overwrite, ...data } = item as Record<string, unknown>;
      writes.push({
        stateKey,
        eTag,
        data: JSON.stringify(data),
        expectedETag: readTags.get(item) ?? null,
        updatedAtMs: deps.clock.wallMs(),
      });
      readTags.set(item, eTag);
    }
  };
  const remove = async (): Promise<never> => {
    throw new Error('bot state is kept with its conversation');
  };
  return { storage: { read, write, delete: remove }, writes };
}

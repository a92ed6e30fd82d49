import { setImmediate as letOthersRun, setTimeout as rest } from 'node:timers/promises';
import type { Tx } from '../../../kernel/db/database.ts';
import { firstIdSince, idTimeMs } from '../../../kernel/id.ts';
import { limits } from '../../../kernel/limits.ts';
import { contentOfRow } from '../../conversation/activity.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import {
  findUnindexed,
  holdMessages,
  type Indexed,
  newestIndexedId,
  newestMessageId,
  saveIndexed,
} from './store.ts';
import { termsOfMessage } from './terms.ts';

type IndexDeps = Pick<ConsoleOpsDeps, 'db' | 'clock'>;

/** How far the runs of one process have come. */
export interface IndexProgress {
  afterId: string | undefined;
  /** When the last seconds are to be looked at again. */
  lookBackAtMs: number;
}

export function noProgress(): IndexProgress {
  return { afterId: undefined, lookBackAtMs: 0 };
}

/**
 * Takes messages into the index that came since. Ids are made shortly before their transaction commits, so the last
 * seconds are looked at again now and then: none is passed over because another was faster. Returns how many were new.
 * After `limits.searchIndexRunMs` the rest waits for the next run: messages come before their index, and so does a stop.
 */
export async function indexMessages(deps: IndexDeps, progress: IndexProgress): Promise<number> {
  let afterId = await startId(deps, progress);
  let count = 0;
  let limit: number = limits.searchIndexBatch;
  const untilMs = deps.clock.wallMs() + limits.searchIndexRunMs;
  while (deps.clock.wallMs() < untilMs) {
    const { rows, lastId } = await findUnindexed(deps.db.query, { afterId, limit });
    if (lastId === undefined) break;
    const messages = rows.map(({ activityId, conversationId, content }) => ({
      activityId,
      conversationId,
      terms: termsOfMessage(contentOfRow({ content }).text ?? ''),
    }));
    if (messages.length > 0) await deps.db.transact((tx) => saveStillThere(tx, messages));
    count += messages.length;
    afterId = lastId;
    progress.afterId = lastId;
    // Messages wait for what is written here, so it is little at a time; what is there already is passed over faster.
    limit = messages.length > 0 ? limits.searchIndexBatch : limits.searchIndexPassBatch;
    await (messages.length > 0 ? rest(limits.searchIndexRestMs) : letOthersRun());
  }
  return count;
}

/** A message that is being erased meanwhile gets no place in the index, or is erased after it has one. */
async function saveStillThere(tx: Tx, messages: readonly Indexed[]): Promise<void> {
  const there = await holdMessages(
    tx,
    messages.map(({ activityId }) => activityId),
  );
  await saveIndexed(
    tx,
    messages.filter(({ activityId }) => there.has(activityId)),
  );
}

async function startId({ db, clock }: IndexDeps, progress: IndexProgress): Promise<string> {
  const nowMs = clock.wallMs();
  if (progress.afterId !== undefined && nowMs < progress.lookBackAtMs) return progress.afterId;
  progress.lookBackAtMs = nowMs + limits.searchIndexLookBackMs;
  const newest = await newestIndexedId(db.query);
  const timeMs = newest === undefined ? 0 : (idTimeMs(newest) ?? 0);
  return firstIdSince('act', timeMs - limits.searchIndexOverlapMs);
}

const BEHIND_MS = 60_000;

/** True while older messages are still being taken in. */
export async function isIndexing({ db }: Pick<IndexDeps, 'db'>): Promise<boolean> {
  const [newest, indexed] = await Promise.all([newestMessageId(db.query), newestIndexedId(db.query)]);
  if (newest === undefined) return false;
  return (idTimeMs(newest) ?? 0) - (indexed === undefined ? 0 : (idTimeMs(indexed) ?? 0)) > BEHIND_MS;
}

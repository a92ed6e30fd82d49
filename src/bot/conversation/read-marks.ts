import { limits } from '../../kernel/limits.ts';
import type { Log } from '../../kernel/log.ts';
import type { ConversationDeps } from '../deps.ts';
import type { ReadMarkBook } from '../types.ts';
import { findMarks, raiseMarks } from './mark-store.ts';
import type { ReadMarks } from './wire.ts';

/** The broadcast topic on which every process hears that somebody has got further. */
export const READ_TOPIC = 'conversation.read';

export interface ReadChanged {
  readonly conversationId: string;
  readonly marks: ReadMarks;
}

type Deps = Pick<ConversationDeps, 'db' | 'clock' | 'broadcast'> & { readonly log: Log };

const NOTHING_READ: ReadMarks = { deliveredSeq: 0, readSeq: 0, agentReadSeq: 0 };

/**
 * Marks are noted in memory and written together a few times a second, so that reading costs a message no commit.
 * A crash forgets the last moments; clients say again how far they are whenever they come back.
 */
export function createReadMarks(deps: Deps): ReadMarkBook {
  const noted = new Map<string, ReadMarks>();
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // Two processes that write the same conversations take them in the same order.
    const batch = [...noted].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limits.readMarksPerBatchMax);
    for (const [conversationId] of batch) noted.delete(conversationId);
    if (noted.size > 0) later();
    try {
      await writeBatch(deps, batch);
    } catch (error) {
      deps.log.warn({ error, count: batch.length }, 'read marks could not be written yet');
      for (const [conversationId, marks] of batch) note(conversationId, marks);
    }
  };
  const later = (): void => {
    timer ??= setTimeout(() => void flush(), limits.readMarksEveryMs).unref();
  };
  const note = (conversationId: string, further: Partial<ReadMarks>): void => {
    noted.set(conversationId, furthest(noted.get(conversationId) ?? NOTHING_READ, further));
    later();
  };
  return {
    note,
    flush,
    of: async (conversationId) => (await findMarks(deps.db.query, conversationId)) ?? NOTHING_READ,
    close: async () => {
      // Should the database be away, the clients say it again: closing does not wait for it.
      for (let left = noted.size; left > 0; left = noted.size < left ? noted.size : 0) await flush();
      clearTimeout(timer);
    },
  };
}

async function writeBatch(deps: Deps, batch: readonly (readonly [string, ReadMarks])[]): Promise<void> {
  if (batch.length === 0) return;
  const nowMs = deps.clock.wallMs();
  const changed = await deps.db.transact(async (tx) => {
    const raised: ReadChanged[] = [];
    for (const [conversationId, marks] of batch) {
      const now = await raiseMarks(tx, { conversationId, nowMs, ...marks });
      if (now !== undefined) raised.push({ conversationId, marks: now });
    }
    return raised;
  });
  for (const change of changed) deps.broadcast.publish(READ_TOPIC, change);
}

/** What was read was delivered. */
function furthest(known: ReadMarks, further: Partial<ReadMarks>): ReadMarks {
  const { deliveredSeq = 0, readSeq = 0, agentReadSeq = 0 } = further;
  return {
    deliveredSeq: Math.max(known.deliveredSeq, deliveredSeq, readSeq),
    readSeq: Math.max(known.readSeq, readSeq),
    agentReadSeq: Math.max(known.agentReadSeq, agentReadSeq),
  };
}

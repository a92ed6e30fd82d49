import type { Clock } from './clock.ts';
import { afterCommit, carried, type Tx } from './db/database.ts';
import { insertCounted } from './db/prepared.ts';
import { type DomainEvent, eventOf, type NewEvent } from './domain-event.ts';
import { tailOf } from './event-tail.ts';
import type { NewId } from './id.ts';

export interface OutboxDeps {
  readonly clock: Clock;
  readonly newId: NewId;
}

type CommitListener = (types: readonly string[]) => void;

const listeners = new Set<CommitListener>();

/** What a transaction has written so far. */
interface Written {
  readonly types: string[];
  readonly events: DomainEvent[];
}

/** Calls `listener` after every commit of this process that wrote events, with their types. */
export function onEventsCommitted(listener: CommitListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const writtenIn = carried((tx): Written => {
  const fresh: Written = { types: [], events: [] };
  const tail = tailOf(tx);
  const writtenAt = tail?.now() ?? 0;
  afterCommit(tx, () => {
    tail?.push(fresh.events, writtenAt);
    for (const listener of listeners) listener(fresh.types);
  });
  return fresh;
});

/**
 * Writes a fact into the event log, in the transaction of the fact itself. Returns its id.
 * With one writer the position is the next number; on PostgreSQL the relay numbers events once their
 * transactions are committed, since commits there may overtake each other.
 */
export async function appendEvent(deps: OutboxDeps, tx: Tx, event: NewEvent): Promise<string> {
  const row = {
    eventId: deps.newId('evt'),
    type: event.type,
    learnerId: event.learnerId ?? null,
    conversationId: event.conversationId ?? null,
    subjectId: event.subjectId,
    livemode: event.livemode ? 1 : 0,
    occurredAtMs: deps.clock.nowMs(),
    payload: JSON.stringify(event.payload),
  };
  // No position is given: that of SQLite is the key of the table, which its engine counts on.
  const position = await insertCounted(tx, 'domain_event', row);
  const { types, events } = writtenIn(tx);
  types.push(event.type);
  if (position !== null) events.push(eventOf(event, row, position));
  return row.eventId;
}

/** Who hears which events. `handle` may run twice for one event, and events of one conversation come in order. */
export interface Subscription {
  readonly name: string;
  readonly types: readonly string[];
  /** True while nobody would hear: then a commit wakes nobody for it, and it is read with the next poll only. */
  readonly isIdle?: () => boolean;
  handle(event: DomainEvent): Promise<void>;
}

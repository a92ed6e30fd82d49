import type { Clock } from './clock.ts';
import { afterCommit, type Tx } from './db/database.ts';
import { prepared } from './db/prepared.ts';
import type { DomainEvent as EventRow } from './db/tables.ts';
import { type DomainEvent, eventOfRow, type NewEvent } from './domain-event.ts';
import { type EventTail, tailOf } from './event-tail.ts';
import type { NewId } from './id.ts';

export interface OutboxDeps {
  readonly clock: Clock;
  readonly newId: NewId;
}

type CommitListener = (types: readonly string[]) => void;

const listeners = new Set<CommitListener>();
const written = new WeakMap<Tx, Written>();

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

function writtenIn(tx: Tx, tail: EventTail | undefined): Written {
  const known = written.get(tx);
  if (known !== undefined) return known;
  const fresh: Written = { types: [], events: [] };
  written.set(tx, fresh);
  const writtenAt = tail?.now() ?? 0;
  afterCommit(tx, () => {
    tail?.push(fresh.events, writtenAt);
    for (const listener of listeners) listener(fresh.types);
  });
  return fresh;
}

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
  const [numbered] = await insertEvent(tx, row);
  const { types, events } = writtenIn(tx, tailOf(tx));
  types.push(event.type);
  if (numbered !== undefined && numbered.position !== null) events.push(eventOfRow({ ...row, ...numbered }));
  return row.eventId;
}

/** No position is given: that of SQLite is the key of the table, which its engine counts on. */
const insertEvent = prepared((db, row: Omit<EventRow, 'position'>) =>
  db
    .insertInto('domain_event')
    .values({
      eventId: row.eventId,
      type: row.type,
      learnerId: row.learnerId,
      conversationId: row.conversationId,
      subjectId: row.subjectId,
      livemode: row.livemode,
      occurredAtMs: row.occurredAtMs,
      payload: row.payload,
    })
    .returning('position'),
);

/** Who hears which events. `handle` may run twice for one event, and events of one conversation come in order. */
export interface Subscription {
  readonly name: string;
  readonly types: readonly string[];
  /** True while nobody would hear: then a commit wakes nobody for it, and it is read with the next poll only. */
  readonly isIdle?: () => boolean;
  handle(event: DomainEvent): Promise<void>;
}

import type { Clock } from './clock.ts';
import { afterCommit, hasOneWriter, sql, type Tx } from './db/database.ts';
import { prepared } from './db/prepared.ts';
import type { DomainEvent as EventRow } from './db/tables.ts';
import type { NewId } from './id.ts';

/** A fact to be told: past tense, `noun.verb_ed`. */
export interface NewEvent {
  readonly type: string;
  /** The thing it is about, e.g. a payment id. */
  readonly subjectId: string;
  readonly learnerId?: string | null;
  readonly conversationId?: string | null;
  readonly livemode: boolean;
  /** Ids and figures; never message text or personal data. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An event as subscriptions read it. */
export interface DomainEvent extends NewEvent {
  readonly eventId: string;
  /** Global order, 1, 2, 3 …; a consumer remembers how far it read. */
  readonly position: number;
  readonly occurredAtMs: number;
}

export interface OutboxDeps {
  readonly clock: Clock;
  readonly newId: NewId;
}

type CommitListener = (types: readonly string[]) => void;

const listeners = new Set<CommitListener>();
const typesWritten = new WeakMap<Tx, string[]>();

/** Calls `listener` after every commit of this process that wrote events, with their types. */
export function onEventsCommitted(listener: CommitListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tellAfterCommit(tx: Tx, type: string): void {
  const known = typesWritten.get(tx);
  if (known !== undefined) {
    known.push(type);
    return;
  }
  const types = [type];
  typesWritten.set(tx, types);
  afterCommit(tx, () => {
    for (const listener of listeners) listener(types);
  });
}

/**
 * Writes a fact into the event log, in the transaction of the fact itself. Returns its id.
 * With one writer the position is the next number; on PostgreSQL the relay numbers events once their
 * transactions are committed, since commits there may overtake each other.
 */
export async function appendEvent(deps: OutboxDeps, tx: Tx, event: NewEvent): Promise<string> {
  const eventId = deps.newId('evt');
  await insertEvent(tx, {
    eventId,
    type: event.type,
    learnerId: event.learnerId ?? null,
    conversationId: event.conversationId ?? null,
    subjectId: event.subjectId,
    livemode: event.livemode ? 1 : 0,
    occurredAtMs: deps.clock.nowMs(),
    payload: JSON.stringify(event.payload),
  });
  tellAfterCommit(tx, event.type);
  return eventId;
}

const insertEvent = prepared((db, row: Omit<EventRow, 'position'>) => {
  const position = hasOneWriter(db)
    ? sql`(SELECT COALESCE(MAX("position"), 0) + 1 FROM "domain_event")`
    : sql`NULL`;
  return sql`
    INSERT INTO "domain_event"
      ("eventId", "position", "type", "learnerId", "conversationId", "subjectId", "livemode", "occurredAtMs", "payload")
    VALUES (${row.eventId}, ${position}, ${row.type}, ${row.learnerId}, ${row.conversationId}, ${row.subjectId},
      ${row.livemode}, ${row.occurredAtMs}, ${row.payload})
  `;
});

/** Who hears which events. `handle` may run twice for one event, and events of one conversation come in order. */
export interface Subscription {
  readonly name: string;
  readonly types: readonly string[];
  /** True while nobody would hear: then a commit wakes nobody for it, and it is read with the next poll only. */
  readonly isIdle?: () => boolean;
  handle(event: DomainEvent): Promise<void>;
}

/** The event that a row of the log holds. */
export function eventOfRow(row: EventRow): DomainEvent {
  return {
    eventId: row.eventId,
    position: row.position ?? 0,
    type: row.type,
    subjectId: row.subjectId,
    learnerId: row.learnerId,
    conversationId: row.conversationId,
    livemode: row.livemode === 1,
    occurredAtMs: row.occurredAtMs,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  };
}

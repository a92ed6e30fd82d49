import type { DomainEvent as EventRow } from './db/tables.ts';

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

/** The event that a row of the log holds. Its payload is read when somebody looks, once. */
export function eventOfRow(row: EventRow): DomainEvent {
  let payload: Record<string, unknown> | undefined;
  return {
    eventId: row.eventId,
    position: row.position ?? 0,
    type: row.type,
    subjectId: row.subjectId,
    learnerId: row.learnerId,
    conversationId: row.conversationId,
    livemode: row.livemode === 1,
    occurredAtMs: row.occurredAtMs,
    get payload() {
      payload ??= JSON.parse(row.payload) as Record<string, unknown>;
      return payload;
    },
  };
}

/** The event that a row was just written for. Its payload is the writer's own: nobody changes what was told. */
export function eventOf(
  { type, subjectId, learnerId, conversationId, livemode, payload }: NewEvent,
  { eventId, occurredAtMs }: Pick<EventRow, 'eventId' | 'occurredAtMs'>,
  position: number,
): DomainEvent {
  return {
    eventId,
    position,
    type,
    subjectId,
    learnerId: learnerId ?? null,
    conversationId: conversationId ?? null,
    livemode,
    occurredAtMs,
    payload,
  };
}

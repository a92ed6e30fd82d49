import type { Queries } from '../kernel/db/database.ts';
import { type DomainEvent, eventOfRow } from '../kernel/outbox.ts';

/** The last place of the event log; 0 when it is empty. Events that the relay has not numbered yet come later. */
export async function findHead(db: Queries): Promise<number> {
  const row = await db
    .selectFrom('domain_event')
    .select('position')
    .where('position', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}

/** When the first event at or after a place happened, in ms; null beyond the end. */
export async function findInstantAt(db: Queries, position: number): Promise<number | null> {
  const row = await db
    .selectFrom('domain_event')
    .select('occurredAtMs')
    .where('position', '>=', position)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return row?.occurredAtMs ?? null;
}

export interface EventPage {
  readonly type: string;
  readonly livemode: boolean;
  /** After this place, up to that one. */
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
}

/** Events of one type in order; one type at a time, so that the index (type, position) answers. */
export async function readEventPage(db: Queries, page: EventPage): Promise<DomainEvent[]> {
  const rows = await db
    .selectFrom('domain_event')
    .selectAll()
    .where('type', '=', page.type)
    .where('position', '>', page.after)
    .where('position', '<=', page.upTo)
    .where('livemode', '=', page.livemode ? 1 : 0)
    .orderBy('position')
    .limit(page.limit)
    .execute();
  return rows.map(eventOfRow);
}

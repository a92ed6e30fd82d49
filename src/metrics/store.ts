import { type Queries, sql } from '../kernel/db/database.ts';
import { type DomainEvent, eventOfRow } from '../kernel/domain-event.ts';

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

/** A page of the log with its wanted events in one text: per event a line of `PACKED_FIELDS`. */
export interface PackedEvents {
  /** How many events the page has, wanted or not; fewer than the limit at the end of the log. */
  readonly count: number;
  /** The last of them; 0 when there is none. */
  readonly position: number;
  readonly atMs: number;
  readonly text: string;
}

/**
 * What ends a line of a packed page, and a field of a line. Payloads are JSON, which escapes both; ids stand last, so that
 * none can shift what matters.
 */
export const PACKED = { line: '\u001e', field: '\u001f' } as const;
export const PACKED_FIELDS = [
  'position',
  'occurredAtMs',
  'type',
  'payload',
  'learnerId',
  'conversationId',
  'subjectId',
] as const;

/**
 * Events after a place, in order, those of some types and a mode packed by the database: a row of its own for each would
 * cost three times as much to read and to hand on.
 */
export async function readPackedEvents(db: Queries, page: PackedPage): Promise<PackedEvents> {
  const fields = PACKED_FIELDS.map((name) => sql`coalesce(CAST(${sql.ref(name)} AS TEXT), '')`);
  const rows = db
    .selectFrom('domain_event')
    .select([...PACKED_FIELDS, 'livemode'])
    .where('position', '>', page.after)
    .orderBy('position')
    .limit(page.limit);
  const isWanted = sql`livemode = ${page.livemode ? 1 : 0} AND type IN (${sql.join(page.types)})`;
  const row = await db
    .selectFrom(rows.as('e'))
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.max('position').as('position'),
      sql<number | null>`max("occurredAtMs")`.as('atMs'),
      sql<
        string | null
      >`string_agg(CASE WHEN ${isWanted} THEN ${sql.join(fields, sql` || ${sql.lit(PACKED.field)} || `)} END, ${sql.lit(PACKED.line)})`.as(
        'text',
      ),
    ])
    .executeTakeFirstOrThrow();
  return {
    count: Number(row.count),
    position: Number(row.position ?? 0),
    atMs: Number(row.atMs ?? 0),
    text: row.text ?? '',
  };
}

export interface PackedPage {
  readonly after: number;
  readonly limit: number;
  readonly livemode: boolean;
  readonly types: readonly string[];
}

/** Entries of the ledger after a transaction's id, by id; whole transactions but for the last one. */
export async function readLedgerEntries(
  db: Queries,
  page: { readonly afterId: string; readonly limit: number; readonly livemode: boolean },
): Promise<LedgerRow[]> {
  const transactions = db
    .selectFrom('ledger_transaction')
    .selectAll()
    .where('ledgerTransactionId', '>', page.afterId)
    .where('livemode', '=', page.livemode ? 1 : 0)
    .orderBy('ledgerTransactionId')
    .limit(page.limit);
  return db
    .selectFrom(transactions.as('t'))
    .innerJoin('ledger_entry', 'ledger_entry.ledgerTransactionId', 't.ledgerTransactionId')
    .select(['t.ledgerTransactionId', 't.kind', 't.reference', 't.accountingDay', 't.occurredAtMs'])
    .select(['ledger_entry.entryNumber', 'ledger_entry.account', 'ledger_entry.currency'])
    .select('ledger_entry.amountMinor')
    .orderBy('t.ledgerTransactionId')
    .orderBy('ledger_entry.entryNumber')
    .execute();
}

export interface LedgerRow {
  readonly ledgerTransactionId: string;
  readonly entryNumber: number;
  readonly kind: string;
  readonly reference: string;
  readonly accountingDay: string;
  readonly occurredAtMs: number;
  readonly account: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** The ids of learners who asked to be forgotten, with the place that tells it. */
export async function readErasures(
  db: Queries,
): Promise<{ readonly learnerId: string; readonly position: number }[]> {
  const rows = await db
    .selectFrom('domain_event')
    .select(['subjectId', 'position'])
    .where('type', '=', 'learner.erased')
    .where('position', 'is not', null)
    .execute();
  return rows.map(({ subjectId, position }) => ({ learnerId: subjectId, position: position ?? 0 }));
}

/** What the ledger booked on each accounting day to each account, from one day to another. */
export async function sumLedgerDays(
  db: Queries,
  question: {
    readonly from: string;
    readonly to: string;
    readonly beforeId: string;
    readonly livemode: boolean;
  },
): Promise<AccountDay[]> {
  return db
    .selectFrom('ledger_transaction as t')
    .innerJoin('ledger_entry as e', 'e.ledgerTransactionId', 't.ledgerTransactionId')
    .select(['t.accountingDay', 'e.currency', 'e.account'])
    .select(sql<number>`CAST(SUM(e."amountMinor") AS BIGINT)`.as('amountMinor'))
    .where('t.accountingDay', '>=', question.from)
    .where('t.accountingDay', '<=', question.to)
    .where('t.ledgerTransactionId', '<', question.beforeId)
    .where('t.livemode', '=', question.livemode ? 1 : 0)
    .groupBy(['t.accountingDay', 'e.currency', 'e.account'])
    .orderBy('t.accountingDay')
    .execute();
}

export interface AccountDay {
  readonly accountingDay: string;
  readonly currency: string;
  readonly account: string;
  readonly amountMinor: number;
}

/** The first and the last accounting day with anything booked; null when there is none. */
export async function findLedgerDays(
  db: Queries,
): Promise<{ readonly from: string; readonly to: string } | null> {
  const ends = await Promise.all(
    (['asc', 'desc'] as const).map((order) =>
      db
        .selectFrom('ledger_transaction')
        .select('accountingDay')
        .orderBy('accountingDay', order)
        .orderBy('ledgerTransactionId', order)
        .limit(1)
        .executeTakeFirst(),
    ),
  );
  const [first, last] = ends;
  return first && last ? { from: first.accountingDay, to: last.accountingDay } : null;
}

/** A message of a transcript. */
export interface MessageRow {
  readonly activityId: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly sender: string;
  readonly content: string;
  readonly createdAtMs: number;
}

/** Messages from an instant on, by time and id, after one of that instant when `afterId` names it. */
export async function readMessages(
  db: Queries,
  page: {
    readonly fromMs: number;
    readonly afterId: string;
    readonly limit: number;
    readonly livemode: boolean;
  },
): Promise<MessageRow[]> {
  return db
    .selectFrom('activity as a')
    .innerJoin('conversation as c', 'c.conversationId', 'a.conversationId')
    .select(['a.activityId', 'a.conversationId', 'a.seq', 'a.sender', 'a.content', 'a.createdAtMs'])
    .where('a.createdAtMs', '>=', page.fromMs)
    .where((where) =>
      where.or([where('a.createdAtMs', '>', page.fromMs), where('a.activityId', '>', page.afterId)]),
    )
    .where('a.type', '=', 'message')
    .where('c.livemode', '=', page.livemode ? 1 : 0)
    .orderBy('a.createdAtMs')
    .orderBy('a.activityId')
    .limit(page.limit)
    .execute();
}

/** The place of the latest erasure of a learner; 0 when there is none. */
export async function findLastErasure(db: Queries): Promise<number> {
  const row = await db
    .selectFrom('domain_event')
    .select('position')
    .where('type', '=', 'learner.erased')
    .where('position', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}

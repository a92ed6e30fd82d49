import type { CaseLine, ListedConversation, SearchAnswer } from '../../src/bot/console/wire.ts';
import type { SearchPart } from './calls/threads.ts';
import type { Desk } from './desk.ts';
import type { ConsoleState, Paged } from './state.ts';

/** How two rows of a list are told apart and ordered. */
interface Order<Row> {
  idOf(row: Row): string;
  /** Whether a row stands at or after another. */
  isAfter(row: Row, other: Row): boolean;
}

export const listedOrder: Order<ListedConversation> = {
  idOf: ({ conversationId }) => conversationId,
  isAfter: (row, other) => row.updatedAtMs <= other.updatedAtMs,
};

export const caseOrder: Order<CaseLine> = {
  idOf: ({ caseId }) => caseId,
  isAfter: (row, other) => row.dueAtMs >= other.dueAtMs,
};

/**
 * The first page, read again, on top of what was read beyond it: nothing that is looked at further down goes away or
 * moves, except to where it stands now.
 */
export function withFirst<Row>(known: Paged<Row> | null, first: Paged<Row>, order: Order<Row>): Paged<Row> {
  const last = first.rows.at(-1);
  if (known === null || last === undefined || first.nextCursor === null) return first;
  const fresh = new Set(first.rows.map(order.idOf));
  const beyond = known.rows.filter((row) => !fresh.has(order.idOf(row)) && order.isAfter(row, last));
  if (beyond.length === 0) return first;
  return { rows: [...first.rows, ...beyond], nextCursor: known.nextCursor };
}

/** The next page after what was read, each row once. */
export function withNext<Row>(known: Paged<Row>, next: Paged<Row>, idOf: Order<Row>['idOf']): Paged<Row> {
  const seen = new Set(known.rows.map(idOf));
  return {
    rows: [...known.rows, ...next.rows.filter((row) => !seen.has(idOf(row)))],
    nextCursor: next.nextCursor,
  };
}

/** Reads on in the list that is shown; true when there was more to read. */
export async function readMore(desk: Desk): Promise<boolean> {
  const { view, search, listed, cases } = desk.store.get();
  if (search !== null) return false;
  if (view === 'cases') return readMoreCases(desk, cases);
  return view === 'all' || view === 'snoozed' ? readMoreListed(desk, view, listed) : false;
}

async function readMoreListed(
  desk: Desk,
  view: 'all' | 'snoozed',
  before: ConsoleState['listed'],
): Promise<boolean> {
  if (before?.nextCursor == null) return false;
  const answer = await desk.calls[view](before.nextCursor);
  const { listed: known, view: now } = desk.store.get();
  if (!answer.ok) {
    desk.refuse(answer);
    return false;
  }
  // Somebody else's page, or read twice: it was taken already.
  if (now !== view || known?.nextCursor !== before.nextCursor) return false;
  const { conversations: rows, nextCursor } = answer.value;
  desk.store.set({ listed: withNext(known, { rows, nextCursor }, listedOrder.idOf) });
  return true;
}

async function readMoreCases(desk: Desk, before: ConsoleState['cases']): Promise<boolean> {
  if (before?.nextCursor == null) return false;
  const answer = await desk.calls.cases(before.nextCursor);
  const { cases: known } = desk.store.get();
  if (!answer.ok) {
    desk.refuse(answer);
    return false;
  }
  if (known?.nextCursor !== before.nextCursor) return false;
  const { cases: rows, nextCursor } = answer.value;
  desk.store.set({ cases: withNext(known, { rows, nextCursor }, caseOrder.idOf) });
  return true;
}

/** Reads on in one part of what was found. */
export async function readMoreFound(desk: Desk, part: SearchPart): Promise<void> {
  const { store, calls } = desk;
  const { search } = store.get();
  const cursor = search?.found?.[part]?.nextCursor;
  if (search == null || cursor == null) return;
  const answer = await calls.searchOn(search.text.trim(), part, cursor);
  const now = store.get().search;
  if (!answer.ok) return desk.refuse(answer);
  if (now?.text !== search.text || now.found?.[part]?.nextCursor !== cursor) return;
  store.set({ search: { text: now.text, found: withPart(now.found, answer.value, part) } });
}

function withPart(found: SearchAnswer, next: SearchAnswer, part: SearchPart): SearchAnswer {
  const items = [...(found[part]?.items ?? []), ...(next[part]?.items ?? [])];
  return { ...found, [part]: { items, nextCursor: next[part]?.nextCursor ?? null } };
}

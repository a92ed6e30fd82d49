import { setImmediate } from 'node:timers/promises';
import { firstIdSince, idTimeMs } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { findHead, readErasures, readLedgerEntries, readPackedEvents } from '../store.ts';
import type { IngestDeps } from './deps.ts';
import { forgetOld } from './forget-old.ts';
import { ingestMessages } from './ingest-messages.ts';
import { FACT_EVENTS, learnerKeySql, loadEvents } from './load-events.ts';
import type { Warehouse } from './open-warehouse.ts';
import { readProgress, writeProgress } from './progress.ts';
import { refreshJourneys } from './refresh-journeys.ts';
import type { Session } from './session.ts';

export interface Ingested {
  readonly eventsCount: number;
  readonly entriesCount: number;
  readonly messagesCount: number;
  /** The place in the log that is read. */
  readonly position: number;
  /** How many events the log has beyond it. */
  readonly behind: number;
}

/**
 * Brings the facts up to the present end of the event log and of the ledger, slice by slice: each is one transaction
 * with how far it came, so that a process that dies goes on from there. Journeys are made anew where something was told.
 */
export function ingest(deps: IngestDeps, warehouse: Warehouse): Promise<Ingested> {
  return warehouse.withSession(async (session) => {
    await seedErasures(deps, session);
    const events = await ingestEvents(deps, session);
    const entriesCount = await ingestLedger(deps, session);
    const messagesCount = await ingestMessages(deps, session);
    await ingestProducts(deps, session);
    await forgetOld(deps, session);
    await refreshJourneys(session);
    const behind = Math.max(0, (await findHead(deps.db.query)) - events.position);
    return { ...events, entriesCount, messagesCount, behind };
  });
}

/** A warehouse that is filled anew must not show for a while whom an old one had forgotten. */
async function seedErasures(deps: IngestDeps, session: Session): Promise<void> {
  if ((await readProgress(session, 'events')).position > 0) return;
  for (const { learnerId, position } of await readErasures(deps.db.query)) {
    await session.run(`INSERT INTO "erased" SELECT ${learnerKeySql('$learnerId')}, $position`, {
      secret: deps.secret,
      learnerId,
      position,
    });
  }
}

/** Some pages of the log, each with its wanted events in one text. */
interface Slice {
  readonly pages: readonly string[];
  readonly eventsCount: number;
  /** The last event of them. */
  readonly position: number;
  readonly atMs: number;
}

/** The next slice is read from the log while DuckDB's threads take this one in. */
async function ingestEvents(
  deps: IngestDeps,
  session: Session,
): Promise<{ eventsCount: number; position: number }> {
  let { position } = await readProgress(session, 'events');
  let eventsCount = 0;
  let slice = await readSlice(deps, position);
  while (slice.eventsCount > 0) {
    position = slice.position;
    eventsCount += slice.eventsCount;
    const [next] = await Promise.all([readSlice(deps, position), takeSlice(deps, session, slice)]);
    slice = next;
  }
  return { eventsCount, position };
}

/** Reads pages until a slice is full; whoever waits for the thread goes between two pages. */
async function readSlice({ db, livemode, isStopping }: IngestDeps, from: number): Promise<Slice> {
  const pages: string[] = [];
  let [eventsCount, position, atMs] = [0, from, 0];
  const limit = limits.analyticsPageEvents;
  while (eventsCount < limits.analyticsSliceEvents && isStopping?.() !== true) {
    const page = await readPackedEvents(db.query, { after: position, limit, livemode, types: FACT_EVENTS });
    if (page.count === 0) break;
    if (page.text !== '') pages.push(page.text);
    eventsCount += page.count;
    ({ position, atMs } = page);
    if (page.count < limit) break;
    await setImmediate();
  }
  return { pages, eventsCount, position, atMs };
}

async function takeSlice(deps: IngestDeps, session: Session, slice: Slice): Promise<void> {
  const { pages, position, atMs } = slice;
  await session.transact(async () => {
    if (pages.length > 0) await loadEvents(session, pages, deps.secret);
    await writeProgress(session, { name: 'events', position, mark: '', atMs });
  });
}

/**
 * Reads the ledger by the ids of its transactions, which grow with time. Commits of several processes may overtake each
 * other by less than a transaction lasts, so the last minute is read again.
 */
async function ingestLedger(deps: IngestDeps, session: Session): Promise<number> {
  const progress = await readProgress(session, 'ledger');
  const knownMs = idTimeMs(progress.mark);
  let afterId = knownMs === null ? '' : firstIdSince('ltx', knownMs - limits.analyticsLedgerOverlapMs);
  let entriesCount = 0;
  while (deps.isStopping?.() !== true) {
    const limit = limits.analyticsPageEvents;
    const rows = await readLedgerEntries(deps.db.query, { afterId, limit, livemode: deps.livemode });
    const last = rows.at(-1);
    if (last === undefined) break;
    const mark = last.ledgerTransactionId > progress.mark ? last.ledgerTransactionId : progress.mark;
    await session.transact(async () => {
      await session.run('CREATE OR REPLACE TEMP TABLE "entry" AS FROM "money" LIMIT 0');
      await session.append({
        table: 'entry',
        columns: [
          { type: 'text', values: rows.map((row) => row.ledgerTransactionId) },
          { type: 'integer', values: rows.map((row) => row.entryNumber) },
          { type: 'text', values: rows.map((row) => row.kind) },
          { type: 'text', values: rows.map((row) => row.reference) },
          { type: 'text', values: rows.map((row) => row.accountingDay) },
          { type: 'integer', values: rows.map((row) => row.occurredAtMs) },
          { type: 'text', values: rows.map((row) => row.account) },
          { type: 'text', values: rows.map((row) => row.currency) },
          { type: 'integer', values: rows.map((row) => row.amountMinor) },
        ],
      });
      await session.run(`INSERT INTO "money" SELECT * FROM "entry" WHERE NOT EXISTS (SELECT 1 FROM "money"
        WHERE "money"."ledgerTransactionId" = "entry"."ledgerTransactionId")`);
      await writeProgress(session, { name: 'ledger', position: 0, mark, atMs: last.occurredAtMs });
    });
    entriesCount += rows.length;
    afterId = last.ledgerTransactionId;
    await setImmediate();
  }
  return entriesCount;
}

async function ingestProducts(deps: IngestDeps, session: Session): Promise<void> {
  const rows = await session.rows(`SELECT DISTINCT "productId" FROM (SELECT "productId" FROM "impression"
    UNION SELECT "productId" FROM "line") ANTI JOIN "product" USING ("productId") WHERE "productId" IS NOT NULL`);
  const wanted = rows.map((row) => String(row['productId']));
  for (let from = 0; from < wanted.length; from += limits.analyticsPageEvents) {
    const part = wanted.slice(from, from + limits.analyticsPageEvents);
    const found = new Map((await deps.productsOf(part)).map((product) => [product.productId, product]));
    await session.append({
      table: 'product',
      columns: [
        { type: 'text', values: part },
        { type: 'text', values: part.map((id) => found.get(id)?.kind ?? null) },
        { type: 'text', values: part.map((id) => found.get(id)?.title ?? null) },
        { type: 'text', values: part.map((id) => found.get(id)?.language ?? null) },
        { type: 'text', values: part.map((id) => found.get(id)?.author ?? null) },
      ],
    });
  }
}

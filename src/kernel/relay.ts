import type { Clock } from './clock.ts';
import { type Database, sql } from './db/database.ts';
import { createFailures } from './failed-delivery.ts';
import { limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import type { Subscription } from './outbox.ts';
import { createReader } from './subscription-reader.ts';
import { createWaker } from './waker.ts';

export interface RelayDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}

export interface Relay {
  start(): void;
  /** Looks soon for events of these types, of any without; whoever hears of commits calls it. */
  wake(types?: readonly string[]): void;
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
}

/**
 * Tells committed events to the subscriptions: at least once, each subscription from its own position.
 * An event that a handler cannot take is tried again later with back-off and parked after
 * `limits.deliveryAttemptsMax` tries; it never holds up the others. Hints say where to look; every
 * `limits.outboxPollMs` all subscriptions are looked after without one.
 */
export function createRelay(deps: RelayDeps, subscriptions: readonly Subscription[]): Relay {
  const failures = createFailures(deps);
  const readers = subscriptions.map((subscription) => createReader({ ...deps, failures }, subscription));
  let lookedAtAllMs = 0;

  const savePositions = async (): Promise<void> => {
    await Promise.all(readers.map((reader) => reader.savePosition()));
  };
  const read = async (): Promise<void> => {
    if (!(await deps.db.holdLock('outbox.relay'))) return;
    // A wall clock may be set back, too.
    const looksAtAll = Math.abs(deps.clock.wallMs() - lookedAtAllMs) >= limits.outboxPollMs;
    if (looksAtAll) {
      await savePositions();
      for (const reader of readers) {
        reader.forgetPosition();
        reader.hint();
      }
    }
    await numberEvents(deps.db);
    await Promise.all(readers.map((reader) => reader.read()));
    if (!looksAtAll) return;
    await failures.retryDue(subscriptions);
    lookedAtAllMs = deps.clock.wallMs();
  };
  const waker = createWaker(read, { pollMs: limits.outboxPollMs, log: deps.log, name: 'outbox.relay' });
  return {
    start: waker.start,
    wake: (types) => {
      const concerned = readers.filter((reader) => reader.hint(types));
      if (concerned.length > 0) waker.wake();
    },
    stop: async () => {
      await waker.stop();
      await savePositions();
    },
  };
}

/** PostgreSQL only: gives committed events their place in the order, once. */
async function numberEvents(db: Database): Promise<void> {
  if (db.engine === 'sqlite') return;
  await sql`
    WITH fresh AS (
      SELECT "eventId", ROW_NUMBER() OVER (ORDER BY "occurredAtMs", "eventId") AS place
      FROM "domain_event" WHERE "position" IS NULL
    ), last AS (SELECT COALESCE(MAX("position"), 0) AS place FROM "domain_event")
    UPDATE "domain_event" SET "position" = last.place + fresh.place
    FROM fresh, last WHERE "domain_event"."eventId" = fresh."eventId"
  `.execute(db.query);
}

import type { Clock } from './clock.ts';
import { type Database, sql } from './db/database.ts';
import { createFailures, type Failures } from './failed-delivery.ts';
import { failpoint } from './failpoint.ts';
import { limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import { type DomainEvent, eventOfRow, onEventsCommitted, type Subscription } from './outbox.ts';
import { createWaker } from './waker.ts';

export interface RelayDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}

export interface Relay {
  start(): void;
  /** Looks for new events soon; commits of this process do so by themselves. */
  wake(): void;
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
}

/**
 * Tells committed events to the subscriptions: at least once, each subscription from its own position.
 * An event that a handler cannot take is tried again later with back-off and parked after
 * `limits.deliveryAttemptsMax` tries; it never holds up the others.
 */
export function createRelay(deps: RelayDeps, subscriptions: readonly Subscription[]): Relay {
  const failures = createFailures(deps);

  const readAll = async (): Promise<void> => {
    if (!(await deps.db.holdLock('outbox.relay'))) return;
    await numberEvents(deps.db);
    await Promise.all(subscriptions.map((subscription) => readSubscription(deps, subscription, failures)));
    await failures.retryDue(subscriptions);
  };
  const waker = createWaker(readAll, { pollMs: limits.outboxPollMs, log: deps.log, name: 'outbox.relay' });
  let unsubscribe = (): void => {};
  return {
    start: () => {
      unsubscribe = onEventsCommitted(waker.wake);
      waker.start();
    },
    wake: waker.wake,
    stop: () => {
      unsubscribe();
      return waker.stop();
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

async function readSubscription(
  deps: RelayDeps,
  subscription: Subscription,
  failures: Failures,
): Promise<void> {
  const lag = deps.meter.gauge('tilltalk_outbox_lag_seconds', 'Age of the oldest event not yet told', [
    'subscription',
  ]);
  for (;;) {
    const position = await readPosition(deps.db, subscription.name);
    const events = await readEvents(deps.db, subscription, position);
    const [oldest, last] = [events[0], events.at(-1)];
    lag.set(
      { subscription: subscription.name },
      oldest ? (deps.clock.nowMs() - oldest.occurredAtMs) / 1000 : 0,
    );
    if (last === undefined) return;
    failpoint(`outbox.before_delivery.${subscription.name}`);
    const failed = await handleBatch(subscription, events);
    failpoint(`outbox.delivered.${subscription.name}`);
    await deps.db.transact(async (tx) => {
      for (const { event, error } of failed)
        await failures.note(tx, { subscription: subscription.name, event, error });
      await tx
        .insertInto('subscription_position')
        .values({
          subscription: subscription.name,
          position: last.position,
          updatedAtMs: deps.clock.wallMs(),
        })
        .onConflict((conflict) =>
          conflict
            .column('subscription')
            .doUpdateSet({ position: last.position, updatedAtMs: deps.clock.wallMs() }),
        )
        .execute();
    });
  }
}

async function readPosition(db: Database, subscription: string): Promise<number> {
  const row = await db.query
    .selectFrom('subscription_position')
    .select('position')
    .where('subscription', '=', subscription)
    .executeTakeFirst();
  return row?.position ?? 0;
}

async function readEvents(
  db: Database,
  subscription: Subscription,
  position: number,
): Promise<DomainEvent[]> {
  const rows = await db.query
    .selectFrom('domain_event')
    .selectAll()
    .where('position', '>', position)
    .where('type', 'in', subscription.types)
    .orderBy('position')
    .limit(limits.outboxBatchEvents)
    .execute();
  return rows.map(eventOfRow);
}

interface FailedEvent {
  readonly event: DomainEvent;
  readonly error: unknown;
}

/** Threads run side by side so that their writes share commits; within a thread events keep their order. */
async function handleBatch(
  subscription: Subscription,
  events: readonly DomainEvent[],
): Promise<FailedEvent[]> {
  const failed: FailedEvent[] = [];
  const threads = groupByThread(events);
  await Promise.all(
    [...threads.values()].map(async (thread) => {
      for (const event of thread) {
        try {
          await subscription.handle(event);
        } catch (error) {
          failed.push({ event, error });
        }
      }
    }),
  );
  return failed;
}

function threadOf(event: DomainEvent): string {
  return event.conversationId ?? event.learnerId ?? event.subjectId;
}

function groupByThread(events: readonly DomainEvent[]): Map<string, DomainEvent[]> {
  const threads = new Map<string, DomainEvent[]>();
  for (const event of events) {
    const thread = threads.get(threadOf(event));
    if (thread === undefined) threads.set(threadOf(event), [event]);
    else thread.push(event);
  }
  return threads;
}

import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import { preparedByShape } from './db/prepared.ts';
import { type DomainEvent, eventOfRow } from './domain-event.ts';
import { tailOf } from './event-tail.ts';
import type { Failures } from './failed-delivery.ts';
import { failpoint } from './failpoint.ts';
import { limits } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Subscription } from './outbox.ts';

export interface ReaderDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly failures: Failures;
}

/** Reads the event log for one subscription, from its own position. */
export interface SubscriptionReader {
  /** Remembers that there may be news; without types, or when one of them is the subscription's. */
  hint(types?: readonly string[]): boolean;
  /**
   * Makes durable how far this subscription has read. Until then a crash tells the events since the last time again,
   * which handlers must bear anyway; a commit for each batch would cost more than most batches do.
   */
  savePosition(): Promise<void>;
  /** Asks the database again how far this subscription has read: another process may have been at work. */
  forgetPosition(): void;
  /** Tells what is new since the last time; nothing is asked when no hint came. */
  read(): Promise<void>;
}

export function createReader(deps: ReaderDeps, subscription: Subscription): SubscriptionReader {
  const lag = deps.meter.gauge('tilltalk_outbox_lag_seconds', 'Age of the oldest event not yet told', [
    'subscription',
  ]);
  const { name } = subscription;
  const labels = { subscription: name };
  let hinted = true;
  let position: number | undefined;
  let isSaved = true;

  const readBatch = async (): Promise<boolean> => {
    position ??= await readPosition(deps.db, subscription.name);
    const events = await readEvents(deps.db, subscription, position);
    const [oldest, last] = [events[0], events.at(-1)];
    lag.set(labels, oldest ? (deps.clock.nowMs() - oldest.occurredAtMs) / 1000 : 0);
    if (last === undefined) return false;
    failpoint(`outbox.before_delivery.${subscription.name}`);
    const failed = await handleBatch(subscription, events);
    failpoint(`outbox.delivered.${subscription.name}`);
    // A position may lag behind; what could not be handled must not be lost.
    isSaved = failed.length > 0;
    if (isSaved) await savePosition(deps, { name, position: last.position, failed });
    position = last.position;
    return events.length === limits.outboxBatchEvents;
  };
  return {
    hint: (types) => {
      const concerned =
        types === undefined ||
        (subscription.isIdle?.() !== true && types.some((type) => subscription.types.includes(type)));
      hinted ||= concerned;
      return concerned;
    },
    savePosition: async () => {
      if (isSaved || position === undefined) return;
      await savePosition(deps, { name, position, failed: [] });
      isSaved = true;
    },
    forgetPosition: () => {
      position = undefined;
    },
    read: async () => {
      if (!hinted) return;
      // What is committed from here on hints again.
      hinted = false;
      try {
        while (await readBatch()) {}
      } catch (error) {
        hinted = true;
        throw error;
      }
    },
  };
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
  const { types } = subscription;
  const fresh = tailOf(db.query)?.after(position);
  if (fresh !== undefined)
    return fresh.filter(({ type }) => types.includes(type)).slice(0, limits.outboxBatchEvents);
  const rows = await eventsAfter(db.query, { position, types });
  return rows.map(eventOfRow);
}

interface Wanted {
  readonly position: number;
  readonly types: readonly string[];
}

const eventsAfter = preparedByShape(
  ({ types }: Wanted) => types.length,
  (db, { position, types }) =>
    db
      .selectFrom('domain_event')
      .selectAll()
      .where('position', '>', position)
      .where('type', 'in', types)
      .orderBy('position')
      .limit(limits.outboxBatchEvents),
);

interface Told {
  readonly name: string;
  readonly position: number;
  readonly failed: readonly FailedEvent[];
}

/** What could not be handled is noted with the position, which never goes back: another process may have read on. */
async function savePosition(deps: ReaderDeps, { name: subscription, position, failed }: Told): Promise<void> {
  const updatedAtMs = deps.clock.wallMs();
  await deps.db.transact(async (tx) => {
    for (const { event, error } of failed) await deps.failures.note(tx, { subscription, event, error });
    await tx
      .insertInto('subscription_position')
      .values({ subscription, position, updatedAtMs })
      .onConflict((conflict) =>
        conflict
          .column('subscription')
          .doUpdateSet({ position, updatedAtMs })
          .where('subscription_position.position', '<', position),
      )
      .execute();
  });
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

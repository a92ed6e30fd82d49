import type { Clock } from './clock.ts';
import type { Database, Tx } from './db/database.ts';
import { type DomainEvent, eventOfRow } from './domain-event.ts';
import { limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import type { Subscription } from './outbox.ts';

export interface FailuresDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}

interface FailureToNote {
  readonly subscription: string;
  readonly event: DomainEvent;
  readonly error: unknown;
}

/** Events that a subscription could not take: tried again with back-off, then parked and counted. */
export interface Failures {
  note(tx: Tx, failure: FailureToNote): Promise<void>;
  retryDue(subscriptions: readonly Subscription[]): Promise<void>;
}

export function createFailures(deps: FailuresDeps): Failures {
  const parked = deps.meter.counter('tilltalk_outbox_parked_total', 'Events given up', ['subscription']);
  return {
    note: (tx, failure) => noteFailure(deps, tx, failure),
    retryDue: async (subscriptions) => {
      for (const subscription of subscriptions) {
        const due = await readDue(deps, subscription.name);
        for (const row of due) {
          const state = await retry(deps, subscription, row);
          if (state === 'parked') parked.inc({ subscription: subscription.name });
        }
      }
    },
  };
}

async function noteFailure(deps: FailuresDeps, tx: Tx, failure: FailureToNote): Promise<void> {
  deps.log.warn(
    { error: failure.error, subscription: failure.subscription, eventId: failure.event.eventId },
    'an event could not be handled and will be tried again',
  );
  await tx
    .insertInto('failed_delivery')
    .values({
      subscription: failure.subscription,
      eventId: failure.event.eventId,
      state: 'retry',
      attempts: 1,
      nextAttemptAtMs: deps.clock.wallMs() + backOffMs(1),
      lastError: messageOf(failure.error),
      updatedAtMs: deps.clock.wallMs(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface DueDelivery {
  readonly event: DomainEvent;
  readonly attempts: number;
}

async function readDue(deps: FailuresDeps, subscription: string): Promise<DueDelivery[]> {
  const rows = await deps.db.query
    .selectFrom('failed_delivery')
    .innerJoin('domain_event', 'domain_event.eventId', 'failed_delivery.eventId')
    .selectAll('domain_event')
    .select('failed_delivery.attempts')
    .where('failed_delivery.subscription', '=', subscription)
    .where('failed_delivery.state', '=', 'retry')
    .where('failed_delivery.nextAttemptAtMs', '<=', deps.clock.wallMs())
    .orderBy('failed_delivery.nextAttemptAtMs')
    .limit(limits.outboxBatchEvents)
    .execute();
  return rows.map((row) => ({ event: eventOfRow(row), attempts: row.attempts }));
}

async function retry(
  deps: FailuresDeps,
  subscription: Subscription,
  due: DueDelivery,
): Promise<'done' | 'retry' | 'parked'> {
  const key = { subscription: subscription.name, eventId: due.event.eventId };
  try {
    await subscription.handle(due.event);
  } catch (error) {
    const attempts = due.attempts + 1;
    const state = attempts >= limits.deliveryAttemptsMax ? 'parked' : 'retry';
    if (state === 'parked') deps.log.error({ error, ...key }, 'an event is parked: no try succeeded');
    const nowMs = deps.clock.wallMs();
    await deps.db.query
      .updateTable('failed_delivery')
      .set({
        state,
        attempts,
        nextAttemptAtMs: nowMs + backOffMs(attempts),
        lastError: messageOf(error),
        updatedAtMs: nowMs,
      })
      .where('subscription', '=', key.subscription)
      .where('eventId', '=', key.eventId)
      .execute();
    return state;
  }
  await deps.db.query
    .deleteFrom('failed_delivery')
    .where('subscription', '=', key.subscription)
    .where('eventId', '=', key.eventId)
    .execute();
  return 'done';
}

function backOffMs(attempts: number): number {
  return Math.min(limits.deliveryRetryBaseMs * 2 ** (attempts - 1), limits.deliveryRetryMaxMs);
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

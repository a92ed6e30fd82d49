import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { PaymentGateway } from '../gateway/types.ts';
import { accountingDayOf } from '../ledger/accounting-day.ts';
import { timeZoneOf } from './import-statement.ts';
import { reconcileDay } from './reconcile-day.ts';
import { dayAfter, windowOf } from './statement-day.ts';
import { findCurrent } from './store.ts';

/** Gateways have the statement of a day ready at ten in the morning of the next (WeChat Pay, Alipay). */
const READY_AFTER_MS = 10 * 3_600_000;

/**
 * The nightly comparison of every gateway with our books: each statement that is due and was not read yet, oldest day
 * first, so that a day on which nothing ran is not lost. Repairs nothing; what differs is told by log, event and
 * metric. A statement that cannot be had is asked for again with the next run.
 */
export async function reconcileStatements(deps: CheckoutDeps): Promise<void> {
  await deps.journal?.forget(limits.journalDaysMax);
  const first = await firstAttemptAtMs(deps);
  if (first === undefined) return;
  for (const gateway of deps.gateways) {
    if (gateway.capabilities.statement) await reconcileDue(deps, gateway, first);
  }
}

async function reconcileDue(deps: CheckoutDeps, gateway: PaymentGateway, firstAtMs: number): Promise<void> {
  for (const day of dueDays({ nowMs: deps.clock.nowMs(), firstAtMs, timeZone: timeZoneOf(gateway) })) {
    const key = { gateway: gateway.name, day, livemode: deps.livemode ? 1 : 0 };
    if ((await findCurrent(deps.db.query, key))?.status === 'matched') continue;
    try {
      await reconcileDay(deps, { gateway, day, repair: false, isFinal: false });
    } catch (error) {
      deps.log.error({ error, gateway: gateway.name, day }, 'a statement could not be compared');
      deps.meter
        .counter('tilltalk_statement_failures_total', 'Statements that could not be read or compared', [
          'gateway',
        ])
        .inc({ gateway: gateway.name });
      // The days after are judged by this one.
      return;
    }
  }
}

/** Days whose statement is ready, oldest first, none before there was anything to compare. */
export function dueDays(when: { nowMs: number; firstAtMs: number; timeZone: string }): string[] {
  const { nowMs, firstAtMs, timeZone } = when;
  const today = accountingDayOf(nowMs, timeZone);
  const isReady = nowMs >= windowOf(today, timeZone).fromMs + READY_AFTER_MS;
  const last = dayAfter(today, isReady ? -1 : -2);
  const firstDay = accountingDayOf(firstAtMs, timeZone);
  const days = Array.from({ length: limits.statementDaysMax }, (_, back) => dayAfter(last, -back));
  return days.filter((day) => day >= firstDay).reverse();
}

/** Ids sort by time, so the first attempt is the first by its key. */
async function firstAttemptAtMs(deps: CheckoutDeps): Promise<number | undefined> {
  const row = await deps.db.query
    .selectFrom('payment_attempt')
    .select('createdAtMs')
    .orderBy('attemptId')
    .limit(1)
    .executeTakeFirst();
  return row?.createdAtMs;
}

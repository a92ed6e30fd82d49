import { DEMO_SECRETS } from '../../src/app/config.ts';
import { sandboxKeys } from '../../src/checkout/index.ts';
import type { Database } from '../../src/kernel/db/database.ts';
import { sandboxCall } from '../support/till.ts';
import { until } from '../support/until.ts';
import type { Counterparts } from './counterparts.ts';
import { countReceipts } from './windows.ts';

/** Longer than any checkout lives. */
const AFTER_EXPIRY_MS = 16 * 60_000;
const SETTLE_TIME_MAX_MS = 90_000;

export interface Ending {
  readonly db: Database;
  readonly url: string;
  readonly counterparts: Counterparts;
}

/** Lets time run past every checkout's end and waits until nothing is in flight any more. */
export async function settle({ db, url, counterparts }: Ending): Promise<void> {
  await counterparts.advance(AFTER_EXPIRY_MS);
  await sandboxCall(url, '/v1/test/clock', {
    method: 'POST',
    headers: { authorization: `Bearer ${sandboxKeys(DEMO_SECRETS.sandbox).apiKey}` },
    body: JSON.stringify({ byMs: AFTER_EXPIRY_MS }),
  });
  await until(
    () => countInFlight(db),
    (left) => Object.values(left).every((count) => count === 0),
    SETTLE_TIME_MAX_MS,
  );
}

async function countInFlight(db: Database) {
  const [live, refunds, events, holds, paid, receipts] = await Promise.all([
    db.query.selectFrom('payment_attempt').select('attemptId').where('liveKey', 'is not', null).execute(),
    db.query.selectFrom('refund').select('refundId').where('status', '<>', 'succeeded').execute(),
    db.query.selectFrom('gateway_event').select('gatewayEventId').where('status', '=', 'received').execute(),
    db.query.selectFrom('wallet_hold').select('holdId').where('status', '=', 'held').execute(),
    db.query.selectFrom('orders').select('orderId').where('status', '=', 'paid').execute(),
    readReceipts(db),
  ]);
  return {
    liveAttempts: live.length,
    openRefunds: refunds.length,
    waitingEvents: events.length,
    openHolds: holds.length,
    missingReceipts: paid.filter(({ orderId }) => !receipts.has(orderId)).length,
  };
}

/** How many receipts the threads hold for each order. */
export async function readReceipts(db: Database): Promise<Map<string, number>> {
  const rows = await db.query
    .selectFrom('activity')
    .select('content')
    .where('sender', '=', 'system')
    .execute();
  return countReceipts(rows.map(({ content }) => content));
}

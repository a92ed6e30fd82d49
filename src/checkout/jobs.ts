import type { Job } from '../kernel/job.ts';
import { limits } from '../kernel/limits.ts';
import { startPrices } from './catalog/admin/plan-price.ts';
import { checkComplaints } from './complaint/check-complaints.ts';
import { readComplaint } from './complaint/read-complaint.ts';
import { findComplaintsToRead } from './complaint/store.ts';
import type { CheckoutDeps, CheckoutJobName } from './deps.ts';
import { checkDisputes } from './dispute/check-disputes.ts';
import { applyGatewayEvent } from './gateway/apply-gateway-event.ts';
import { countNotifications } from './gateway/count-notifications.ts';
import { findGatewayEventsToApply } from './gateway/store.ts';
import { forgetKeys } from './idempotency.ts';
import { countImbalances } from './ledger/count-imbalances.ts';
import { returnCouponOf } from './offer/return-coupon.ts';
import { findUnreturned } from './offer/store.ts';
import { checkAttempts } from './payment/check-attempts.ts';
import { countDoubts } from './payment/count-doubts.ts';
import { returnPlacesOf } from './places/hold-places.ts';
import { findCheckoutsWithPlaces } from './places/store.ts';
import { executeRefund } from './refund/execute-refund.ts';
import { findRefundsToExecute } from './refund/store.ts';
import { expireCheckout } from './session/end-checkout.ts';
import { findEndedSessions } from './session/store.ts';
import { countDifferences } from './statement/count-differences.ts';
import { forgetLines } from './statement/forget-lines.ts';
import { reconcileStatements } from './statement/reconcile-statements.ts';
import { expireWallet } from './wallet/expire-wallet.ts';

type CheckoutJob = Job & { readonly name: CheckoutJobName };

/** How many things of one kind are worked on at a time: gateways are asked side by side, not all at once. */
const BATCH = 128;
const GATEWAY_CALLS_AT_ONCE = limits.gatewayCallsAtOnceMax;
/** What fails stays due, so a run is bounded; the next one comes within a second. */
const ROUNDS_MAX = 8;

/** The recurring work of selling; each may run twice. */
export function checkoutJobs(deps: CheckoutDeps): CheckoutJob[] {
  return [
    { name: 'checkout.apply_gateway_events', everyMs: 1_000, run: () => applyGatewayEvents(deps) },
    { name: 'checkout.check_attempts', everyMs: 1_000, run: () => checkAttempts(deps) },
    { name: 'checkout.count_doubts', everyMs: 10_000, run: () => countMatters(deps) },
    {
      name: 'checkout.check_ledger',
      everyMs: 60_000,
      run: async () => {
        await countImbalances(deps);
      },
    },
    { name: 'checkout.reconcile_statements', everyMs: 600_000, run: () => reconcileStatements(deps) },
    { name: 'checkout.check_disputes', everyMs: 3_600_000, run: () => checkDisputes(deps) },
    {
      name: 'checkout.check_complaints',
      everyMs: 3_600_000,
      run: async () => {
        await checkComplaints(deps);
      },
    },
    {
      name: 'checkout.forget_statement_lines',
      everyMs: 3_600_000,
      run: async () => {
        await forgetLines(deps);
      },
    },
    { name: 'checkout.execute_refunds', everyMs: 1_000, run: () => executeRefunds(deps) },
    { name: 'checkout.read_complaints', everyMs: 5_000, run: () => readComplaints(deps) },
    { name: 'checkout.expire_sessions', everyMs: 5_000, run: () => expireSessions(deps) },
    { name: 'checkout.expire_wallet', everyMs: 5_000, run: () => expireWallet(deps) },
    { name: 'checkout.return_coupons', everyMs: 5_000, run: () => returnCoupons(deps) },
    { name: 'checkout.return_places', everyMs: 5_000, run: () => returnAllPlaces(deps) },
    { name: 'checkout.start_prices', everyMs: 1_000, run: () => startPrices(deps) },
    {
      name: 'checkout.forget_idempotency_keys',
      everyMs: 3_600_000,
      run: async () => {
        await forgetKeys(deps);
      },
    },
  ];
}

async function applyGatewayEvents(deps: CheckoutDeps): Promise<void> {
  for (;;) {
    const events = await findGatewayEventsToApply(deps.db.query, deps.clock.nowMs(), BATCH);
    await Promise.all(events.map((event) => applyGatewayEvent(deps, event)));
    if (events.length < BATCH) return;
  }
}

/** What waits for an answer or a person, as figures. */
async function countMatters(deps: CheckoutDeps): Promise<void> {
  await countDoubts(deps);
  await countNotifications(deps);
  await countDifferences(deps);
}

async function executeRefunds(deps: CheckoutDeps): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const refunds = await findRefundsToExecute(deps.db.query, deps.clock.nowMs(), GATEWAY_CALLS_AT_ONCE);
    await eachSafely(deps, refunds, (refund) => executeRefund(deps, refund));
    if (refunds.length < GATEWAY_CALLS_AT_ONCE) return;
  }
}

async function readComplaints(deps: CheckoutDeps): Promise<void> {
  const complaints = await findComplaintsToRead(deps.db.query, deps.clock.nowMs(), GATEWAY_CALLS_AT_ONCE);
  await eachSafely(deps, complaints, (complaint) => readComplaint(deps, complaint));
}

async function expireSessions(deps: CheckoutDeps): Promise<void> {
  const ids = await findEndedSessions(deps.db.query, deps.clock.nowMs(), limits.outboxBatchEvents);
  await eachSafely(deps, ids, (checkoutId) => expireCheckout(deps, checkoutId));
}

async function returnCoupons(deps: CheckoutDeps): Promise<void> {
  const ids = await findUnreturned(deps.db.query, limits.outboxBatchEvents);
  await eachSafely(deps, ids, (checkoutId) => returnCouponOf(deps, checkoutId));
}

async function returnAllPlaces(deps: CheckoutDeps): Promise<void> {
  const ids = await findCheckoutsWithPlaces(deps.db.query, limits.outboxBatchEvents);
  await eachSafely(deps, ids, (checkoutId) => returnPlacesOf(deps, checkoutId));
}

/** One that fails must not keep the others waiting; it stays due and is tried again. */
async function eachSafely<T>(
  deps: CheckoutDeps,
  things: readonly T[],
  work: (thing: T) => Promise<void>,
): Promise<void> {
  await Promise.all(
    things.map((thing) =>
      work(thing).catch((error: unknown) => deps.log.error({ error }, 'one piece of a job failed')),
    ),
  );
}

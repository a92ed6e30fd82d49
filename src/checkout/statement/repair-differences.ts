import type { CheckoutDeps } from '../deps.ts';
import { queryDisputes } from '../dispute/query-disputes.ts';
import { findDispute } from '../dispute/store.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { PaymentGateway } from '../gateway/types.ts';
import { queryAndApply } from '../payment/query-attempt.ts';
import { findAttempt, findAttemptByReference } from '../payment/store.ts';
import { applyGatewayRefund } from '../refund/execute-refund.ts';
import type { JournaledAttempt } from './attempt-journal.ts';
import { type Difference, findDifferences, updateDifference } from './difference-store.ts';
import { rebuildPayment } from './rebuild-payment.ts';
import { rebuildRefund } from './rebuild-refund.ts';
import type { RepairOutcome } from './repair-outcome.ts';
import type { Proposal } from './statement.ts';
import type { StatementImport } from './store.ts';

/** Differences that are read, and looked up in the journal, together. */
const AT_ONCE = 200;
/** Questions to the gateway at a time. */
const CALLS_AT_ONCE = 8;

interface Step {
  readonly type: Difference['type'];
  readonly proposal: Proposal;
}

/** Payments come before disputes and refunds, which need them. */
const order: readonly Step[] = [
  { type: 'payment', proposal: 'query_payment' },
  { type: 'payment', proposal: 'rebuild_payment' },
  { type: 'dispute', proposal: 'query_payment' },
  { type: 'refund', proposal: 'query_refund' },
  { type: 'refund', proposal: 'rebuild_refund' },
];

/**
 * Settles what can be settled by proof: each time the gateway is asked, and only its answer is applied, by the way
 * that a notification takes. Nobody is charged, and no refund is asked for but of a surplus. What proves nothing stays
 * open for a person, with the reason. Returns how many were settled.
 */
export async function repairDifferences(deps: CheckoutDeps, statement: StatementImport): Promise<number> {
  let repaired = 0;
  for (const step of order) {
    for (let skip = 0; ; ) {
      const page = { importId: statement.importId, status: 'open', ...step, skip, limit: AT_ONCE } as const;
      const differences = await findDifferences(deps.db.query, page);
      const settled = await repairPart(deps, statement, differences);
      repaired += settled;
      skip += differences.length - settled;
      if (differences.length < AT_ONCE) break;
    }
  }
  return repaired;
}

async function repairPart(
  deps: CheckoutDeps,
  statement: StatementImport,
  differences: readonly Difference[],
): Promise<number> {
  const gateway = requireGateway(deps.gateways, statement.gateway);
  const lost = differences.filter(({ proposal }) => proposal === 'rebuild_payment');
  const journaled =
    lost.length === 0 ? undefined : await deps.journal?.find(new Set(lost.map(({ reference }) => reference)));
  // Rows that are written again can belong to one learner or one order, so they come one by one.
  const atOnce = lost.length > 0 ? 1 : CALLS_AT_ONCE;
  let settled = 0;
  for (let from = 0; from < differences.length; from += atOnce) {
    const part = differences.slice(from, from + atOnce);
    const outcomes = await Promise.all(
      part.map((difference) => repairOne(deps, { gateway, difference, journaled })),
    );
    settled += outcomes.filter(({ isRepaired }) => isRepaired).length;
  }
  return settled;
}

interface Repairing {
  readonly gateway: PaymentGateway;
  readonly difference: Difference;
  readonly journaled: ReadonlyMap<string, JournaledAttempt> | undefined;
}

async function repairOne(deps: CheckoutDeps, repairing: Repairing): Promise<RepairOutcome> {
  const { difference } = repairing;
  const outcome = await settle(deps, repairing).catch((error: unknown): RepairOutcome => {
    deps.log.error({ error, reference: difference.reference }, 'a difference could not be repaired');
    return { isRepaired: false, resolution: error instanceof Error ? error.message : String(error) };
  });
  await updateDifference(deps.db.query, difference, {
    status: outcome.isRepaired ? 'repaired' : 'open',
    resolution: outcome.resolution.slice(0, 300),
    updatedAtMs: deps.clock.wallMs(),
  });
  return outcome;
}

function settle(deps: CheckoutDeps, { gateway, difference, journaled }: Repairing): Promise<RepairOutcome> {
  const { type, proposal, reference, paymentReference } = difference;
  if (type === 'dispute') return settleDispute(deps, difference);
  if (proposal === 'query_payment') return settlePayment(deps, difference);
  if (proposal === 'rebuild_payment') {
    return rebuildPayment(deps, { gateway, reference, journaled: journaled?.get(reference) });
  }
  if (proposal === 'query_refund') return settleRefund(deps, gateway, difference);
  return rebuildRefund(deps, { gateway, reference, paymentReference });
}

/** The gateway's statement says paid, we do not: its own answer decides. */
async function settlePayment(deps: CheckoutDeps, { attemptId }: Difference): Promise<RepairOutcome> {
  const attempt = await findAttempt(deps.db.query, attemptId ?? '');
  if (attempt === undefined) return { isRepaired: false, resolution: 'its attempt is gone' };
  await queryAndApply(deps, attempt);
  const now = await findAttempt(deps.db.query, attempt.attemptId);
  if (now?.status === 'succeeded')
    return { isRepaired: true, resolution: 'the gateway proved it, access given' };
  if (now?.status === 'surplus')
    return { isRepaired: true, resolution: 'the gateway proved it, being returned' };
  return { isRepaired: false, resolution: `the gateway's answer leaves it ${now?.status}` };
}

/** A dispute that we never heard of, or whose end we missed: the gateway is asked how those of its payment stand. */
async function settleDispute(
  deps: CheckoutDeps,
  { reference, gatewayId, theirsMinor }: Difference,
): Promise<RepairOutcome> {
  const found = await findAttemptByReference(deps.db.query, reference);
  const attempt = found && (await findAttempt(deps.db.query, found.attemptId));
  if (attempt === undefined) return { isRepaired: false, resolution: 'its payment is not known here' };
  const reason = await queryDisputes(deps, attempt);
  if (reason !== null) return { isRepaired: false, resolution: reason };
  const dispute = await findDispute(deps.db.query, attempt.gateway, gatewayId ?? '');
  const isSettled = dispute !== undefined && ((theirsMinor ?? 0) >= 0 || dispute.status === 'won');
  return isSettled
    ? { isRepaired: true, resolution: `the gateway proved it: ${dispute.status}` }
    : { isRepaired: false, resolution: `the gateway's answer leaves it ${dispute?.status ?? 'unknown'}` };
}

async function settleRefund(
  deps: CheckoutDeps,
  gateway: PaymentGateway,
  { attemptId, reference }: Difference,
): Promise<RepairOutcome> {
  const attempt = await findAttempt(deps.db.query, attemptId ?? '');
  const answer = await gateway.queryRefund(reference, attempt?.gatewayReference ?? '');
  if (answer.outcome !== 'found')
    return { isRepaired: false, resolution: `the gateway answers: ${answer.outcome}` };
  const { refund } = answer;
  await deps.db.transact((tx) => applyGatewayRefund(deps, tx, { gateway: gateway.name, refund }));
  const row = await deps.db.query
    .selectFrom('refund')
    .select('status')
    .where('refundReference', '=', reference)
    .executeTakeFirst();
  return row?.status === 'succeeded'
    ? { isRepaired: true, resolution: 'the gateway proved it' }
    : { isRepaired: false, resolution: `the gateway says ${refund.status}` };
}

import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { newReference } from '../../kernel/id.ts';
import { sumAmounts } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import { settleAccess } from '../entitlement/settle-access.ts';
import { checkoutErrors } from '../errors.ts';
import { refundCreated, refundHandedOver } from '../events.ts';
import { announce } from '../payment/apply-gateway-payment.ts';
import { collectedStates } from '../payment/payment.ts';
import { findAttempt, type Payment } from '../payment/store.ts';
import {
  allocateRefund,
  dealShares,
  type LineShare,
  type RefundPart,
  refundableOf,
} from './allocate-refund.ts';
import { type LineBalance, lineBalancesOf } from './line-balances.ts';
import { countRefunds, type RefundSource, refundSourcesOf } from './refund-sources.ts';
import { type Refund, saveRefund, saveRefundLines } from './store.ts';
import { whyByHand } from './why-by-hand.ts';

/** Somebody's wish that money goes back. */
export interface RefundWish {
  readonly payment: Payment;
  readonly part: RefundPart;
  readonly requestedBy: Refund['requestedBy'];
  readonly requestedById: string | null;
  /** Why, in words or a code of ours. */
  readonly reason: string;
}

/**
 * Writes the refunds of a wish, one for each source the money goes back to, for whoever asks, under the checkout's lock:
 * never more than is left, with those under way counted (M15). Access to lines of which nothing is left is paused; a job
 * asks the gateway, and what it cannot do waits for a person. Throws `refund_not_paid`, `refund_disputed`,
 * `refund_done`, `refund_exceeds`.
 */
export async function openRefund(deps: CheckoutDeps, tx: Tx, wish: RefundWish): Promise<Refund[]> {
  const { payment } = wish;
  if (!collectedStates.includes(payment.status) || payment.amountMinor === 0)
    throw new DomainError(checkoutErrors.refund_not_paid);
  const balances = await lineBalancesOf(tx, payment.orderId);
  if (balances.some(({ isContested }) => isContested)) throw new DomainError(checkoutErrors.refund_disputed);
  const shares = sharesOf(balances, wish.part);
  const sources = await refundSourcesOf(tx, payment, sumAmounts(shares.map((share) => share.amountMinor)));
  const dealt = dealShares(
    shares,
    sources.map(({ amountMinor }) => amountMinor),
  );
  const refunds: Refund[] = [];
  for (const [place, source] of sources.entries())
    refunds.push(await writeRefund(deps, tx, { wish, source, shares: dealt[place] ?? [] }));
  await settleAccess(deps, tx, payment);
  announce(deps, tx, payment);
  afterCommit(tx, () => deps.wakeJob('checkout.execute_refunds'));
  return refunds;
}

interface Writing {
  readonly wish: RefundWish;
  readonly source: RefundSource;
  readonly shares: readonly LineShare[];
}

async function writeRefund(deps: CheckoutDeps, tx: Tx, { wish, source, shares }: Writing): Promise<Refund> {
  const number = (await countRefunds(tx, wish.payment.paymentId)) + 1;
  const attempt = source.attemptId === null ? undefined : await findAttempt(tx, source.attemptId);
  const byHand = attempt === undefined ? null : whyByHand(deps, attempt, source.amountMinor);
  const refund = refundOf(deps, { ...wish, source, number, byHand });
  await saveRefund(tx, refund);
  await saveRefundLines(tx, refund.refundId, shares);
  await refundCreated(deps, tx, refund);
  if (byHand !== null) await refundHandedOver(deps, tx, refund);
  return refund;
}

function sharesOf(balances: readonly LineBalance[], part: RefundPart): LineShare[] {
  const refundableMinor = refundableOf(balances);
  if (refundableMinor === 0) throw new DomainError(checkoutErrors.refund_done);
  if (part.kind === 'amount' && part.amountMinor > refundableMinor)
    throw new DomainError(checkoutErrors.refund_exceeds, { extensions: { refundableMinor } });
  if (part.kind === 'lines') refuseForeignLines(balances, part.orderLineIds);
  const shares = allocateRefund(balances, part);
  if (shares.length === 0) throw new DomainError(checkoutErrors.refund_done);
  return shares;
}

function refuseForeignLines(balances: readonly LineBalance[], orderLineIds: readonly string[]): void {
  const known = balances.map(({ line }) => line.orderLineId);
  if (orderLineIds.every((id) => known.includes(id))) return;
  throw new DomainError(kernelErrors.invalid_request, { detail: 'orderLineIds: not lines of this order' });
}

type NewRefund = RefundWish & {
  readonly source: RefundSource;
  readonly number: number;
  /** Why a person has to return it; null when the source can. */
  readonly byHand: string | null;
};

/** A refund as it begins. */
export function refundOf(
  deps: Pick<CheckoutDeps, 'clock' | 'newId'>,
  { payment, requestedBy, requestedById, reason, source, number, byHand }: Omit<NewRefund, 'part'>,
): Refund {
  const nowMs = deps.clock.nowMs();
  return {
    refundId: deps.newId('ref'),
    paymentId: payment.paymentId,
    attemptId: source.attemptId,
    orderId: payment.orderId,
    learnerId: payment.learnerId,
    conversationId: payment.conversationId,
    merchantAccountId: payment.merchantAccountId,
    livemode: payment.livemode,
    refundReference: newReference('R'),
    sourceKey: `order:${payment.paymentId}:${number}`,
    kind: 'order',
    requestedBy,
    requestedById,
    reason,
    currency: payment.currency,
    amountMinor: source.amountMinor,
    status: byHand === null ? 'created' : 'manual',
    failureCode: byHand,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    checkAtMs: byHand === null ? nowMs : null,
    checks: 0,
    succeededAtMs: null,
    resolutionNote: null,
  };
}

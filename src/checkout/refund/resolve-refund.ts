import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { refundFailed } from '../events.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { releaseTopUpRefund } from '../wallet/refund-top-up.ts';
import { finishRefund } from './finish-refund.ts';
import { refundTransitions } from './refund.ts';
import { findRefund, lockRefundByReference, type Refund, updateRefund } from './store.ts';
import { viewRefund } from './view-refund.ts';
import type { ResolveRefundBody } from './wire.ts';

export interface ResolveRefund {
  /** Who decided, as the audit chain names them. */
  readonly actor: string;
  readonly key: string;
  readonly refundId: string;
  readonly body: ResolveRefundBody;
}

/**
 * Closes a refund that needed a person: returned by another way, which is booked and ends what a refund ends, or given
 * up. Throws `not_found`, `refund_not_manual`.
 */
export async function resolveRefund(deps: CheckoutDeps, command: ResolveRefund): Promise<GivenAnswer> {
  const { actor, key, refundId, body } = command;
  const request = { scope: `${actor}:refund.resolve`, key, fingerprint: fingerprintOf({ refundId, body }) };
  return runOnce(deps, request, async (tx) => {
    const known = await findRefund(tx, refundId);
    const refund = known && (await lockRefundByReference(tx, known.refundReference));
    if (refund === undefined) throw new DomainError(kernelErrors.not_found);
    if (refund.status !== 'manual') throw new DomainError(checkoutErrors.refund_not_manual);
    await updateRefund(tx, refundId, { resolutionNote: body.note, updatedAtMs: deps.clock.nowMs() });
    if (body.outcome === 'returned') await finishRefund(deps, tx, { refund, by: { way: 'hand' } });
    else await giveUp(deps, tx, refund);
    const detail = { outcome: body.outcome };
    await appendAudit(deps, tx, { action: 'refund.resolved', actor, subjectId: refundId, detail });
    return { status: 200, body: await viewRefund(tx, (await findRefund(tx, refundId)) ?? refund) };
  });
}

/** Access went on while a person had it; money of a top-up can be spent again. */
async function giveUp(deps: CheckoutDeps, tx: Tx, refund: Refund): Promise<void> {
  await updateRefund(tx, refund.refundId, {
    status: transition(refundTransitions, refund.status, 'failed'),
    updatedAtMs: deps.clock.nowMs(),
  });
  await releaseTopUpRefund(deps, tx, refund);
  await refundFailed(deps, tx, refund);
}

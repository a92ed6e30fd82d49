import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { ReportUsageBody } from '../wire.ts';

/**
 * Keeps what the host platform reports of the use of an entitlement: opened, or progress. A report id counts once.
 * Throws `not_found`.
 */
export async function reportUsage(
  deps: CheckoutDeps,
  command: { entitlementId: string; body: ReportUsageBody },
): Promise<{ recorded: boolean }> {
  const { entitlementId, body } = command;
  return deps.db.transact(async (tx) => {
    const entitlement = await tx
      .selectFrom('entitlement')
      .select(['learnerId', 'productId', 'orderId'])
      .where('entitlementId', '=', entitlementId)
      .executeTakeFirst();
    if (entitlement === undefined) throw new DomainError(kernelErrors.not_found);
    const result = await tx
      .insertInto('entitlement_usage')
      .values({
        entitlementId,
        reportId: body.reportId,
        kind: body.kind,
        percent: body.percent ?? null,
        occurredAtMs: body.occurredAtMs,
        receivedAtMs: deps.clock.nowMs(),
      })
      .onConflict((conflict) => conflict.columns(['entitlementId', 'reportId']).doNothing())
      .executeTakeFirst();
    const recorded = result.numInsertedOrUpdatedRows === 1n;
    if (recorded) {
      await appendEvent(deps, tx, {
        type: 'entitlement.used',
        subjectId: entitlementId,
        learnerId: entitlement.learnerId,
        livemode: deps.livemode,
        payload: {
          entitlementId,
          productId: entitlement.productId,
          orderId: entitlement.orderId,
          kind: body.kind,
          percent: body.percent ?? null,
        },
      });
    }
    return { recorded };
  });
}

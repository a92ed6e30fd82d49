import type { Subscription } from '../../kernel/outbox.ts';
import type { RiskDeps } from '../deps.ts';
import { saveLabel } from './save-label.ts';

/**
 * A dispute that was lost says that a payment was fraud, one that was won that it was not; each with the date from which on
 * that could be known.
 */
export function labelDisputes(deps: Pick<RiskDeps, 'db' | 'newId' | 'livemode'>): Subscription {
  return {
    name: 'risk.label_disputes',
    types: ['dispute.lost', 'dispute.won'],
    handle: async ({ type, learnerId, subjectId, occurredAtMs, payload }) => {
      const { paymentId } = payload as { paymentId: string };
      const payment = await deps.db.query
        .selectFrom('payment')
        .select(['checkoutId', 'createdAtMs'])
        .where('paymentId', '=', paymentId)
        .executeTakeFirst();
      if (payment === undefined) return;
      await deps.db.transact((tx) =>
        saveLabel(deps, tx, {
          ...{
            checkoutId: payment.checkoutId,
            learnerId: learnerId ?? null,
            source: 'dispute',
            sourceId: subjectId,
          },
          ...{ isFraud: type === 'dispute.lost', occurredAtMs: payment.createdAtMs, knownAtMs: occurredAtMs },
        }),
      );
    },
  };
}

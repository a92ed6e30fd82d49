import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../kernel/outbox.ts';
import type { Attempt, Payment } from '../payment/store.ts';
import type { Refund } from '../refund/store.ts';
import type { Lot } from './store.ts';
import type { TopUp } from './top-up.ts';

type Deps = OutboxDeps & { livemode: boolean };

/** A top-up is no purchase: it has an event of its own, so that no funnel counts it as one. */
export function walletToppedUp(
  deps: Deps,
  tx: Tx,
  { payment, topUp, attempt }: { payment: Payment; topUp: TopUp; attempt: Attempt },
): Promise<string> {
  const { paymentId, orderId, checkoutId, amountMinor, currency, learnerId, conversationId } = payment;
  const { attemptId, gateway, method } = attempt;
  const { packageId, bonusMinor } = topUp;
  return appendEvent(deps, tx, {
    learnerId,
    conversationId,
    livemode: deps.livemode,
    type: 'wallet.topped_up',
    subjectId: paymentId,
    payload: {
      ...{ paymentId, orderId, checkoutId, amountMinor, currency },
      ...{ packageId, bonusMinor, attemptId, gateway, method },
    },
  });
}

/** A top-up went back to where it came from, as far as it was unspent. */
export function walletWithdrawn(deps: Deps, tx: Tx, refund: Refund): Promise<string> {
  const { refundId, paymentId, orderId, amountMinor, currency, learnerId, conversationId } = refund;
  return appendEvent(deps, tx, {
    learnerId,
    conversationId,
    livemode: deps.livemode,
    type: 'wallet.withdrawn',
    subjectId: paymentId,
    payload: { refundId, paymentId, orderId, amountMinor, currency },
  });
}

/** Bonus money whose time was over is gone. */
export function walletExpired(
  deps: Deps,
  tx: Tx,
  { lot, amountMinor }: { lot: Lot; amountMinor: number },
): Promise<string> {
  return appendEvent(deps, tx, {
    learnerId: lot.learnerId,
    livemode: deps.livemode,
    type: 'wallet.bonus_expired',
    subjectId: lot.lotId,
    payload: { lotId: lot.lotId, amountMinor, currency: lot.currency },
  });
}

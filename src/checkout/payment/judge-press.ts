import { findAccountCreatedAtMs } from '../../identity/index.ts';
import { type Assessment, judgePayment } from '../../risk/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findSession } from '../session/store.ts';
import type { PayCheckout } from './prepared.ts';

/**
 * Judges a press of pay before anything is written. Null when there is nothing to judge: no such checkout of this
 * learner, or nothing to pay.
 */
export async function judgePress(
  deps: CheckoutDeps,
  { caller, checkoutId, body }: PayCheckout,
): Promise<Assessment | null> {
  const session = await findSession(deps.db.query, checkoutId);
  if (session === undefined || session.learnerId !== caller.learnerId || session.totalMinor === 0)
    return null;
  const { learnerId, conversationId, surface } = session;
  const [accountCreatedAtMs, pace] = await Promise.all([
    findAccountCreatedAtMs(deps.db.query, learnerId),
    conversationId === null ? null : deps.chatPaceOf({ conversationId, learnerId }),
  ]);
  return judgePayment(deps.risk, {
    learnerId,
    accountCreatedAtMs: accountCreatedAtMs ?? deps.clock.nowMs(),
    conversationId,
    checkoutId,
    productIds: session.lines.map((line) => line.productId),
    amountMinor: session.totalMinor,
    currency: session.currency,
    method: body.method ?? null,
    surface,
    messagesCount: pace?.messagesCount ?? null,
    firstMessageAtMs: pace?.firstMessageAtMs ?? null,
    medianGapMs: pace?.medianGapMs ?? null,
  });
}

import type { Caller } from '../../identity/index.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import type { Session } from '../session/store.ts';
import type { StartTopUpBody } from '../wire.ts';

/**
 * The session of a top-up: no lines, no tax (that falls due when it is spent), the package as it is now. Throws
 * `top_up_not_found`, `price_changed`.
 */
export function offerTopUp(
  deps: CheckoutDeps,
  { caller, body }: { caller: Omit<Caller, 'expiresAtMs'>; body: StartTopUpBody },
): { session: Session; spendableMinor: number } {
  const { packageId } = body.topUp;
  const found = deps.topUpPackages.find(
    (one) => one.packageId === packageId && one.currency === body.currency,
  );
  if (found === undefined)
    throw new DomainError(checkoutErrors.top_up_not_found, { extensions: { packageId } });
  const { amountMinor, bonusMinor, bonusDays, currency } = found;
  if (body.expectedTotalMinor !== amountMinor) {
    const extensions = { newTotalMinor: amountMinor, currency, lines: [] };
    throw new DomainError(checkoutErrors.price_changed, { extensions });
  }
  const nowMs = deps.clock.nowMs();
  const session: Session = {
    checkoutId: deps.newId('co'),
    learnerId: caller.learnerId,
    conversationId: body.conversationId ?? null,
    livemode: deps.livemode ? 1 : 0,
    merchantAccountId: deps.merchant.merchantAccountId,
    surface: body.surface,
    language: body.language,
    status: 'open',
    lines: [],
    topUp: { packageId, amountMinor, bonusMinor, bonusDays },
    currency,
    subtotalMinor: amountMinor,
    discountMinor: 0,
    taxMinor: 0,
    totalMinor: amountMinor,
    expiresAtMs: nowMs + limits.checkoutTtlMs,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    couponCode: null,
    couponUseId: null,
    forcedGateway: null,
    wechatOpenid: caller.wechatOpenid,
  };
  return { session, spendableMinor: 0 };
}

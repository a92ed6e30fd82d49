import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { GatewayPayment } from '../gateway/types.ts';
import { applyGatewayPayment } from './apply-gateway-payment.ts';
import type { Attempt } from './store.ts';

/**
 * Closes an attempt in state `closing` at its gateway. `over`: it is closed, or was paid or failed meanwhile, which
 * is applied. `open`: the gateway's answer is in doubt; the sweeper goes on.
 */
export async function closeAttempt(deps: CheckoutDeps, attempt: Attempt): Promise<'over' | 'open'> {
  const gateway = requireGateway(deps.gateways, attempt.gateway);
  const result = await gateway.closePayment(attempt.gatewayReference);
  if (result.outcome === 'unknown') return 'open';
  const payment = result.outcome === 'settled' ? result.payment : closedPayment(deps, attempt);
  await deps.db.transact((tx) =>
    applyGatewayPayment(deps, tx, { gateway: attempt.gateway, payment, source: 'query' }),
  );
  return 'over';
}

/** What `closed` and `not_found` mean for us: nothing can be paid on this number. */
function closedPayment(deps: CheckoutDeps, attempt: Attempt): GatewayPayment {
  return {
    gatewayReference: attempt.gatewayReference,
    gatewayPaymentId: attempt.gatewayPaymentId ?? '',
    gatewayMerchantId: attempt.gatewayMerchantId,
    livemode: deps.livemode,
    amountMinor: attempt.amountMinor,
    currency: attempt.currency,
    status: 'closed',
    declineCode: null,
    paidAtMs: null,
  };
}

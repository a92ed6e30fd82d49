import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { Attempt } from '../payment/store.ts';
import { applyGatewayDispute } from './apply-gateway-dispute.ts';

/**
 * Asks the gateway how the disputes of a capture stand and applies its answer, as proof like a notification: one that
 * we never heard of is opened, one whose end we missed is closed. Returns why it could not, null when it did. Throws
 * what `applyGatewayDispute` throws.
 */
export async function queryDisputes(
  deps: CheckoutDeps,
  { gateway: name, gatewayReference, gatewayPaymentId }: Attempt,
): Promise<string | null> {
  const gateway = requireGateway(deps.gateways, name);
  if (gateway.queryDisputes === undefined) return `${name} cannot be asked about disputes: look at its site`;
  const result = await gateway.queryDisputes({ gatewayReference, gatewayPaymentId });
  if (result.outcome === 'unknown') return `the gateway answers: ${result.cause}`;
  for (const dispute of result.disputes)
    await deps.db.transact((tx) => applyGatewayDispute(deps, tx, { gateway: name, dispute }));
  return null;
}

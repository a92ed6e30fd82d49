import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import type { Attempt } from '../payment/store.ts';

/**
 * Why a gateway cannot return this much of what an attempt captured, so that a person has to (M15); null when it can.
 */
export function whyByHand(
  deps: Pick<CheckoutDeps, 'gateways' | 'clock'>,
  attempt: Attempt,
  amountMinor: number,
): string | null {
  const { refund, partialRefund, refundWithinMs } = requireGateway(
    deps.gateways,
    attempt.gateway,
  ).capabilities;
  if (!refund) return 'refund_not_supported';
  if (!partialRefund && amountMinor < attempt.amountMinor) return 'partial_refund_not_supported';
  const ageMs = deps.clock.nowMs() - (attempt.capturedAtMs ?? attempt.createdAtMs);
  return refundWithinMs !== null && ageMs > refundWithinMs ? 'refund_window_over' : null;
}

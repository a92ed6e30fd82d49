import type { CaptureMode, GatewayCapabilities, PaymentGateway } from '../gateway/types.ts';
import { flowsOf } from '../session/methods.ts';
import type { Elimination, RoutingInput } from './ladder.ts';

/** Why a gateway cannot take this payment, whatever its state; null when it can. */
export function misfitOf(
  { capabilities }: Pick<PaymentGateway, 'capabilities'>,
  input: RoutingInput,
  capture: CaptureMode,
): Elimination | null {
  if (!capabilities.methods.includes(input.method)) return 'method';
  if (capabilities.currencies !== null && !capabilities.currencies.includes(input.currency))
    return 'currency';
  if (!flowsOf(capabilities, input.method, input.surface).includes(input.flow)) return 'flow';
  if (capture === 'manual' && !capabilities.authorize) return 'capture';
  return takesAmount(capabilities, input) ? null : 'amount';
}

function takesAmount({ amounts }: GatewayCapabilities, { currency, amountMinor }: RoutingInput): boolean {
  const range = amounts?.[currency];
  return range === undefined || (amountMinor >= range.minMinor && amountMinor <= range.maxMinor);
}

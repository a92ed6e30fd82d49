import type { CaptureMode, GatewayCapabilities, PaymentGateway } from '../gateway/types.ts';
import { flowsOf } from '../session/methods.ts';
import type { Candidate, Elimination, RoutingInput } from './ladder.ts';

export interface Fitting {
  readonly input: RoutingInput;
  readonly capture: CaptureMode;
  /** Gateways that this press has tried. */
  readonly tried: readonly string[];
  /** Why a gateway's circuit keeps it out; null when it does not. */
  readonly circuitOf: (gateway: string) => Elimination | null;
}

/**
 * Every gateway, in the default order, with the reason why it is out. Where none can reserve money, one that takes it
 * at once will do.
 */
export function candidatesOf(gateways: readonly PaymentGateway[], fitting: Fitting): Candidate[] {
  const { input, tried, circuitOf } = fitting;
  const canReserve = gateways.some((gateway) => misfitOf(gateway, input, 'manual') === null);
  const capture = canReserve ? fitting.capture : 'automatic';
  return gateways.map((gateway) => ({
    gateway: gateway.name,
    eliminated:
      misfitOf(gateway, input, capture) ?? (tried.includes(gateway.name) ? 'tried' : circuitOf(gateway.name)),
  }));
}

/** Why a gateway cannot take this payment, whatever its state; null when it can. */
function misfitOf(
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

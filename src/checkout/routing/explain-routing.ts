import type { CaptureMode, PaymentGateway } from '../gateway/types.ts';
import type { RoutingVersion } from './config.ts';
import { candidatesOf } from './fits.ts';
import { chooseGateway, type RoutingInput } from './ladder.ts';
import type { RoutingAnswer } from './router.ts';

export interface RoutingCase {
  readonly version: RoutingVersion;
  readonly input: RoutingInput;
  readonly capture: CaptureMode;
  /** Wall time. */
  readonly nowMs: number;
}

/** Where a press would go at the beginning of a round, were every gateway well: circuits live in the servers. */
export function explainRouting(
  gateways: readonly PaymentGateway[],
  { version, input, capture, nowMs }: RoutingCase,
): RoutingAnswer {
  const candidates = candidatesOf(gateways, { input, capture, tried: [], circuitOf: () => null });
  const running = () => new Map<string, number>();
  const choice = chooseGateway({ version, input, candidates, forcedGateway: null, nowMs, running });
  return { version: version.version, choice, candidates };
}

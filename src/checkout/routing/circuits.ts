import { CircuitState, circuitBreaker, handleWhenResult, isBrokenCircuitError } from 'cockatiel';
import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { Meter } from '../../kernel/meter.ts';
import type { CreatePaymentResult } from '../gateway/types.ts';
import type { PaymentMethod } from '../wire.ts';
import { sampleWindow } from './sample-window.ts';

/** `open`: not asked. `probing`: one call is finding out. `probe_due`: the next call will find out. */
export type CircuitView = 'closed' | 'open' | 'probing' | 'probe_due';

/** The circuit breakers of one process, one per gateway and method. */
export interface Circuits {
  view(gateway: string, method: PaymentMethod): CircuitView;
  /** Makes the next call the probe: others look elsewhere until it has had its time. */
  reserveProbe(gateway: string, method: PaymentMethod): void;
  /** Runs a call through its breaker. A call that the open circuit keeps back is `not_sent`: surely nobody saw it. */
  call(
    gateway: string,
    method: PaymentMethod,
    create: () => Promise<CreatePaymentResult>,
  ): Promise<CreatePaymentResult>;
}

/** What a call that was kept back is known by in the retry table. */
export const CIRCUIT_OPEN = 'circuit_open';

/** Trouble of the gateway or the way to it. A decline is an answer, so it speaks for the gateway. */
function isTechnical(result: unknown): boolean {
  const { outcome } = result as CreatePaymentResult;
  return outcome === 'not_sent' || outcome === 'unknown';
}

/** A window of 30 s, at least 20 calls, half of them technical failures; a probe after 10 s (`kernel/limits.ts`). */
export function createCircuits(deps: { readonly clock: Clock; readonly meter: Meter }): Circuits {
  const circuits = new Map<string, Circuit>();
  const circuitOf = (gateway: string, method: PaymentMethod): Circuit => {
    const key = `${gateway}:${method}`;
    const known = circuits.get(key) ?? createCircuit(deps, { gateway, method });
    circuits.set(key, known);
    return known;
  };
  return {
    view: (gateway, method) => circuits.get(`${gateway}:${method}`)?.view() ?? 'closed',
    reserveProbe: (gateway, method) => circuitOf(gateway, method).reserveProbe(),
    call: (gateway, method, create) => circuitOf(gateway, method).call(create),
  };
}

interface Circuit {
  view(): CircuitView;
  reserveProbe(): void;
  call(create: () => Promise<CreatePaymentResult>): Promise<CreatePaymentResult>;
}

function createCircuit(
  { clock, meter }: { readonly clock: Clock; readonly meter: Meter },
  labels: { readonly gateway: string; readonly method: string },
): Circuit {
  const policy = circuitBreaker(handleWhenResult(isTechnical), {
    halfOpenAfter: limits.circuitOpenMs,
    breaker: sampleWindow({
      windowMs: limits.circuitWindowMs,
      callsMin: limits.circuitCallsMin,
      failureShareMin: limits.circuitFailureShareMin,
      nowMs: () => clock.wallMs(),
    }),
  });
  let openedAtMs = 0;
  let probeUntilMs = 0;
  const state = meter.gauge('tilltalk_gateway_circuit', '0 closed, 1 open, 2 probing', ['gateway', 'method']);
  state.set(labels, 0);
  policy.onBreak(() => {
    openedAtMs = clock.wallMs();
    probeUntilMs = 0;
    meter
      .counter('tilltalk_gateway_circuit_opened_total', 'Circuits opened', ['gateway', 'method'])
      .inc(labels);
  });
  policy.onStateChange((to) => state.set(labels, to === CircuitState.HalfOpen ? 2 : Number(to)));
  return {
    view: () => {
      if (policy.state === CircuitState.Closed) return 'closed';
      const nowMs = clock.wallMs();
      if (policy.state === CircuitState.HalfOpen || probeUntilMs > nowMs) return 'probing';
      return nowMs - openedAtMs >= limits.circuitOpenMs ? 'probe_due' : 'open';
    },
    reserveProbe: () => {
      probeUntilMs = clock.wallMs() + limits.gatewayTimeoutMs;
    },
    call: async (create) => {
      try {
        return await policy.execute(create);
      } catch (error) {
        if (isBrokenCircuitError(error)) return { outcome: 'not_sent', cause: CIRCUIT_OPEN };
        throw error;
      }
    },
  };
}

import type { Meter } from '../kernel/meter.ts';
import type { Check } from './types.ts';

/** Counts a judgement, or a fact for one, that had to do without a part. */
export function countDegraded(meter: Meter, check: Check): void {
  meter
    .counter('tilltalk_risk_degraded_total', 'Risk judgements that had to do without a check', ['check'])
    .inc({ check });
}

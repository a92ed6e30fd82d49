import type { Meter } from '../kernel/meter.ts';

/** Parts of a judgement that may be missing. */
export type Check = 'model' | 'history';

/** Counts a judgement, or a fact for one, that had to do without a part. */
export function countDegraded(meter: Meter, check: Check): void {
  meter
    .counter('tilltalk_risk_degraded_total', 'Risk judgements that had to do without a check', ['check'])
    .inc({ check });
}

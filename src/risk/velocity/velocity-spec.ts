import type { FeatureSpec, KeyName, Measure } from '../engine/types.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../windows.ts';

/** How late word of fraud usually comes; windows of labels end so long ago. */
const LABEL_DELAY_MS = 7 * DAY_MS;

const presses = { of: 'count', kind: 'attempt' } as const;
const failures = { of: 'count', kind: 'failure' } as const;
const chargebacks = { of: 'count', kind: 'chargeback' } as const;
const learners = { of: 'distinct', partner: 'learner' } as const;

function over<Name extends string>(
  name: Name,
  key: KeyName,
  [measure, windowMs, delayMs]: readonly [Measure, number, number?],
): FeatureSpec & { readonly name: Name } {
  return { name, key, measure, windowMs, ...(delayMs !== undefined && { delayMs }) };
}

/** Rows kept of one address, code or item: counts stand still there, far above every threshold, and hot keys stay cheap. */
export const VELOCITY_ROWS_MAX = 128;

/** What is counted over whom and what a press concerns, the learner's own history aside (history/facts.ts). */
export const velocitySpec = [
  over('payments_10m_ip', 'ip', [presses, 10 * MINUTE_MS]),
  over('payments_24h_ip', 'ip', [presses, DAY_MS]),
  over('failures_1h_ip', 'ip', [failures, HOUR_MS]),
  over('learners_24h_ip', 'ip', [learners, DAY_MS]),
  over('chargebacks_90d_ip', 'ip', [chargebacks, 90 * DAY_MS]),
  over('payments_1h_network', 'network', [presses, HOUR_MS]),
  over('failures_1h_network', 'network', [failures, HOUR_MS]),
  over('learners_24h_network', 'network', [learners, DAY_MS]),
  over('failures_24h_device', 'device', [failures, DAY_MS]),
  over('learners_30d_device', 'device', [learners, 30 * DAY_MS]),
  over('devices_30d', 'learner', [{ of: 'distinct', partner: 'device' }, 30 * DAY_MS]),
  over('deviceAgeDays', 'learner', [
    { of: 'sinceFirstWith', partner: 'device', unitMs: DAY_MS },
    90 * DAY_MS,
  ]),
  over('failures_24h_payment', 'payment', [failures, DAY_MS]),
  over('learners_30d_payment', 'payment', [learners, 30 * DAY_MS]),
  over('learners_7d_emailDomain', 'emailDomain', [learners, 7 * DAY_MS]),
  over('learners_24h_promo', 'promo', [learners, DAY_MS]),
  over('learners_7d_promo', 'promo', [learners, 7 * DAY_MS]),
  over('failures_10m_item', 'item', [failures, 10 * MINUTE_MS]),
  over('chargebackShare_30d_item', 'item', [
    { of: 'fraudShare', prior: { frauds: 0.1, of: 20 } },
    30 * DAY_MS,
    LABEL_DELAY_MS,
  ]),
  over('chargebacks_90d', 'learner', [chargebacks, 90 * DAY_MS]),
] as const;

export type VelocityName = (typeof velocitySpec)[number]['name'];
/** Null for what nobody knows: a press without a device has no count of it. */
export type VelocityFeatures = Readonly<Record<VelocityName, number | null>>;

export const velocityNames: readonly VelocityName[] = velocitySpec.map(({ name }) => name);

export const unknownVelocity: VelocityFeatures = Object.fromEntries(
  velocityNames.map((name) => [name, null]),
) as Record<VelocityName, null>;

/** The features of a vector by their names: a copy written over, since making an object name by name costs twenty times as much. */
export function namedVelocity(vector: Float64Array): VelocityFeatures {
  const named: Record<VelocityName, number | null> = { ...unknownVelocity };
  for (let place = 0; place < velocityNames.length; place += 1) {
    const value = vector[place] as number;
    if (!Number.isNaN(value)) named[velocityNames[place] as VelocityName] = value;
  }
  return named;
}

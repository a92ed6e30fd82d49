import type { Features } from '../feature-shapes.ts';
import type { Challenge, JudgePayment } from '../types.ts';
import type { RiskPolicy } from './policy.ts';

export interface Challenging {
  readonly command: JudgePayment;
  readonly amountTypical: number;
  readonly features: Pick<Features, 'devices_30d' | 'deviceAgeDays'>;
  /** Wall time in ms. */
  readonly wallMs: number;
}

/**
 * How this payer can prove themselves: the first means of the policy for the method that there is. A card has 3-D Secure, a
 * code to scan the wallet's own page, the balance a sign-in at the host platform that is only minutes old. Pure.
 */
export function challengeFor(policy: RiskPolicy['challenge'], press: Challenging): Challenge {
  const { command, wallMs } = press;
  const wanted = policy[kindOf(command)].filter((means) => {
    if (means === 'gateway') return command.canGatewayChallenge !== false && command.method !== null;
    if (means !== 'reauthenticate') return true;
    return command.signedInAtMs != null && (isDear(policy, press) || isOnNewDevice(policy, press));
  });
  const means = wanted[0] ?? 'none';
  const ageMs = wallMs - (command.signedInAtMs ?? 0);
  return { means, isPassed: means === 'reauthenticate' && ageMs <= policy.freshSeconds * 1_000 };
}

function isDear(policy: RiskPolicy['challenge'], { amountTypical }: Challenging): boolean {
  return amountTypical >= policy.reauthenticateFromTypical;
}

/** The only browser of a learner is new on their first day and says nothing. */
function isOnNewDevice({ newDeviceDays }: RiskPolicy['challenge'], { features }: Challenging): boolean {
  const { devices_30d, deviceAgeDays } = features;
  return deviceAgeDays !== null && deviceAgeDays < newDeviceDays && (devices_30d ?? 0) > 1;
}

function kindOf({ method }: JudgePayment): 'card' | 'qr' | 'wallet' {
  if (method === null) return 'wallet';
  return method === 'card' ? 'card' : 'qr';
}

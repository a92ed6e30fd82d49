import type { Challenge, JudgePayment } from '../types.ts';
import type { RiskPolicy } from './policy.ts';

export interface Challenging {
  readonly command: JudgePayment;
  readonly amountTypical: number;
  /** Wall time in ms. */
  readonly wallMs: number;
}

/**
 * How this payer can prove themselves: the first means of the policy for the method that there is. A card has 3-D Secure, a
 * code to scan the wallet's own page, the balance a sign-in at the host platform that is only minutes old. Pure.
 */
export function challengeFor(policy: RiskPolicy['challenge'], press: Challenging): Challenge {
  const { command, amountTypical, wallMs } = press;
  const wanted = policy[kindOf(command)].filter((means) => {
    if (means === 'gateway') return command.canGatewayChallenge !== false && command.method !== null;
    if (means !== 'reauthenticate') return true;
    return command.signedInAtMs != null && amountTypical >= policy.reauthenticateFromTypical;
  });
  const means = wanted[0] ?? 'none';
  const ageMs = wallMs - (command.signedInAtMs ?? 0);
  return { means, isPassed: means === 'reauthenticate' && ageMs <= policy.freshSeconds * 1_000 };
}

function kindOf({ method }: JudgePayment): 'card' | 'qr' | 'wallet' {
  if (method === null) return 'wallet';
  return method === 'card' ? 'card' : 'qr';
}

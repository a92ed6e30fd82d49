import { maskId, maskName } from '../../../identity/index.ts';
import type { FoundOrder } from '../wire.ts';

/** An order that was found, as people who help see it: whose it is stays masked until they say why they need it. */
export function maskFound({ learner, ...order }: FoundOrder): FoundOrder {
  const { learnerId, displayName, hostUserId } = learner;
  return {
    ...order,
    learner: { learnerId, displayName: maskName(displayName), hostUserId: maskId(hostUserId) },
  };
}

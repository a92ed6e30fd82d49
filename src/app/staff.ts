import { type HandoffDeps, type PresenceDeps, returnConversations, STAFF_ENDED_TOPIC } from '../bot/index.ts';
import { CONSOLE_ROLES, livePeople, nameOfStaff, type StaffDeps } from '../identity/index.ts';
import type { StaffRole } from '../identity/wire.ts';
import { newSecret } from '../kernel/id.ts';
import { limits } from '../kernel/limits.ts';
import type { Kernel } from './open-kernel.ts';

/** Who is there to take a conversation, and what learners call them. */
export function presenceOf(kernel: Kernel): PresenceDeps & Pick<HandoffDeps, 'nameOfStaff'> {
  return {
    presentAgentIds: async () => {
      const people = await livePeople(kernel);
      const agents = people.filter(({ role }) => CONSOLE_ROLES.includes(role as StaffRole));
      return new Set(agents.map(({ staffId }) => staffId));
    },
    nameOfStaff: (staffId) => nameOfStaff(kernel.db.query, staffId),
  };
}

/** Signing in of those who work here; who leaves gives their conversations back. */
export function staffOf(kernel: Kernel, publicUrl: string): StaffDeps {
  const presence = presenceOf(kernel);
  return {
    ...kernel,
    newSecret,
    publicUrl,
    signInLimit: kernel.rateLimits('sign_ins', { perMinute: limits.signInsPerMinuteMax }),
    addressLimit: kernel.rateLimits('sign_ins.address', { perMinute: limits.signInsPerAddressMinuteMax }),
    onSignedOut: async ({ sessionHash, isGone }) => {
      kernel.broadcast.publish(STAFF_ENDED_TOPIC, { sessionHash });
      if (isGone) await returnConversations({ ...kernel, ...presence });
    },
  };
}

import type { IdentityDeps } from './deps.ts';
import { findLearnerByHostKey, hostUserKeyOf } from './store.ts';
import { verifyServerToken } from './token.ts';

/** The host platform's server as a caller. */
export interface HostServer {
  /** Throws `host_token_refused`. */
  authenticate(token: string): Promise<void>;
  /** Our id of the host's learner; undefined when they never came here. */
  learnerIdOf(hostUserId: string): Promise<string | undefined>;
}

export function createHostServer(deps: IdentityDeps): HostServer {
  return {
    authenticate: (token) => verifyServerToken(deps, token),
    learnerIdOf: async (hostUserId) => {
      const learner = await findLearnerByHostKey(deps.db.query, hostUserKeyOf(deps.livemode, hostUserId));
      return learner?.learnerId;
    },
  };
}

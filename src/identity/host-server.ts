import { createVerifyApiKey } from './api-key/index.ts';
import { isLikeKey } from './api-key/key-text.ts';
import type { ApiScope } from './api-key/scopes.ts';
import type { IdentityDeps } from './deps.ts';
import { pseudonymsOf } from './privacy/pseudonym.ts';
import { findLearnerByHostKey, hostUserKeyOf } from './store.ts';
import { verifyServerToken } from './token.ts';

/** The host platform's server as a caller. */
export interface HostServer {
  /**
   * Who calls, as the audit chain names them: by an API key of that scope, or by a token signed with the keys that
   * sign learners, which may do everything. Throws `host_token_refused` and whatever refuses an API key.
   */
  authenticate(token: string, scope: ApiScope): Promise<{ readonly actor: string }>;
  /** Refuses who is not the host platform's server at all; takes no turn of a key's limit. Throws like `authenticate`. */
  recognize(token: string): Promise<void>;
  /** Our id of the host's learner; undefined when they never came here. */
  learnerIdOf(hostUserId: string): Promise<string | undefined>;
}

export function createHostServer(deps: IdentityDeps): HostServer {
  const verifyApiKey = createVerifyApiKey(deps);
  return {
    authenticate: async (token, scope) => {
      if (isLikeKey(token)) return { actor: `key:${(await verifyApiKey(token, scope)).keyId}` };
      await verifyServerToken(deps, token);
      return { actor: 'host_server' };
    },
    recognize: async (token) => {
      await (isLikeKey(token) ? verifyApiKey(token) : verifyServerToken(deps, token));
    },
    learnerIdOf: async (hostUserId) => {
      const hostUserKey = hostUserKeyOf(deps.livemode, hostUserId);
      // Who had their data deleted keeps the access they bought.
      const keys = [hostUserKey, ...pseudonymsOf(deps.houseKeys, hostUserKey)];
      const found = await Promise.all(keys.map((key) => findLearnerByHostKey(deps.db.query, key)));
      return found.find((learner) => learner !== undefined)?.learnerId;
    },
  };
}

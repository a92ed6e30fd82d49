import type { Meter } from '../../kernel/meter.ts';
import type { RateLimit } from '../../kernel/rate-limit.ts';
import type { ShownDeps } from '../attachment/for-any-client.ts';
import type { CloudChannel } from '../channel/cloud-channel.ts';
import type { HandleTurnDeps } from '../deps.ts';

/** A learner as the host platform's token, or its lack, says. */
export interface NamedLearner {
  readonly learnerId: string;
  readonly isGuest: boolean;
}

export interface BotFrameworkDeps extends HandleTurnDeps, ShownDeps {
  readonly meter: Meter;
  /** Undefined: there is no such channel. */
  readonly channel: CloudChannel | undefined;
  /** Per learner: messages. */
  readonly messageLimit: RateLimit;
  /**
   * The learner of a token that the host platform signed, to whom the guest's conversations go; without one a new guest.
   * Throws `host_token_refused`.
   */
  identify(proof: { readonly hostToken?: string; readonly guestId?: string }): Promise<NamedLearner>;
}

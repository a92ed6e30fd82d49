import type { SigningKey } from '../../identity/index.ts';
import type { Meter } from '../../kernel/meter.ts';
import type { RateLimit } from '../../kernel/rate-limit.ts';
import type { AttachmentDeps } from '../attachment/deps.ts';
import type { ShownDeps } from '../attachment/for-any-client.ts';
import type { HandleTurnDeps } from '../deps.ts';

/** A learner as the host platform's token, or its lack, says. */
export interface KnownLearner {
  readonly learnerId: string;
  readonly isGuest: boolean;
}

export interface DirectLineDeps extends HandleTurnDeps, AttachmentDeps, ShownDeps {
  readonly meter: Meter;
  /** Per learner, over all their clients: messages. */
  readonly messageLimit: RateLimit;
  /** Per learner: anything else that is posted. */
  readonly eventLimit: RateLimit;
  /** Signs the tokens; two are live during a rotation, the first signs. */
  readonly tokenKeys: readonly SigningKey[];
  /** What servers prove themselves by; two during a rotation. None: there is no Direct Line. */
  readonly secrets: readonly string[];
  /** Pages of these origins may call. */
  readonly origins: readonly string[];
  /** The learner of a token that the host platform signed, or a new guest. Throws `host_token_refused`. */
  identify(hostToken: string | undefined): Promise<KnownLearner>;
}

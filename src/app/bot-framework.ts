import {
  type AttachmentDeps,
  type BotFrameworkDeps,
  type BotSocketsDeps,
  type CloudChannel,
  createCloudChannel,
  createOutward,
  type Outward,
} from '../bot/index.ts';
import type { CheckoutDeps } from '../checkout/index.ts';
import { type IdentityDeps, openSession, signLearnerToken } from '../identity/index.ts';
import type { Job } from '../kernel/job.ts';
import { limits } from '../kernel/limits.ts';
import type { Config } from './config.ts';
import { egressOf } from './outside.ts';
import { payLinkMaker } from './pay-links.ts';
import { publicUrlOf } from './public-url.ts';

/** The job that tells channels. */
export const OUTWARD_JOB = 'bot.tell_channels';

/** The Bot Framework's channels: what receives, and what tells them. Without a bot's credentials nothing runs. */
export interface BotFramework {
  readonly deps: BotFrameworkDeps;
  readonly outward: Outward | undefined;
  readonly jobs: readonly Job[];
}

interface Parts {
  readonly identity: IdentityDeps;
  readonly bot: BotSocketsDeps;
  readonly attachments: AttachmentDeps;
  readonly checkout: CheckoutDeps;
}

export function botFrameworkOf(
  config: Config,
  { identity, bot, attachments, checkout }: Parts,
): BotFramework {
  const channel = channelOf(config, bot);
  const deps: BotFrameworkDeps = {
    ...bot,
    channel,
    fileLinkKey: attachments.fileLinkKey,
    publicUrl: publicUrlOf(config),
    ...payLinkMaker(checkout),
    identify: async ({ hostToken, guestId }) => {
      const guestToken = guestId === undefined ? undefined : await guestTokenOf(identity, guestId);
      const { learner } = await openSession(identity, {
        ...(hostToken !== undefined && { hostToken }),
        ...(guestToken !== undefined && { guestToken }),
      });
      return learner;
    },
  };
  if (channel === undefined) return { deps, outward: undefined, jobs: [] };
  const outward = createOutward({ ...deps, channel });
  return {
    deps,
    outward,
    jobs: [{ name: OUTWARD_JOB, everyMs: limits.cloudChannelScanMs, run: outward.run }],
  };
}

/** The channel's own proof brought the guest here; a token of ours says so to the sign-in. */
async function guestTokenOf(identity: IdentityDeps, learnerId: string): Promise<string> {
  return (await signLearnerToken(identity, { learnerId, isGuest: true })).token;
}

function channelOf(config: Config, { clock }: Pick<BotSocketsDeps, 'clock'>): CloudChannel | undefined {
  const { BOT_FRAMEWORK_APP_ID: appId, BOT_FRAMEWORK_TENANT_ID: tenantId } = config;
  const secret = config.BOT_FRAMEWORK_SECRET;
  if (appId === undefined || tenantId === undefined || secret === undefined) return undefined;
  return createCloudChannel({
    appId,
    tenantId,
    secret,
    authority: config.BOT_FRAMEWORK_AUTHORITY.replace(/\/+$/, ''),
    serviceHosts: config.BOT_FRAMEWORK_SERVICE_HOSTS,
    egress: egressOf(config),
    wallMs: clock.wallMs,
  });
}

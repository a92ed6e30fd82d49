import type { DirectLineDeps } from '../bot/index.ts';
import { openSession } from '../identity/index.ts';
import type { House } from './compose.ts';
import { payLinkMaker } from './pay-links.ts';
import { publicUrlOf } from './public-url.ts';

/** What Direct Line asks of the house. */
export function directLineOf({ attachments, bot, checkout, config, identity }: House): DirectLineDeps {
  return {
    ...attachments,
    ...bot,
    tokenKeys: config.TOKEN_SECRETS,
    secrets: config.DIRECT_LINE_SECRETS,
    origins: config.DIRECT_LINE_ORIGINS ?? config.ALLOWED_SITES,
    publicUrl: publicUrlOf(config),
    ...payLinkMaker(checkout),
    identify: async (hostToken) => {
      const { learner } = await openSession(identity, hostToken === undefined ? {} : { hostToken });
      return learner;
    },
  };
}

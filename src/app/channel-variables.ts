import { z } from 'zod';
import { Origins } from './variable-forms.ts';

/** The hosts of Azure Bot Service and Teams; answers go to these and those below them. */
const SERVICE_HOSTS = 'botframework.com,smba.trafficmanager.net';

/** Other clients than our widget: Direct Line, and a bot registered with Azure Bot Service, whose credentials are all there or none. */
export const channelVariables = {
  DIRECT_LINE_SECRETS: {
    schema: z
      .string()
      .default('')
      .transform((text) => text.split(',').flatMap((secret) => secret.trim() || []))
      .pipe(z.array(z.string().min(16, 'must have at least 16 characters')).max(2)),
    about:
      'Opens Direct Line to Bot Framework clients: what their server proves itself by, two while rotating; off without.',
    secret: true,
  },
  DIRECT_LINE_ORIGINS: {
    schema: Origins.optional(),
    about: 'Origins of pages that may use Direct Line, separated by commas; default ALLOWED_SITES.',
  },
  BOT_FRAMEWORK_APP_ID: {
    schema: z.string().min(1).max(128).optional(),
    about: 'Opens /api/messages to channels of the Bot Framework (Teams …): the bot’s application id.',
  },
  BOT_FRAMEWORK_TENANT_ID: {
    schema: z
      .string()
      .regex(/^[\w.-]{1,128}$/)
      .optional(),
    about: 'The directory that the bot is registered in.',
  },
  BOT_FRAMEWORK_SECRET: {
    schema: z.string().min(8).optional(),
    about: 'The bot’s client secret.',
    secret: true,
  },
  BOT_FRAMEWORK_AUTHORITY: {
    schema: z.url().default('https://login.microsoftonline.com'),
    about: 'Who proves bot and channels to each other.',
  },
  BOT_FRAMEWORK_SERVICE_HOSTS: {
    schema: z
      .string()
      .default(SERVICE_HOSTS)
      .transform((text) => text.split(',').flatMap((host) => host.trim() || [])),
    about: 'Hosts, with all below them, that the bot’s answers may be sent to.',
  },
} as const satisfies Record<string, { schema: z.ZodType; about: string; secret?: true }>;

interface Credentials {
  readonly BOT_FRAMEWORK_APP_ID?: string | undefined;
  readonly BOT_FRAMEWORK_TENANT_ID?: string | undefined;
  readonly BOT_FRAMEWORK_SECRET?: string | undefined;
}

/** Throws when a bot can receive and not answer, or not prove itself. */
export function refuseHalfABot(config: Credentials): void {
  const given = [config.BOT_FRAMEWORK_APP_ID, config.BOT_FRAMEWORK_TENANT_ID, config.BOT_FRAMEWORK_SECRET];
  const missing = given.filter((value) => value === undefined).length;
  if (missing === 0 || missing === given.length) return;
  throw new Error(
    'a bot of the Bot Framework needs BOT_FRAMEWORK_APP_ID, BOT_FRAMEWORK_TENANT_ID and BOT_FRAMEWORK_SECRET',
  );
}

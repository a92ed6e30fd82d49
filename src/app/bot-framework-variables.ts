import { z } from 'zod';

/** The hosts of Azure Bot Service and Teams; answers go to these and those below them. */
const SERVICE_HOSTS = 'botframework.com,smba.trafficmanager.net';

/** A bot that is registered with Azure Bot Service: all three of its credentials, or none. */
export const botFrameworkVariables = {
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

import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { limits } from '../../kernel/limits.ts';
import type { BotFrameworkDeps } from './deps.ts';
import { receiveActivity } from './receive-activity.ts';

const Account = z.looseObject({ id: z.string().max(512).nullish(), name: z.string().max(512).nullish() });

/** Of an Activity what is read here; the SDK reads it whole. */
const PostedBody = z.looseObject({
  type: z.string().min(1).max(64),
  id: z.string().max(512).nullish(),
  channelId: z.string().min(1).max(64),
  serviceUrl: z.url().max(1024),
  conversation: z.looseObject({ id: z.string().min(1).max(512) }),
  from: Account,
  recipient: Account.nullish(),
});

/** `POST /api/messages`: where channels of the Bot Framework post. Without a bot's credentials there is no such route. */
export function botFrameworkRoutes(deps: BotFrameworkDeps): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    const { channel } = deps;
    if (channel === undefined) return done();
    // One token of the channel speaks for all of its people; each of them has a limit of their own.
    const rateLimit = { max: limits.apiKeyRequestsPerMinuteMax, timeWindow: 60_000 };
    app.post(
      '/api/messages',
      {
        config: { access: ['bot_framework'], rateLimit },
        bodyLimit: limits.cloudChannelBodyBytesMax,
        schema: { hide: true, body: PostedBody },
      },
      async (request, reply) => {
        const { method, headers, body } = request;
        const answer = await channel.receive({ method, headers, body }, (incoming) =>
          receiveActivity(deps, incoming),
        );
        return reply
          .code(answer.status)
          .serializer(JSON.stringify)
          .send(answer.body ?? {});
      },
    );
    done();
  };
}

import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { WITH_LINK } from '../../identity/index.ts';
import { OpenedPayLink, OpenPayLinkBody } from '../wire.ts';
import { openPayLink, type PayLinkDeps } from './open-pay-link.ts';

const TokenParams = z.object({ token: z.string().min(1).max(128) });

/**
 * Opening a link to pay. A POST by the page itself: what merely looks at addresses, such as a preview in a chat, uses
 * none up.
 */
export function payLinkRoutes(deps: PayLinkDeps): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post(
      '/v1/pay-links/:token/open',
      {
        config: { access: WITH_LINK },
        schema: {
          tags: ['checkout'],
          params: TokenParams,
          body: OpenPayLinkBody,
          response: { 200: OpenedPayLink },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return openPayLink(deps, { ...request.params, ...request.body });
      },
    );
    done();
  };
}

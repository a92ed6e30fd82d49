import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { type Authenticate, bearerToken, LEARNERS } from '../identity/index.ts';
import type { RecommendDeps } from './deps.ts';
import { recommendProducts } from './recommend-products.ts';
import { RecommendationView, RecommendBody } from './wire.ts';

/** The HTTP face of recommending, for host platforms; conversations recommend through the bot. */
export function recommendRoutes(deps: RecommendDeps, authenticate: Authenticate): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post(
      '/v1/recommendations',
      {
        config: { access: LEARNERS },
        schema: { tags: ['recommend'], body: RecommendBody, response: { 201: RecommendationView } },
      },
      async (request, reply) => {
        const { learnerId } = await authenticate(bearerToken(request.headers.authorization));
        const view = await recommendProducts(deps, { ...request.body, learnerId, conversationId: null });
        return reply.code(201).send(view);
      },
    );
    done();
  };
}

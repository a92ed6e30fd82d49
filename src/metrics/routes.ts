import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { DASHBOARD_ROLES, type RequireStaff } from '../identity/index.ts';
import type { MetricsDeps } from './deps.ts';
import { createFollowedLog } from './follow-log.ts';
import { readFunnel } from './read-funnel.ts';
import { FunnelQuery, FunnelView } from './wire.ts';

/** Figures for those who may read them: signed-in staff, never a learner's token. */
export function metricsRoutes(deps: MetricsDeps, requireStaff: RequireStaff): FastifyPluginCallbackZod {
  const mayRead = requireStaff(DASHBOARD_ROLES);
  const followed = createFollowedLog(deps);
  return (app, _options, done) => {
    app.get(
      '/v1/analytics/funnel',
      {
        config: { access: DASHBOARD_ROLES },
        // Who may not read is told so whatever they ask.
        onRequest: async (request) => {
          await mayRead(request);
        },
        schema: { tags: ['analytics'], querystring: FunnelQuery, response: { 200: FunnelView } },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return readFunnel({ ...deps, followed }, request.query);
      },
    );
    done();
  };
}

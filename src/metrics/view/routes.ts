import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DASHBOARD_ROLES, type RequireStaff } from '../../identity/index.ts';
import type { MetricsDeps } from '../deps.ts';
import { forgetView, readViews, saveView } from './saved-views.ts';
import { SavedViews, SaveViewBody } from './wire.ts';

/** Questions that analysts keep for themselves and each other. The caller's hook has proved who asks. */
export function savedViewRoutes(
  deps: Pick<MetricsDeps, 'db' | 'clock'>,
  mayRead: ReturnType<RequireStaff>,
): FastifyPluginCallbackZod {
  const shared = { config: { access: DASHBOARD_ROLES } };
  const tags = ['analytics'];
  return (app, _options, done) => {
    app.get(
      '/v1/analytics/views',
      { ...shared, schema: { tags, response: { 200: SavedViews } } },
      async (request) => readViews(deps, (await mayRead(request)).staffId),
    );
    app.post(
      '/v1/analytics/views',
      { ...shared, schema: { tags, body: SaveViewBody, response: { 200: SavedViews } } },
      async (request) => saveView(deps, { ...request.body, staffId: (await mayRead(request)).staffId }),
    );
    app.delete(
      '/v1/analytics/views/:savedViewId',
      {
        ...shared,
        schema: {
          tags,
          params: z.object({ savedViewId: z.string().max(64) }),
          response: { 200: SavedViews },
        },
      },
      async (request) => forgetView(deps, { ...request.params, staffId: (await mayRead(request)).staffId }),
    );
    done();
  };
}

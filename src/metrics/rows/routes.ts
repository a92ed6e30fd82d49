import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { DASHBOARD_ROLES } from '../../identity/index.ts';
import { type RowsDeps, readRows } from './read-rows.ts';
import { RowsQuery, RowsView } from './wire.ts';

/** The rows behind a figure; who may ask is for the routes around it to say. */
export function rowsRoutes(ready: () => Promise<RowsDeps>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/v1/analytics/rows',
      {
        config: { access: DASHBOARD_ROLES },
        schema: { tags: ['analytics'], querystring: RowsQuery, response: { 200: RowsView } },
      },
      async (request) => readRows(await ready(), request.query),
    );
    done();
  };
}

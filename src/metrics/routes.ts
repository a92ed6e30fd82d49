import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DASHBOARD_ROLES, type RequireStaff } from '../identity/index.ts';
import type { Analytics } from './analytics.ts';
import type { MetricsDeps } from './deps.ts';
import { exportRows } from './export/export-rows.ts';
import { ExportName, ExportQuery } from './export/wire.ts';
import { createFollowedLog } from './follow-log.ts';
import { readJourneyRows } from './journey/read-journey-rows.ts';
import { readJourneys } from './journey/read-journeys.ts';
import { JourneyQuestion, JourneyRowsQuestion, JourneyRowsView, JourneyView } from './journey/wire.ts';
import { readFunnel } from './read-funnel.ts';
import { readFigures } from './report/read-figures.ts';
import { FiguresQuery, FiguresView } from './report/wire.ts';
import { rowsRoutes } from './rows/routes.ts';
import { sqlRoutes } from './sql/routes.ts';
import { readTrends } from './trend/read-trends.ts';
import { TrendsQuery, TrendsView } from './trend/wire.ts';
import { savedViewRoutes } from './view/routes.ts';
import { FunnelQuery, FunnelView } from './wire.ts';

type RoutesDeps = MetricsDeps & { readonly analytics: Analytics; readonly exportFolder: string };

/** Figures for those who may read them: signed-in staff, never a learner's token. */
export function metricsRoutes(deps: RoutesDeps, requireStaff: RequireStaff): FastifyPluginCallbackZod {
  const mayRead = requireStaff(DASHBOARD_ROLES);
  const followed = createFollowedLog(deps);
  const { analytics } = deps;
  const shared = { config: { access: DASHBOARD_ROLES } };
  const tags = ['analytics'];
  const { keepsText } = analytics;
  const journeyDeps = async () => ({ ...deps, keepsText, ...(await analytics.fresh()) });
  return (app, _options, done) => {
    // Who may not read is told so whatever they ask.
    app.addHook('onRequest', async (request, reply) => {
      await mayRead(request);
      reply.header('cache-control', 'no-store');
    });
    app.get(
      '/v1/analytics/funnel',
      { ...shared, schema: { tags, querystring: FunnelQuery, response: { 200: FunnelView } } },
      (request) => readFunnel({ ...deps, followed }, request.query),
    );
    app.post(
      '/v1/analytics/funnel',
      { ...shared, schema: { tags, body: JourneyQuestion, response: { 200: JourneyView } } },
      async (request) => {
        const ready = await journeyDeps();
        return { ...(await readJourneys(ready, request.body)), behind: ready.behind };
      },
    );
    app.post(
      '/v1/analytics/funnel/rows',
      { ...shared, schema: { tags, body: JourneyRowsQuestion, response: { 200: JourneyRowsView } } },
      async (request) => readJourneyRows(await journeyDeps(), request.body),
    );
    app.get(
      '/v1/analytics/figures',
      { ...shared, schema: { tags, querystring: FiguresQuery, response: { 200: FiguresView } } },
      async (request) => readFigures(await journeyDeps(), request.query),
    );
    app.get(
      '/v1/analytics/trends',
      { ...shared, schema: { tags, querystring: TrendsQuery, response: { 200: TrendsView } } },
      async (request) => {
        const ready = await journeyDeps();
        return { ...(await readTrends(ready, request.query)), behind: ready.behind };
      },
    );
    app.get(
      '/v1/analytics/exports/:name',
      { ...shared, schema: { tags, params: z.object({ name: ExportName }), querystring: ExportQuery } },
      async (request, reply) => {
        const ready = { ...(await journeyDeps()), folder: join(deps.exportFolder) };
        const exported = exportRows(ready, { name: request.params.name, query: request.query });
        return reply
          .type(exported.contentType)
          .header('content-disposition', `attachment; filename="${exported.fileName}"`)
          .send(Readable.from(exported.pieces, { objectMode: false }));
      },
    );
    void app.register(rowsRoutes(journeyDeps));
    void app.register(sqlRoutes(analytics, mayRead));
    void app.register(savedViewRoutes(deps, mayRead));
    done();
  };
}

import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { DASHBOARD_ROLES, type RequireStaff } from '../../identity/index.ts';
import type { Analytics } from '../analytics.ts';
import { askSql } from './ask-sql.ts';
import { listTables } from './list-tables.ts';
import { SqlBody, SqlTables, SqlView } from './wire.ts';

/** Analysts' own statements, and what they may read. The caller's hook has proved who asks. */
export function sqlRoutes(analytics: Analytics, mayRead: ReturnType<RequireStaff>): FastifyPluginCallbackZod {
  const shared = { config: { access: DASHBOARD_ROLES } };
  const tags = ['analytics'];
  return (app, _options, done) => {
    app.get('/v1/analytics/sql/tables', { ...shared, schema: { tags, response: { 200: SqlTables } } }, () =>
      listTables(analytics),
    );
    app.post(
      '/v1/analytics/sql',
      { ...shared, schema: { tags, body: SqlBody, response: { 200: SqlView } } },
      async (request) => {
        const { staffId } = await mayRead(request);
        return askSql(analytics, { sql: request.body.sql, actor: `staff:${staffId}` });
      },
    );
    done();
  };
}

import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { addApprovals } from './approval/routes.ts';
import { listAuditLines } from './audit/list-audit-lines.ts';
import { addCannedReplies } from './canned-reply/routes.ts';
import { addAppeals, addCases } from './case/routes.ts';
import type { ConsoleOpsRoutesDeps } from './deps.ts';
import { addLabels } from './label/routes.ts';
import { type App, forSupervisors, tags } from './route-kit.ts';
import { addSelling } from './sell/routes.ts';
import { addThreads } from './thread-routes.ts';
import { AuditPage, AuditQuery } from './wire.ts';

/** What staff do beside the passing of conversations, and a learner's appeal to them. */
export function consoleOpsRoutes(deps: ConsoleOpsRoutesDeps): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    // What stands here of a learner is nobody else's: no cache keeps it.
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    addThreads(app, deps);
    addCannedReplies(app, deps);
    addLabels(app, deps);
    addSelling(app, deps);
    addApprovals(app, deps);
    addCases(app, deps);
    addAppeals(app, deps);
    addAudit(app, deps);
    done();
  };
}

function addAudit(app: App, deps: ConsoleOpsRoutesDeps): void {
  const supervisorOf = deps.requireStaff(forSupervisors.roles);
  app.get(
    '/v1/console/audit',
    {
      config: forSupervisors.config,
      schema: { tags, querystring: AuditQuery, response: { 200: AuditPage } },
    },
    async (request) => {
      await supervisorOf(request);
      return listAuditLines(deps, request.query);
    },
  );
}

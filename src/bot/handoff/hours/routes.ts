import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { CONSOLE_ROLES, SUPERVISOR_ROLES } from '../../../identity/index.ts';
import type { ConsoleRoutesDeps } from '../deps.ts';
import { ServiceBody, ServiceView } from '../wire.ts';
import { setService, viewServiceNow } from './set-service.ts';

const tags = ['console'];

/** Office hours and promises: agents read them, supervisors set them. */
export function serviceRoutes(deps: ConsoleRoutesDeps): FastifyPluginCallbackZod {
  const agentOf = deps.requireStaff(CONSOLE_ROLES);
  const supervisorOf = deps.requireStaff(SUPERVISOR_ROLES);
  return (app, _options, done) => {
    app.get(
      '/v1/console/service',
      { config: { access: CONSOLE_ROLES }, schema: { tags, response: { 200: ServiceView } } },
      async (request) => {
        await agentOf(request);
        return viewServiceNow(deps);
      },
    );
    app.put(
      '/v1/console/service',
      {
        config: { access: SUPERVISOR_ROLES },
        schema: { tags, body: ServiceBody, response: { 200: ServiceView } },
      },
      async (request) => {
        const { staffId } = await supervisorOf(request);
        return setService(deps, { ...request.body, actor: `staff:${staffId}` });
      },
    );
    done();
  };
}

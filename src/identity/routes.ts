import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { ANYBODY } from './access.ts';
import type { IdentityDeps } from './deps.ts';
import { openSession } from './open-session.ts';
import { OpenSessionBody, SessionView } from './wire.ts';

/** `POST /v1/sessions`: a token for the widget. */
export function identityRoutes(deps: IdentityDeps): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post(
      '/v1/sessions',
      {
        config: { access: ANYBODY },
        schema: { tags: ['identity'], body: OpenSessionBody, response: { 200: SessionView } },
      },
      (request) => openSession(deps, request.body),
    );
    done();
  };
}

import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerToken, HOST, type HostServer } from '../../identity/index.ts';
import { limits } from '../../kernel/limits.ts';
import { addEndpoint } from './add-endpoint.ts';
import { disableEndpoint, enableEndpoint, rotateSecret } from './change-endpoint.ts';
import type { WebhookDeps } from './deps.ts';
import { resendDelivery, tryEndpoint } from './send-by-hand.ts';
import { listDeliveries, listEndpoints, viewEndpoint } from './view-webhooks.ts';
import {
  AddEndpointBody,
  AttemptView,
  DeliveriesQuery,
  DeliveryView,
  EndpointView,
  EndpointWithSecret,
  Id,
  RotateSecretBody,
} from './wire.ts';

const EndpointParams = z.object({ endpointId: Id });
const DeliveryParams = EndpointParams.extend({ deliveryId: Id });

type App = Parameters<FastifyPluginCallbackZod>[0];
type Admit = (request: FastifyRequest) => Promise<{ readonly actor: string }>;

const tags = ['webhooks'];
const config = { access: HOST };
const PATH = '/v1/webhook-endpoints';

/** Where the host platform's server says what it wants to be told; an API key needs `webhooks:write`. */
export function webhookRoutes(deps: WebhookDeps, host: HostServer): FastifyPluginCallbackZod {
  const admit: Admit = (request) =>
    host.authenticate(bearerToken(request.headers.authorization), 'webhooks:write');
  return (app, _options, done) => {
    addEndpoints(app, deps, admit);
    addChanges(app, deps, admit);
    addDeliveries(app, deps, admit);
    done();
  };
}

function addEndpoints(app: App, deps: WebhookDeps, admit: Admit): void {
  app.post(
    PATH,
    { config, schema: { tags, body: AddEndpointBody, response: { 201: EndpointWithSecret } } },
    async (request, reply) => {
      const { actor } = await admit(request);
      const endpoint = await addEndpoint(deps, { ...request.body, actor });
      return reply.code(201).header('cache-control', 'no-store').send(endpoint);
    },
  );
  app.get(
    PATH,
    { config, schema: { tags, response: { 200: z.object({ endpoints: z.array(EndpointView) }) } } },
    async (request) => {
      await admit(request);
      return { endpoints: await listEndpoints(deps) };
    },
  );
  app.get(
    `${PATH}/:endpointId`,
    { config, schema: { tags, params: EndpointParams, response: { 200: EndpointView } } },
    async (request) => {
      await admit(request);
      return viewEndpoint(deps, request.params.endpointId);
    },
  );
}

function addChanges(app: App, deps: WebhookDeps, admit: Admit): void {
  const changes = { disable: disableEndpoint, enable: enableEndpoint };
  for (const [name, change] of Object.entries(changes)) {
    app.post(
      `${PATH}/:endpointId/${name}`,
      { config, schema: { tags, params: EndpointParams, response: { 200: EndpointView } } },
      async (request) => change(deps, { ...request.params, ...(await admit(request)) }),
    );
  }
  app.post(
    `${PATH}/:endpointId/rotate-secret`,
    {
      config,
      schema: {
        tags,
        params: EndpointParams,
        body: RotateSecretBody.nullish(),
        response: { 200: EndpointWithSecret },
      },
    },
    async (request, reply) => {
      const { actor } = await admit(request);
      const { overlapSeconds } = request.body ?? {};
      const overlapMs = overlapSeconds === undefined ? limits.webhookOverlapMsDefault : overlapSeconds * 1000;
      reply.header('cache-control', 'no-store');
      return rotateSecret(deps, { ...request.params, overlapMs, actor });
    },
  );
}

function addDeliveries(app: App, deps: WebhookDeps, admit: Admit): void {
  app.post(
    `${PATH}/:endpointId/test`,
    { config, schema: { tags, params: EndpointParams, response: { 200: AttemptView } } },
    async (request) => tryEndpoint(deps, { ...request.params, ...(await admit(request)) }),
  );
  app.get(
    `${PATH}/:endpointId/deliveries`,
    {
      config,
      schema: {
        tags,
        params: EndpointParams,
        querystring: DeliveriesQuery,
        response: { 200: z.object({ deliveries: z.array(DeliveryView) }) },
      },
    },
    async (request) => {
      await admit(request);
      return { deliveries: await listDeliveries(deps, { ...request.params, ...request.query }) };
    },
  );
  app.post(
    `${PATH}/:endpointId/deliveries/:deliveryId/resend`,
    { config, schema: { tags, params: DeliveryParams, response: { 200: AttemptView } } },
    async (request) => resendDelivery(deps, { ...request.params, ...(await admit(request)) }),
  );
}

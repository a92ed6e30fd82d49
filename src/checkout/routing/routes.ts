import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerToken, HOST, type HostServer } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { requireGateway } from '../gateway/registry.ts';
import { GatewayName } from './config.ts';
import { forceGateway } from './force-gateway.ts';

const Params = z.object({ checkoutId: z.string().min(1).max(64) });
/** Null gives the checkout back to the ladder. */
const ForceGatewayBody = z.strictObject({ gateway: GatewayName.nullable() });

/** Where the host platform's server chooses the gateway of one checkout. */
export function routingRoutes(deps: CheckoutDeps, host: HostServer): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.put(
      '/v1/host/checkouts/:checkoutId/gateway',
      {
        config: { access: HOST },
        schema: {
          tags: ['host platform'],
          params: Params,
          body: ForceGatewayBody,
          response: { 200: ForceGatewayBody },
        },
      },
      async ({ headers, params, body }) => {
        const { actor } = await host.authenticate(bearerToken(headers.authorization), 'payments:route');
        if (body.gateway !== null) requireGateway(deps.gateways, body.gateway);
        if (!(await forceGateway(deps, { ...params, ...body, actor }))) {
          throw new DomainError(kernelErrors.not_found);
        }
        return body;
      },
    );
    done();
  };
}

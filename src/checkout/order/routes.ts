import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { bearerToken, HOST, type HostServer, type RequireStaff } from '../../identity/index.ts';
import type { StaffRole } from '../../identity/wire.ts';
import type { CheckoutDeps } from '../deps.ts';
import { maskFound } from './search/mask-found.ts';
import { searchOrders } from './search/search-orders.ts';
import { OrderPage, OrderQuery } from './wire.ts';

const MAY_SEARCH: readonly StaffRole[] = ['agent', 'supervisor', 'admin'];

/** Finding orders: for staff in the console, for the host platform's server. */
export function orderSearchRoutes(
  deps: CheckoutDeps,
  admit: { requireStaff: RequireStaff; host: HostServer },
): FastifyPluginCallbackZod {
  const ofStaff = admit.requireStaff(MAY_SEARCH);
  const ofHost = (request: FastifyRequest) =>
    admit.host.authenticate(bearerToken(request.headers.authorization), 'orders:read');
  return (app, _options, done) => {
    for (const { path, tag, gate, access } of [
      { path: '/v1/console/orders', tag: 'console', gate: ofStaff, access: MAY_SEARCH },
      { path: '/v1/host/orders', tag: 'host platform', gate: ofHost, access: HOST },
    ]) {
      app.get(
        path,
        {
          config: { access },
          // Who may not search is told so whatever they ask.
          onRequest: async (request) => {
            await gate(request);
          },
          schema: { tags: [tag], querystring: OrderQuery, response: { 200: OrderPage } },
        },
        async (request, reply) => {
          reply.header('cache-control', 'no-store');
          const { orders, nextCursor } = await searchOrders(deps, request.query);
          return { orders: tag === 'console' ? orders.map(maskFound) : orders, nextCursor };
        },
      );
    }
    done();
  };
}

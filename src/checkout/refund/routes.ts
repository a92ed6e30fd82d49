import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerToken, HOST, type HostServer } from '../../identity/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { KeyedHeaders, keyOf, sendAnswer } from '../keyed-request.ts';
import type { RefundPart } from './allocate-refund.ts';
import { refundPayment } from './refund-payment.ts';
import { resolveRefund } from './resolve-refund.ts';
import { HostRefundAnswer, HostRefundBody, HostRefundView, ResolveRefundBody } from './wire.ts';

const PaymentParams = z.object({ paymentId: z.string().min(1).max(64) });
const RefundParams = z.object({ refundId: z.string().min(1).max(64) });

/** What the host platform's server does about refunds. */
export function refundRoutes(deps: CheckoutDeps, host: HostServer): FastifyPluginCallbackZod {
  const shared = { tags: ['host platform'], headers: KeyedHeaders };
  return (app, _options, done) => {
    app.post(
      '/v1/host/payments/:paymentId/refunds',
      {
        config: { access: HOST },
        schema: {
          ...shared,
          params: PaymentParams,
          body: HostRefundBody,
          response: { 201: HostRefundAnswer },
        },
      },
      async (request, reply) => {
        const { actor } = await host.authenticate(
          bearerToken(request.headers.authorization),
          'refunds:write',
        );
        const command = {
          by: { kind: 'host', id: actor } as const,
          key: keyOf(request),
          ...request.params,
          part: partOf(request.body),
          reason: request.body.reason,
        };
        return sendAnswer(reply, await refundPayment(deps, command));
      },
    );
    app.post(
      '/v1/host/refunds/:refundId/resolution',
      {
        config: { access: HOST },
        schema: {
          ...shared,
          params: RefundParams,
          body: ResolveRefundBody,
          response: { 200: HostRefundView },
        },
      },
      async (request, reply) => {
        const { actor } = await host.authenticate(
          bearerToken(request.headers.authorization),
          'refunds:write',
        );
        const command = { actor, key: keyOf(request), ...request.params, body: request.body };
        return sendAnswer(reply, await resolveRefund(deps, command));
      },
    );
    done();
  };
}

function partOf({ amountMinor, orderLineIds }: HostRefundBody): RefundPart {
  if (amountMinor !== undefined) return { kind: 'amount', amountMinor };
  return orderLineIds === undefined ? { kind: 'whole' } : { kind: 'lines', orderLineIds };
}

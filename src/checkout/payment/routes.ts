import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerToken, HOST, type HostServer } from '../../identity/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { KeyedHeaders, keyOf, sendAnswer } from '../keyed-request.ts';
import { capturePayment } from './capture-payment.ts';
import { viewPayment } from './view-payment.ts';
import { voidPayment } from './void-payment.ts';
import { CaptureBody, PaymentView } from './wire.ts';

const PaymentParams = z.object({ paymentId: z.string().min(1).max(64) });

/** What the host platform's server reads and does about payments. */
export function paymentRoutes(deps: CheckoutDeps, host: HostServer): FastifyPluginCallbackZod {
  const tags = ['host platform'];
  return (app, _options, done) => {
    app.get(
      '/v1/host/payments/:paymentId',
      {
        config: { access: HOST },
        schema: { tags, params: PaymentParams, response: { 200: PaymentView } },
      },
      async (request) => {
        await host.authenticate(bearerToken(request.headers.authorization), 'orders:read');
        return viewPayment(deps, deps.db.query, request.params.paymentId);
      },
    );
    const change = {
      config: { access: HOST },
      schema: { tags, headers: KeyedHeaders, params: PaymentParams, response: { 200: PaymentView } },
    };
    const capture = { ...change, schema: { ...change.schema, body: CaptureBody.nullish() } };
    app.post('/v1/payments/:paymentId/capture', capture, async (request, reply) => {
      const { actor } = await host.authenticate(
        bearerToken(request.headers.authorization),
        'payments:capture',
      );
      const { amountMinor } = request.body ?? {};
      const command = { actor, key: keyOf(request), ...request.params, amountMinor };
      return sendAnswer(reply, await capturePayment(deps, command));
    });
    app.post('/v1/payments/:paymentId/void', change, async (request, reply) => {
      const { actor } = await host.authenticate(
        bearerToken(request.headers.authorization),
        'payments:capture',
      );
      const command = { actor, key: keyOf(request), ...request.params };
      return sendAnswer(reply, await voidPayment(deps, command));
    });
    done();
  };
}

import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Authenticate, bearerToken, LEARNERS } from '../../identity/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { KeyedHeaders, keyOf, sendAnswer } from '../keyed-request.ts';
import { CheckoutView } from '../wire.ts';
import { applyCoupon, removeCoupon } from './apply-coupon.ts';
import { ApplyCouponBody } from './wire.ts';

const CheckoutParams = z.object({ checkoutId: z.string().min(1).max(64) });
const path = '/v1/checkouts/:checkoutId/coupon';
const tags = ['checkout'];

/** A learner's coupon on a checkout that is still open. */
export function offerRoutes(deps: CheckoutDeps, authenticate: Authenticate): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post(
      path,
      {
        config: { access: LEARNERS },
        schema: {
          tags,
          headers: KeyedHeaders,
          params: CheckoutParams,
          body: ApplyCouponBody,
          response: { 200: CheckoutView },
        },
      },
      async (request, reply) => {
        const caller = await authenticate(bearerToken(request.headers.authorization));
        const command = { caller, key: keyOf(request), ...request.params, ...request.body };
        return sendAnswer(reply, await applyCoupon(deps, command));
      },
    );
    app.delete(
      path,
      {
        config: { access: LEARNERS },
        schema: { tags, params: CheckoutParams, response: { 200: CheckoutView } },
      },
      async (request) => {
        const caller = await authenticate(bearerToken(request.headers.authorization));
        return removeCoupon(deps, { caller, ...request.params });
      },
    );
    done();
  };
}

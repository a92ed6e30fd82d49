import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LEARNERS } from '../../identity/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { KeyedHeaders, keyOf, sendAnswer } from '../keyed-request.ts';
import { callerAbout, type LearnerGates, sinceNotTheirs } from '../pay-link/caller-about.ts';
import { CheckoutView } from '../wire.ts';
import { applyCoupon, removeCoupon } from './apply-coupon.ts';
import { ApplyCouponBody } from './wire.ts';

const CheckoutParams = z.object({ checkoutId: z.string().min(1).max(64) });
const path = '/v1/checkouts/:checkoutId/coupon';
const tags = ['checkout'];

/** A learner's coupon on a checkout that is still open. */
export function offerRoutes(deps: CheckoutDeps, gates: LearnerGates): FastifyPluginCallbackZod {
  const callerOf = callerAbout(gates);
  return (app, _options, done) => {
    app.post(
      path,
      {
        config: { access: LEARNERS, passFor: 'checkoutId' },
        schema: {
          tags,
          headers: KeyedHeaders,
          params: CheckoutParams,
          body: ApplyCouponBody,
          response: { 200: CheckoutView },
        },
      },
      async (request, reply) => {
        const caller = await callerOf(request);
        const command = { caller, key: keyOf(request), ...request.params, ...request.body };
        const { body, ...given } = await applyCoupon(deps, command);
        return sendAnswer(reply, { ...given, body: sinceNotTheirs(caller, body) });
      },
    );
    app.delete(
      path,
      {
        config: { access: LEARNERS, passFor: 'checkoutId' },
        schema: { tags, params: CheckoutParams, response: { 200: CheckoutView } },
      },
      async (request) => {
        const caller = await callerOf(request);
        return sinceNotTheirs(caller, await removeCoupon(deps, { caller, ...request.params }));
      },
    );
    done();
  };
}

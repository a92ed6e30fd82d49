import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ApiScope,
  bearerToken,
  type Caller,
  HOST,
  type HostServer,
  LEARNERS,
  refusePass,
  SIGNED_IN_LEARNERS,
  WITH_LINK,
} from '../identity/index.ts';
import type { CheckoutDeps } from './deps.ts';
import { reportUsage } from './entitlement/report-usage.ts';
import { receiveNotification } from './gateway/receive-notification.ts';
import { KeyedHeaders, keyOf, sendAnswer } from './keyed-request.ts';
import { pageOrders } from './order/page-orders.ts';
import { entitlementsOf, hostEntitlementsOf } from './order/view-orders.ts';
import { type CallerAbout, callerAbout, type LearnerGates, sinceNotTheirs } from './pay-link/caller-about.ts';
import { leavingHeaders, leavingPage } from './payment/leaving-page.ts';
import { payCheckout } from './payment/pay-checkout.ts';
import { gatewayUrl, viewReturn } from './payment/return-page.ts';
import { requestRefund } from './refund/request-refund.ts';
import { deviceOf } from './routing/device.ts';
import { cancelCheckout } from './session/end-checkout.ts';
import { startCheckout } from './session/start-checkout.ts';
import { viewCheckout } from './session/view-checkout.ts';
import { createWaiting, lookWhenChanged, preferredWaitMs } from './session/wait-for-change.ts';
import {
  CheckoutView,
  EntitlementView,
  HostEntitlementView,
  OrderPageView,
  PayCheckoutBody,
  RefundView,
  ReportUsageBody,
  ReturnView,
  StartCheckoutBody,
} from './wire.ts';

const CheckoutParams = z.object({ checkoutId: z.string().min(1).max(64) });
const WaitingHeaders = z.looseObject({
  prefer: z
    .string()
    .max(200)
    .optional()
    .describe(
      '`wait=20`: while a payment is under way the answer comes when something happened, else after so many seconds (RFC 7240).',
    ),
});
const PaymentParams = z.object({ paymentId: z.string().min(1).max(64) });
const EntitlementParams = z.object({ entitlementId: z.string().min(1).max(64) });
const OrdersQuery = z.object({ before: z.string().min(1).max(64).optional() });
const HostQuery = z.object({ hostUserId: z.string().min(1).max(128) });
const GatewayParams = z.object({ gateway: z.string().regex(/^[a-z_]{1,32}$/) });
const TokenParams = z.object({ token: z.string().min(1).max(128) });

type App = Parameters<FastifyPluginCallbackZod>[0];
type CallerOf = (request: FastifyRequest) => Promise<Caller>;

const tags = ['checkout'];

/** The HTTP face of selling. */
export function checkoutRoutes(deps: CheckoutDeps, gates: LearnerGates): FastifyPluginCallbackZod {
  const callerOf: CallerOf = (request) => gates.authenticate(bearerToken(request.headers.authorization));
  return (app, _options, done) => {
    addCheckouts(app, deps, callerOf);
    addOneCheckout(app, deps, callerAbout(gates));
    addOrders(app, deps, callerOf);
    addReturns(app, deps);
    done();
  };
}

function addCheckouts(app: App, deps: CheckoutDeps, callerOf: CallerOf): void {
  app.post(
    '/v1/checkouts',
    {
      config: { access: SIGNED_IN_LEARNERS },
      schema: { tags, headers: KeyedHeaders, body: StartCheckoutBody, response: { 201: CheckoutView } },
    },
    async (request, reply) => {
      const command = { caller: await callerOf(request), key: keyOf(request), body: request.body };
      return sendAnswer(reply, await startCheckout(deps, command));
    },
  );
}

/** What is done with one checkout: by its learner, or by whoever has a pass for it. */
function addOneCheckout(app: App, deps: CheckoutDeps, callerOf: CallerAbout): void {
  const waiting = createWaiting(deps.broadcast);
  app.addHook('preClose', async () => waiting.close());
  app.get(
    '/v1/checkouts/:checkoutId',
    {
      config: { access: LEARNERS, passFor: 'checkoutId' },
      schema: { tags, headers: WaitingHeaders, params: CheckoutParams, response: { 200: CheckoutView } },
    },
    async (request, reply) => {
      const caller = await callerOf(request);
      const look = () => viewCheckout(deps, { caller, ...request.params });
      const waitMs = preferredWaitMs(request.headers.prefer);
      if (waitMs === 0) return sinceNotTheirs(caller, await look());
      reply.header('preference-applied', `wait=${waitMs / 1_000}`);
      const wanted = { ...request.params, waitMs, look, socket: request.raw.socket };
      return sinceNotTheirs(caller, await lookWhenChanged(waiting, wanted));
    },
  );
  app.post(
    '/v1/checkouts/:checkoutId/pay',
    {
      config: { access: SIGNED_IN_LEARNERS, passFor: 'checkoutId' },
      schema: {
        tags,
        headers: KeyedHeaders,
        params: CheckoutParams,
        body: PayCheckoutBody,
        response: { 200: CheckoutView },
      },
    },
    async (request, reply) => {
      const { body, params } = request;
      const [caller, key] = [await callerOf(request), keyOf(request)];
      const buyer = buyerOf(deps, request, caller.country ?? null);
      if (body.walletMinor) refusePass(caller);
      const origin = { ipAddress: request.ip, device: deviceOf(request.headers['user-agent']) };
      const command = { caller, key, ...params, body, buyer, ...origin };
      const { body: answer, ...given } = await payCheckout(deps, command);
      return sendAnswer(reply, { ...given, body: sinceNotTheirs(caller, answer) });
    },
  );
  app.post(
    '/v1/checkouts/:checkoutId/cancel',
    {
      config: { access: LEARNERS, passFor: 'checkoutId' },
      schema: { tags, headers: KeyedHeaders, params: CheckoutParams, response: { 200: CheckoutView } },
    },
    async (request, reply) => {
      const caller = await callerOf(request);
      const { body, ...given } = await cancelCheckout(deps, {
        caller,
        key: keyOf(request),
        ...request.params,
      });
      return sendAnswer(reply, { ...given, body: sinceNotTheirs(caller, body) });
    },
  );
}

function addOrders(app: App, deps: CheckoutDeps, callerOf: CallerOf): void {
  app.get(
    '/v1/orders',
    {
      config: { access: LEARNERS },
      schema: { tags, querystring: OrdersQuery, response: { 200: OrderPageView } },
    },
    async (request) => {
      const { learnerId } = await callerOf(request);
      return pageOrders(deps, { learnerId, ...request.query });
    },
  );
  app.get(
    '/v1/entitlements',
    {
      config: { access: LEARNERS },
      schema: { tags, response: { 200: z.object({ entitlements: z.array(EntitlementView) }) } },
    },
    async (request) => ({ entitlements: await entitlementsOf(deps, (await callerOf(request)).learnerId) }),
  );
  app.post(
    '/v1/payments/:paymentId/refunds',
    {
      config: { access: SIGNED_IN_LEARNERS },
      schema: { tags, headers: KeyedHeaders, params: PaymentParams, response: { 201: RefundView } },
    },
    async (request, reply) => {
      const command = { caller: await callerOf(request), key: keyOf(request), ...request.params };
      return sendAnswer(reply, await requestRefund(deps, command));
    },
  );
}

function addReturns(app: App, deps: CheckoutDeps): void {
  app.get(
    '/v1/returns/:token',
    {
      config: { access: WITH_LINK },
      schema: { tags, params: TokenParams, response: { 200: ReturnView } },
    },
    (request) => viewReturn(deps, request.params.token),
  );
  const going = { config: { access: WITH_LINK }, schema: { tags, params: TokenParams } };
  app.get('/go/:token', going, async (request, reply) => {
    const { url, tellsOrigin } = await gatewayUrl(deps, request.params.token);
    if (!tellsOrigin) return reply.header('referrer-policy', 'no-referrer').redirect(url, 303);
    return reply.headers(leavingHeaders).type('text/html; charset=utf-8').send(leavingPage(url));
  });
}

/** What the host platform's server asks and reports; authenticated by an API key or a token it signs for itself. */
export function hostRoutes(deps: CheckoutDeps, host: HostServer): FastifyPluginCallbackZod {
  const admit = (request: FastifyRequest, scope: ApiScope) =>
    host.authenticate(bearerToken(request.headers.authorization), scope);
  return (app, _options, done) => {
    const tags = ['host platform'];
    app.get(
      '/v1/host/entitlements',
      {
        config: { access: HOST },
        schema: {
          tags,
          querystring: HostQuery,
          response: { 200: z.object({ entitlements: z.array(HostEntitlementView) }) },
        },
      },
      async (request) => {
        await admit(request, 'entitlements:read');
        const learnerId = await host.learnerIdOf(request.query.hostUserId);
        return { entitlements: learnerId === undefined ? [] : await hostEntitlementsOf(deps, learnerId) };
      },
    );
    app.post(
      '/v1/entitlements/:entitlementId/usage',
      {
        config: { access: HOST },
        schema: {
          tags,
          params: EntitlementParams,
          body: ReportUsageBody,
          response: { 200: z.object({ recorded: z.boolean() }) },
        },
      },
      async (request) => {
        await admit(request, 'usage:write');
        return reportUsage(deps, { ...request.params, body: request.body });
      },
    );
    done();
  };
}

/** Where gateways notify; apart because the body must stay as the bytes that were signed. */
export function notificationRoutes(deps: CheckoutDeps): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    app.post(
      '/v1/gateways/:gateway/notifications',
      { config: { access: ['gateway'] }, schema: { tags: ['gateways'], params: GatewayParams } },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const raw = { headers: request.headers, body };
        const answer = await receiveNotification(deps, { gateway: request.params.gateway, raw });
        return reply.code(answer.status).type(answer.contentType).send(answer.body);
      },
    );
    done();
  };
}

/** Where the buyer is, for tax and bounds: as the host signed it, else as the browser says, else as the seller (M12). */
function buyerOf(deps: CheckoutDeps, request: FastifyRequest, country: string | null) {
  const acceptLanguage = String(request.headers['accept-language'] ?? '').slice(0, 120);
  if (country !== null) return { country, evidence: { source: 'host_platform', acceptLanguage } };
  const region = /^[a-z]{2,3}(?:-[A-Za-z]{4})?-([A-Z]{2})\b/.exec(acceptLanguage)?.[1];
  return region === undefined
    ? { country: deps.merchant.country, evidence: { source: 'seller', acceptLanguage } }
    : { country: region, evidence: { source: 'accept_language', acceptLanguage } };
}

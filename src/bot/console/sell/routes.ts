import { findProductChoices, KeyedHeaders, keyOf, sendAnswer } from '../../../checkout/index.ts';
import type { ConsoleOpsRoutesDeps } from '../deps.ts';
import { type App, forAgents, ThreadParams, tags } from '../route-kit.ts';
import { giveRefund } from './give-refund.ts';
import { addOwnAccount, listOwnAccounts } from './own-account.ts';
import { sendCheckout } from './send-checkout.ts';
import { sendCoupon } from './send-coupon.ts';
import { viewAllowance } from './view-allowance.ts';
import {
  AllowanceView,
  GivenRefund,
  GiveRefundBody,
  OwnAccountBody,
  OwnAccounts,
  ProductChoices,
  ProductQuery,
  SendCheckoutBody,
  SendCouponBody,
  SentCheckout,
  SentCoupon,
} from './wire.ts';

const { config, roles } = forAgents;
const keyed = { tags, headers: KeyedHeaders, params: ThreadParams };

/** What agents sell and give in a thread. */
export function addSelling(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(roles);
  app.post(
    '/v1/console/conversations/:conversationId/checkouts',
    { config, schema: { ...keyed, body: SendCheckoutBody, response: { 201: SentCheckout } } },
    async (request, reply) => {
      const { params, body } = request;
      const command = { caller: await agentOf(request), key: keyOf(request), ...params, body };
      return sendAnswer(reply, await sendCheckout(deps, command));
    },
  );
  app.post(
    '/v1/console/conversations/:conversationId/coupons',
    { config, schema: { ...keyed, body: SendCouponBody, response: { 201: SentCoupon } } },
    async (request, reply) => {
      const { params, body } = request;
      const command = { caller: await agentOf(request), key: keyOf(request), ...params, body };
      return sendAnswer(reply, await sendCoupon(deps, command));
    },
  );
  app.post(
    '/v1/console/conversations/:conversationId/refunds',
    { config, schema: { ...keyed, body: GiveRefundBody, response: { 201: GivenRefund } } },
    async (request, reply) => {
      const { params, body } = request;
      const command = { caller: await agentOf(request), key: keyOf(request), ...params, body };
      return sendAnswer(reply, await giveRefund(deps, command));
    },
  );
  addReading(app, deps);
}

function addReading(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(roles);
  app.get(
    '/v1/console/products',
    { config, schema: { tags, querystring: ProductQuery, response: { 200: ProductChoices } } },
    async (request) => {
      await agentOf(request);
      const products = await findProductChoices(deps.db, request.query);
      return { products: products.map(({ prices, ...product }) => ({ ...product, prices: [...prices] })) };
    },
  );
  app.get(
    '/v1/console/allowance',
    { config, schema: { tags, response: { 200: AllowanceView } } },
    async (request) => viewAllowance(deps, await agentOf(request)),
  );
  app.get(
    '/v1/console/own-accounts',
    { config, schema: { tags, response: { 200: OwnAccounts } } },
    async (request) => listOwnAccounts(deps.db.query, (await agentOf(request)).staffId),
  );
  app.post(
    '/v1/console/own-accounts',
    { config, schema: { tags, body: OwnAccountBody, response: { 200: OwnAccounts } } },
    async (request) => addOwnAccount(deps, { caller: await agentOf(request), ...request.body }),
  );
}

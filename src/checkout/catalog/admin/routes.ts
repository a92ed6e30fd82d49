import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type RequireStaff, SUPERVISOR_ROLES } from '../../../identity/index.ts';
import type { CatalogDeps } from '../types.ts';
import { listProducts } from './list-products.ts';
import { cancelPricePlan, planPrice } from './plan-price.ts';
import { createProduct, editProduct } from './save-product.ts';
import { setStatus } from './set-status.ts';
import { viewProduct } from './view-product.ts';
import {
  CreateProductBody,
  EditProductBody,
  PlanPriceBody,
  ProductLines,
  ProductPage,
  ProductSearch,
  StatusBody,
} from './wire.ts';

const root = '/v1/console/catalog/products';
const Id = z.string().min(1).max(64);
const Params = z.object({ productId: Id });
const PlanParams = z.object({ productId: Id, pricePlanId: Id });
const tags = ['console'];
const config = { access: SUPERVISOR_ROLES };
const response = { 200: ProductPage };

export interface CatalogRoutesDeps extends CatalogDeps {
  readonly requireStaff: RequireStaff;
}

/**
 * The catalogue as staff edit it. For those who answer for others only: what a price is, and what is sold at all,
 * decides about money, and an agent in a conversation needs neither.
 */
export function catalogRoutes(deps: CatalogRoutesDeps): FastifyPluginCallbackZod {
  const callerOf = deps.requireStaff(SUPERVISOR_ROLES);
  const shown = (productId: string) => viewProduct(deps, productId);
  return (app, _options, done) => {
    app.get(
      root,
      { config, schema: { tags, querystring: ProductSearch, response: { 200: ProductLines } } },
      async (request) => {
        await callerOf(request);
        return listProducts(deps.db, request.query);
      },
    );
    app.post(
      root,
      { config, schema: { tags, body: CreateProductBody, response: { 201: ProductPage } } },
      async (request, reply) => {
        const productId = await createProduct(deps, { caller: await callerOf(request), body: request.body });
        return reply.code(201).send(await shown(productId));
      },
    );
    app.get(`${root}/:productId`, { config, schema: { tags, params: Params, response } }, async (request) => {
      await callerOf(request);
      return shown(request.params.productId);
    });
    app.put(
      `${root}/:productId`,
      { config, schema: { tags, params: Params, body: EditProductBody, response } },
      async (request) => {
        const { params, body } = request;
        await editProduct(deps, { caller: await callerOf(request), ...params, body });
        return shown(params.productId);
      },
    );
    app.put(
      `${root}/:productId/status`,
      { config, schema: { tags, params: Params, body: StatusBody, response } },
      async (request) => {
        const { params, body } = request;
        await setStatus(deps, { caller: await callerOf(request), ...params, ...body });
        return shown(params.productId);
      },
    );
    addPlans(deps, app);
    done();
  };
}

function addPlans(deps: CatalogRoutesDeps, app: Parameters<FastifyPluginCallbackZod>[0]): void {
  const callerOf = deps.requireStaff(SUPERVISOR_ROLES);
  app.post(
    `${root}/:productId/price-plans`,
    { config, schema: { tags, params: Params, body: PlanPriceBody, response: { 201: ProductPage } } },
    async (request, reply) => {
      const { params, body } = request;
      await planPrice(deps, { caller: await callerOf(request), ...params, body });
      return reply.code(201).send(await viewProduct(deps, params.productId));
    },
  );
  app.delete(
    `${root}/:productId/price-plans/:pricePlanId`,
    { config, schema: { tags, params: PlanParams, response } },
    async (request) => {
      await cancelPricePlan(deps, { caller: await callerOf(request), ...request.params });
      return viewProduct(deps, request.params.productId);
    },
  );
}

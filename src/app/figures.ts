import { findProducts } from '../checkout/index.ts';
import type { MetricsDeps } from '../metrics/index.ts';
import type { House } from './compose.ts';

/** What the figures ask of the domains below them. */
export function figuresDeps({ db, clock, log, checkout }: House): MetricsDeps {
  return {
    db,
    clock,
    log,
    livemode: checkout.livemode,
    timeZone: checkout.merchant.timeZone,
    titlesOf: async (productIds) => {
      const found = await findProducts(db.query, productIds);
      return new Map(found.map(({ product }) => [product.productId, product.title]));
    },
  };
}

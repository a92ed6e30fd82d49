import { DomainError } from '../../../kernel/errors.ts';
import { checkoutErrors } from '../../errors.ts';
import { findTaken } from '../../places/store.ts';
import { findPricesOf } from '../price-store.ts';
import { NO_BOUNDS, type SaleBounds } from '../sale-bounds.ts';
import { findProducts, findTranslations } from '../store.ts';
import type { CatalogDeps, PricedProduct, Product } from '../types.ts';
import { findPlansOf } from './plan-store.ts';
import type { LinkedProduct, ProductLine, ProductPage, SaleBoundsBody } from './wire.ts';

/** A product as its editor sees it, with every price it ever had. Throws `product_not_found`. */
export async function viewProduct(
  deps: Pick<CatalogDeps, 'db' | 'livemode'>,
  productId: string,
): Promise<ProductPage> {
  const db = deps.db.query;
  const [found] = await findProducts(db, [productId]);
  if (found === undefined) throw new DomainError(checkoutErrors.product_not_found);
  const { product } = found;
  const { prerequisiteIds, partIds, series } = product.links;
  const [linked, translations, history, plans, taken] = await Promise.all([
    findProducts(db, [...new Set([...prerequisiteIds, ...partIds, ...product.bundleIds])]),
    product.translationGroup === null ? [] : findTranslations(db, product.translationGroup),
    findPricesOf(db, productId),
    findPlansOf(db, productId),
    findTaken(db, { productIds: [productId], livemode: deps.livemode ? 1 : 0 }),
  ]);
  const byId = new Map(linked.map((one) => [one.product.productId, one.product]));
  const named = (ids: readonly string[]): LinkedProduct[] =>
    ids.flatMap((id) => {
      const one = byId.get(id);
      return one === undefined ? [] : [linkedOf(one)];
    });
  const { revision, source, externalId, description, tags, url, coverUrl, durationMinutes } = product;
  return {
    ...lineOf(found),
    ...{ revision, source, externalId, description, url, coverUrl, durationMinutes, series },
    saleBounds: boundsBody(product.saleBounds ?? NO_BOUNDS),
    places: product.places ?? null,
    placesTaken: taken.get(productId) ?? 0,
    tags: [...tags],
    prerequisites: named(prerequisiteIds),
    parts: named(partIds),
    bundles: named(product.bundleIds),
    translations: translations.filter((one) => one.productId !== productId).map(linkedOf),
    history: history.map(({ productId: _, ...price }) => price),
    plans: plans.map(({ pricePlanId, currency, amountMinor, startsAtMs }) => ({
      ...{ pricePlanId, currency, amountMinor, startsAtMs },
    })),
  };
}

function boundsBody({ soldIn, notSoldIn, minAgeYears }: SaleBounds): SaleBoundsBody {
  return { soldIn: soldIn === null ? null : [...soldIn], notSoldIn: [...notSoldIn], minAgeYears };
}

/** A product in a list. */
export function lineOf({ product, prices }: PricedProduct): ProductLine {
  const { productId, title, kind, language, level, author, status, updatedAtMs, links } = product;
  return {
    ...{ productId, title, kind, language, level, author, status, updatedAtMs },
    isBundle: links.partIds.length > 0,
    prices: prices.map(({ currency, amountMinor }) => ({ currency, amountMinor })),
  };
}

function linkedOf({ productId, title, language, status }: Product): LinkedProduct {
  return { productId, title, language, status };
}

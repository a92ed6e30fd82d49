import type { PricedProduct } from '../checkout/index.ts';
import type { Money } from '../kernel/money.ts';
import { createAnalysis } from './search/analysis.ts';
import { createSegmenter } from './search/tokens.ts';
import type { ShelfView } from './shelf.ts';
import { createShelfEntries } from './shelf-entries.ts';

/** What a test says of a product; the rest is filled in. */
export interface MadeProduct extends Partial<Omit<PricedProduct['product'], 'productId'>> {
  readonly productId: string;
  readonly prices?: readonly Money[];
}

/** A product as the catalogue would give it. */
export function makeProduct({
  prices = [{ amountMinor: 1000, currency: 'USD' }],
  ...made
}: MadeProduct): PricedProduct {
  const product = {
    externalId: `test:${made.productId}:en`,
    source: 'test',
    translationGroup: null,
    kind: 'course' as const,
    language: 'en',
    title: made.productId,
    description: '',
    level: null,
    tags: [],
    author: null,
    url: null,
    coverUrl: null,
    durationMinutes: null,
    status: 'on_sale' as const,
    contentHash: JSON.stringify(made),
    createdAtMs: 0,
    updatedAtMs: 0,
    revision: 0,
    sourceHash: null,
    links: { series: null, prerequisiteIds: [], partIds: [] },
    bundleIds: [],
    ...made,
  };
  return {
    product,
    prices: prices.map(({ amountMinor, currency }) => ({
      priceId: `price_${made.productId}_${currency}`,
      productId: made.productId,
      currency,
      amountMinor,
      version: 1,
      validFromMs: 0,
      supersededAtMs: null,
    })),
  };
}

const segmenter = createSegmenter();
const analysis = createAnalysis(segmenter);

/** The products in memory, ready to be chosen from. */
export async function makeShelf(
  products: readonly PricedProduct[],
  full: ReadonlySet<string> = new Set(),
): Promise<ShelfView> {
  const entries = createShelfEntries(analysis);
  for (const product of products) entries.take(product);
  entries.noteFull(full);
  return {
    products: entries.products(),
    placeOf: entries.placeOf,
    index: await entries.buildIndex(async () => {}),
    analysis,
    hasBounds: entries.hasBounds(),
  };
}

import type { PricedProduct, Product } from '../checkout/index.ts';
import { readSeries, seriesKeyOf } from './rank/series.ts';
import { type Analysis, analyseDocument } from './search/document-terms.ts';
import {
  buildSearchIndex,
  createVocabulary,
  type EncodedDocument,
  type Pause,
  type SearchIndex,
} from './search/search-index.ts';
import type { ShelfProduct } from './types.ts';

/** The catalogue in memory, each product with its analysed text. */
export interface ShelfEntries {
  /** Takes in a product as it is now. True when its text is new, so that the index lacks it. */
  take(priced: PricedProduct): boolean;
  products(): ShelfProduct[];
  /** The place of a product among them. */
  placeOf(productId: string): number | undefined;
  /** Whether any is not sold everywhere, to anybody or to any number. */
  hasBounds(): boolean;
  /** Those that only so many can buy. */
  limited(): Pick<Product, 'productId' | 'places'>[];
  /** Of those, the ones that nobody can buy any more. */
  noteFull(productIds: ReadonlySet<string>): void;
  buildIndex(pause: Pause): Promise<SearchIndex>;
}

interface Entry {
  readonly product: ShelfProduct;
  readonly document: EncodedDocument;
  readonly contentHash: string;
  readonly places: number | null;
}

/** An empty shelf. A product keeps its place, so that document n of any index is product n. */
export function createShelfEntries(analysis: Analysis): ShelfEntries {
  const vocabulary = createVocabulary();
  const entries: Entry[] = [];
  const placeById = new Map<string, number>();
  let full: ReadonlySet<string> = new Set();

  const analyse = ({ product }: PricedProduct) => {
    analysis.segmenter.addWords(product.tags);
    const { terms, topicIds } = analyseDocument(analysis, product);
    return { document: vocabulary.encode(terms), topicIds };
  };
  const take = (priced: PricedProduct): boolean => {
    const { productId, contentHash, places = null } = priced.product;
    const place = placeById.get(productId) ?? entries.length;
    const known = entries[place];
    const isKnownText = known !== undefined && known.contentHash === contentHash;
    const { document, topicIds } = isKnownText
      ? { document: known.document, topicIds: known.product.topicIds }
      : analyse(priced);
    placeById.set(productId, place);
    entries[place] = { product: shelfProductOf(priced, topicIds), document, contentHash, places };
    return !isKnownText;
  };
  return {
    take,
    products: () =>
      entries.map(({ product }) => (full.has(product.productId) ? { ...product, isFull: true } : product)),
    placeOf: (productId) => placeById.get(productId),
    hasBounds: () =>
      entries.some(({ product, places }) => product.saleBounds !== undefined || places !== null),
    limited: () =>
      entries.flatMap(({ product: { productId }, places }) =>
        places === null ? [] : [{ productId, places }],
      ),
    noteFull: (productIds) => {
      full = productIds;
    },
    buildIndex: (pause) =>
      buildSearchIndex(
        vocabulary,
        entries.map((entry) => entry.document),
        pause,
      ),
  };
}

/** What recommending keeps of a product. */
export function shelfProductOf(
  { product, prices }: PricedProduct,
  topicIds: readonly string[],
): ShelfProduct {
  return {
    ...linksOf(product),
    productId: product.productId,
    translationGroup: product.translationGroup,
    kind: product.kind,
    language: product.language,
    level: product.level,
    author: product.author,
    isOnSale: product.status === 'on_sale',
    prices: prices.map(({ amountMinor, currency }) => ({ amountMinor, currency })),
    topicIds,
    durationMinutes: product.durationMinutes,
  };
}

/** What is written of a series counts more than what a title seems to say. Most products have none of these. */
function linksOf({
  title,
  links,
  bundleIds,
  saleBounds,
}: Product): Pick<ShelfProduct, 'series' | 'bundleIds' | 'partIds' | 'prerequisiteIds' | 'saleBounds'> {
  const { partIds, prerequisiteIds } = links;
  const series =
    links.series === null
      ? readSeries(title)
      : { seriesKey: seriesKeyOf(links.series.name), part: links.series.part };
  return {
    ...(series === undefined ? {} : { series }),
    ...(bundleIds.length === 0 ? {} : { bundleIds }),
    ...(partIds.length === 0 ? {} : { partIds }),
    ...(prerequisiteIds.length === 0 ? {} : { prerequisiteIds }),
    ...(saleBounds == null ? {} : { saleBounds }),
  };
}

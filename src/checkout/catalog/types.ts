import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { NewId } from '../../kernel/id.ts';
import type { ProductKind, ProductLevel } from '../wire.ts';
import type { SaleBounds } from './sale-bounds.ts';

export interface CatalogDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly livemode: boolean;
}

export type ProductStatus = 'on_sale' | 'withdrawn' | 'draft';

/** A piece of knowledge content for sale. */
export interface Product {
  readonly productId: string;
  /** source:id:language, see `externalIdOf`. */
  readonly externalId: string;
  readonly source: string;
  /** Products of one group are the same content in several languages. */
  readonly translationGroup: string | null;
  readonly kind: ProductKind;
  /** BCP 47, lower case: zh, en … */
  readonly language: string;
  readonly title: string;
  readonly description: string;
  readonly level: ProductLevel | null;
  readonly tags: readonly string[];
  readonly author: string | null;
  readonly url: string | null;
  readonly coverUrl: string | null;
  readonly durationMinutes: number | null;
  readonly status: ProductStatus;
  readonly contentHash: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Counts changes, so that two who edit at once are told apart. */
  readonly revision: number;
  /** What the last imported row said, prices included; null for a product that no file brought. */
  readonly sourceHash: string | null;
  readonly links: ProductLinks;
  /** Bundles that open this product; follows from their links. */
  readonly bundleIds: readonly string[];
  /** How many learners can buy it; left out and null: any number. */
  readonly places?: number | null;
  /** Where it is sold and from which age; left out and null: everywhere, to anybody. */
  readonly saleBounds?: SaleBounds | null;
}

/** What a product has to do with others. */
export interface ProductLinks {
  /** Which part of a series it is; null: as its title says, see `readSeries`. */
  readonly series: { readonly name: string; readonly part: number } | null;
  /** What should be learned before. */
  readonly prerequisiteIds: readonly string[];
  /** What a bundle opens besides itself; empty: it is no bundle. */
  readonly partIds: readonly string[];
}

export const NO_LINKS: ProductLinks = { series: null, prerequisiteIds: [], partIds: [] };

/** One version of a product's price; never overwritten. */
export interface Price {
  readonly priceId: string;
  readonly productId: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly amountMinor: number;
  /** 1, 2, 3 … per product and currency. */
  readonly version: number;
  readonly validFromMs: number;
  /** Null for the present one. */
  readonly supersededAtMs: number | null;
}

/** A product with the prices that hold now, one per currency. */
export interface PricedProduct {
  readonly product: Product;
  readonly prices: readonly Price[];
}

/** The id under which an import finds a product again. Sources and languages contain no colon, ids may. */
export function externalIdOf(row: { source: string; id: string; language: string }): string {
  return `${row.source}:${row.id}:${row.language}`;
}

import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { NewId } from '../../kernel/id.ts';
import type { ProductKind, ProductLevel } from '../wire.ts';

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
}

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

import type { Money } from '../../kernel/money.ts';
import type { ProductRow } from './read-product-row.ts';
import { NO_BOUNDS, textOfBounds } from './sale-bounds.ts';
import type { ProductChange } from './store.ts';
import { type CatalogDeps, NO_LINKS, type Price, type PricedProduct, type Product } from './types.ts';

/** How many rows of a batch did what. */
export interface BatchCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Prices that a new version follows, or that hold no more; their rows count as updated. */
  readonly pricesChanged: number;
}

/** What a batch would write. */
export interface BatchPlan extends BatchCounts {
  readonly newProducts: readonly Product[];
  readonly changes: readonly ProductChange[];
  readonly newPrices: readonly Price[];
  readonly endedPriceIds: readonly string[];
}

interface Batch {
  readonly rows: readonly ProductRow[];
  /** The products that the rows mean, as far as there are any. */
  readonly known: readonly PricedProduct[];
  readonly source: string;
}

/** Compares rows with what is known. Writes nothing. */
export function planRows(deps: CatalogDeps, batch: Batch): BatchPlan {
  const known = new Map(batch.known.map((priced) => [priced.product.externalId, priced]));
  const plans = batch.rows.map((row) => {
    const before = known.get(row.externalId);
    return before === undefined ? planNew(deps, batch.source, row) : planKnown(deps, before, row);
  });
  const newProducts = plans.flatMap((plan) => plan.newProducts);
  const changes = plans.flatMap((plan) => plan.changes);
  const endedPriceIds = plans.flatMap((plan) => plan.endedPriceIds);
  return {
    newProducts,
    changes,
    endedPriceIds,
    newPrices: plans.flatMap((plan) => plan.newPrices),
    created: newProducts.length,
    updated: changes.length,
    unchanged: batch.rows.length - newProducts.length - changes.length,
    pricesChanged: endedPriceIds.length,
  };
}

type RowPlan = Pick<BatchPlan, 'newProducts' | 'changes' | 'newPrices' | 'endedPriceIds'>;

const NOTHING: RowPlan = { newProducts: [], changes: [], newPrices: [], endedPriceIds: [] };

function planNew(deps: CatalogDeps, source: string, row: ProductRow): RowPlan {
  const product = newProduct(deps, source, row);
  const newPrices = row.prices.map((wanted) =>
    nextPrice(deps, product.productId, { wanted, present: undefined }),
  );
  return { ...NOTHING, newProducts: [product], newPrices };
}

function planKnown(deps: CatalogDeps, before: PricedProduct, row: ProductRow): RowPlan {
  const { productId, sourceHash } = before.product;
  // What the file says it said before: whatever people changed since is theirs.
  if (row.sourceHash !== null && row.sourceHash === sourceHash) return NOTHING;
  const prices = changedPrices(row.prices, before.prices);
  const ended = row.isWholePriceList === true ? droppedPrices(row.prices, before.prices) : [];
  const change = changeOf(deps, before.product, row);
  const isSame = change === null && prices.length + ended.length === 0;
  return {
    newProducts: [],
    changes: isSame
      ? []
      : [{ productId, updatedAtMs: deps.clock.wallMs(), ...sourceHashOf(row), ...(change ?? {}) }],
    newPrices: prices.map((price) => nextPrice(deps, productId, price)),
    endedPriceIds: [...prices.flatMap(({ present }) => present ?? []), ...ended].map(
      ({ priceId }) => priceId,
    ),
  };
}

/** Times of change are wall time: they say what to read again, which a test clock must not disturb. */
function newProduct(deps: CatalogDeps, source: string, row: ProductRow): Product {
  const nowMs = deps.clock.wallMs();
  return {
    productId: deps.newId('prod'),
    externalId: row.externalId,
    source,
    translationGroup: row.translationGroup,
    ...row.content,
    status: row.status ?? 'on_sale',
    contentHash: row.contentHash,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    revision: 0,
    sourceHash: row.sourceHash,
    links: row.links ?? NO_LINKS,
    bundleIds: [],
    saleBounds: { ...NO_BOUNDS, ...row.saleBounds },
    places: row.places ?? null,
  };
}

/** Null when the row says what is known. A withdrawn product comes back only when the row says so. */
function changeOf(deps: CatalogDeps, before: Product, row: ProductRow): ProductChange | null {
  const status = row.status ?? before.status;
  const links = row.links ?? before.links;
  const saleBounds = { ...NO_BOUNDS, ...before.saleBounds, ...row.saleBounds };
  const places = (row.places === undefined ? before.places : row.places) ?? null;
  const isSame =
    before.contentHash === row.contentHash &&
    before.status === status &&
    JSON.stringify(before.links) === JSON.stringify(links) &&
    (before.places ?? null) === places &&
    textOfBounds(before.saleBounds) === textOfBounds(saleBounds);
  if (isSame) return null;
  return {
    productId: before.productId,
    ...row.content,
    status,
    links,
    saleBounds,
    places,
    contentHash: row.contentHash,
    updatedAtMs: deps.clock.wallMs(),
  };
}

function sourceHashOf({ sourceHash }: ProductRow): Pick<Partial<Product>, 'sourceHash'> {
  return sourceHash === null ? {} : { sourceHash };
}

interface PriceChange {
  readonly wanted: Money;
  readonly present: Price | undefined;
}

/** A currency that is not named keeps its price. */
function changedPrices(wanted: readonly Money[], present: readonly Price[]): PriceChange[] {
  return wanted
    .map((price) => ({ wanted: price, present: present.find((known) => known.currency === price.currency) }))
    .filter((change) => change.present?.amountMinor !== change.wanted.amountMinor);
}

function droppedPrices(wanted: readonly Money[], present: readonly Price[]): Price[] {
  return present.filter(({ currency }) => !wanted.some((price) => price.currency === currency));
}

function nextPrice(deps: CatalogDeps, productId: string, { wanted, present }: PriceChange): Price {
  return {
    priceId: deps.newId('price'),
    productId,
    currency: wanted.currency,
    amountMinor: wanted.amountMinor,
    version: (present?.version ?? 0) + 1,
    validFromMs: deps.clock.nowMs(),
    supersededAtMs: null,
  };
}

import type { Tx } from '../../kernel/db/database.ts';
import type { Money } from '../../kernel/money.ts';
import { catalogChanged } from './events.ts';
import type { ProductRow } from './read-product-row.ts';
import { endPrices, findByExternalIds, savePrices, saveProducts, updateProduct } from './store.ts';
import type { CatalogDeps, Price, PricedProduct, Product } from './types.ts';

/** How many rows of a batch did what. */
export interface BatchCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Prices that a new version follows; their rows count as updated. */
  readonly pricesChanged: number;
}

/** What a batch would write. */
interface BatchPlan extends BatchCounts {
  readonly newProducts: readonly Product[];
  readonly changes: readonly ProductChange[];
  readonly newPrices: readonly Price[];
  readonly endedPriceIds: readonly string[];
}

type ProductChange = Partial<Product> & Pick<Product, 'productId' | 'updatedAtMs'>;

export interface BatchOptions {
  readonly source: string;
  readonly isDryRun: boolean;
}

/**
 * Brings the rows of one batch into the catalogue, in the caller's transaction: new ones are put on sale,
 * changed ones updated, a changed price gets a new version and the old one stays as history.
 */
export async function writeBatch(
  deps: CatalogDeps,
  tx: Tx,
  { rows, ...options }: BatchOptions & { readonly rows: readonly ProductRow[] },
): Promise<BatchCounts> {
  const known = await findByExternalIds(
    tx,
    rows.map((row) => row.externalId),
  );
  const plan = planBatch(deps, { rows, known, source: options.source });
  if (!options.isDryRun && plan.created + plan.updated > 0) {
    await saveProducts(tx, plan.newProducts);
    for (const change of plan.changes) await updateProduct(tx, change);
    await endPrices(tx, { priceIds: plan.endedPriceIds, atMs: deps.clock.nowMs() });
    await savePrices(tx, plan.newPrices);
    await catalogChanged(deps, tx, { source: options.source, ...countsOf(plan) });
  }
  return countsOf(plan);
}

function countsOf({ created, updated, unchanged, pricesChanged }: BatchPlan): BatchCounts {
  return { created, updated, unchanged, pricesChanged };
}

function planBatch(
  deps: CatalogDeps,
  batch: { rows: readonly ProductRow[]; known: readonly PricedProduct[]; source: string },
): BatchPlan {
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

function planNew(deps: CatalogDeps, source: string, row: ProductRow): RowPlan {
  const product = newProduct(deps, source, row);
  const newPrices = row.prices.map((wanted) =>
    nextPrice(deps, product.productId, { wanted, present: undefined }),
  );
  return { newProducts: [product], changes: [], newPrices, endedPriceIds: [] };
}

function planKnown(deps: CatalogDeps, before: PricedProduct, row: ProductRow): RowPlan {
  const { productId } = before.product;
  const prices = changedPrices(row.prices, before.prices);
  const change = changeOf(deps, before.product, row);
  const isSame = change === null && prices.length === 0;
  return {
    newProducts: [],
    changes: isSame ? [] : [change ?? { productId, updatedAtMs: deps.clock.wallMs() }],
    newPrices: prices.map((price) => nextPrice(deps, productId, price)),
    endedPriceIds: prices.flatMap(({ present }) => (present === undefined ? [] : [present.priceId])),
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
  };
}

/** Null when the row says what is known. A withdrawn product comes back only when the file says so. */
function changeOf(deps: CatalogDeps, before: Product, row: ProductRow): ProductChange | null {
  const status = row.status ?? before.status;
  if (before.contentHash === row.contentHash && before.status === status) return null;
  return {
    productId: before.productId,
    ...row.content,
    status,
    contentHash: row.contentHash,
    updatedAtMs: deps.clock.wallMs(),
  };
}

interface PriceChange {
  readonly wanted: Money;
  readonly present: Price | undefined;
}

/** A currency the file does not name keeps its price. */
function changedPrices(wanted: readonly Money[], present: readonly Price[]): PriceChange[] {
  return wanted
    .map((price) => ({ wanted: price, present: present.find((known) => known.currency === price.currency) }))
    .filter((change) => change.present?.amountMinor !== change.wanted.amountMinor);
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

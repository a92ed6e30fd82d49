import type { Tx } from '../../kernel/db/database.ts';
import { catalogChanged } from './events.ts';
import { type BatchCounts, type BatchPlan, planRows } from './plan-rows.ts';
import { endPrices, findLastVersions, savePrices } from './price-store.ts';
import type { ProductRow } from './read-product-row.ts';
import { findByExternalIds, saveProducts, updateProduct } from './store.ts';
import type { CatalogDeps, Price } from './types.ts';

export interface BatchOptions {
  readonly source: string;
  readonly isDryRun: boolean;
}

export interface WrittenBatch extends BatchCounts {
  /** True, and nothing of worth is written, when a product is no longer of the revision that its row was made for: undo. */
  readonly isOutdated: boolean;
}

/**
 * Brings rows into the catalogue, in the caller's transaction: new ones are put on sale, changed ones updated, a changed
 * price gets a new version and the old one stays as history. The one way in which products are written, by files and by
 * people.
 */
export async function writeBatch(
  deps: CatalogDeps,
  tx: Tx,
  { rows, ...options }: BatchOptions & { readonly rows: readonly ProductRow[] },
): Promise<WrittenBatch> {
  const known = await findByExternalIds(
    tx,
    rows.map((row) => row.externalId),
  );
  const plan = planRows(deps, { rows, known, source: options.source });
  if (options.isDryRun || plan.created + plan.updated === 0) return { ...countsOf(plan), isOutdated: false };
  await saveProducts(tx, plan.newProducts);
  const revisions = new Map(known.map(({ product }) => [product.productId, product.revision]));
  for (const change of plan.changes) {
    if (!(await updateProduct(tx, change, revisions.get(change.productId))))
      return { ...countsOf(plan), isOutdated: true };
  }
  await endPrices(tx, { priceIds: plan.endedPriceIds, atMs: deps.clock.nowMs() });
  await savePrices(tx, await afterThoseBefore(tx, plan.newPrices));
  await catalogChanged(deps, tx, { source: options.source, ...countsOf(plan) });
  return { ...countsOf(plan), isOutdated: false };
}

function countsOf({ created, updated, unchanged, pricesChanged }: BatchPlan): BatchCounts {
  return { created, updated, unchanged, pricesChanged };
}

/** A currency that was sold in before goes on counting where it stopped. */
async function afterThoseBefore(tx: Tx, prices: readonly Price[]): Promise<readonly Price[]> {
  const first = prices.filter(({ version }) => version === 1);
  if (first.length === 0) return prices;
  const last = await findLastVersions(tx, [...new Set(first.map(({ productId }) => productId))]);
  return prices.map((price) =>
    price.version > 1
      ? price
      : { ...price, version: (last.get(`${price.productId}:${price.currency}`) ?? 0) + 1 },
  );
}

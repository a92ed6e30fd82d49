import type { Tx } from '../../../kernel/db/database.ts';
import { findProducts, lockProducts, saveBundlesOf } from '../store.ts';
import type { CatalogDeps } from '../types.ts';

/** Tells the parts of a bundle that it opens them, or does no more, so that a purchase need not look for bundles. */
export async function keepBundles(
  deps: CatalogDeps,
  tx: Tx,
  bundle: {
    readonly productId: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  },
): Promise<void> {
  const { productId, before, after } = bundle;
  const changed = [...before, ...after].filter((id) => before.includes(id) !== after.includes(id));
  if (changed.length === 0) return;
  // Two bundles may take the same product in at once.
  await lockProducts(tx, changed);
  for (const { product } of await findProducts(tx, changed)) {
    const others = product.bundleIds.filter((id) => id !== productId);
    const bundleIds = after.includes(product.productId) ? [...others, productId] : others;
    await saveBundlesOf(tx, { productId: product.productId, bundleIds, updatedAtMs: deps.clock.wallMs() });
  }
}

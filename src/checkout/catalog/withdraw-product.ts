import { DomainError } from '../../kernel/errors.ts';
import { checkoutErrors } from '../errors.ts';
import { productWithdrawn } from './events.ts';
import { findProducts, updateProduct } from './store.ts';
import type { CatalogDeps } from './types.ts';

/**
 * Takes a product off sale: it is recommended and sold no more; prices and entitlements stay. Doing it twice
 * changes nothing. Throws `product_not_found`.
 */
export async function withdrawProduct(
  deps: CatalogDeps,
  command: { readonly productId: string },
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const [found] = await findProducts(tx, [command.productId]);
    if (found === undefined) throw new DomainError(checkoutErrors.product_not_found);
    if (found.product.status === 'withdrawn') return;
    await updateProduct(tx, {
      productId: command.productId,
      status: 'withdrawn',
      updatedAtMs: deps.clock.wallMs(),
    });
    await productWithdrawn(deps, tx, found.product);
  });
}

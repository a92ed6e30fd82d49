import type { Database } from '../../kernel/db/database.ts';
import { findProducts } from './store.ts';

/** Titles of what should be learned before a product, as its catalogue entry names them; what is not sold any more is left out. */
export async function readPrerequisites(
  { db }: { readonly db: Database },
  productId: string,
): Promise<readonly string[]> {
  const [found] = await findProducts(db.query, [productId]);
  const needed = await findProducts(db.query, found?.product.links.prerequisiteIds ?? []);
  return needed.flatMap(({ product }) => (product.status === 'on_sale' ? [product.title] : []));
}

import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError } from '../../kernel/errors.ts';
import { findProducts, updateProduct } from '../catalog/store.ts';
import type { CatalogDeps } from '../catalog/types.ts';
import { checkoutErrors } from '../errors.ts';
import { findTaken } from './store.ts';

export interface SetPlaces {
  readonly productId: string;
  /** How many learners can buy it; null: any number. Fewer than were sold sells no more and takes from nobody. */
  readonly places: number | null;
  /** Who does it, as the audit chain names them. */
  readonly actor: string;
}

/** Limits how many learners can buy a product. Returns how many places are held or sold. Throws `product_not_found`. */
export async function setPlaces(deps: CatalogDeps, { productId, places, actor }: SetPlaces): Promise<number> {
  const livemode = deps.livemode ? 1 : 0;
  return deps.db.transact(async (tx) => {
    const [found] = await findProducts(tx, [productId]);
    if (found === undefined) throw new DomainError(checkoutErrors.product_not_found);
    await updateProduct(tx, { productId, places, updatedAtMs: deps.clock.wallMs() });
    const taken = (await findTaken(tx, { productIds: [productId], livemode })).get(productId) ?? 0;
    const detail = { externalId: found.product.externalId, places };
    await appendAudit(deps, tx, { action: 'product.places_set', actor, subjectId: productId, detail });
    return taken;
  });
}

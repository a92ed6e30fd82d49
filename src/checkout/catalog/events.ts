import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import type { CatalogDeps, Product } from './types.ts';

/** An import created or changed products; counts only. */
export function catalogChanged(
  deps: CatalogDeps,
  tx: Tx,
  change: { source: string; created: number; updated: number; pricesChanged: number },
): Promise<string> {
  const { source, created, updated, pricesChanged } = change;
  return appendEvent(deps, tx, {
    type: 'catalog.changed',
    subjectId: source,
    livemode: deps.livemode,
    payload: { source, created, updated, pricesChanged },
  });
}

/** A product left the shop; who owns it keeps it. */
export function productWithdrawn(deps: CatalogDeps, tx: Tx, product: Product): Promise<string> {
  return appendEvent(deps, tx, {
    type: 'product.withdrawn',
    subjectId: product.productId,
    livemode: deps.livemode,
    payload: { productId: product.productId, externalId: product.externalId },
  });
}

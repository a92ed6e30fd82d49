import type { StaffCaller } from '../../../identity/index.ts';
import { DomainError } from '../../../kernel/errors.ts';
import { catalogErrors } from '../errors.ts';
import { productWithdrawn } from '../events.ts';
import { hashContent, type ProductContent, type ProductRow } from '../read-product-row.ts';
import type { CatalogDeps, PricedProduct, ProductStatus } from '../types.ts';
import { audit, requireRevision, writeFor } from './save-product.ts';

export interface SetStatus {
  readonly caller: Pick<StaffCaller, 'staffId'>;
  readonly productId: string;
  readonly revision: number;
  readonly status: ProductStatus;
}

/**
 * Takes a product off sale or puts it back, for an editor who saw it at this revision; the same status changes nothing.
 * Throws `product_not_found`, `product_changed`, `product_price_missing`.
 */
export function setStatus(deps: CatalogDeps, command: SetStatus): Promise<void> {
  const { caller, productId, revision, status } = command;
  return deps.db.transact(async (tx) => {
    const before = await requireRevision(tx, productId, revision);
    if (before.product.status === status) return;
    if (status === 'on_sale' && before.prices.length === 0)
      throw new DomainError(catalogErrors.product_price_missing);
    await writeFor(deps, tx, { ...rowOfKnown(before), status });
    if (status === 'withdrawn') await productWithdrawn(deps, tx, before.product);
    const action = status === 'withdrawn' ? 'product.withdrawn' : 'product.status_changed';
    await audit(deps, tx, { caller, action, productId, detail: { from: before.product.status, to: status } });
  });
}

/** A row that says what is known, to change one thing of. */
export function rowOfKnown({ product, prices }: PricedProduct): ProductRow {
  const { kind, language, title, description, level, author, url, coverUrl, durationMinutes } = product;
  const content: ProductContent = {
    ...{ kind, language, title, description, level, tags: [...product.tags] },
    ...{ author, url, coverUrl, durationMinutes },
  };
  return {
    externalId: product.externalId,
    translationGroup: product.translationGroup ?? product.externalId,
    content,
    contentHash: hashContent(content),
    prices: prices.map(({ amountMinor, currency }) => ({ amountMinor, currency })),
    status: null,
    sourceHash: null,
  };
}

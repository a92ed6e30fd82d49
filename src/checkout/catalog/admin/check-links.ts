import type { Tx } from '../../../kernel/db/database.ts';
import { DomainError } from '../../../kernel/errors.ts';
import { catalogErrors } from '../errors.ts';
import { findProducts } from '../store.ts';
import type { Product, ProductLinks } from '../types.ts';

interface Linked {
  /** Null for one that is not written yet. */
  readonly productId: string | null;
  readonly links: ProductLinks;
  /** Bundles that open it; left out: none. */
  readonly bundleIds?: readonly string[];
}

/** A chain of prerequisites longer than this is followed no further. */
const STEPS_MAX = 200;

/**
 * Throws `product_links_invalid`, with the reason as its detail, for links to nothing or to itself, for a bundle of
 * fewer than two or of bundles, and for prerequisites that lead back.
 */
export async function checkLinks(tx: Tx, linked: Linked): Promise<void> {
  const { productId, links, bundleIds = [] } = linked;
  const { prerequisiteIds, partIds } = links;
  if (new Set(partIds).size < partIds.length || new Set(prerequisiteIds).size < prerequisiteIds.length)
    refuse('a product is linked twice');
  if (productId !== null && [...prerequisiteIds, ...partIds].includes(productId))
    refuse('a product leads to itself');
  if (partIds.length === 1) refuse('a bundle has at least two parts');
  if (partIds.length > 0 && bundleIds.length > 0) refuse('a part of a bundle is no bundle');
  const parts = await requireAll(tx, partIds);
  if (parts.some((part) => part.links.partIds.length > 0)) refuse('a bundle holds no bundles');
  await refuseCircle(tx, productId, await requireAll(tx, prerequisiteIds));
}

async function requireAll(tx: Tx, productIds: readonly string[]): Promise<Product[]> {
  const found = await findProducts(tx, productIds);
  if (found.length < productIds.length) refuse('a linked product does not exist');
  return found.map(({ product }) => product);
}

/** Walks up from the prerequisites: the product itself must not stand above them. */
async function refuseCircle(tx: Tx, productId: string | null, first: readonly Product[]): Promise<void> {
  if (productId === null) return;
  const seen = new Set<string>();
  let level = first;
  while (level.length > 0 && seen.size < STEPS_MAX) {
    const above = [...new Set(level.flatMap(({ links }) => links.prerequisiteIds))];
    if (above.includes(productId)) refuse('prerequisites lead back to the product');
    const fresh = above.filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    level = (await findProducts(tx, fresh)).map(({ product }) => product);
  }
}

function refuse(detail: string): never {
  throw new DomainError(catalogErrors.product_links_invalid, { detail });
}

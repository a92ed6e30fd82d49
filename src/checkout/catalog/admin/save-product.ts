import type { StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import { readCountry } from '../../../kernel/country.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { type Money, parseAmount } from '../../../kernel/money.ts';
import { checkoutErrors } from '../../errors.ts';
import { catalogErrors } from '../errors.ts';
import { hashContent, type ProductContent, type ProductRow } from '../read-product-row.ts';
import { NO_BOUNDS, type SaleBounds, textOfBounds } from '../sale-bounds.ts';
import { findByExternalIds, findProducts, findTranslations, updateProduct } from '../store.ts';
import {
  type CatalogDeps,
  externalIdOf,
  type PricedProduct,
  type Product,
  type ProductStatus,
} from '../types.ts';
import { writeBatch } from '../write-batch.ts';
import { checkLinks } from './check-links.ts';
import { keepBundles } from './keep-bundles.ts';
import type { CreateProductBody, EditProductBody, ProductFields, SaleBoundsBody } from './wire.ts';

/** What people write comes from here, as files have a source of their own. */
const SOURCE = 'console';

export interface CreateProduct {
  readonly caller: Pick<StaffCaller, 'staffId'>;
  readonly body: CreateProductBody;
}

/**
 * Writes a new product. The same `requestId` and language again make no second one. Returns its id. Throws
 * `product_amount_invalid`, `product_price_missing`, `product_links_invalid`, `translation_exists`, and
 * `product_not_found` for a translation of nothing.
 */
export function createProduct(deps: CatalogDeps, { caller, body }: CreateProduct): Promise<string> {
  const { requestId, status, translationOf, ...fields } = body;
  const externalId = externalIdOf({ source: SOURCE, id: requestId, language: fields.language });
  return deps.db.transact(async (tx) => {
    const [known] = await findByExternalIds(tx, [externalId]);
    if (known !== undefined) return known.product.productId;
    await checkLinks(tx, { productId: null, links: fields.links });
    const translationGroup = await groupFor(deps, tx, {
      translationOf,
      language: fields.language,
      own: `${SOURCE}:${requestId}`,
    });
    const row = rowOf(fields, { externalId, translationGroup, status });
    await writeBatch(deps, tx, { rows: [row], source: SOURCE, isDryRun: false });
    const [created] = await findByExternalIds(tx, [externalId]);
    if (created === undefined) throw new Error('a product was written and is not there');
    const { productId } = created.product;
    await keepBundles(deps, tx, { productId, before: [], after: fields.links.partIds });
    await audit(deps, tx, { caller, action: 'product.created', productId, detail: { status, ...told(row) } });
    return productId;
  });
}

export interface EditProduct {
  readonly caller: Pick<StaffCaller, 'staffId'>;
  readonly productId: string;
  readonly body: EditProductBody;
}

/**
 * Changes a product as one editor saw it. Throws `product_not_found`; `product_changed` when somebody changed it since;
 * `product_amount_invalid`, `product_price_missing`, `product_links_invalid`, `translation_exists`.
 */
export function editProduct(deps: CatalogDeps, { caller, productId, body }: EditProduct): Promise<void> {
  const { revision, status, ...fields } = body;
  return deps.db.transact(async (tx) => {
    const before = await requireRevision(tx, productId, revision);
    const { externalId, translationGroup, links, language } = before.product;
    await checkLinks(tx, { productId, links: fields.links, bundleIds: before.product.bundleIds });
    if (fields.language !== language) await refuseSecond(tx, translationGroup, fields.language);
    const row = rowOf(fields, {
      externalId,
      translationGroup: translationGroup ?? externalId,
      status: status ?? before.product.status,
    });
    const { updated } = await writeFor(deps, tx, row);
    await keepBundles(deps, tx, { productId, before: links.partIds, after: fields.links.partIds });
    if (updated === 0) return;
    const detail = { fields: changedFields(before, row), ...told(row) };
    await audit(deps, tx, { caller, action: 'product.changed', productId, detail });
  });
}

/** Reads a product that is still as it was seen. Throws `product_not_found`, `product_changed`. */
export async function requireRevision(tx: Tx, productId: string, revision: number): Promise<PricedProduct> {
  const [found] = await findProducts(tx, [productId]);
  if (found === undefined) throw new DomainError(checkoutErrors.product_not_found);
  if (found.product.revision !== revision) throw new DomainError(catalogErrors.product_changed);
  return found;
}

/** Writes one row of a person; the product must not change meanwhile. */
export async function writeFor(
  deps: CatalogDeps,
  tx: Tx,
  row: ProductRow,
): Promise<{ readonly updated: number }> {
  const { isOutdated, updated } = await writeBatch(deps, tx, {
    rows: [row],
    source: SOURCE,
    isDryRun: false,
  });
  if (isOutdated) throw new DomainError(catalogErrors.product_changed);
  return { updated };
}

interface Group {
  readonly translationOf: string | undefined;
  readonly language: string;
  readonly own: string;
}

async function groupFor(deps: CatalogDeps, tx: Tx, { translationOf, language, own }: Group): Promise<string> {
  if (translationOf === undefined) return own;
  const [other] = await findProducts(tx, [translationOf]);
  if (other === undefined) throw new DomainError(checkoutErrors.product_not_found);
  const { translationGroup, productId } = other.product;
  if (other.product.language === language) throw new DomainError(catalogErrors.translation_exists);
  await refuseSecond(tx, translationGroup, language);
  if (translationGroup === null)
    await updateProduct(tx, { productId, translationGroup: own, updatedAtMs: deps.clock.wallMs() });
  return translationGroup ?? own;
}

/** A content has each language once. */
async function refuseSecond(tx: Tx, translationGroup: string | null, language: string): Promise<void> {
  if (translationGroup === null) return;
  const known = await findTranslations(tx, translationGroup);
  if (known.some((product) => product.language === language))
    throw new DomainError(catalogErrors.translation_exists);
}

interface RowIdentity {
  readonly externalId: string;
  readonly translationGroup: string;
  readonly status: ProductStatus;
}

function rowOf(fields: ProductFields, identity: RowIdentity): ProductRow {
  const { prices: texts, links, saleBounds, places, ...written } = fields;
  const content: ProductContent = { ...written, tags: [...new Set(written.tags)] };
  const prices = pricesOf(texts);
  if (identity.status === 'on_sale' && prices.length === 0)
    throw new DomainError(catalogErrors.product_price_missing);
  return {
    ...identity,
    content,
    contentHash: hashContent(content),
    prices,
    sourceHash: null,
    links,
    ...(saleBounds === undefined ? {} : { saleBounds: requireCountries(saleBounds) }),
    ...(places === undefined ? {} : { places }),
    isWholePriceList: true,
  };
}

/** Codes of today: UK becomes GB. A code that no country has would close the shop where nobody means it. */
function requireCountries({ soldIn, notSoldIn, minAgeYears }: SaleBoundsBody): SaleBounds {
  const countryOf = (code: string): string => {
    const country = readCountry(code);
    if (country !== null) return country;
    throw new DomainError(kernelErrors.invalid_request, { detail: `${code} is no country` });
  };
  return { soldIn: soldIn?.map(countryOf) ?? null, notSoldIn: notSoldIn.map(countryOf), minAgeYears };
}

function pricesOf(texts: ProductFields['prices']): Money[] {
  const prices = texts.map(({ amount, currency }) => moneyOf(amount, currency));
  if (new Set(prices.map(({ currency }) => currency)).size < prices.length)
    throw new DomainError(catalogErrors.product_amount_invalid, { detail: 'a currency stands there twice' });
  return prices;
}

/** Reads a plain decimal without floating point. Throws `product_amount_invalid`. */
export function moneyOf(amount: string, currency: string): Money {
  const amountMinor = parseAmount(amount, currency);
  if (amountMinor === null)
    throw new DomainError(catalogErrors.product_amount_invalid, { extensions: { currency } });
  return { amountMinor, currency };
}

/** What goes into the chain: figures and ids. Texts may be changed and erased, the chain may not. */
function told({ prices, contentHash, places }: ProductRow): Record<string, unknown> {
  const amounts = prices.map(({ currency, amountMinor }) => ({ currency, amountMinor }));
  return { contentHash, prices: amounts, ...(places === undefined ? {} : { places }) };
}

function changedFields({ product, prices }: PricedProduct, row: ProductRow): string[] {
  const asBefore = (name: keyof ProductContent): boolean =>
    JSON.stringify(product[name as keyof Product]) === JSON.stringify(row.content[name]);
  const names = (Object.keys(row.content) as (keyof ProductContent)[]).filter((name) => !asBefore(name));
  const priceOf = (currency: string) => prices.find((price) => price.currency === currency)?.amountMinor;
  const samePrices =
    prices.length === row.prices.length &&
    row.prices.every(({ currency, amountMinor }) => priceOf(currency) === amountMinor);
  return [
    ...names,
    ...(samePrices ? [] : ['prices']),
    ...(isSameBounds(product, row) ? [] : ['saleBounds']),
    ...(row.places === undefined || row.places === (product.places ?? null) ? [] : ['places']),
    ...(JSON.stringify(product.links) === JSON.stringify(row.links) ? [] : ['links']),
    ...(product.status === row.status ? [] : ['status']),
  ];
}

function isSameBounds(product: Product, { saleBounds }: ProductRow): boolean {
  if (saleBounds === undefined) return true;
  return textOfBounds(product.saleBounds) === textOfBounds({ ...NO_BOUNDS, ...saleBounds });
}

interface Audited {
  readonly caller: Pick<StaffCaller, 'staffId'>;
  readonly action: string;
  readonly productId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Notes an act of a member of staff; the last thing a transaction does. */
export function audit(
  deps: CatalogDeps,
  tx: Tx,
  { caller, action, productId, detail }: Audited,
): Promise<void> {
  return appendAudit(deps, tx, { action, actor: `staff:${caller.staffId}`, subjectId: productId, detail });
}

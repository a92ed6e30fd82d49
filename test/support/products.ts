import type { Database } from '../../src/kernel/db/database.ts';

export interface TestProduct {
  readonly productId: string;
  readonly title: string;
  readonly priceId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

let products = 0;

/** Puts a product with one price on sale. */
export async function addProduct(db: Database, given: Partial<TestProduct> = {}): Promise<TestProduct> {
  products += 1;
  const id = `${Date.now().toString(36)}${products}`;
  const product: TestProduct = {
    productId: `prd_${id}`,
    title: `机器学习入门 ${products}`,
    priceId: `prc_${id}_1`,
    amountMinor: 9900,
    currency: 'CNY',
    ...given,
  };
  await db.transact(async (tx) => {
    await tx
      .insertInto('product')
      .values({
        productId: product.productId,
        externalId: `test:${id}:zh`,
        source: 'test',
        translationGroup: null,
        kind: 'course',
        language: 'zh',
        title: product.title,
        description: '从零开始。',
        level: 'beginner',
        tags: '[]',
        author: '林老师',
        url: `http://localhost:3080/learn/${id}`,
        coverUrl: null,
        durationMinutes: 600,
        status: 'on_sale',
        contentHash: '',
        createdAtMs: 1,
        updatedAtMs: 1,
      })
      .execute();
    await tx.insertInto('price').values(priceRow(product, 1)).execute();
  });
  return product;
}

/** Gives a product a new price; the old one is history. */
export async function changePrice(
  db: Database,
  product: TestProduct,
  amountMinor: number,
): Promise<TestProduct> {
  const changed = { ...product, priceId: `${product.priceId}n`, amountMinor };
  await db.transact(async (tx) => {
    await tx
      .updateTable('price')
      .set({ currentKey: null, supersededAtMs: 2 })
      .where('priceId', '=', product.priceId)
      .execute();
    await tx.insertInto('price').values(priceRow(changed, 2)).execute();
  });
  return changed;
}

function priceRow(product: TestProduct, version: number) {
  return {
    priceId: product.priceId,
    productId: product.productId,
    currency: product.currency,
    amountMinor: product.amountMinor,
    version,
    validFromMs: 1,
    supersededAtMs: null,
    currentKey: `${product.productId}:${product.currency}`,
  };
}
